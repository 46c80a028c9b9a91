// PL/pgSQL blocks that ask the catalogue, against a real server: where Espalier says that it knows what a block did,
// the catalogue is the same as of a database that its schema's SQL made.
#include "support/servers.h"
#include "support/upgrades_from_nothing.h"

#include "report/schema_sql.h"

#include <QFile>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

const char setup[] = R"(
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE a (id integer CONSTRAINT a_key PRIMARY KEY, name character varying(7) NOT NULL, at timestamptz,
    feeling mood, price numeric(10, 2) DEFAULT 1);
CREATE TABLE b (id serial PRIMARY KEY, a_id integer CONSTRAINT b_to_a REFERENCES a (id) ON DELETE CASCADE,
    other_id integer REFERENCES a (id), "Odd" text, CONSTRAINT b_check CHECK (a_id > 0));
CREATE TABLE "user" (id integer);
CREATE UNIQUE INDEX ix_a ON a (name, at DESC);
CREATE INDEX ix_part ON a (name) WHERE (price IS NOT NULL);
CREATE VIEW seen AS SELECT name FROM a;
CREATE MATERIALIZED VIEW kept AS SELECT name FROM a;
CREATE SEQUENCE counting;
)";

QStringList catalogueOf(const TestDatabase& database)
{
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/conformance/catalogue.sql"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return database.column(
        QStringLiteral("SELECT kind || ' ' || name || ': ' || definition FROM (\n%1\n) AS objects ORDER BY 1")
            .arg(QString::fromUtf8(file.readAll())));
}

QByteArray executing(const QByteArray& sql) { return "    op.execute(r'''" + sql + "\n''')\n"; }

/// A block whose one IF marks by a table that its condition holds.
QByteArray iff(const QByteArray& condition)
{
    return "DO $$ BEGIN IF " + condition
        + " THEN CREATE TABLE yes (id integer); ELSE CREATE TABLE no (id integer); "
          "END IF; END $$";
}

QByteArray found(const QByteArray& query) { return iff("EXISTS (SELECT 1 FROM " + query + ")"); }

} // namespace

class TestBlocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blocksDoWhatTheServerDoes_data();
    void blocksDoWhatTheServerDoes();
    void directivesOfPackagesDoWhatTheirSqlDoes_data();
    void directivesOfPackagesDoWhatTheirSqlDoes();
    void whatIsNotKnownIsNotClaimed_data();
    void whatIsNotKnownIsNotClaimed();
};

