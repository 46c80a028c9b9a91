-- Constraints of tables; what a foreign key to a partitioned table has for its partitions is not told. Numbers of
-- columns are those of introspect_columns.sql, as "{1,2}".
-- Columns: relation, name, kind (pg_constraint.contype), columns, target (oid), target_columns, on_delete, on_update,
--          match, set_columns (of ON DELETE SET …), deferrable, deferred, valid, inherited, parent (the name of
--          the one that it is a part of), no_inherit, index (oid), condition (of a check), operators (JSON, of an
--          exclusion), comment
-- Least version: 11. The columns of SET NULL came with 15: before, the name means the empty column of `absent`.
SELECT k.conrelid::int8 AS relation,
       k.conname::text AS name,
       k.contype::text AS kind,
       k.conkey::text AS columns,
       CASE WHEN k.confrelid <> 0 THEN k.confrelid::int8 END AS target,
       k.confkey::text AS target_columns,
       k.confdeltype::text AS on_delete,
       k.confupdtype::text AS on_update,
       k.confmatchtype::text AS match,
       k.set_columns::text AS set_columns,
       k.condeferrable AS deferrable,
       k.condeferred AS deferred,
       k.convalidated AS valid,
       k.conparentid <> 0 OR NOT k.conislocal AS inherited,
       CASE WHEN k.conparentid <> 0
            THEN (SELECT p.conname::text FROM pg_catalog.pg_constraint AS p WHERE p.oid = k.conparentid) END AS parent,
       k.connoinherit AS no_inherit,
       k.conindid::int8 AS index,
       CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS condition,
       CASE WHEN k.contype = 'x'
            THEN (SELECT json_agg(CASE WHEN pg_operator_is_visible(o.oid) THEN o.oprname::text
                                       ELSE format('OPERATOR(%I.%s)', p.nspname, o.oprname) END ORDER BY u.place)
                    FROM unnest(k.conexclop) WITH ORDINALITY AS u(operator, place)
                    JOIN pg_catalog.pg_operator AS o ON o.oid = u.operator
                    JOIN pg_catalog.pg_namespace AS p ON p.oid = o.oprnamespace)::text END AS operators,
       d.description AS comment
  FROM (SELECT NULL::int2[] AS confdelsetcols) AS absent
 CROSS JOIN LATERAL (SELECT own.*, confdelsetcols AS set_columns FROM pg_catalog.pg_constraint AS own) AS k
  LEFT JOIN pg_catalog.pg_description AS d
    ON d.objoid = k.oid AND d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objsubid = 0
 WHERE k.conrelid >= 16384
   AND k.contype IN ('p', 'u', 'f', 'c', 'x')
   AND (k.conparentid = 0 OR k.contype <> 'f'
        OR (SELECT p.conrelid FROM pg_catalog.pg_constraint AS p WHERE p.oid = k.conparentid) <> k.conrelid)
