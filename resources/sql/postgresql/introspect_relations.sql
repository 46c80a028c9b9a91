-- Tables, partitions and their parents, foreign tables, views and materialized views: none of an extension's, no
-- temporary ones. Definitions of views are asked for the views alone, since that locks what they read.
-- Columns: oid, schema, name, kind (pg_class.relkind), unlogged, owner, comment, rows (NULL where nothing is known),
--          readable, partition_key, partition_bound, parents (JSON: [[schema, name], …]), type_schema, type (of which a
--          typed table is), method (of access, where it is not heap), definition (of views), tablespace, options (JSON),
--          server (of foreign tables), server_options (JSON), pages (of itself and its long values, as the last VACUUM
--          or ANALYZE counted them)
-- Least version: 10
SELECT c.oid::int8 AS oid,
       n.nspname::text AS schema,
       c.relname::text AS name,
       c.relkind::text AS kind,
       c.relpersistence = 'u' AS unlogged,
       pg_get_userbyid(c.relowner)::text AS owner,
       d.description AS comment,
       CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN NULL
            ELSE c.reltuples::int8 END AS rows,
       has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       CASE WHEN i.inhrelid IS NOT NULL
            THEN (SELECT json_agg(json_build_array(pn.nspname, pc.relname) ORDER BY h.inhseqno)
                    FROM pg_catalog.pg_inherits AS h
                    JOIN pg_catalog.pg_class AS pc ON pc.oid = h.inhparent
                    JOIN pg_catalog.pg_namespace AS pn ON pn.oid = pc.relnamespace
                   WHERE h.inhrelid = c.oid)::text END AS parents,
       yn.nspname::text AS type_schema,
       y.typname::text AS type,
       nullif(am.amname, 'heap')::text AS method,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
       ts.spcname::text AS tablespace,
       CASE WHEN c.reloptions IS NOT NULL THEN to_json(c.reloptions)::text END AS options,
       fs.srvname::text AS server,
       CASE WHEN ft.ftoptions IS NOT NULL THEN to_json(ft.ftoptions)::text END AS server_options,
       CASE WHEN c.relkind IN ('r', 'm') THEN c.relpages + coalesce(l.relpages, 0) END AS pages
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_description AS d
    ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
  LEFT JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = c.oid AND i.inhseqno = 1
  LEFT JOIN pg_catalog.pg_class AS l ON l.oid = c.reltoastrelid AND l.relpages > 0
  LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam AND c.relkind IN ('r', 'm')
  LEFT JOIN pg_catalog.pg_type AS y ON y.oid = c.reloftype AND c.reloftype <> 0
  LEFT JOIN pg_catalog.pg_namespace AS yn ON yn.oid = y.typnamespace
  LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = c.reltablespace
  LEFT JOIN pg_catalog.pg_foreign_table AS ft ON ft.ftrelid = c.oid
  LEFT JOIN pg_catalog.pg_foreign_server AS fs ON fs.oid = ft.ftserver
  LEFT JOIN pg_catalog.pg_depend AS e
    ON e.refclassid = 'pg_catalog.pg_extension'::regclass AND e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
   AND c.relpersistence <> 't'
   AND n.nspname <> 'information_schema'
   AND n.nspname NOT LIKE 'pg\_%'
   AND e.objid IS NULL
