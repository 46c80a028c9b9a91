-- Foreign keys as the library itself understands them.
-- Columns: relation, id, place, target, source_column, target_column (NULL: the key), on_update, on_delete
-- Least version: 3.16
SELECT m.name AS relation, k.id AS id, k.seq AS place, k."table" AS target, k."from" AS source_column,
       k."to" AS target_column, k.on_update AS on_update, k.on_delete AS on_delete
  FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k
 WHERE m.type = 'table'
   AND m.sql NOT LIKE 'CREATE VIRTUAL TABLE%'
 ORDER BY m.name, k.id, k.seq
