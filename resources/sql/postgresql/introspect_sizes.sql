-- What tables and materialized views take on disk, indexes and everything else of theirs included; partitions and not
-- their parents. Exact where there are few; of many what the last VACUUM or ANALYZE counted, since asking for each
-- means asking the file system for every file of it. Exact sizes take and give back a lock, so it comes last.
-- Columns: relation, bytes (NULL where nothing is known)
-- Least version: 9.5
WITH stored AS (
  SELECT c.oid, c.reltoastrelid, c.relpages
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'm')
     AND c.relpersistence <> 't'
     AND n.nspname <> 'information_schema'
     AND n.nspname NOT LIKE 'pg\_%'
), few AS (
  SELECT count(*) <= 500 AS are_few FROM stored
), indexed AS (
  SELECT x.indrelid, sum(i.relpages)::int8 AS pages
    FROM pg_catalog.pg_index AS x
    JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
   GROUP BY x.indrelid
)
SELECT s.oid::int8 AS relation,
       CASE WHEN few.are_few THEN pg_total_relation_size(s.oid)
            ELSE nullif(s.relpages + coalesce(t.relpages, 0) + coalesce(x.pages, 0), 0)
                 * current_setting('block_size')::int8 END AS bytes
  FROM stored AS s
 CROSS JOIN few
  LEFT JOIN pg_catalog.pg_class AS t ON t.oid = s.reltoastrelid
  LEFT JOIN indexed AS x ON x.indrelid = s.oid
