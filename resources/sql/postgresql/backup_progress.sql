-- How far each COPY of a running pg_dump is. Parameter: the application name of its sessions.
-- Columns: schema, name, bytes
-- Least version: 14
SELECT n.nspname AS schema, c.relname AS name, p.bytes_processed AS bytes
  FROM pg_catalog.pg_stat_progress_copy p
  JOIN pg_catalog.pg_stat_activity a ON a.pid = p.pid
  JOIN pg_catalog.pg_class c ON c.oid = p.relid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE a.application_name = ?
   AND a.datname = current_database()
