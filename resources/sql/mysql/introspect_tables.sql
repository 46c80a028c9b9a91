-- Tables, views and sequences of the connection's database.
-- Columns: name, kind, engine, rows_estimate, bytes, collation, create_options, comment
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT t.TABLE_NAME AS name,
       t.TABLE_TYPE AS kind,
       t.ENGINE AS engine,
       t.TABLE_ROWS AS rows_estimate,
       t.DATA_LENGTH + t.INDEX_LENGTH AS bytes,
       t.TABLE_COLLATION AS collation,
       t.CREATE_OPTIONS AS create_options,
       t.TABLE_COMMENT AS comment
  FROM information_schema.TABLES AS t
 WHERE t.TABLE_SCHEMA = DATABASE()
   AND t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW', 'SEQUENCE')
