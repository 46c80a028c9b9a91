-- What this session is.
-- Columns: version, source (of the library that answers), file, encoding, read_only
-- Least version: 3.16 (PRAGMA functions)
SELECT sqlite_version() AS version,
       sqlite_source_id() AS source,
       (SELECT file FROM pragma_database_list WHERE name = 'main') AS file,
       (SELECT encoding FROM pragma_encoding) AS encoding,
       (SELECT query_only FROM pragma_query_only) AS read_only
