-- What tells this database from every other one, however a client reached it: the same answer through any route and
-- driver. Asked through SQLAlchemy too, so without colons and percent signs. A restart changes it; a run is over then.
-- Columns: database, oid, started
-- Least version: 9.5
SELECT current_database() AS database,
       CAST(d.oid AS text) AS oid,
       to_char(pg_postmaster_start_time() AT TIME ZONE 'UTC', 'YYYYMMDD-HH24MISS-US') AS started
  FROM pg_catalog.pg_database AS d
 WHERE d.datname = current_database()
