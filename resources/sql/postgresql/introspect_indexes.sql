-- Indexes, those of constraints too. Lists of numbers are written "1 2 0", one for each element; 0 is an expression.
-- Columns: oid, relation, name, method, is_unique, nulls_not_distinct, valid, keys (how many elements are no INCLUDE),
--          columns, orders (1: descending, 2: nulls first), classes (oids), collations (oids), expression (where there
--          is one), elements (JSON, where there are several), predicate, partitioned, parent (oid of the index that it is a
--          part of), options (JSON), tablespace, comment, pages (as the last VACUUM or ANALYZE counted them)
-- Least version: 11. NULLS NOT DISTINCT came with 15: before, the name means the column of `absent`.
SELECT x.indexrelid::int8 AS oid,
       x.indrelid::int8 AS relation,
       i.relname::text AS name,
       m.amname::text AS method,
       x.indisunique AS is_unique,
       x.nulls_not_distinct AS nulls_not_distinct,
       x.indisvalid AND x.indisready AS valid,
       x.indnkeyatts::int4 AS keys,
       x.indkey::text AS columns,
       x.indoption::text AS orders,
       x.indclass::text AS classes,
       x.indcollation::text AS collations,
       CASE WHEN x.zeros = 1 THEN pg_get_expr(x.indexprs, x.indrelid) END AS expression,
       CASE WHEN x.zeros > 1
            THEN (SELECT json_agg(pg_get_indexdef(x.indexrelid, k, false) ORDER BY k)
                    FROM generate_series(1, x.indnkeyatts) AS k)::text END AS elements,
       pg_get_expr(x.indpred, x.indrelid) AS predicate,
       i.relkind = 'I' AS partitioned,
       CASE WHEN i.relispartition THEN h.inhparent::int8 END AS parent,
       CASE WHEN i.reloptions IS NOT NULL THEN to_json(i.reloptions)::text END AS options,
       ts.spcname::text AS tablespace,
       d.description AS comment,
       i.relpages AS pages
  FROM (SELECT false AS indnullsnotdistinct) AS absent
 CROSS JOIN LATERAL (SELECT own.*, indnullsnotdistinct AS nulls_not_distinct,
                            CASE WHEN own.indexprs IS NULL THEN 0
                                 ELSE cardinality(array_positions(own.indkey::int2[], 0::int2)) END AS zeros
                       FROM pg_catalog.pg_index AS own) AS x
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_am AS m ON m.oid = i.relam
  LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.oid
  LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = i.reltablespace
  LEFT JOIN pg_catalog.pg_description AS d
    ON d.objoid = i.oid AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
 WHERE x.indrelid >= 16384
   AND x.indislive
   AND i.relpersistence <> 't'
   AND i.relnamespace <> 'pg_toast'::regnamespace
