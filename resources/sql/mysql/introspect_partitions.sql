-- Partitions of tables.
-- Columns: relation, method, expression, name, description
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT p.TABLE_NAME AS relation,
       p.PARTITION_METHOD AS method,
       p.PARTITION_EXPRESSION AS expression,
       p.PARTITION_NAME AS name,
       p.PARTITION_DESCRIPTION AS description
  FROM information_schema.PARTITIONS AS p
 WHERE p.TABLE_SCHEMA = DATABASE()
   AND p.PARTITION_NAME IS NOT NULL
   AND p.SUBPARTITION_NAME IS NULL
 ORDER BY p.TABLE_NAME, p.PARTITION_ORDINAL_POSITION
