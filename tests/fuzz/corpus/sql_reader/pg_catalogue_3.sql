SELECT 1 FROM pg_type WHERE typname = 'x' OR typarray = 5
;SELECT x FROM information_schema.tables GROUP BY x
;SELECT version_num FROM alembic_version
