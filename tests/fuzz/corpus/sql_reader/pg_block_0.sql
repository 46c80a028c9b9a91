DO $$ BEGIN CREATE TYPE mood AS ENUM ('a','b'); EXCEPTION WHEN duplicate_object THEN null; END $$
;DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a'); END IF; END $$;
;DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood2') THEN CREATE TYPE mood AS ENUM ('a'); END IF; END $$;
