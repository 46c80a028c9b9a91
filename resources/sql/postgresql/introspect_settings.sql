-- What is set of objects and has no name of its own: comments on all but tables, columns of them and extensions, row
-- security, states of triggers and rules, options of views and columns, privileges on columns, storage, targets of
-- statistics, replica identity, clustering. Comments that come with an extension are not among them; tables and views
-- that introspect_relations.sql leaves out are.
-- Columns: kind (as words), schema, name (of the object that has it), relation (oid of the table or view that it belongs
--          to, or is), definition (the statement that sets it), removal (the one that takes it away)
-- Least version: 12. Parents of triggers are told since 13, compression since 14: before, the names mean the columns of
-- `absent`.
WITH spaces AS (
  SELECT n.oid, n.nspname
    FROM pg_catalog.pg_namespace AS n
   WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
), relations AS (
  SELECT c.oid, s.nspname, c.relname, c.relkind, c.reloptions, c.reltoastrelid, c.relrowsecurity, c.relforcerowsecurity,
         c.relreplident, c.relam, c.reltablespace
    FROM pg_catalog.pg_class AS c
    JOIN spaces AS s ON s.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
     AND c.relpersistence <> 't'
), states(code, name) AS (
  VALUES ('O', 'ENABLE'), ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')
), storages(code, name) AS (
  VALUES ('p', 'PLAIN'), ('e', 'EXTERNAL'), ('m', 'MAIN'), ('x', 'EXTENDED')
), commented AS (
  SELECT d.classoid, d.objoid, d.objsubid, d.description
    FROM pg_catalog.pg_description AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid AND d.classoid = 'pg_catalog.pg_class'::regclass
   WHERE (d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_namespace'::regclass)
     AND (c.relkind IS NULL OR c.relkind NOT IN ('r', 'p', 'f') OR (c.relkind = 'f' AND d.objsubid = 0))
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS e
                      WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
), columns AS MATERIALIZED (
  SELECT own.attrelid, own.attnum, own.attname, own.attfdwoptions, own.attacl, own.attstorage, own.attstattarget, own.attoptions, t.typstorage,
         nullif(own.written_compression, '') AS compression
    FROM (SELECT NULL::"char" AS attcompression) AS absent
   CROSS JOIN LATERAL (SELECT a.*, attcompression::text AS written_compression FROM pg_catalog.pg_attribute AS a) AS own
    JOIN pg_catalog.pg_type AS t ON t.oid = own.atttypid
   WHERE own.attrelid >= 16384 AND own.attnum > 0 AND NOT own.attisdropped
     AND (own.attstattarget >= 0 OR own.attoptions IS NOT NULL OR own.attstorage <> t.typstorage
          OR own.written_compression <> '' OR own.attfdwoptions IS NOT NULL OR own.attacl IS NOT NULL)
), comments AS (
  SELECT 'index' AS what, s.nspname::text AS schema, i.relname::text AS name, x.indrelid::int8 AS relation,
         'INDEX ' || i.oid::regclass AS written, d.description
    FROM commented AS d
    JOIN pg_catalog.pg_class AS i ON i.oid = d.objoid AND i.relkind IN ('i', 'I')
    JOIN pg_catalog.pg_index AS x ON x.indexrelid = i.oid
    JOIN spaces AS s ON s.oid = i.relnamespace
   WHERE d.classoid = 'pg_catalog.pg_class'::regclass
  UNION ALL
  SELECT lower(k.words), r.nspname::text, r.relname::text, r.oid::int8, k.words || ' ' || r.oid::regclass, d.description
    FROM commented AS d
    JOIN relations AS r ON r.oid = d.objoid
    JOIN (VALUES ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW'), ('f', 'FOREIGN TABLE')) AS k(code, words)
      ON k.code = r.relkind::text
   WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
  UNION ALL
  SELECT 'column', r.nspname::text, a.attname::text, r.oid::int8,
         format('COLUMN %s.%I', r.oid::regclass, a.attname), d.description
    FROM commented AS d
    JOIN relations AS r ON r.oid = d.objoid AND r.relkind IN ('v', 'm')
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = d.objsubid
   WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid > 0
  UNION ALL
  SELECT 'sequence', s.nspname::text, c.relname::text, NULL, 'SEQUENCE ' || c.oid::regclass, d.description
    FROM commented AS d
    JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid AND c.relkind = 'S' AND c.relpersistence <> 't'
    JOIN spaces AS s ON s.oid = c.relnamespace
   WHERE d.classoid = 'pg_catalog.pg_class'::regclass
  UNION ALL
  SELECT format('attribute %I of type', a.attname), s.nspname::text, c.relname::text, NULL,
         format('COLUMN %s.%I', c.oid::regclass, a.attname), d.description
    FROM commented AS d
    JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid AND c.relkind = 'c'
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid
    JOIN spaces AS s ON s.oid = c.relnamespace
   WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid > 0
  UNION ALL
  SELECT 'constraint', r.nspname::text, k.conname::text, r.oid::int8,
         format('CONSTRAINT %I ON %s', k.conname, r.oid::regclass), d.description
    FROM commented AS d
    JOIN pg_catalog.pg_constraint AS k ON k.oid = d.objoid
    JOIN relations AS r ON r.oid = k.conrelid
   WHERE d.classoid = 'pg_catalog.pg_constraint'::regclass
  UNION ALL
  SELECT format('constraint %I of domain', k.conname), s.nspname::text, t.typname::text, NULL,
         format('CONSTRAINT %I ON DOMAIN %s', k.conname, t.oid::regtype), d.description
    FROM commented AS d
    JOIN pg_catalog.pg_constraint AS k ON k.oid = d.objoid
    JOIN pg_catalog.pg_type AS t ON t.oid = k.contypid
    JOIN spaces AS s ON s.oid = t.typnamespace
   WHERE d.classoid = 'pg_catalog.pg_constraint'::regclass
  UNION ALL
  SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, s.nspname::text, t.typname::text, NULL,
         CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.oid::regtype, d.description
    FROM commented AS d
    JOIN pg_catalog.pg_type AS t ON t.oid = d.objoid
    JOIN spaces AS s ON s.oid = t.typnamespace
   WHERE d.classoid = 'pg_catalog.pg_type'::regclass
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, s.nspname::text,
         p.proname || '(' || oidvectortypes(p.proargtypes) || ')', NULL,
         CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' WHEN 'a' THEN 'AGGREGATE ' ELSE 'FUNCTION ' END
             || p.oid::regprocedure, d.description
    FROM commented AS d
    JOIN pg_catalog.pg_proc AS p ON p.oid = d.objoid
    JOIN spaces AS s ON s.oid = p.pronamespace
   WHERE d.classoid = 'pg_catalog.pg_proc'::regclass
  UNION ALL
  SELECT 'trigger', r.nspname::text, t.tgname::text, r.oid::int8, format('TRIGGER %I ON %s', t.tgname, r.oid::regclass),
         d.description
    FROM commented AS d
    JOIN pg_catalog.pg_trigger AS t ON t.oid = d.objoid
    JOIN relations AS r ON r.oid = t.tgrelid
   WHERE d.classoid = 'pg_catalog.pg_trigger'::regclass
  UNION ALL
  SELECT 'policy', r.nspname::text, p.polname::text, r.oid::int8, format('POLICY %I ON %s', p.polname, r.oid::regclass),
         d.description
    FROM commented AS d
    JOIN pg_catalog.pg_policy AS p ON p.oid = d.objoid
    JOIN relations AS r ON r.oid = p.polrelid
   WHERE d.classoid = 'pg_catalog.pg_policy'::regclass
  UNION ALL
  SELECT 'rule', r.nspname::text, w.rulename::text, r.oid::int8, format('RULE %I ON %s', w.rulename, r.oid::regclass),
         d.description
    FROM commented AS d
    JOIN pg_catalog.pg_rewrite AS w ON w.oid = d.objoid
    JOIN relations AS r ON r.oid = w.ev_class
   WHERE d.classoid = 'pg_catalog.pg_rewrite'::regclass
  UNION ALL
  SELECT 'statistics', s.nspname::text, x.stxname::text, NULL, format('STATISTICS %I.%I', s.nspname, x.stxname),
         d.description
    FROM commented AS d
    JOIN pg_catalog.pg_statistic_ext AS x ON x.oid = d.objoid
    JOIN spaces AS s ON s.oid = x.stxnamespace
   WHERE d.classoid = 'pg_catalog.pg_statistic_ext'::regclass
  UNION ALL
  SELECT 'collation', s.nspname::text, c.collname::text, NULL, format('COLLATION %I.%I', s.nspname, c.collname),
         d.description
    FROM commented AS d
    JOIN pg_catalog.pg_collation AS c ON c.oid = d.objoid
    JOIN spaces AS s ON s.oid = c.collnamespace
   WHERE d.classoid = 'pg_catalog.pg_collation'::regclass
  UNION ALL
  SELECT lower(o.what), NULL, o.name, NULL, format('%s %I', o.what, o.name), d.description
    FROM (SELECT 'pg_catalog.pg_foreign_data_wrapper'::regclass AS class, oid, 'FOREIGN DATA WRAPPER' AS what,
                 fdwname::text AS name FROM pg_catalog.pg_foreign_data_wrapper
          UNION ALL
          SELECT 'pg_catalog.pg_foreign_server'::regclass, oid, 'SERVER', srvname::text FROM pg_catalog.pg_foreign_server
          UNION ALL
          SELECT 'pg_catalog.pg_event_trigger'::regclass, oid, 'EVENT TRIGGER', evtname::text
            FROM pg_catalog.pg_event_trigger
          UNION ALL
          SELECT 'pg_catalog.pg_publication'::regclass, oid, 'PUBLICATION', pubname::text
            FROM pg_catalog.pg_publication) AS o
    JOIN commented AS d ON d.classoid = o.class AND d.objoid = o.oid AND d.objsubid = 0
  UNION ALL
  SELECT 'schema', NULL, s.nspname::text, NULL, format('SCHEMA %I', s.nspname), d.description
    FROM commented AS d
    JOIN spaces AS s ON s.oid = d.objoid
   WHERE d.classoid = 'pg_catalog.pg_namespace'::regclass
     AND NOT (s.nspname = 'public' AND d.description = 'standard public schema')
)
SELECT 'comment on ' || c.what AS kind, c.schema, c.name, c.relation,
       format('COMMENT ON %s IS %L', c.written, c.description) AS definition,
       format('COMMENT ON %s IS NULL', c.written) AS removal
  FROM comments AS c
UNION ALL
SELECT 'row security of table', r.nspname, r.relname, r.oid::int8,
       format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', r.oid::regclass),
       format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', r.oid::regclass)
  FROM relations AS r
 WHERE r.relrowsecurity
UNION ALL
SELECT 'forced row security of table', r.nspname, r.relname, r.oid::int8,
       format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', r.oid::regclass),
       format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', r.oid::regclass)
  FROM relations AS r
 WHERE r.relforcerowsecurity
UNION ALL
SELECT 'state of trigger', r.nspname, t.tgname, r.oid::int8,
       format('ALTER TABLE %s %s TRIGGER %I', r.oid::regclass, w.name, t.tgname),
       format('ALTER TABLE %s %s TRIGGER %I', r.oid::regclass, b.name, t.tgname)
  FROM (SELECT 0::oid AS tgparentid) AS absent
 CROSS JOIN LATERAL (SELECT own.tgname, own.tgrelid, own.tgenabled, own.tgisinternal, tgparentid AS parent
                       FROM pg_catalog.pg_trigger AS own
                      WHERE NOT own.tgisinternal OR tgparentid <> 0) AS t
  JOIN relations AS r ON r.oid = t.tgrelid
  LEFT JOIN pg_catalog.pg_trigger AS p ON p.oid = t.parent
  JOIN states AS w ON w.code = t.tgenabled
  JOIN states AS b ON b.code = coalesce(p.tgenabled, 'O')
 WHERE NOT coalesce(p.tgisinternal, t.tgisinternal)
   AND t.tgenabled <> coalesce(p.tgenabled, 'O')
UNION ALL
SELECT 'state of rule', r.nspname, w.rulename, r.oid::int8,
       format('ALTER TABLE %s %s RULE %I', r.oid::regclass, s.name, w.rulename),
       format('ALTER TABLE %s ENABLE RULE %I', r.oid::regclass, w.rulename)
  FROM pg_catalog.pg_rewrite AS w
  JOIN relations AS r ON r.oid = w.ev_class
  JOIN states AS s ON s.code = w.ev_enabled
 WHERE w.rulename <> '_RETURN'
   AND w.ev_enabled <> 'O'
UNION ALL
SELECT 'state of event trigger', NULL, e.evtname, NULL, format('ALTER EVENT TRIGGER %I %s', e.evtname, s.name),
       format('ALTER EVENT TRIGGER %I ENABLE', e.evtname)
  FROM pg_catalog.pg_event_trigger AS e
  JOIN states AS s ON s.code = e.evtenabled
 WHERE e.evtenabled <> 'O'
UNION ALL
SELECT 'target of statistics', s.nspname, x.stxname, NULL,
       format('ALTER STATISTICS %I.%I SET STATISTICS %s', s.nspname, x.stxname, to_json(x) ->> 'stxstattarget'),
       format('ALTER STATISTICS %I.%I SET STATISTICS -1', s.nspname, x.stxname)
  FROM pg_catalog.pg_statistic_ext AS x
  JOIN spaces AS s ON s.oid = x.stxnamespace
 WHERE to_json(x) ->> 'stxstattarget' <> '-1'
UNION ALL
SELECT format('statistics of element %s of index', a.attnum), s.nspname, i.relname, x.indrelid::int8,
       format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', i.oid::regclass, a.attnum, a.attstattarget),
       format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS -1', i.oid::regclass, a.attnum)
  FROM columns AS a
  JOIN pg_catalog.pg_class AS i ON i.oid = a.attrelid AND i.relkind IN ('i', 'I')
  JOIN pg_catalog.pg_index AS x ON x.indexrelid = i.oid
  JOIN spaces AS s ON s.oid = i.relnamespace
 WHERE a.attstattarget >= 0
UNION ALL
SELECT 'foreign options of column', r.nspname, a.attname, r.oid::int8,
       format('ALTER FOREIGN TABLE %s ALTER COLUMN %I OPTIONS (%s)', r.oid::regclass, a.attname,
              (SELECT string_agg(format('ADD %I %L', o.option_name, o.option_value), ', ' ORDER BY o.option_name)
                 FROM pg_options_to_table(a.attfdwoptions) AS o)),
       format('ALTER FOREIGN TABLE %s ALTER COLUMN %I OPTIONS (%s)', r.oid::regclass, a.attname,
              (SELECT string_agg(format('DROP %I', o.option_name), ', ' ORDER BY o.option_name)
                 FROM pg_options_to_table(a.attfdwoptions) AS o))
  FROM columns AS a
  JOIN relations AS r ON r.oid = a.attrelid
 WHERE a.attfdwoptions IS NOT NULL
UNION ALL
SELECT format('%s of %s on column', v.what, w.name), r.nspname, p.attname, r.oid::int8,
       format('GRANT %s ON TABLE %s TO %s%s', v.list, r.oid::regclass, w.written, v.tail),
       format('REVOKE %s%s ON TABLE %s FROM %s', v.undone, v.list, r.oid::regclass, w.written)
  FROM (SELECT a.attrelid, a.attname, x.grantee,
               string_agg(DISTINCT format('%s (%I)', x.privilege_type, a.attname), ', ') AS held,
               string_agg(DISTINCT format('%s (%I)', x.privilege_type, a.attname), ', ')
                   FILTER (WHERE x.is_grantable) AS grantable
          FROM columns AS a
         CROSS JOIN aclexplode(a.attacl) AS x
         GROUP BY a.attrelid, a.attname, x.grantee) AS p
  JOIN relations AS r ON r.oid = p.attrelid
 CROSS JOIN LATERAL (VALUES ('privileges', p.held, '', ''),
                            ('grant options', p.grantable, 'GRANT OPTION FOR ', ' WITH GRANT OPTION')
                    ) AS v(what, list, undone, tail)
 CROSS JOIN LATERAL (SELECT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(p.grantee)::text END AS name,
                            CASE WHEN p.grantee = 0 THEN 'PUBLIC'
                                 ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS written) AS w
 WHERE v.list IS NOT NULL
UNION ALL
SELECT format('option %s of view', split_part(o.option, '=', 1)), r.nspname, r.relname, r.oid::int8,
       format('ALTER %s %s SET (%s = %L)', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, r.oid::regclass,
              split_part(o.option, '=', 1), substr(o.option, strpos(o.option, '=') + 1)),
       format('ALTER %s %s RESET (%s)', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, r.oid::regclass,
              split_part(o.option, '=', 1))
  FROM relations AS r
 CROSS JOIN unnest(r.reloptions) AS o(option)
 WHERE r.relkind IN ('v', 'm')
UNION ALL
SELECT 'access method of view', r.nspname, r.relname, r.oid::int8,
       format('ALTER MATERIALIZED VIEW %s SET ACCESS METHOD %I', r.oid::regclass, a.amname),
       format('ALTER MATERIALIZED VIEW %s SET ACCESS METHOD heap', r.oid::regclass)
  FROM relations AS r
  JOIN pg_catalog.pg_am AS a ON a.oid = r.relam
 WHERE r.relkind = 'm' AND a.amname <> 'heap'
UNION ALL
SELECT 'tablespace of view', r.nspname, r.relname, r.oid::int8,
       format('ALTER MATERIALIZED VIEW %s SET TABLESPACE %I', r.oid::regclass, t.spcname),
       format('ALTER MATERIALIZED VIEW %s SET TABLESPACE pg_default', r.oid::regclass)
  FROM relations AS r
  JOIN pg_catalog.pg_tablespace AS t ON t.oid = r.reltablespace
 WHERE r.relkind = 'm'
UNION ALL
SELECT format('option toast.%s of table', split_part(o.option, '=', 1)), r.nspname, r.relname, r.oid::int8,
       format('ALTER TABLE %s SET (toast.%s = %L)', r.oid::regclass, split_part(o.option, '=', 1),
              substr(o.option, strpos(o.option, '=') + 1)),
       format('ALTER TABLE %s RESET (toast.%s)', r.oid::regclass, split_part(o.option, '=', 1))
  FROM relations AS r
  JOIN pg_catalog.pg_class AS t ON t.oid = r.reltoastrelid
 CROSS JOIN unnest(t.reloptions) AS o(option)
 WHERE r.relkind IN ('r', 'p')
UNION ALL
SELECT 'replica identity of table', r.nspname, r.relname, r.oid::int8,
       format('ALTER TABLE %s REPLICA IDENTITY %s', r.oid::regclass,
              CASE r.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
                   ELSE 'USING INDEX ' || quote_ident(i.relname) END),
       format('ALTER TABLE %s REPLICA IDENTITY DEFAULT', r.oid::regclass)
  FROM relations AS r
  LEFT JOIN pg_catalog.pg_index AS x ON x.indrelid = r.oid AND x.indisreplident
  LEFT JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
 WHERE r.relkind IN ('r', 'p')
   AND (r.relreplident IN ('f', 'n') OR (r.relreplident = 'i' AND i.oid IS NOT NULL))
UNION ALL
SELECT 'clustering of table', r.nspname, CASE r.relkind WHEN 'm' THEN i.relname ELSE r.relname END, r.oid::int8,
       format('ALTER TABLE %s CLUSTER ON %I', r.oid::regclass, i.relname),
       format('ALTER TABLE %s SET WITHOUT CLUSTER', r.oid::regclass)
  FROM relations AS r
  JOIN pg_catalog.pg_index AS x ON x.indrelid = r.oid AND x.indisclustered
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
 WHERE r.relkind IN ('r', 'm')
UNION ALL
SELECT 'default of column', r.nspname, a.attname, r.oid::int8,
       format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', r.oid::regclass, a.attname, pg_get_expr(v.adbin, v.adrelid)),
       format('ALTER VIEW %s ALTER COLUMN %I DROP DEFAULT', r.oid::regclass, a.attname)
  FROM relations AS r
  JOIN pg_catalog.pg_attrdef AS v ON v.adrelid = r.oid
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = v.adnum
 WHERE r.relkind = 'v'
UNION ALL
SELECT c.kind || ' of column', r.nspname, c.name, r.oid::int8,
       format('ALTER TABLE %s ALTER COLUMN %I SET %s', r.oid::regclass, c.name, c.put),
       format('ALTER TABLE %s ALTER COLUMN %I %s', r.oid::regclass, c.name, c.taken)
  FROM (SELECT a.attrelid AS relation, a.attname AS name, v.kind, v.put, v.taken
          FROM columns AS a
         CROSS JOIN LATERAL (
                SELECT 'storage' AS kind, w.put, w.taken
                  FROM storages AS n
                  JOIN storages AS b ON b.code = a.typstorage
                 CROSS JOIN LATERAL (SELECT 'STORAGE ' || n.name AS put, 'SET STORAGE ' || b.name AS taken) AS w
                 WHERE n.code = a.attstorage AND a.attstorage <> a.typstorage
                UNION ALL
                SELECT 'statistics', 'STATISTICS ' || a.attstattarget, 'SET STATISTICS -1'
                 WHERE a.attstattarget >= 0
                UNION ALL
                SELECT 'compression', 'COMPRESSION ' || CASE a.compression WHEN 'l' THEN 'lz4' ELSE 'pglz' END,
                       'SET COMPRESSION DEFAULT'
                 WHERE a.compression IS NOT NULL
                UNION ALL
                SELECT 'option ' || split_part(o.option, '=', 1),
                       format('(%s = %L)', split_part(o.option, '=', 1), substr(o.option, strpos(o.option, '=') + 1)),
                       format('RESET (%s)', split_part(o.option, '=', 1))
                  FROM unnest(a.attoptions) AS o(option)) AS v
       ) AS c
  JOIN relations AS r ON r.oid = c.relation
 WHERE r.relkind IN ('r', 'p', 'f', 'm')
 ORDER BY 1, 2, 3
