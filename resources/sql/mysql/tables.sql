-- Every base table of the connection's database.
-- Columns: schema, name, estimate (rows by the storage engine's own statistics), readable
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT NULL AS `schema`,
       TABLE_NAME AS name,
       TABLE_ROWS AS estimate,
       1 AS readable
  FROM information_schema.TABLES
 WHERE TABLE_SCHEMA = DATABASE()
   AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
 ORDER BY BINARY TABLE_NAME
