-- What a database must be made with to hold the same text in the same order.
-- Columns: character_set, collation
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT s.default_character_set_name AS `character_set`, s.default_collation_name AS `collation`
  FROM information_schema.schemata s
 WHERE s.schema_name = database()
