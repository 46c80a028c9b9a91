-- What this session is.
-- Columns: version, number, database, user, session_id, encoding, read_only, standby, tls, tls_detail
-- Least version: 9.5
SELECT version() AS version,
       current_setting('server_version') AS number,
       current_database() AS database,
       current_user AS "user",
       pg_backend_pid() AS session_id,
       current_setting('server_encoding') AS encoding,
       current_setting('default_transaction_read_only') = 'on' AS read_only,
       pg_is_in_recovery() AS standby,
       COALESCE(s.ssl, false) AS tls,
       COALESCE(s.version || ' ' || s.cipher, '') AS tls_detail
  FROM (SELECT 1) AS one
  LEFT JOIN pg_stat_ssl AS s ON s.pid = pg_backend_pid()
