-- What is set of objects and has no name of its own: comments on all but tables, their columns and extensions, row
-- security, states of triggers and rules, options of views and columns, storage, replica identity, clustering. Comments
-- that come with an extension are not among them; tables and views that introspect_relations.sql leaves out are.
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
         c.relreplident
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
     AND (c.relkind IS NULL OR c.relkind NOT IN ('r', 'p', 'f'))
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS e
                      WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
), columns AS MATERIALIZED (
  SELECT own.attrelid, own.attname, own.attstorage, own.attstattarget, own.attoptions, t.typstorage,
         nullif(own.written_compression, '') AS compression
    FROM (SELECT NULL::"char" AS attcompression) AS absent
   CROSS JOIN LATERAL (SELECT a.*, attcompression::text AS written_compression FROM pg_catalog.pg_attribute AS a) AS own
    JOIN pg_catalog.pg_type AS t ON t.oid = own.atttypid
   WHERE own.attrelid >= 16384 AND own.attnum > 0 AND NOT own.attisdropped
     AND (own.attstattarget >= 0 OR own.attoptions IS NOT NULL OR own.attstorage <> t.typstorage
          OR own.written_compression <> '')
), comments AS (
  SELECT 'index' AS what, s.nspname::text AS schema, i.relname::text AS name, x.indrelid::int8 AS relation,
         'INDEX ' || i.oid::regclass AS written, d.description
    FROM commented AS d
    JOIN pg_catalog.pg_class AS i ON i.oid = d.objoid AND i.relkind IN ('i', 'I')
    JOIN pg_catalog.pg_index AS x ON x.indexrelid = i.oid
    JOIN spaces AS s ON s.oid = i.relnamespace
   WHERE d.classoid = 'pg_catalog.pg_class'::regclass
  UNION ALL
  SELECT CASE r.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, r.nspname::text, r.relname::text,
         r.oid::int8, CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'VIEW ' END || r.oid::regclass, d.description
    FROM commented AS d
    JOIN relations AS r ON r.oid = d.objoid AND r.relkind IN ('v', 'm')
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
SELECT format('option %s of view', split_part(o.option, '=', 1)), r.nspname, r.relname, r.oid::int8,
       format('ALTER %s %s SET (%s = %L)', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, r.oid::regclass,
              split_part(o.option, '=', 1), substr(o.option, strpos(o.option, '=') + 1)),
       format('ALTER %s %s RESET (%s)', CASE r.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, r.oid::regclass,
              split_part(o.option, '=', 1))
  FROM relations AS r
 CROSS JOIN unnest(r.reloptions) AS o(option)
 WHERE r.relkind IN ('v', 'm')
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
SELECT 'clustering of table', r.nspname, r.relname, r.oid::int8,
       format('ALTER TABLE %s CLUSTER ON %I', r.oid::regclass, i.relname),
       format('ALTER TABLE %s SET WITHOUT CLUSTER', r.oid::regclass)
  FROM relations AS r
  JOIN pg_catalog.pg_index AS x ON x.indrelid = r.oid AND x.indisclustered
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
 WHERE r.relkind = 'r'
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
 WHERE r.relkind IN ('r', 'p', 'f')
 ORDER BY 1, 2, 3
