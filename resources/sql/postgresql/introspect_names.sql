-- What indexes and columns name by number: operator classes that are not their type's default, and collations.
-- Columns: kind (class or collation), oid, schema (NULL where the name alone finds it), name, comes_by_itself
-- Least version: 9.5
SELECT 'class' AS kind, c.oid::int8 AS oid,
       CASE WHEN pg_opclass_is_visible(c.oid) THEN NULL ELSE n.nspname::text END AS schema,
       c.opcname::text AS name, c.opcdefault AS comes_by_itself
  FROM pg_catalog.pg_opclass AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.opcnamespace
UNION ALL
SELECT 'collation', c.oid::int8,
       CASE WHEN pg_collation_is_visible(c.oid) THEN NULL ELSE n.nspname::text END,
       c.collname::text, c.collname = 'default'
  FROM pg_catalog.pg_collation AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
