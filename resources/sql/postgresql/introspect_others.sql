-- All that has a name besides: extensions, functions and aggregates by their arguments, indexes of materialized views,
-- triggers, policies, rules, statistics, collations, wrappers and servers of foreign data, publications, event triggers.
-- None of an extension's. Definitions are statements that make the object, where the server or a line of SQL can write one.
-- Columns: kind, schema, name, relation (oid of the table that it belongs to), definition, owner, comment
-- Least version: 11. Triggers that a partition has from its parent are told since 13: before, all are taken. Rows and
-- columns of publications came with 15: before, the names mean the columns of `absent`. What collations and publications
-- have besides changed with 13, 15 and 17: their rows as JSON have what is there.
WITH spaces AS (
  SELECT n.oid, n.nspname
    FROM pg_catalog.pg_namespace AS n
   WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
), members AS (
  SELECT d.classid, d.objid FROM pg_catalog.pg_depend AS d WHERE d.deptype = 'e'
)
SELECT 'extension' AS kind, NULL::text AS schema, e.extname::text AS name, NULL::int8 AS relation,
       format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, s.nspname) AS definition,
       pg_get_userbyid(e.extowner)::text AS owner,
       NULL::text AS comment
  FROM pg_catalog.pg_extension AS e
  JOIN spaces AS s ON s.oid = e.extnamespace
UNION ALL
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
       s.nspname::text, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', NULL,
       CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid)
            ELSE (SELECT format('CREATE AGGREGATE %s(%s) (SFUNC = %s, STYPE = %s%s%s%s%s%s%s%s%s%s%s%s%s%s%s)',
                                CASE WHEN pg_function_is_visible(p.oid) THEN quote_ident(p.proname)
                                     ELSE quote_ident(s.nspname) || '.' || quote_ident(p.proname) END,
                                CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END,
                                g.aggtransfn, format_type(g.aggtranstype, NULL),
                                ', SSPACE = ' || nullif(g.aggtransspace, 0),
                                ', FINALFUNC = ' || nullif(g.aggfinalfn, 0)::regproc,
                                CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' END,
                                ', COMBINEFUNC = ' || nullif(g.aggcombinefn, 0)::regproc,
                                ', SERIALFUNC = ' || nullif(g.aggserialfn, 0)::regproc,
                                ', DESERIALFUNC = ' || nullif(g.aggdeserialfn, 0)::regproc,
                                ', INITCOND = ' || quote_literal(g.agginitval),
                                ', MSFUNC = ' || nullif(g.aggmtransfn, 0)::regproc,
                                ', MINVFUNC = ' || nullif(g.aggminvtransfn, 0)::regproc,
                                ', MSTYPE = ' || format_type(nullif(g.aggmtranstype, 0), NULL),
                                ', MFINALFUNC = ' || nullif(g.aggmfinalfn, 0)::regproc,
                                CASE WHEN g.aggmfinalextra THEN ', MFINALFUNC_EXTRA' END,
                                ', MINITCOND = ' || quote_literal(g.aggminitval),
                                concat((SELECT format(', SORTOP = OPERATOR(%I.%s)', m.nspname, o.oprname)
                                          FROM pg_catalog.pg_operator AS o
                                          JOIN pg_catalog.pg_namespace AS m ON m.oid = o.oprnamespace
                                         WHERE o.oid = g.aggsortop),
                                       CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE'
                                                          WHEN 'r' THEN ', PARALLEL = RESTRICTED' END))
                    FROM pg_catalog.pg_aggregate AS g WHERE g.aggfnoid = p.oid) END,
       pg_get_userbyid(p.proowner)::text, obj_description(p.oid, 'pg_proc')
  FROM pg_catalog.pg_proc AS p
  JOIN spaces AS s ON s.oid = p.pronamespace
 WHERE NOT EXISTS (SELECT 1 FROM members AS m WHERE m.classid = 'pg_catalog.pg_proc'::regclass AND m.objid = p.oid)
   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS i
                    WHERE i.classid = 'pg_catalog.pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
