-- Types of the database's own: enums with their values, and the statements that make domains, composite types and
-- ranges. None of an extension's, none that come with a table.
-- Columns: oid, schema, name, kind (enum, domain, type), values (JSON), definition, array_oid (of its array
--          type), collation (oid), owner, comment
-- Least version: 9.5. Multiranges came with 14: before, the name means the column of `absent`.
SELECT t.oid::int8 AS oid,
       n.nspname::text AS schema,
       t.typname::text AS name,
       CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END AS kind,
       CASE WHEN t.typtype = 'e'
            THEN (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
                    FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid)::text END AS values,
       CASE t.typtype
            WHEN 'd' THEN format('CREATE DOMAIN %s AS %s%s%s%s%s', t.oid::regtype,
                 format_type(t.typbasetype, t.typtypmod),
                 (SELECT ' COLLATE ' || c.oid::regcollation FROM pg_catalog.pg_collation AS c
                    JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
                   WHERE c.oid = t.typcollation AND t.typcollation <> b.typcollation),
                 ' DEFAULT ' || t.typdefault,
                 CASE WHEN t.typnotnull THEN ' NOT NULL' END,
                 (SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ''
                                    ORDER BY k.conname)
                    FROM pg_catalog.pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'))
            WHEN 'c' THEN format('CREATE TYPE %s AS (%s)', t.oid::regtype,
                 (SELECT string_agg(format('%I %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                                           ' COLLATE ' || nullif(a.attcollation, b.typcollation)::regcollation), ', '
                                    ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute AS a
                    JOIN pg_catalog.pg_type AS b ON b.oid = a.atttypid
                   WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
            WHEN 'r' THEN (SELECT format('CREATE TYPE %s AS RANGE (SUBTYPE = %s%s%s%s%s%s)', t.oid::regtype,
                                         format_type(r.rngsubtype, NULL),
                                         CASE WHEN NOT o.opcdefault
                                              THEN format(', SUBTYPE_OPCLASS = %I.%I', p.nspname, o.opcname) END,
                                         ', COLLATION = ' || nullif(r.rngcollation, u.typcollation)::regcollation,
                                         ', CANONICAL = ' || nullif(r.rngcanonical, 0)::regproc,
                                         ', SUBTYPE_DIFF = ' || nullif(r.rngsubdiff, 0)::regproc,
                                         ', MULTIRANGE_TYPE_NAME = ' || nullif(r.multirange, 0)::regtype)
                             FROM (SELECT 0::oid AS rngmultitypid) AS absent
                            CROSS JOIN LATERAL (SELECT own.*, rngmultitypid AS multirange
                                                  FROM pg_catalog.pg_range AS own) AS r
                             JOIN pg_catalog.pg_opclass AS o ON o.oid = r.rngsubopc
                             JOIN pg_catalog.pg_namespace AS p ON p.oid = o.opcnamespace
                             JOIN pg_catalog.pg_type AS u ON u.oid = r.rngsubtype
                            WHERE r.rngtypid = t.oid)
       END AS definition,
       t.typarray::int8 AS array_oid,
       t.typcollation::int8 AS collation,
       pg_get_userbyid(t.typowner)::text AS owner,
       d.description AS comment
  FROM pg_catalog.pg_type AS t
  JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
  LEFT JOIN pg_catalog.pg_description AS d
    ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::regclass AND d.objsubid = 0
 WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.oid IS NOT NULL))
   AND n.nspname <> 'information_schema'
   AND n.nspname NOT LIKE 'pg\_%'
   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS e
                    WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