void TestBlocks::blocksDoWhatTheServerDoes_data()
{
    QTest::addColumn<QByteArray>("block");
    const auto row = [](const char* name, const QByteArray& block) { QTest::newRow(name) << block; };
    const char* const columns = "information_schema.columns WHERE table_name = 'a' AND column_name = ";
    row("a column's type", found(columns + QByteArray("'name' AND data_type = 'character varying'")));
    row("its length", found(columns + QByteArray("'name' AND character_maximum_length = 7")));
    row("another type", found(columns + QByteArray("'name' AND data_type = 'text'")));
    row("a time's type", found(columns + QByteArray("'at' AND data_type = 'timestamp with time zone'")));
    row("a number's", found(columns + QByteArray("'price' AND udt_name = 'numeric'")));
    row("an enum's", found(columns + QByteArray("'feeling' AND udt_name = 'mood' AND data_type = 'USER-DEFINED'")));
    row("not null", found(columns + QByteArray("'at' AND is_nullable = 'YES'")));
    row("no default", found(columns + QByteArray("'at' AND column_default IS NULL")));
    row("its catalogue", found(columns + QByteArray("'at' AND table_catalog = current_database()")));
    row("attributes", found("pg_attribute WHERE attrelid = 'a'::regclass AND attname = 'at' AND NOT attisdropped"));
    row("attributes that are not null",
        found("pg_attribute WHERE attrelid = 'public.a'::regclass AND attname = 'at' AND attnotnull"));
    row("a whole index", found("pg_indexes WHERE indexname = 'ix_a' AND indexdef NOT LIKE '%WHERE%'"));
    row("its columns", found("pg_indexes WHERE indexname = 'ix_a' AND indexdef LIKE '%(name, at DESC)%'"));
    row("a key's index", found("pg_class WHERE relname = 'a_key' AND relkind = 'i'"));
    row("a view", found("pg_class WHERE relname = 'seen' AND relkind = 'v'"));
    row("views", found("pg_views WHERE viewname = 'seen'"));
    row("a materialized view is no table", found("information_schema.tables WHERE table_name = 'kept'"));
    row("materialized views", found("pg_matviews WHERE matviewname LIKE 'k_p%'"));
    row("a sequence", found("pg_class WHERE relname = 'b_id_seq'"));
    row("sequences", found("information_schema.sequences WHERE sequence_name = 'counting'"));
    row("the version table is there", found("information_schema.tables WHERE table_name = 'alembic_version'"));
    row("types of the database", found("pg_type WHERE typname = 'jsonb'"));
    row("a type in its schema",
        found("pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'mood' AND n.nspname = "
              "'public'"));
    row("a label",
        found("pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = 'mood' AND e.enumlabel = "
              "'glad'"));
    row("schemas", found("information_schema.schemata WHERE schema_name = 'elsewhere'"));
    row("a key", found("pg_constraint WHERE conname = 'a_key' AND contype = 'p' AND conrelid = 'a'::regclass"));
    row("a cascade", found("pg_constraint WHERE conname = 'b_to_a' AND confdeltype = 'c'"));
    row("where it points", found("pg_constraint WHERE confrelid = 'a'::regclass AND conrelid = 'b'::regclass"));
    row("no such", found("pg_constraint WHERE confrelid = 'b'::regclass"));
    row("columns of keys",
        found("information_schema.table_constraints c JOIN information_schema.key_column_usage k ON k.constraint_name "
              "= c.constraint_name WHERE c.constraint_type = 'FOREIGN KEY' AND k.column_name = 'other_id'"));
    row("rules of foreign keys",
        found("information_schema.referential_constraints WHERE constraint_name = 'b_to_a' AND delete_rule = "
              "'CASCADE'"));
    row("not null is a check",
        iff("(SELECT count(*) FROM information_schema.table_constraints WHERE table_name = 'a' AND constraint_type = "
            "'CHECK') = 2"));
    row("and has no name that anybody gave it",
        found("information_schema.table_constraints WHERE table_name = 'a' AND constraint_name = 'a_name_not_null'"));
    row("columns of a view", found("information_schema.columns WHERE table_name = 'seen' AND column_name = 'name'"));
    row("arrays are types", found("pg_type WHERE typname = '_mood'"));
    row("a type that is not there", iff("to_regtype('temper') IS NULL"));
    row("a type by its name", iff("to_regtype('public.mood') IS NULL"));
    row("and",
        iff("EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a') AND NOT EXISTS (SELECT 1 FROM pg_class WHERE "
            "relname = 'c')"));
    row("or", iff("to_regclass('c') IS NOT NULL OR to_regclass('public.a') IS NOT NULL"));
    row("a reserved name", iff("to_regclass('\"user\"') IS NULL"));
    row("a count", iff("(SELECT count(*) FROM pg_constraint WHERE conrelid = 'b'::regclass AND contype = 'f') = 2"));
    row("a count that is compared",
        iff("2 > (SELECT count(*) FROM information_schema.columns WHERE table_name = 'a')"));
    row("else if",
        "DO $$ BEGIN IF to_regclass('x') IS NOT NULL THEN DROP TABLE x; ELSIF to_regclass('b') IS NOT NULL "
        "THEN DROP TABLE b; ELSE DROP TABLE a; END IF; END $$");
    row("statements see those before them",
        "DO $$ BEGIN IF to_regclass('c') IS NULL THEN CREATE TABLE c (id integer); END IF; IF EXISTS (SELECT 1 FROM "
        "information_schema.columns WHERE table_name = 'c' AND data_type = 'integer') THEN ALTER TABLE c ADD COLUMN d "
        "text; END IF; END $$");
    row("and those of the same text", "CREATE TABLE c (id integer); " + found("pg_class WHERE relname = 'c'"));
    row("a nested condition",
        "DO $$ BEGIN IF to_regclass('a') IS NOT NULL THEN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = "
        "'a_check') THEN ALTER TABLE a ADD CONSTRAINT a_check CHECK (id > 0); END IF; END IF; END $$");
    row("a key that is split",
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'a_key' AND contype = 'p') AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint WHERE conname = 'a_pkey') THEN ALTER TABLE a RENAME CONSTRAINT a_key TO a_pkey; "
        "ALTER TABLE a ADD CONSTRAINT a_key UNIQUE (id); END IF; END $$");
    row("a type that changes",
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name "
        "= 'b' AND column_name = 'Odd' AND data_type = 'text') THEN ALTER TABLE b ALTER COLUMN \"Odd\" TYPE mood USING "
        "\"Odd\"::mood; END IF; END $$");
    row("a variable",
        "DO $$ DECLARE fk text; BEGIN SELECT conname INTO fk FROM pg_constraint WHERE conrelid = 'b'::regclass AND "
        "contype = 'f' AND conname <> 'b_to_a' LIMIT 1; EXECUTE format('ALTER TABLE b DROP CONSTRAINT %I', fk); END "
        "$$");
    row("a variable that finds nothing",
        "DO $$ DECLARE fk name; BEGIN SELECT conname INTO fk FROM pg_constraint WHERE conname = 'c'; IF fk IS NOT NULL "
        "THEN EXECUTE 'ALTER TABLE b DROP CONSTRAINT ' || fk; END IF; IF NOT FOUND THEN DROP TABLE \"user\"; END IF; "
        "END $$");
    row("a variable in a question",
        "DO $$ DECLARE t text := 'b'; c CONSTANT text DEFAULT 'Odd'; BEGIN PERFORM 1 FROM information_schema.columns "
        "WHERE table_name = t AND column_name = c; IF FOUND THEN EXECUTE 'ALTER TABLE ' || quote_ident(t) || ' DROP "
        "COLUMN ' || quote_ident(c); END IF; END $$");
    row("a loop over constraints",
        "DO $$ DECLARE r record; BEGIN FOR r IN (SELECT c.conname, t.relname FROM pg_constraint c JOIN pg_class t ON "
        "c.conrelid = t.oid WHERE c.contype = 'f' AND t.relname = 'b') LOOP EXECUTE format('ALTER TABLE %I DROP "
        "CONSTRAINT IF EXISTS %I', r.relname, r.conname); END LOOP; END $$");
    row("a loop over views",
        "DO $$ DECLARE view_name text; BEGIN FOR view_name IN SELECT c.relname FROM pg_catalog.pg_class c JOIN "
        "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND n.nspname = current_schema() "
        "AND "
        "c.relname LIKE 'se%' LOOP EXECUTE 'DROP VIEW IF EXISTS ' || quote_ident(view_name); END LOOP; END $$");
    row("a loop over tables as the database names them",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE "
        "contype = 'c' AND connamespace = 'public'::regnamespace LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT "
        "%I', r.t, r.conname); END LOOP; END $$");
    row("a loop over an array",
        "DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a', 'b', 'user'] LOOP EXECUTE format('ALTER TABLE %I "
        "ADD "
        "COLUMN IF NOT EXISTS made text DEFAULT %L', t, 'it''s'); END LOOP; END $$");
    row("an array variable",
        "DO $$ DECLARE all_of text[] := ARRAY['a', 'b']; t text; BEGIN FOREACH t IN ARRAY all_of LOOP IF EXISTS "
        "(SELECT "
        "1 FROM information_schema.columns WHERE table_name = t AND column_name = 'name') THEN EXECUTE format('ALTER "
        "TABLE %I DROP COLUMN name CASCADE', t); END IF; END LOOP; END $$");
    row("a loop over rows that nobody wrote",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT id, count(*) FROM \"user\" GROUP BY id LOOP UPDATE a SET id = 1 "
        "WHERE id = r.id; END LOOP; END $$");
    row("it leaves", "DO $$ BEGIN IF to_regclass('a') IS NOT NULL THEN RETURN; END IF; DROP TABLE b; END $$");
    row("a view that is made anew",
        "do $$ begin CREATE OR REPLACE VIEW public.seen AS SELECT name, id FROM a; exception when others then DROP "
        "VIEW "
        "IF EXISTS public.seen; CREATE VIEW public.seen AS SELECT name, id FROM a; end; $$ language 'plpgsql'");
    row("a view that has to be made anew",
        "do $$ begin CREATE OR REPLACE VIEW public.seen AS SELECT id FROM a; exception when others then DROP VIEW "
        "IF EXISTS public.seen; CREATE VIEW public.seen AS SELECT id FROM a; end; $$ language 'plpgsql'");
    row("what is not reached",
        "DO $$ BEGIN IF to_regclass('c') IS NOT NULL THEN RAISE EXCEPTION 'no %', 1; END IF; DROP TABLE b; END $$");
}

