DO $$ DECLARE r record; BEGIN FOR r IN SELECT 1 LOOP EXECUTE 'x'; END LOOP; END $$
;DO $body$ BEGIN IF to_regclass('public.t') IS NULL THEN CREATE TABLE t (id int); END IF; EXECUTE 'ALTER TABLE t ADD b text'; END $body$
;DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'ck') THEN ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0); ELSE RAISE NOTICE 'there'; END IF; END $$
