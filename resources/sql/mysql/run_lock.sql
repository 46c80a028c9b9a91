-- Takes the lock that keeps two runs off one database; it lasts as long as the session. Asked through SQLAlchemy too, so
-- without colons and percent signs. Names are the whole server's and at most 64 characters long.
-- Columns: taken (1, 0, or NULL after an error)
-- Least version: 5.7
SELECT GET_LOCK(CONCAT('espalier ', MD5(DATABASE())), 0) AS taken
