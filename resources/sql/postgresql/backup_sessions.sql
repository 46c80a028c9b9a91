-- Who else is connected to a database. Background workers are not meant: the server ends those by itself. The column
-- backend_type came with 10.
-- Parameter: the database.
-- Columns: who.
-- Least version: 9.5
SELECT coalesce(nullif(a.application_name, ''), a.usename::text, '-') || ' (' || a.pid || ')' AS who
  FROM pg_catalog.pg_stat_activity a
 WHERE a.datname = ?
   AND a.pid <> pg_backend_pid()
   AND coalesce(to_jsonb(a) ->> 'backend_type', 'client backend') = 'client backend'
 ORDER BY a.pid
