-- What this session is.
-- Columns: version, comment, database, user, session_id, encoding
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT VERSION() AS version,
       @@version_comment AS comment,
       DATABASE() AS `database`,
       CURRENT_USER() AS user,
       CONNECTION_ID() AS session_id,
       @@character_set_database AS encoding
