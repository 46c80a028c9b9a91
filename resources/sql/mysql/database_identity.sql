-- What tells this database from every other one, however a client reached it: the same answer through any route and
-- driver. Asked through SQLAlchemy too, so without colons and percent signs.
-- Columns: database, host, port, datadir
-- Least version: 5.7
SELECT DATABASE() AS `database`, @@hostname AS host, @@port AS port, @@datadir AS datadir
