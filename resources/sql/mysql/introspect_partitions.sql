-- Partitions of tables, a row for each subpartition where there are such.
-- Columns: relation, method, expression, name, description, comment, sub_method, sub_expression, sub_name
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT p.TABLE_NAME AS relation,
       p.PARTITION_METHOD AS method,
       p.PARTITION_EXPRESSION AS expression,
       p.PARTITION_NAME AS name,
       p.PARTITION_DESCRIPTION AS description,
       p.PARTITION_COMMENT AS comment,
       p.SUBPARTITION_METHOD AS sub_method,
       p.SUBPARTITION_EXPRESSION AS sub_expression,
       p.SUBPARTITION_NAME AS sub_name
  FROM information_schema.PARTITIONS AS p
 WHERE p.TABLE_SCHEMA = DATABASE()
   AND p.PARTITION_NAME IS NOT NULL
 ORDER BY p.TABLE_NAME, p.PARTITION_ORDINAL_POSITION, p.SUBPARTITION_ORDINAL_POSITION
