SELECT 1 FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typname = 'mood' AND e.enumlabel = :label LIMIT 1
;SELECT to_regclass('public.users'); SELECT to_regclass('x') IS NOT NULL; SELECT NOT EXISTS (SELECT FROM pg_indexes WHERE indexname='i')
;SELECT conname FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype = 'f' AND NOT convalidated
