-- Columns of all tables and views, in no order; also of those that introspect_relations.sql leaves out. Numbers from
-- 16384 on (FirstNormalObjectId) are objects that were made after the database itself. Elements of indexes are among
-- them where their operator class has options. A default is no expression of columns, and written without asking which
-- there are.
-- Columns: relation, number, name, type (as SQL), type_oid, nullable, default_value (also the expression of a generated
--          column), generated, identity (a, d or NULL), inherited, collation (its oid; NULL where there is none), comment,
--          options (JSON); flags are true or NULL
-- Least version: 12
SELECT a.attrelid::int8 AS relation,
       a.attnum::int4 AS number,
       a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type,
       a.atttypid::int8 AS type_oid,
       CASE WHEN NOT a.attnotnull THEN true END AS nullable,
       pg_get_expr(v.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE v.adrelid END) AS default_value,
       CASE WHEN a.attgenerated <> '' THEN true END AS generated,
       nullif(a.attidentity, '')::text AS identity,
       CASE WHEN NOT a.attislocal THEN true END AS inherited,
       nullif(a.attcollation, 0)::int8 AS collation,
       d.description AS comment,
       CASE WHEN a.attoptions IS NOT NULL THEN to_json(a.attoptions)::text END AS options
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  LEFT JOIN pg_catalog.pg_attrdef AS v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_description AS d
    ON d.objoid = a.attrelid AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = a.attnum
 WHERE a.attrelid >= 16384
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND (c.relkind IN ('r', 'p', 'f', 'v', 'm') OR a.attoptions IS NOT NULL)
   AND c.relpersistence <> 't'
