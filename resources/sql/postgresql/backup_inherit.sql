-- Statements that give database ? (the second) the owner, connection limit, settings, rights and comment of database ?
-- (the first). Settings that are lists stand in pg_db_role_setting with their own quotes and must not get others.
-- Columns: place, statement
-- Least version: 9.5
WITH old AS (
  SELECT d.oid, d.datdba, d.datconnlimit, d.datacl, names.target
    FROM (SELECT ?::text AS source, ?::text AS target) AS names
    JOIN pg_catalog.pg_database d ON d.datname = names.source
), setting AS (
  SELECT old.target, r.rolname, split_part(one.text, '=', 1) AS name,
         substr(one.text, position('=' IN one.text) + 1) AS value
    FROM old
    JOIN pg_catalog.pg_db_role_setting s ON s.setdatabase = old.oid
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
   CROSS JOIN LATERAL unnest(s.setconfig) AS one(text)
), granted AS (
  SELECT old.target, acl.*
    FROM old CROSS JOIN LATERAL aclexplode(old.datacl) AS acl
)
SELECT 1 AS place, format('ALTER DATABASE %I OWNER TO %I', target, pg_get_userbyid(datdba)) AS statement FROM old
UNION ALL
SELECT 2, format('ALTER DATABASE %I CONNECTION LIMIT %s', target, datconnlimit) FROM old WHERE datconnlimit >= 0
UNION ALL
SELECT 3, CASE WHEN rolname IS NULL THEN format('ALTER DATABASE %I', target)
               ELSE format('ALTER ROLE %I IN DATABASE %I', rolname, target) END
       || format(' SET %s TO ', name)
       || CASE WHEN name IN ('search_path', 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries',
                             'shared_preload_libraries', 'unix_socket_directories')
               THEN CASE WHEN value = '' THEN '''''' ELSE value END
               ELSE quote_literal(value) END
  FROM setting
UNION ALL
SELECT 4, format('REVOKE ALL ON DATABASE %I FROM PUBLIC', target) FROM old WHERE datacl IS NOT NULL
UNION ALL
SELECT 5, format('GRANT %s ON DATABASE %I TO %s%s', privilege_type, target,
                 CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                 CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM granted
UNION ALL
SELECT 6, format('COMMENT ON DATABASE %I IS %L', target, shobj_description(oid, 'pg_database'))
  FROM old WHERE shobj_description(oid, 'pg_database') IS NOT NULL
 ORDER BY 1, 2