void TestBlocks::blocksDoWhatTheServerDoes()
{
    QFETCH(QByteArray, block);
    const TestDatabase database(Kind::PostgreSql), copy(Kind::PostgreSql);
    database.execute({ QStringLiteral("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT "
                                      "alembic_version_pkc PRIMARY KEY (version_num))"),
        QString::fromLatin1(setup), QString::fromUtf8(block), QStringLiteral("DROP TABLE alembic_version") });

    Upgrades upgrades(QStringLiteral("postgresql"), {}, false);
    upgrades.run(executing(setup));
    const auto evaluation = upgrades.run(executing(block));
    QVERIFY2(!evaluation.schemaDoubt, "not known");
    for (const auto& problem : evaluation.problems)
        QVERIFY2(!problem.wouldFail, qPrintable(problem.message.english()));
    copy.execute({ report::schemaSql(upgrades.schema(), *dialects::findDialect(QStringLiteral("postgresql"))) });
    QCOMPARE(catalogueOf(copy), catalogueOf(database));
}

void TestBlocks::directivesOfPackagesDoWhatTheirSqlDoes_data()
{
    QTest::addColumn<QByteArray>("script");
    const auto row = [](const char* name, const QByteArray& script) { QTest::newRow(name) << script; };
    const QByteArray entities = "    from alembic_utils.pg_extension import PGExtension\n"
                                "    from alembic_utils.pg_function import PGFunction\n"
                                "    from alembic_utils.pg_materialized_view import PGMaterializedView\n"
                                "    from alembic_utils.pg_policy import PGPolicy\n"
                                "    from alembic_utils.pg_trigger import PGTrigger\n"
                                "    from alembic_utils.pg_view import PGView\n"
                                "    touch = PGFunction('public', 'touch()', 'RETURNS trigger AS $$ BEGIN NEW.id := 1; "
                                "RETURN NEW; END $$ LANGUAGE plpgsql')\n"
                                "    trigger = PGTrigger('public', 'touched', 'BEFORE UPDATE OF id ON b FOR EACH ROW "
                                "EXECUTE FUNCTION touch()', 'public.b')\n"
                                "    view = PGView('public', 'Half', 'SELECT id FROM a')\n"
                                "    wide = PGView('public', 'Half', 'SELECT id, name FROM a')\n"
                                "    stored = PGMaterializedView('public', 'stored', 'SELECT id FROM b')\n"
                                "    policy = PGPolicy('public', 'own', 'for select using (id > 0)', 'b')\n";
    row("entities that are created",
        entities + "    for one in [touch, trigger, view, stored, policy]:\n        op.create_entity(one)\n");
    row("entities that are replaced",
        entities
            + "    for one in [touch, trigger, view, stored, policy]:\n        op.create_entity(one)\n"
              "    for one in [touch, trigger, wide, stored, policy]:\n        op.replace_entity(one)\n");
    row("entities that are dropped",
        entities
            + "    for one in [touch, trigger, view, stored, policy]:\n        op.create_entity(one)\n"
              "    for one in [trigger, stored, policy]:\n        op.drop_entity(one)\n");
    row("what goes with a function",
        entities
            + "    op.create_entity(touch)\n    op.create_entity(trigger)\n    op.drop_entity(touch, cascade=True)\n");
    row("a trigger whose table gets another name",
        entities
            + "    op.create_entity(touch)\n    op.create_entity(trigger)\n    op.create_entity(policy)\n"
              "    op.rename_table('b', 'order')\n");
    const QByteArray enums = "    from alembic_postgresql_enum import ColumnType, TableReference\n"
                             "    op.execute(\"ALTER TABLE a ALTER COLUMN feeling SET DEFAULT 'sad'\")\n"
                             "    op.execute('ALTER TABLE b ADD COLUMN feelings mood[]')\n";
    row("values of an enum",
        enums
            + "    op.sync_enum_values('public', 'mood', ['glad', 'sad', 'new'], [TableReference('a', 'feeling', "
              "existing_server_default=\"'sad'::mood\"), TableReference('b', 'feelings', 'public', "
              "ColumnType.ARRAY)])\n");
    row("values of an enum, of columns by their names",
        enums
            + "    op.sync_enum_values(enum_schema='public', enum_name='mood', new_values=['glad', 'blue'], "
              "affected_columns=[('a', 'feeling'), ('b', 'feelings', ColumnType.ARRAY)], "
              "enum_values_to_rename=[('sad', 'blue')])\n");
}

void TestBlocks::directivesOfPackagesDoWhatTheirSqlDoes()
{
    QFETCH(QByteArray, script);
    const TestDatabase database(Kind::PostgreSql), copy(Kind::PostgreSql);
    Upgrades upgrades(QStringLiteral("postgresql"), {}, false);
    upgrades.run(executing(setup));
    const auto evaluation = upgrades.run(script);
    QVERIFY2(evaluation.isUnderstood,
        evaluation.reasons.empty() ? "" : qPrintable(evaluation.reasons.front().message.english()));
    QVERIFY2(!evaluation.schemaDoubt, "not known");
    database.execute(QStringList(QString::fromLatin1(setup)) + evaluation.sql());
    copy.execute({ report::schemaSql(upgrades.schema(), *dialects::findDialect(QStringLiteral("postgresql"))) });
    QCOMPARE(catalogueOf(copy), catalogueOf(database));
}

void TestBlocks::whatIsNotKnownIsNotClaimed_data()
{
    QTest::addColumn<QByteArray>("block");
    const auto row = [](const char* name, const QByteArray& block) { QTest::newRow(name) << block; };
    row("a default's text", found("information_schema.columns WHERE table_name = 'a' AND column_default = '1'"));
    row("a partial index's text", found("pg_indexes WHERE indexname = 'ix_part' AND indexdef NOT LIKE '%WHERE%'"));
    row("what the database has itself",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT conrelid::regclass AS t, conname "
        "FROM pg_constraint WHERE contype = 'c' LOOP EXECUTE format('ALTER TABLE %s DROP "
        "CONSTRAINT %I', r.t, r.conname); END LOOP; END $$");
    row("an error that may come",
        "DO $$ BEGIN ALTER TABLE a ALTER COLUMN at SET NOT NULL; EXCEPTION WHEN not_null_violation THEN DROP TABLE b; "
        "END "
        "$$");
    row("a relation that is not kept", found("pg_locks WHERE mode = 'x'"));
    row("a type by another name", iff("to_regtype('integer') IS NULL"));
    row("columns of a view that has all",
        "CREATE VIEW whole AS SELECT * FROM a; "
            + found("information_schema.columns WHERE table_name = 'whole' AND column_name = 'name'"));
    row("names of checks that nobody gave",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT constraint_name AS n FROM information_schema.table_constraints "
        "WHERE table_name = 'a' AND constraint_type = 'CHECK' LOOP EXECUTE format('ALTER TABLE a DROP CONSTRAINT %I', "
        "r.n); END LOOP; END $$");
    row("the number of a table",
        "DO $$ DECLARE n text; BEGIN SELECT oid INTO n FROM pg_class WHERE relname = 'a'; IF n <> 'a' THEN DROP TABLE "
        "b; "
        "END IF; END $$");
    row("rows that may be there", iff("(SELECT count(*) FROM filled) > 0"));
    row("any of several",
        "DO $$ DECLARE fk text; BEGIN SELECT conname INTO fk FROM pg_constraint WHERE conrelid = 'b'::regclass LIMIT "
        "1; "
        "EXECUTE format('ALTER TABLE b DROP CONSTRAINT %I', fk); END $$");
    row("another type of variable",
        "DO $$ DECLARE c char(9) := 'a'; BEGIN IF EXISTS (SELECT 1 FROM pg_class WHERE relname = c) THEN DROP TABLE b; "
        "END IF; END $$");
    row("an error that is raised",
        "DO $$ BEGIN IF to_regclass('a') IS NOT NULL THEN RAISE EXCEPTION 'x'; END IF; END $$");
    row("a function",
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_class WHERE relname = my_name()) THEN DROP TABLE b; END IF; END $$");
    row("text of a query about rows",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT x FROM filled LOOP EXECUTE r.x; END LOOP; END $$");
}

void TestBlocks::whatIsNotKnownIsNotClaimed()
{
    QFETCH(QByteArray, block);
    Upgrades upgrades(QStringLiteral("postgresql"), {}, false);
    upgrades.run(executing(QByteArray(setup) + "CREATE TABLE filled (x text); INSERT INTO filled SELECT 'x';"));
    QVERIFY(upgrades.run(executing(block)).schemaDoubt);
}

QTEST_GUILESS_MAIN(TestBlocks)
#include "tst_blocks.moc"
