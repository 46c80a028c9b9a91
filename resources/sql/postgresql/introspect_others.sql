-- All that has a name besides: extensions, functions by their arguments, indexes of
-- materialized views, triggers, policies, rules, statistics. None of
-- an extension's. Definitions are statements that make the object, where the server or a line of SQL can write one.
-- Columns: kind, schema, name, relation (oid of the table that it belongs to), definition, owner, comment
-- Least version: 11. Triggers that a partition has from its parent are told since 13: before, all are taken.
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
       CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
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
 ORDER BY 1, 2, 3
