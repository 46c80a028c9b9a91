-- Views, triggers, functions and procedures.
-- Columns: kind, name, relation (of triggers), definition (NULL where this role may not see it)
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT 'view' AS kind, v.TABLE_NAME AS name, NULL AS relation, v.VIEW_DEFINITION AS definition
  FROM information_schema.VIEWS AS v
 WHERE v.TABLE_SCHEMA = DATABASE()
UNION ALL
SELECT 'trigger', t.TRIGGER_NAME, t.EVENT_OBJECT_TABLE,
       CONCAT('CREATE TRIGGER `', REPLACE(t.TRIGGER_NAME, '`', '``'), '` ', t.ACTION_TIMING, ' ', t.EVENT_MANIPULATION,
              ' ON `', REPLACE(t.EVENT_OBJECT_TABLE, '`', '``'), '` FOR EACH ROW ', t.ACTION_STATEMENT)
  FROM information_schema.TRIGGERS AS t
 WHERE t.TRIGGER_SCHEMA = DATABASE()
UNION ALL
SELECT LOWER(r.ROUTINE_TYPE), r.ROUTINE_NAME, NULL, NULL
  FROM information_schema.ROUTINES AS r
 WHERE r.ROUTINE_SCHEMA = DATABASE()
   AND r.ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')
UNION ALL
SELECT 'event', e.EVENT_NAME, NULL, NULL
  FROM information_schema.EVENTS AS e
 WHERE e.EVENT_SCHEMA = DATABASE()
