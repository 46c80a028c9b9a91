// A database that the real Alembic has just built by a project's migrations shows no difference to the migrations.
#include "contract/introspection/torture.h"
#include "support/command_run.h"
#include "support/migration_project.h"

#include <QDirIterator>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

/// Everything that scripts write one way and servers keep in another.
const char everySpelling[] = R"py(
op.create_table("spelled",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("big", sa.BigInteger, server_default="0"),
    sa.Column("small", sa.SmallInteger, server_default=sa.text("-1"), nullable=False),
    sa.Column("name", sa.String(50), server_default="it's", nullable=False, index=True),
    sa.Column("status", sa.String(20), server_default=sa.text("'new'")),
    sa.Column("body", sa.Text),
    sa.Column("flag", sa.Boolean, server_default=sa.false(), nullable=False),
    sa.Column("flag2", sa.Boolean, server_default=sa.text("TRUE")),
    sa.Column("amount", sa.Numeric(10, 2), server_default="0.00"),
    sa.Column("ratio", sa.Float, server_default="1.5"),
    sa.Column("created", sa.DateTime, server_default=sa.func.now()),
    sa.Column("updated", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP")),
    sa.Column("day", sa.Date),
    sa.Column("at", sa.Time),
    sa.Column("data", sa.JSON),
    sa.Column("raw", sa.LargeBinary),
    sa.Column("kind", sa.Enum("a", "b c", "it's", name="spelled_kind"), nullable=False),
    sa.CheckConstraint("amount >= 0 AND (status IN ('new', 'old') OR status IS NULL)", name="ck_spelled_amount"),
    sa.CheckConstraint("small BETWEEN -10 AND 10", name="ck_spelled_small"),
    sa.CheckConstraint("status <> 'x' AND name NOT LIKE 'z%'", name="ck_spelled_status"),
    sa.UniqueConstraint("name", "small", name="uq_spelled"),
)
op.create_table("spelled_child",
    sa.Column("a", sa.Integer, sa.ForeignKey("spelled.id", ondelete="CASCADE", name="fk_a"), primary_key=True),
    sa.Column("b", sa.Integer, nullable=False, primary_key=True),
    sa.Column("c", sa.Integer, sa.ForeignKey("spelled.id", name="fk_c", onupdate="NO ACTION")),
)
op.create_index("ix_spelled_two", "spelled", ["small", sa.text("big DESC")], unique=True)
op.execute("CREATE VIEW spelled_view AS SELECT s.id, lower(s.name) AS low FROM spelled s WHERE s.flag")
)py";

