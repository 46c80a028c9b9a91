-- What tables and materialized views take on disk, indexes and everything else of theirs included; partitions and not
-- their parents. Asked for where there are few: of each the file system is asked for every file, and a lock is taken and
-- given back, so it comes last.
-- Columns: relation, bytes
-- Least version: 9.5
SELECT c.oid::int8 AS relation,
       pg_total_relation_size(c.oid) AS bytes
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'm')
   AND c.relpersistence <> 't'
   AND n.nspname <> 'information_schema'
   AND n.nspname NOT LIKE 'pg\_%'
