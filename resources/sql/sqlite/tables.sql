-- Every table of the main database file; SQLite keeps no estimate of its own.
-- Columns: schema, name, estimate, readable
-- Least version: 3.8
SELECT NULL AS schema,
       name,
       NULL AS estimate,
       1 AS readable
  FROM sqlite_master
 WHERE type = 'table'
   AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
   AND name NOT IN (SELECT m.name || s.suffix
                      FROM sqlite_master AS m
                      JOIN (SELECT '_data' AS suffix UNION ALL SELECT '_idx' UNION ALL SELECT '_content'
                            UNION ALL SELECT '_docsize' UNION ALL SELECT '_config' UNION ALL SELECT '_segments'
                            UNION ALL SELECT '_segdir' UNION ALL SELECT '_stat' UNION ALL SELECT '_node'
                            UNION ALL SELECT '_parent' UNION ALL SELECT '_rowid') AS s
                     WHERE m.type = 'table' AND m.sql LIKE 'CREATE VIRTUAL TABLE%')
 ORDER BY name
