-- Takes the lock that keeps two runs off one database; it lasts as long as the session. Asked through SQLAlchemy too, so
-- without colons and percent signs. The keys spell "Espalier"; the server keeps them apart by database.
-- Columns: taken (1 or 0)
-- Least version: 9.5
SELECT CAST(pg_try_advisory_lock(1165193313, 1818846578) AS int) AS taken
