-- Every table that holds rows of its own: ordinary tables, partitions and not their parents; no temporary ones, nothing
-- of the system's or of an extension.
-- Columns: schema, name, estimate (rows by the last ANALYZE or VACUUM; NULL where there was none), readable
-- Least version: 9.5 (the estimate of a table never analysed is -1 since 14 and 0 before)
SELECT n.nspname AS schema,
       c.relname AS name,
       CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN NULL
            ELSE c.reltuples::bigint END AS estimate,
       has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r'
   AND c.relpersistence <> 't'
   AND n.nspname <> 'information_schema'
   AND n.nspname !~ '^pg_'
   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS d
                    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
