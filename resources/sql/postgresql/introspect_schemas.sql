-- The schemas of the database's own, and which of them names without a schema mean. The first statement of a snapshot.
-- Columns: name, owner, usable (by this role), is_default, block_size
-- Least version: 9.5
SELECT n.nspname::text AS name,
       pg_get_userbyid(n.nspowner)::text AS owner,
       has_schema_privilege(n.oid, 'USAGE') AS usable,
       n.nspname = coalesce(current_schema(), 'public') AS is_default,
       current_setting('block_size')::int8 AS block_size
  FROM pg_catalog.pg_namespace AS n
 WHERE n.nspname <> 'information_schema'
   AND n.nspname NOT LIKE 'pg\_%'
   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS d
                    WHERE d.classid = 'pg_catalog.pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
 ORDER BY 1