UNION ALL
SELECT 'index', NULL, i.relname::text, x.indrelid::int8, pg_get_indexdef(x.indexrelid), NULL,
       obj_description(i.oid, 'pg_class')
  FROM pg_catalog.pg_index AS x
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
  JOIN spaces AS s ON s.oid = c.relnamespace
 WHERE c.relkind = 'm'
UNION ALL
SELECT 'trigger', NULL, t.tgname::text, t.tgrelid::int8, pg_get_triggerdef(t.oid), NULL,
       obj_description(t.oid, 'pg_trigger')
  FROM (SELECT 0::oid AS tgparentid) AS absent
 CROSS JOIN pg_catalog.pg_trigger AS t
  JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
  JOIN spaces AS s ON s.oid = c.relnamespace
 WHERE NOT t.tgisinternal
   AND (SELECT tgparentid FROM pg_catalog.pg_trigger AS own WHERE own.oid = t.oid) = 0
UNION ALL
SELECT 'policy', NULL, p.polname::text, p.polrelid::int8,
       format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, p.polrelid::regclass,
              CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
              CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
              (SELECT string_agg(CASE WHEN r.role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.role)) END,
                                 ', ' ORDER BY r.place)
                 FROM unnest(p.polroles) WITH ORDINALITY AS r(role, place)),
              ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
              ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'), NULL,
       obj_description(p.oid, 'pg_policy')
  FROM pg_catalog.pg_policy AS p
  JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
  JOIN spaces AS s ON s.oid = c.relnamespace
UNION ALL
SELECT 'rule', NULL, r.rulename::text, r.ev_class::int8, pg_get_ruledef(r.oid), NULL, obj_description(r.oid, 'pg_rewrite')
  FROM pg_catalog.pg_rewrite AS r
  JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
  JOIN spaces AS s ON s.oid = c.relnamespace
 WHERE r.rulename <> '_RETURN'
UNION ALL
SELECT 'statistics', s.nspname::text, x.stxname::text, NULL, pg_get_statisticsobjdef(x.oid),
       pg_get_userbyid(x.stxowner)::text, obj_description(x.oid, 'pg_statistic_ext')
  FROM pg_catalog.pg_statistic_ext AS x
  JOIN spaces AS s ON s.oid = x.stxnamespace
UNION ALL
SELECT 'collation', s.nspname::text, c.collname::text, NULL,
       format('CREATE COLLATION %I.%I (PROVIDER = %s%s%s%s)', s.nspname, c.collname,
              CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
              CASE WHEN c.collprovider = 'c' AND c.collcollate IS DISTINCT FROM c.collctype
                   THEN format(', LC_COLLATE = %L, LC_CTYPE = %L', c.collcollate, c.collctype)
                   ELSE format(', LOCALE = %L', coalesce(j.row ->> 'colllocale', j.row ->> 'colliculocale',
                                                         c.collcollate)) END,
              CASE WHEN j.row ->> 'collisdeterministic' = 'false' THEN ', DETERMINISTIC = false' END,
              ', RULES = ' || quote_literal(j.row ->> 'collicurules')),
       pg_get_userbyid(c.collowner)::text, NULL
  FROM pg_catalog.pg_collation AS c
  JOIN spaces AS s ON s.oid = c.collnamespace
 CROSS JOIN LATERAL (SELECT to_json(c) AS row) AS j
 WHERE NOT EXISTS (SELECT 1 FROM members AS m WHERE m.classid = 'pg_catalog.pg_collation'::regclass AND m.objid = c.oid)
