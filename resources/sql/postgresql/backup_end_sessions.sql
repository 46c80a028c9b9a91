-- Ends everybody else's session in a database.
-- Parameter: the database.
-- Columns: ended.
-- Least version: 9.5
SELECT pg_terminate_backend(a.pid) AS ended
  FROM pg_catalog.pg_stat_activity a
 WHERE a.datname = ?
   AND a.pid <> pg_backend_pid()
   AND coalesce(to_jsonb(a) ->> 'backend_type', 'client backend') = 'client backend'
