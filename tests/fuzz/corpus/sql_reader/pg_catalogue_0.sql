SELECT EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_name = 'x' AND column_name IN ('a','b') AND table_schema = current_schema())
;SELECT count(*) FROM pg_class WHERE oid = 'a.b'::regclass AND relkind = ANY(ARRAY['r','v'])
;SELECT column_name FROM information_schema.columns WHERE table_name = :t AND table_schema = 'public' ORDER BY ordinal_position
