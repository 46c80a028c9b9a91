-- CHECK constraints of MariaDB, whose names are the table's.
-- Columns: relation, name, of_column, condition_text
-- Least version: MariaDB 10.5.10
SELECT c.TABLE_NAME AS relation,
       c.CONSTRAINT_NAME AS name,
       c.LEVEL = 'Column' AS of_column,
       c.CHECK_CLAUSE AS condition_text
  FROM information_schema.CHECK_CONSTRAINTS AS c
 WHERE c.CONSTRAINT_SCHEMA = DATABASE()
 ORDER BY c.TABLE_NAME, c.CONSTRAINT_NAME
