-- The columns of tables as the library itself understands them; none of virtual tables, whose module may be missing.
-- Columns: relation, number, name, type, is_not_null, default_value, key_place (0: in no key), hidden
-- Least version: 3.26
SELECT m.name AS relation, c.cid AS number, c.name AS name, c.type AS type, c."notnull" AS is_not_null,
       c.dflt_value AS default_value, c.pk AS key_place, c.hidden AS hidden
  FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c
 WHERE m.type = 'table'
   AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
   AND m.sql NOT LIKE 'CREATE VIRTUAL TABLE%'
 ORDER BY m.name, c.cid
