DO $$ BEGIN CREATE TYPE a AS ENUM ('x'); CREATE TYPE b AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN null; END $$
;DO LANGUAGE plpython3u $$ x $$
