-- Views, triggers, functions, procedures and events.
-- Columns: kind, name, relation (of triggers), definition (NULL where this role may not see it; of routines what stands
-- behind their parameters)
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT 'view' AS kind, v.TABLE_NAME AS name, NULL AS relation,
       CONCAT(v.VIEW_DEFINITION,
              CASE WHEN v.CHECK_OPTION IN ('LOCAL', 'CASCADED') AND v.VIEW_DEFINITION <> ''
                   THEN CONCAT(' WITH ', v.CHECK_OPTION, ' CHECK OPTION') ELSE '' END) AS definition
  FROM information_schema.VIEWS AS v
 WHERE v.TABLE_SCHEMA = DATABASE()
UNION ALL
SELECT 'trigger', t.TRIGGER_NAME, t.EVENT_OBJECT_TABLE,
       CONCAT('CREATE TRIGGER `', REPLACE(t.TRIGGER_NAME, '`', '``'), '` ', t.ACTION_TIMING, ' ', t.EVENT_MANIPULATION,
              ' ON `', REPLACE(t.EVENT_OBJECT_TABLE, '`', '``'), '` FOR EACH ROW ', t.ACTION_STATEMENT)
  FROM information_schema.TRIGGERS AS t
 WHERE t.TRIGGER_SCHEMA = DATABASE()
UNION ALL
SELECT LOWER(r.ROUTINE_TYPE), r.ROUTINE_NAME, NULL,
       CONCAT(CASE r.IS_DETERMINISTIC WHEN 'YES' THEN ' DETERMINISTIC' ELSE '' END,
              CASE r.SQL_DATA_ACCESS WHEN 'CONTAINS SQL' THEN '' ELSE CONCAT(' ', r.SQL_DATA_ACCESS) END,
              CASE r.SECURITY_TYPE WHEN 'INVOKER' THEN ' SQL SECURITY INVOKER' ELSE '' END,
              CASE r.ROUTINE_COMMENT WHEN '' THEN '' ELSE CONCAT(' COMMENT ', QUOTE(r.ROUTINE_COMMENT)) END,
              ' ', r.ROUTINE_DEFINITION)
  FROM information_schema.ROUTINES AS r
 WHERE r.ROUTINE_SCHEMA = DATABASE()
   AND r.ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')
UNION ALL
SELECT 'event', e.EVENT_NAME, NULL,
       CONCAT('CREATE EVENT `', REPLACE(e.EVENT_NAME, '`', '``'), '` ON SCHEDULE ',
              CASE e.EVENT_TYPE
                   WHEN 'ONE TIME' THEN CONCAT('AT ', QUOTE(e.EXECUTE_AT))
                   ELSE CONCAT('EVERY ', QUOTE(e.INTERVAL_VALUE), ' ', e.INTERVAL_FIELD,
                               CASE WHEN e.STARTS IS NULL THEN '' ELSE CONCAT(' STARTS ', QUOTE(e.STARTS)) END,
                               CASE WHEN e.ENDS IS NULL THEN '' ELSE CONCAT(' ENDS ', QUOTE(e.ENDS)) END) END,
              ' ON COMPLETION ', e.ON_COMPLETION,
              CASE e.STATUS WHEN 'ENABLED' THEN ' ENABLE' WHEN 'DISABLED' THEN ' DISABLE' ELSE ' DISABLE ON SLAVE' END,
              CASE e.EVENT_COMMENT WHEN '' THEN '' ELSE CONCAT(' COMMENT ', QUOTE(e.EVENT_COMMENT)) END,
              ' DO ', e.EVENT_DEFINITION)
  FROM information_schema.EVENTS AS e
 WHERE e.EVENT_SCHEMA = DATABASE()
