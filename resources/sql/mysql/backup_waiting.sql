-- Statements of the dump client (known by their form) that wait for a lock for more than ? seconds.
-- Columns: statement
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT p.info AS statement
  FROM information_schema.processlist p
 WHERE p.db = database()
   AND p.user = substring_index(user(), '@', 1)
   AND p.id <> connection_id()
   AND p.state LIKE 'Waiting for%lock'
   AND (p.info LIKE 'SHOW %' OR p.info LIKE 'SELECT /*!40001%' OR p.info LIKE 'LOCK TABLES%')
   AND p.time >= ?
