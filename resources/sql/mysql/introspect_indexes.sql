-- Indexes, a row for each element. All columns, since EXPRESSION is there on MySQL 8 alone.
-- Columns: those of information_schema.STATISTICS
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT s.*
  FROM information_schema.STATISTICS AS s
 WHERE s.TABLE_SCHEMA = DATABASE()
 ORDER BY s.TABLE_NAME, s.INDEX_NAME, s.SEQ_IN_INDEX
