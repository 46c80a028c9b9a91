-- Columns of all tables and views, in their order; also of those that introspect_relations.sql leaves out. Numbers from
-- 16384 on (FirstNormalObjectId) are objects that were made after the database itself.
-- Columns: relation, number, name, type (as SQL), type_oid, nullable, default_value (also the expression of a generated
--          column), generated, identity (a, d or empty), inherited, collation (its oid; 0 where there is none), comment
-- Least version: 12
SELECT a.attrelid::int8 AS relation,
       a.attnum::int4 AS number,
       a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type,
       a.atttypid::int8 AS type_oid,
       NOT a.attnotnull AS nullable,
       pg_get_expr(v.adbin, v.adrelid) AS default_value,
       a.attgenerated <> '' AS generated,
       a.attidentity::text AS identity,
       NOT a.attislocal AS inherited,
       a.attcollation::int8 AS collation,
       d.description AS comment
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  LEFT JOIN pg_catalog.pg_attrdef AS v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_description AS d
    ON d.objoid = a.attrelid AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = a.attnum
 WHERE a.attrelid >= 16384
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
   AND c.relpersistence <> 't'
 ORDER BY a.attrelid, a.attnum