UNION ALL
SELECT 'foreign data wrapper', NULL, w.fdwname::text, NULL,
       format('CREATE FOREIGN DATA WRAPPER %I%s%s%s', w.fdwname,
              ' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, ' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc,
              (SELECT format(' OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', '))
                 FROM pg_options_to_table(w.fdwoptions) AS o HAVING count(*) > 0)),
       pg_get_userbyid(w.fdwowner)::text, NULL
  FROM pg_catalog.pg_foreign_data_wrapper AS w
 WHERE NOT EXISTS (SELECT 1 FROM members AS m
                    WHERE m.classid = 'pg_catalog.pg_foreign_data_wrapper'::regclass AND m.objid = w.oid)
UNION ALL
SELECT 'server', NULL, v.srvname::text, NULL,
       format('CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I%s', v.srvname, ' TYPE ' || quote_literal(v.srvtype),
              ' VERSION ' || quote_literal(v.srvversion), w.fdwname,
              (SELECT format(' OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', '))
                 FROM pg_options_to_table(v.srvoptions) AS o HAVING count(*) > 0)),
       pg_get_userbyid(v.srvowner)::text, NULL
  FROM pg_catalog.pg_foreign_server AS v
  JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = v.srvfdw
 WHERE NOT EXISTS (SELECT 1 FROM members AS m
                    WHERE m.classid = 'pg_catalog.pg_foreign_server'::regclass AND m.objid = v.oid)
UNION ALL
SELECT 'event trigger', NULL, e.evtname::text, NULL,
       format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
              (SELECT format(' WHEN TAG IN (%s)', string_agg(quote_literal(t.tag), ', ' ORDER BY t.place))
                 FROM unnest(e.evttags) WITH ORDINALITY AS t(tag, place) HAVING count(*) > 0), e.evtfoid::regproc),
       pg_get_userbyid(e.evtowner)::text, NULL
  FROM pg_catalog.pg_event_trigger AS e
 WHERE NOT EXISTS (SELECT 1 FROM members AS m
                    WHERE m.classid = 'pg_catalog.pg_event_trigger'::regclass AND m.objid = e.oid)
UNION ALL
SELECT 'publication', NULL, b.pubname::text, NULL,
       format('CREATE PUBLICATION %I%s%s WITH (publish = %L%s)', b.pubname,
              CASE WHEN b.puballtables THEN ' FOR ALL TABLES'
                   ELSE (SELECT ' FOR ' || string_agg(i.item, ', ' ORDER BY i.item)
                           FROM (SELECT format('TABLE %s%s%s', r.prrelid::regclass,
                                               (SELECT format(' (%s)', string_agg(quote_ident(a.attname), ', '
                                                                                  ORDER BY a.attnum))
                                                  FROM pg_catalog.pg_attribute AS a
                                                 WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.attributes)
                                                HAVING count(*) > 0),
                                               ' WHERE (' || pg_get_expr(r.condition, r.prrelid) || ')') AS item
                                   FROM (SELECT NULL::pg_node_tree AS prqual, NULL::int2vector AS prattrs) AS absent
                                  CROSS JOIN LATERAL (SELECT own.prrelid, own.prpubid, prqual AS condition,
                                                             prattrs::int2[] AS attributes
                                                        FROM pg_catalog.pg_publication_rel AS own) AS r
                                  WHERE r.prpubid = b.oid
                                 UNION ALL
                                 SELECT format('TABLES IN SCHEMA %I', s.nspname)
                                   FROM pg_catalog.pg_depend AS p
                                   JOIN pg_catalog.pg_depend AS n ON n.classid = p.classid AND n.objid = p.objid
                                    AND n.refclassid = 'pg_catalog.pg_namespace'::regclass
                                   JOIN pg_catalog.pg_namespace AS s ON s.oid = n.refobjid
                                  WHERE p.classid = to_regclass('pg_catalog.pg_publication_namespace')
                                    AND p.refclassid = 'pg_catalog.pg_publication'::regclass
                                    AND p.refobjid = b.oid) AS i) END,
              NULL,
              concat_ws(', ', CASE WHEN b.pubinsert THEN 'insert' END, CASE WHEN b.pubupdate THEN 'update' END,
                        CASE WHEN b.pubdelete THEN 'delete' END, CASE WHEN b.pubtruncate THEN 'truncate' END),
              CASE WHEN to_json(b) ->> 'pubviaroot' = 'true' THEN ', publish_via_partition_root = true' END),
       pg_get_userbyid(b.pubowner)::text, NULL
  FROM pg_catalog.pg_publication AS b
 ORDER BY 1, 2, 3
