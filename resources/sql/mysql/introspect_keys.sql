-- Foreign keys, a row for each column.
-- Columns: relation, name, source_column, target_schema (NULL: this one), target, target_column, on_update, on_delete
-- (both NULL where the role may read the table and do no more)
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT k.TABLE_NAME AS relation,
       k.CONSTRAINT_NAME AS name,
       k.COLUMN_NAME AS source_column,
       NULLIF(k.REFERENCED_TABLE_SCHEMA, DATABASE()) AS target_schema,
       k.REFERENCED_TABLE_NAME AS target,
       k.REFERENCED_COLUMN_NAME AS target_column,
       r.UPDATE_RULE AS on_update,
       r.DELETE_RULE AS on_delete
  FROM information_schema.KEY_COLUMN_USAGE AS k
  LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r
    ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
   AND r.TABLE_NAME = k.TABLE_NAME
 WHERE k.TABLE_SCHEMA = DATABASE()
   AND k.REFERENCED_TABLE_NAME IS NOT NULL
 ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION
