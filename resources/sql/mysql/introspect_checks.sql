-- CHECK constraints of MySQL, whose names are the schema's.
-- Columns: relation, name, of_column, condition_text
-- Least version: MySQL 8.0.16
SELECT t.TABLE_NAME AS relation,
       c.CONSTRAINT_NAME AS name,
       0 AS of_column,
       c.CHECK_CLAUSE AS condition_text
  FROM information_schema.CHECK_CONSTRAINTS AS c
  JOIN information_schema.TABLE_CONSTRAINTS AS t
    ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
   AND t.CONSTRAINT_TYPE = 'CHECK'
 WHERE c.CONSTRAINT_SCHEMA = DATABASE()
 ORDER BY t.TABLE_NAME, c.CONSTRAINT_NAME
