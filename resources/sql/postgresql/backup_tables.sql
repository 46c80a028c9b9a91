-- The tables whose rows pg_dump writes, with the bytes they take: not those that belong to an extension, whose rows
-- are dumped only in part. pg_table_size() takes and gives back a lock.
-- Columns: schema, name, bytes
-- Least version: 9.3
SELECT n.nspname AS schema, c.relname AS name, coalesce(pg_table_size(c.oid), 0) AS bytes
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r'
   AND c.relpersistence <> 't'
   AND n.nspname <> 'information_schema'
   AND n.nspname NOT LIKE 'pg\_%'
   AND NOT EXISTS (SELECT 1
                     FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::regclass
                      AND d.objid = c.oid
                      AND d.deptype = 'e')
 ORDER BY 1, 2