const char postgresqlSpelling[] = R"py(
from sqlalchemy.dialects import postgresql as pg
op.execute("CREATE EXTENSION IF NOT EXISTS citext")
op.execute("CREATE TYPE mood AS ENUM ('sad', 'ok')")
op.execute("ALTER TYPE mood ADD VALUE 'fine' AFTER 'sad'")
op.execute("CREATE DOMAIN positive AS integer CHECK (VALUE > 0)")
op.execute("CREATE SEQUENCE counter START WITH 100 INCREMENT BY 1")
op.execute("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'x'; RETURN NEW; END $$")
op.create_table("pg",
    sa.Column("id", pg.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()"), primary_key=True),
    sa.Column("data", pg.JSONB, server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column("tags", pg.ARRAY(sa.String(20)), server_default="{}"),
    sa.Column("numbers", sa.ARRAY(sa.Integer), server_default=sa.text("ARRAY[]::integer[]")),
    sa.Column("mood", pg.ENUM("sad", "fine", "ok", name="mood", create_type=False), server_default="ok"),
    sa.Column("utc", sa.DateTime, server_default=sa.text("(now() AT TIME ZONE 'utc')")),
    sa.Column("later", sa.DateTime(timezone=True), server_default=sa.text("now() + interval '1 day'")),
    sa.Column("stamp", pg.TIMESTAMP(timezone=True, precision=3)),
    sa.Column("epoch", sa.Integer, server_default=sa.text("extract(epoch from now())::integer")),
    sa.Column("note", sa.Text, comment="a note"),
    sa.Column("twice", sa.Integer, sa.Computed("epoch * 2")),
    sa.Column("number", sa.BigInteger, sa.Identity(start=10, increment=5)),
    sa.Column("counted", sa.Integer, server_default=sa.text("nextval('counter')")),
    sa.Column("address", pg.INET), sa.Column("span", pg.INT4RANGE), sa.Column("words", pg.TSVECTOR),
    sa.Column("collated", sa.String(5, collation="C")),
    sa.CheckConstraint("note ~ '^a' AND length(note) > 3 AND NOT (epoch = 1 OR epoch = 2)", name="ck_pg"),
    pg.ExcludeConstraint(("span", "&&"), name="ex_pg", using="gist"),
    comment="a table",
)
op.execute("ALTER TABLE pg ADD COLUMN email citext, ADD COLUMN ser serial, ADD COLUMN p positive DEFAULT 1")
op.create_index("ix_pg_data", "pg", ["data"], postgresql_using="gin", postgresql_ops={"data": "jsonb_path_ops"})
op.create_index("ix_pg_note", "pg", [sa.text("lower(note)")], postgresql_where=sa.text("note IS NOT NULL AND epoch > 5"))
op.create_index("ix_pg_cover", "pg", ["epoch"], unique=True, postgresql_include=["note"])
op.execute("CREATE INDEX ix_pg_order ON pg (epoch DESC NULLS LAST, note COLLATE \"C\" text_pattern_ops, stamp ASC)")
op.execute("CREATE TRIGGER on_pg BEFORE UPDATE ON pg FOR EACH ROW EXECUTE FUNCTION touch()")
op.execute("CREATE TABLE parts (id integer, day date NOT NULL, v text DEFAULT 'x') PARTITION BY RANGE (day)")
op.execute("CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
op.execute("CREATE INDEX ix_parts ON parts (id)")
op.execute("CREATE MATERIALIZED VIEW pg_mat AS SELECT id, count(*) AS n, CASE WHEN epoch > 1 THEN 'a' END AS c FROM pg "
           "WHERE note LIKE 'a%' AND epoch IN (1, 2) GROUP BY id, epoch ORDER BY id ASC")
op.execute("CREATE VIEW pg_all AS SELECT * FROM pg WHERE epoch BETWEEN 1 AND 2")
op.execute("CREATE VIEW pg_two AS SELECT a.id, b.note AS other FROM pg a LEFT JOIN pg b ON a.id = b.id AND a.epoch < b.epoch")
op.execute("CREATE SCHEMA extra")
op.create_table("other", sa.Column("Id", sa.Integer, primary_key=True), sa.Column("größe", sa.String(3), unique=True),
    sa.Column("s", sa.Integer, sa.ForeignKey("public.spelled.id", name="fk_s")), schema="extra")
op.alter_column("pg", "note", type_=sa.String(200), nullable=False, server_default="aaaa")
op.rename_table("spelled_child", "spelled_kid")
)py";

const char mariadbSpelling[] = R"py(
from sqlalchemy.dialects import mysql as my
op.create_table("my",
    sa.Column("id", my.INTEGER(unsigned=True), primary_key=True, autoincrement=True),
    sa.Column("tiny", my.TINYINT(1), server_default="1"),
    sa.Column("long", my.LONGTEXT), sa.Column("medium", my.MEDIUMTEXT(collation="utf8mb4_bin")),
    sa.Column("moment", my.DATETIME(fsp=6), server_default=sa.text("CURRENT_TIMESTAMP(6)")),
    sa.Column("changed", my.TIMESTAMP, server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"), nullable=False),
    sa.Column("e", my.ENUM("x", "y"), server_default="x"),
    sa.Column("ref", sa.Integer, sa.ForeignKey("spelled.id", name="fk_my")),
    sa.Column("commented", sa.String(9), comment="it's"),
    mysql_engine="InnoDB", comment="a table",
)
op.create_index("ix_my_long", "my", ["long"], mysql_length=20)
op.alter_column("my", "commented", existing_type=sa.String(9), type_=sa.String(19), existing_comment="it's")
)py";

const char sqliteSpelling[] = R"py(
with op.batch_alter_table("spelled_child") as batch:
    batch.add_column(sa.Column("d", sa.String(7), server_default="x", nullable=False))
    batch.create_check_constraint("ck_d", "d <> 'y'")
    batch.alter_column("c", new_column_name="cc")
op.add_column("spelled", sa.Column("added", sa.Integer))
)py";

QString differencesOf(const QString& folder, const QString& url)
{
    const CommandRun run = CommandRun::of({ text("diff"), folder + text("@heads"), url });
    return run.exitCode == 0 ? run.out + run.err : text("failed: ") + run.out + run.err;
}

} // namespace

