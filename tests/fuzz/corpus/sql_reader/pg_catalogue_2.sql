SELECT DISTINCT table_name AS n, * FROM information_schema.tables WHERE table_type <> 'VIEW' AND (table_name = 'a' OR table_name='b') AND table_name NOT LIKE 'x%'
;SELECT relname FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname='public') AND relkind='r'
;SELECT count(*) > 0 FROM information_schema.tables WHERE table_name='x'
