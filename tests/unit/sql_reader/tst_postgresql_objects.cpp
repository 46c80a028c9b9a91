#include "reading.h"

#include "dialects/block.h"

using namespace espalier;
using namespace espalier::test;

namespace {

constexpr Case creations[] = {
    { "types",
        "CREATE TYPE a AS (b int, c text); CREATE TYPE s.a AS ENUM ('x','it''s'); CREATE DOMAIN s.d AS int CHECK "
        "(VALUE > 0); CREATE TYPE r AS RANGE (subtype = int)",
        "create type a\ncreate enum s.a (x, it's)\ncreate domain s.d\ncreate type r" },
    { "sequences",
        "CREATE SEQUENCE IF NOT EXISTS a.b AS bigint START -5 INCREMENT BY 2 NO MAXVALUE CYCLE OWNED BY t.c; CREATE "
        "SEQUENCE s OWNED BY NONE",
        "create sequence a.b as bigint start -5 increment 2 no max cycle owned by t.c if not exists\ncreate sequence "
        "s" },
    { "schemas",
        "CREATE SCHEMA IF NOT EXISTS s; CREATE SCHEMA AUTHORIZATION joe; CREATE SCHEMA s CREATE TABLE t (a int)",
        "create schema s if not exists\ncreate schema joe\nunknown: it makes a schema and what is in it in one "
        "statement" },
    { "views",
        "CREATE OR REPLACE VIEW v (a,b) AS SELECT x.c, count(*), \"D\" FROM x WITH CHECK OPTION; CREATE MATERIALIZED "
        "VIEW IF NOT EXISTS a.b AS SELECT 1 AS b WITH NO DATA; CREATE VIEW w AS SELECT * FROM y",
        "create view v (a, b, D) as SELECT x.c, count(*), \"D\" FROM x or replace\ncreate materialized view a.b (b) as "
        "SELECT 1 AS b if not exists\ncreate view w as SELECT * FROM y" },
    { "functions are known by their arguments",
        "CREATE OR REPLACE FUNCTION s.f(a int, OUT b text, VARIADIC c text[] DEFAULT '{}') RETURNS SETOF int LANGUAGE "
        "sql AS $$ SELECT 1; SELECT 2 $$; CREATE PROCEDURE p(timestamptz, numeric(3)) LANGUAGE sql AS ''; CREATE "
        "AGGREGATE agg(int) (sfunc=f, stype=int)",
        "create function s.f(integer, text[]) or replace\ncreate procedure p(timestamp with time zone, "
        "numeric(3))\ncreate aggregate agg(integer)" },
    { "what belongs to tables",
        "CREATE TRIGGER t AFTER INSERT OR UPDATE ON a.b FOR EACH ROW EXECUTE FUNCTION f(); CREATE POLICY p ON t USING "
        "(true); CREATE RULE r AS ON INSERT TO t DO INSTEAD (SELECT 1; SELECT 2)",
        "create trigger t on a.b\ncreate policy p on t\ncreate rule r on t" },
    { "others",
        "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA x; CREATE CAST (int AS text) WITH FUNCTION f(int); "
        "CREATE ROLE x; CREATE PUBLICATION p FOR TABLE a; CREATE STATISTICS st ON a, b FROM t; CREATE COLLATION c "
        "(locale = 'x')",
        "create extension uuid-ossp if not exists\ncreate cast (integer AS text)\ncreate role x\ncreate publication "
        "p\ncreate statistics st\ncreate collation c" },
};

constexpr Case drops[] = {
    { "relations",
        "DROP TABLE IF EXISTS a, b.c CASCADE; DROP VIEW v; DROP MATERIALIZED VIEW v; DROP SEQUENCE s; DROP FOREIGN "
        "TABLE f",
        "drop table a if exists cascade\ndrop table b.c if exists cascade\ndrop view v\ndrop materialized view v\ndrop "
        "sequence s\ndrop table f" },
    { "functions", "DROP FUNCTION IF EXISTS f(int, text[]), g; DROP PROCEDURE p(); DROP AGGREGATE a(int)",
        "drop function f(integer, text[]) if exists\ndrop function g if exists\ndrop procedure p()\ndrop aggregate "
        "a(integer)" },
    { "what belongs to tables", "DROP TRIGGER IF EXISTS t ON a.b; DROP POLICY p ON t; DROP RULE r ON t",
        "drop trigger t on a.b if exists\ndrop policy p on t\ndrop rule r on t" },
    { "others",
        "DROP TYPE a.b; DROP DOMAIN d; DROP EXTENSION IF EXISTS x CASCADE; DROP SCHEMA a; DROP CAST (int AS text); "
        "DROP OPERATOR CLASS a USING btree; DROP ROLE IF EXISTS x; DROP TEXT SEARCH CONFIGURATION c",
        "drop enum a.b\ndrop domain d\ndrop extension x if exists cascade\ndrop schema a\ndrop cast (integer AS "
        "text)\ndrop operator class a\ndrop role x if exists\ndrop text search configuration c" },
    { "whatever a role has", "DROP OWNED BY a", "unknown: it is of a kind that is not known here" },
};

constexpr Case changes[] = {
    { "enums",
        "ALTER TYPE a RENAME TO b; ALTER TYPE a RENAME VALUE 'x' TO 'y'; ALTER TYPE s.a ADD VALUE IF NOT EXISTS 'x' "
        "BEFORE 'y'; ALTER TYPE a ADD VALUE 'z' AFTER 'y'",
        "alter enum a to b\nalter enum a rename value x to y\nalter enum s.a add x before y if not exists\nalter enum "
        "a add z after y" },
    { "renaming",
        "ALTER VIEW v RENAME TO w; ALTER SCHEMA a RENAME TO b; ALTER FUNCTION f(int) RENAME TO g; ALTER TRIGGER a ON b "
        "RENAME TO c; ALTER SEQUENCE IF EXISTS s SET SCHEMA z; ALTER TYPE s.a SET SCHEMA z; ALTER ROLE x RENAME TO y; "
        "ALTER VIEW v RENAME COLUMN a TO b",
        "rename view v to w\nrename schema a to b\nrename function f(integer) to g(integer)\nrename trigger a on b to "
        "c\nrename sequence s to z.s if exists\nrename type s.a to z.a\nrename role x to y\nalter view v: ALTER VIEW v "
        "RENAME COLUMN a TO b" },
    { "comments",
        "COMMENT ON COLUMN a.b.c IS 'x'; COMMENT ON TABLE b IS NULL; COMMENT ON CONSTRAINT a ON b IS 'y'; COMMENT ON "
        "FUNCTION f(int) IS 'y'; COMMENT ON COLUMN t.c IS NULL",
        "alter column a.b.c comment x\ncomment on table b: null\nalter constraint a: COMMENT ON CONSTRAINT a ON b IS "
        "'y'\nalter function f(integer): COMMENT ON FUNCTION f(int) IS 'y'\nalter column t.c comment null" },
    { "privileges and owners",
        "GRANT SELECT ON a.b, c TO x; GRANT ALL ON ALL TABLES IN SCHEMA s TO y; REVOKE x FROM y; ALTER FUNCTION f(int) "
        "OWNER TO b; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x",
        "alter table a.b: GRANT SELECT ON a.b, c TO x\nalter table c: GRANT SELECT ON a.b, c TO x\nalter schema s: "
        "GRANT ALL ON ALL TABLES IN SCHEMA s TO y\nalter role : REVOKE x FROM y\nalter function f(integer): ALTER "
        "FUNCTION f(int) OWNER TO b\nalter default privileges : ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x" },
};

constexpr Case rows[] = {
    { "rows",
        "INSERT INTO a.b SELECT * FROM c; UPDATE t SET x = :v WHERE a = :w; DELETE FROM t; TRUNCATE a, b; COPY a FROM "
        "STDIN; MERGE INTO a USING b ON a.x=b.x WHEN MATCHED THEN DELETE",
        "insert rows of a.b\nupdate rows of t\ndelete rows of t\ntruncate rows of a\ntruncate rows of b\ncopy rows of "
        "a\nmerge rows of a" },
    { "rows within a query", "WITH x AS (INSERT INTO a VALUES (1) RETURNING *) SELECT * FROM x", "insert rows of a" },
    { "reads",
        "SELECT 1; SELECT * FROM users WHERE a::int = 5; SELECT count(*) FROM x; SHOW x; EXPLAIN DELETE FROM a; VALUES "
        "(1); TABLE t; COPY t TO STDOUT",
        "read\nread\nread\nread\nread\nread\nread\nread" },
    { "functions with effects",
        "SELECT setval('s', 5); SELECT pg_advisory_lock(5); SELECT create_hypertable('public.\"T\"', 'time'); SELECT "
        "set_config('search_path', '', false)",
        "select rows\nsession SELECT PG_ADVISORY_LOCK\nalter table public.T: SELECT create_hypertable('public.\"T\"', "
        "'time')\nsession SELECT SET_CONFIG" },
    { "functions that nobody knows", "SELECT foo.bar(); SELECT foo(a) FROM b; CALL p(1); EXPLAIN ANALYZE SELECT foo()",
        "unknown: it calls foo.bar(), which may do anything\nselect rows\nunknown: it calls p(), which may do "
        "anything\nunknown: it calls foo(), which may do anything" },
    { "the session",
        "SET LOCAL search_path TO a, b; RESET x; BEGIN; COMMIT; ROLLBACK TO SAVEPOINT x; SAVEPOINT y; LOCK TABLE a; "
        "VACUUM ANALYZE a; ANALYZE; EXECUTE q",
        "session SET SEARCH_PATH\nsession RESET X\nsession BEGIN\nsession COMMIT\nsession ROLLBACK TO "
        "SAVEPOINT\nsession SAVEPOINT\nsession LOCK\nsession VACUUM\nsession ANALYZE\nunknown: it runs what was "
        "prepared elsewhere" },
    { "maintenance", "REINDEX TABLE a; REFRESH MATERIALIZED VIEW m; CLUSTER a",
        "alter table a: REINDEX TABLE a\nalter materialized view m: REFRESH MATERIALIZED VIEW m\nalter table a: "
        "CLUSTER a" },
    { "what the parser refuses", "DROP TABLE a; bogus statement; SELECT 'unclosed",
        "drop table a\nunknown: PostgreSQL's parser refuses it: syntax error at or near \"bogus\"\nunknown: "
        "PostgreSQL's parser refuses it: unterminated quoted string at or near \"'unclosed\"" },
};

constexpr Case blocks[] = {
    { "an error that is ignored",
        "DO $$ BEGIN CREATE TYPE mood AS ENUM ('a','b'); EXCEPTION WHEN duplicate_object THEN null; END $$",
        "create enum mood (a, b) check first" },
    { "a guard that asks for the object",
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a'); "
        "END IF; END $$;",
        "create enum mood (a) check first" },
    { "a guard that asks for another object",
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'other') THEN CREATE TYPE mood AS ENUM "
        "('a'); END IF; END $$;",
        "unknown: it runs a PL/pgSQL block" },
    { "a guard that asks for more than the object",
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = "
        "'c' AND data_type = 'text') THEN ALTER TABLE t ADD c text; END IF; END $$;",
        "unknown: it runs a PL/pgSQL block" },
    { "a guard the wrong way round",
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a'); END "
        "IF; END $$;",
        "unknown: it runs a PL/pgSQL block" },
    { "a guarded column and its rows",
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name='t' AND column_name='c' "
        "AND table_schema='public') THEN ALTER TABLE t ADD COLUMN c int; UPDATE t SET c = 1; END IF; END $$;",
        "add column t.c INTEGER if not exists\nupdate rows of t" },
    { "blocks within blocks",
        "DO $$ BEGIN BEGIN ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b (c); EXCEPTION WHEN "
        "duplicate_object THEN RAISE NOTICE 'x %', 1; END; BEGIN DROP TABLE x; EXCEPTION WHEN undefined_table THEN "
        "NULL; END; END; $$ LANGUAGE plpgsql",
        "add to t foreign key fk (a) -> b (c) if not exists\ndrop table x if exists" },
    { "an error that undoes what came before",
        "DO $$ BEGIN CREATE TYPE a AS ENUM ('x'); CREATE TYPE b AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN "
        "null; END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "an error that depends on the rows",
        "DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT u UNIQUE (a); EXCEPTION WHEN unique_violation THEN null; END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "text that is run",
        "DO $b$ BEGIN IF to_regclass('public.t') IS NULL THEN CREATE TABLE t (id int); END IF; EXECUTE 'ALTER TABLE t "
        "ADD b text'; END $b$",
        "create table t (id INTEGER) if not exists\nadd column t.b TEXT" },
    { "text with names put in", "DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'a'); END $$", "drop table a" },
    { "text with names that are not known", "DO $$ BEGIN EXECUTE format('DROP TABLE %I', x); END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "rights, whatever is asked first",
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'a') THEN EXECUTE format('CREATE ROLE %I '\n"
        "'PASSWORD %L', 'a', 'b''c'); RETURN; END IF; EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', "
        "current_user); END $$",
        "create role a\nalter schema public: GRANT USAGE ON SCHEMA public TO \"unknown\"" },
    { "a return before more than rights",
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles) THEN RETURN; END IF; DROP TABLE b; END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "rights, and a question that may do something",
        "DO $$ BEGIN IF fill() THEN GRANT USAGE ON SCHEMA public TO a; END IF; END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "text that is made", "DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'x'; END $$", "unknown: it runs a PL/pgSQL block" },
    { "loops and variables", "DO $$ DECLARE r record; BEGIN FOR r IN SELECT 1 LOOP NULL; END LOOP; END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "errors that are raised", "DO $$ BEGIN CREATE TABLE a (b int); RAISE EXCEPTION 'no'; END $$",
        "unknown: it runs a PL/pgSQL block" },
    { "other languages", "DO LANGUAGE plpython3u $$ x $$", "unknown: it runs a PL/pgSQL block" },
};

} // namespace

class TestPostgresqlObjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void objectsAreCreated_data() { addCases(creations); }
    void objectsAreCreated() { checkCase("postgresql"); }
    void objectsAreDropped_data() { addCases(drops); }
    void objectsAreDropped() { checkCase("postgresql"); }
    void objectsAreChanged_data() { addCases(changes); }
    void objectsAreChanged() { checkCase("postgresql"); }
    void rowsAndSessionsAreToldApart_data() { addCases(rows); }
    void rowsAndSessionsAreToldApart() { checkCase("postgresql"); }
    void blocksAreUnknownUnlessTheyArePlain_data() { addCases(blocks); }
    void blocksAreUnknownUnlessTheyArePlain() { checkCase("postgresql"); }
    void otherGuardsComeWithTheirQuestion();
    void definitionsAreKept();
};

void TestPostgresqlObjects::otherGuardsComeWithTheirQuestion()
{
    const auto statements = readSql("postgresql",
        QStringLiteral("DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND "
                       "column_name = 'c') THEN ALTER TABLE t RENAME COLUMN c TO d; END IF; END $$"));
    QCOMPARE(statements.size(), 1U);
    QVERIFY(statements[0].block);
    QCOMPARE(statements[0].block->steps.size(), 1U);
    const auto& guarded = *std::get<std::shared_ptr<const dialects::BlockIf>>(statements[0].block->steps[0].what);
    QCOMPARE(guarded.branches.size(), 1U);
    const dialects::BlockExpression& condition = guarded.branches[0].condition;
    QVERIFY(condition.kind == dialects::BlockExpression::Kind::Exists);
    QCOMPARE(condition.query->catalogue->relations, QStringList{ QStringLiteral("information_schema.columns") });
    QCOMPARE(condition.query->catalogue->conditions.size(), 2U);
    QCOMPARE(guarded.branches[0].steps.size(), 1U);
    QCOMPARE(
        text(std::get<schema::Changes>(guarded.branches[0].steps[0].what)), QStringLiteral("alter column t.c to d"));
}

void TestPostgresqlObjects::definitionsAreKept()
{
    const QString sql = QStringLiteral("CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql");
    const auto statements = readSql("postgresql", sql + QLatin1String(" ;\n"));
    QCOMPARE(std::get<schema::CreateOther>(statements.at(0).changes.at(0)).object.definition, sql);
    QCOMPARE(statements.at(0).sql, sql);
}

QTEST_GUILESS_MAIN(TestPostgresqlObjects)
#include "tst_postgresql_objects.moc"
