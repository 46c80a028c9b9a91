-- The file of the main database, in the last column of the first row. Compared as a file: names may differ.
-- Columns: seq, name, file
-- Least version: 3.16
PRAGMA database_list
