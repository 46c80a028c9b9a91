-- What ANALYZE counted. Asked only where it was run once.
-- Columns: name, stat (the number of rows comes first)
-- Least version: 3.8
SELECT tbl AS name, stat FROM sqlite_stat1