class TestNoFalseDrift : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySpellingIsTheSame_data() { everyKind(); }
    void everySpellingIsTheSame();
    void theDemoIsAsItsMigrations_data() { everyKind(); }
    void theDemoIsAsItsMigrations();
    void theReportsProjectsAreAsTheirMigrations_data();
    void theReportsProjectsAreAsTheirMigrations();
    void whatIsChangedByHandIsSeen_data() { everyKind(); }
    void whatIsChangedByHandIsSeen();
};

void TestNoFalseDrift::everySpellingIsTheSame()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const MigrationProject project(QString(database.url()).replace(text("%"), text("%%")));
    const char* own = kind == Kind::PostgreSql ? postgresqlSpelling
        : kind == Kind::MariaDb                ? mariadbSpelling
                                               : sqliteSpelling;
    Script script;
    script.id = text("a1");
    script.upgrade = text(everySpelling).split(QLatin1Char('\n'), Qt::SkipEmptyParts)
        + text(own).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    script.downgrade = QStringList{ text("pass") };
    project.add(script);
    const PythonRun run = project.alembic({ text("upgrade"), text("head") });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(differencesOf(project.folder(), database.url()), text("No difference.\n"));
}

void TestNoFalseDrift::theDemoIsAsItsMigrations()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const QString demo = text(ESPALIER_SOURCE_DIR "/resources/demo/project");
    const PythonRun run
        = runAlembic(demo, { text("upgrade"), text("heads") }, { { text("DATABASE_URL"), database.url() } });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(differencesOf(demo, database.url()), text("No difference.\n"));
}

void TestNoFalseDrift::theReportsProjectsAreAsTheirMigrations_data()
{
    QTest::addColumn<QString>("folder");
    QDirIterator files(text(ESPALIER_SOURCE_DIR "/tests/data/reports"), { text("alembic.ini") }, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString folder = QFileInfo(files.next()).path();
        QTest::newRow(qPrintable(folder.section(text("/tests/data/reports/"), 1))) << folder;
    }
}

void TestNoFalseDrift::theReportsProjectsAreAsTheirMigrations()
{
    QFETCH(QString, folder);
    const TestDatabase database(Kind::PostgreSql);
    const PythonRun run
        = runAlembic(folder, { text("upgrade"), text("heads") }, { { text("DATABASE_URL"), database.url() } });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(differencesOf(folder, database.url()), text("No difference.\n"));
}

void TestNoFalseDrift::whatIsChangedByHandIsSeen()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const QString demo = text(ESPALIER_SOURCE_DIR "/resources/demo/project");
    const PythonRun run
        = runAlembic(demo, { text("upgrade"), text("heads") }, { { text("DATABASE_URL"), database.url() } });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    database.execute({ text("CREATE TABLE by_hand (id INTEGER PRIMARY KEY)"),
        text("ALTER TABLE members ADD COLUMN by_hand INTEGER"), text("CREATE INDEX ix_by_hand ON members (by_hand)") });
    const CommandRun diff
        = CommandRun::of({ text("diff"), demo + text("@heads"), database.url(), text("--format=json") });
    const QJsonArray changes = diff.json().value(text("changes")).toArray();
    QStringList found;
    for (const QJsonValue& change : changes)
        found.append(change[text("kind")].toString() + QLatin1Char(' ') + change[text("object")].toString()
            + QLatin1Char(' ') + change[text("name")].toString());
    found.sort();
    QCOMPARE(
        found, QStringList({ text("add column by_hand"), text("add index ix_by_hand"), text("add table by_hand") }));
    QVERIFY(!diff.out.contains(text("Mark"))); // of the password
}

QTEST_GUILESS_MAIN(TestNoFalseDrift)
#include "tst_no_false_drift.moc"
