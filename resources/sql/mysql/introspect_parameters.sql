-- Parameters of functions and procedures, and, at place 0, what functions return.
-- Columns: kind, routine, place, mode, name, type, charset, collation
-- Least version: MySQL 5.6, MariaDB 10.0
SELECT LOWER(p.ROUTINE_TYPE) AS kind,
       p.SPECIFIC_NAME AS routine,
       p.ORDINAL_POSITION AS place,
       p.PARAMETER_MODE AS mode,
       p.PARAMETER_NAME AS name,
       p.DTD_IDENTIFIER AS type,
       p.CHARACTER_SET_NAME AS charset,
       p.COLLATION_NAME AS collation
  FROM information_schema.PARAMETERS AS p
 WHERE p.SPECIFIC_SCHEMA = DATABASE()
 ORDER BY p.ROUTINE_TYPE, p.SPECIFIC_NAME, p.ORDINAL_POSITION
