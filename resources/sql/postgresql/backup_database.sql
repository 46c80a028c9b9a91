-- What a database must be made with to hold the same text in the same order. The locale's provider came with 15, and
-- its column has had two names since: so the row is read as JSON.
-- Columns: name, value
-- Least version: 9.5
WITH d AS (
  SELECT to_jsonb(pg_database) AS j, encoding FROM pg_catalog.pg_database WHERE datname = current_database()
)
SELECT 'encoding' AS name, pg_catalog.pg_encoding_to_char(encoding) AS value FROM d
UNION ALL SELECT 'collate', j ->> 'datcollate' FROM d
UNION ALL SELECT 'ctype', j ->> 'datctype' FROM d
UNION ALL SELECT 'provider', coalesce(j ->> 'datlocprovider', 'c') FROM d
UNION ALL SELECT 'locale', coalesce(j ->> 'datlocale', j ->> 'daticulocale', '') FROM d
