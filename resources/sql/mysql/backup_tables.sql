-- The tables of the current database with their engines and the bytes of their rows.
-- Columns: name, engine, transactional (the engine has snapshots), bytes
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT t.table_name AS name,
       coalesce(t.engine, '-') AS engine,
       coalesce(e.transactions = 'YES', 0) AS transactional,
       coalesce(t.data_length, 0) AS bytes
  FROM information_schema.tables t
  LEFT JOIN information_schema.engines e ON e.engine = t.engine
 WHERE t.table_schema = database()
   AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
 ORDER BY 1
