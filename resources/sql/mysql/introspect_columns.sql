-- Columns of all tables and views, in their order.
-- Columns: relation, name, type, is_nullable, default_value, extra, generated, charset, collation, comment
-- Least version: MySQL 5.7, MariaDB 10.2
SELECT c.TABLE_NAME AS relation,
       c.COLUMN_NAME AS name,
       c.COLUMN_TYPE AS type,
       c.IS_NULLABLE = 'YES' AS is_nullable,
       c.COLUMN_DEFAULT AS default_value,
       c.EXTRA AS extra,
       c.GENERATION_EXPRESSION AS generated,
       c.CHARACTER_SET_NAME AS charset,
       c.COLLATION_NAME AS collation,
       c.COLUMN_COMMENT AS comment
  FROM information_schema.COLUMNS AS c
 WHERE c.TABLE_SCHEMA = DATABASE()
 ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION
