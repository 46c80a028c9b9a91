-- Everything that a statement made in the main database, in the order in which it was made. Tables that belong to a
-- virtual one are left out.
-- Columns: type, name, tbl_name, sql, has_statistics
-- Least version: 3.8
SELECT type, name, tbl_name, sql,
       EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1') AS has_statistics
  FROM sqlite_master
 WHERE sql IS NOT NULL
   AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
   AND NOT (type = 'table'
            AND name IN (SELECT m.name || s.suffix
                           FROM sqlite_master AS m
                           JOIN (SELECT '_data' AS suffix UNION ALL SELECT '_idx' UNION ALL SELECT '_content'
                                 UNION ALL SELECT '_docsize' UNION ALL SELECT '_config' UNION ALL SELECT '_segments'
                                 UNION ALL SELECT '_segdir' UNION ALL SELECT '_stat' UNION ALL SELECT '_node'
                                 UNION ALL SELECT '_parent' UNION ALL SELECT '_rowid') AS s
                          WHERE m.type = 'table' AND m.sql LIKE 'CREATE VIRTUAL TABLE%'))
 ORDER BY rowid
