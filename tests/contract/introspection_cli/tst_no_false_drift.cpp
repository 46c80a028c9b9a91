// A database that the real Alembic has just built by a project's migrations shows no difference to the migrations.
#include "contract/introspection/torture.h"
#include "support/command_run.h"
#include "support/migration_project.h"

#include <QDirIterator>
#include <QFile>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

/// Python that writes what servers keep in another spelling.
QString spelling(const char* name)
{
    QFile file(text(ESPALIER_SOURCE_DIR "/tests/data/introspection/%1.py.txt").arg(text(name)));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A type and a literal of it.
struct Spelling {
    QString type;
    QString text;
    bool isOpen = false; ///< what the server makes of it is not known beforehand

    QString column(qsizetype at) const
    {
        return QString::fromUtf8("c%1 %2 DEFAULT '%3'")
            .arg(at)
            .arg(type, QString(text).replace(QString::fromUtf8("'"), QString::fromUtf8("''")));
    }
};

/// A line is "TYPE|LITERAL"; "?" before it where the server's spelling is not known.
std::vector<Spelling> literalSpellings()
{
    QFile file(text(ESPALIER_SOURCE_DIR "/tests/data/introspection/postgresql_literals.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.fileName()));
    std::vector<Spelling> all;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const bool isOpen = line.startsWith(QLatin1Char('?'));
        const qsizetype bar = line.indexOf(QLatin1Char('|'));
        all.push_back({ line.mid(isOpen ? 1 : 0, bar - (isOpen ? 1 : 0)), line.mid(bar + 1), isOpen });
    }
    return all;
}

/// What Python takes for that statement, without parameters in it.
QString executed(QString statement)
{
    statement.replace(QLatin1Char('\\'), text("\\\\")).replace(QLatin1Char(':'), text("\\\\:"));
    return text("op.execute(\"\"\"") + statement.replace(QLatin1Char('"'), text("\\\"")) + text("\"\"\")");
}

/// Builds a database of one table by the project's migration.
void makeLiterals(const MigrationProject& project, const QStringList& columns)
{
    Script script;
    script.id = text("a1");
    for (const char* statement : { "CREATE EXTENSION IF NOT EXISTS citext", "CREATE TYPE mood AS ENUM ('ok')",
             "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)", "CREATE DOMAIN network AS cidr",
             "CREATE DOMAIN words AS text" })
        script.upgrade.append(executed(text(statement)));
    script.upgrade.append(executed(text("CREATE TABLE literals (%1)").arg(columns.join(text(", ")))));
    script.downgrade = QStringList{ text("pass") };
    project.add(script);
    const PythonRun run = project.alembic({ text("upgrade"), text("head") });
    if (run.exitCode != 0)
        qFatal("%s", run.text().constData());
}

/// "certain NAME", "perhaps NAME".
QStringList changesOf(const QString& folder, const QString& url)
{
    const QJsonObject document
        = CommandRun::of({ text("diff"), folder + text("@heads"), url, text("--format=json") }).json();
    if (!document.contains(text("changes")))
        return { text("no answer") };
    QStringList all;
    for (const QJsonValue& change : document.value(text("changes")).toArray())
        all.append(
            (change[text("certain")].toBool() ? text("certain ") : text("perhaps ")) + change[text("name")].toString());
    return all;
}

QString differencesOf(const QString& folder, const QString& url)
{
    const CommandRun run = CommandRun::of({ text("diff"), folder + text("@heads"), url });
    return run.exitCode == 0 ? run.out + run.err : text("failed: ") + run.out + run.err;
}

PythonRun upgraded(const QString& folder, const TestDatabase& database)
{
    return runAlembic(folder, { text("upgrade"), text("heads") }, { { text("DATABASE_URL"), database.url() } });
}

} // namespace

class TestNoFalseDrift : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySpellingIsTheSame_data() { everyKind(); }
    void everySpellingIsTheSame();
    void everyLiteralIsTheSameOrNotClaimed();
    void literalsOfAnotherSessionAreNotClaimed();
    void anotherValueIsSeenAmongLiterals();
    void checksWithoutNamesAreTheSame_data() { everyKind(); }
    void checksWithoutNamesAreTheSame();
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
    const MigrationProject project(database.url());
    const QString own = spelling(kind == Kind::PostgreSql ? "postgresql"
            : kind == Kind::MariaDb                       ? "mariadb"
                                                          : "sqlite");
    Script script;
    script.id = text("a1");
    script.upgrade = spelling("every").split(QLatin1Char('\n'), Qt::SkipEmptyParts)
        + own.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    script.downgrade = QStringList{ text("pass") };
    project.add(script);
    const PythonRun run = project.alembic({ text("upgrade"), text("head") });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(differencesOf(project.folder(), database.url()), text("No difference.\n"));
}

void TestNoFalseDrift::everyLiteralIsTheSameOrNotClaimed()
{
    const std::vector<Spelling> all = literalSpellings();
    QVERIFY(all.size() > 200);
    QStringList columns;
    QStringList open;
    for (const Spelling& one : all) {
        if (one.isOpen)
            open.append(text("perhaps c%1").arg(columns.size()));
        columns.append(one.column(columns.size()));
    }
    const TestDatabase database(Kind::PostgreSql);
    const MigrationProject project(database.url());
    makeLiterals(project, columns);
    QCOMPARE(changesOf(project.folder(), database.url()), open);
}

/// Zones, the order of day and month, and signs of money hang on settings.
void TestNoFalseDrift::literalsOfAnotherSessionAreNotClaimed()
{
    const TestDatabase database(Kind::PostgreSql);
    const QString name = database.url().section(QLatin1Char('/'), -1).section(QLatin1Char('?'), 0, 0);
    for (const char* setting :
        { "TimeZone = 'Asia/Kolkata'", "DateStyle = 'SQL, DMY'", "IntervalStyle = iso_8601", "bytea_output = escape" })
        database.execute({ text("ALTER DATABASE \"%1\" SET %2").arg(name, text(setting)) });
    const MigrationProject project(database.url());
    makeLiterals(project,
        { text("zoned timestamptz DEFAULT '2024-01-05 10:00'"), text("day date DEFAULT '2024-01-05'"),
            text("utc timestamptz DEFAULT '2024-01-05T10:00:00Z'"), text("stamp timestamp DEFAULT '2024-01-05 10:00'"),
            text("length interval DEFAULT '1 day 02:00'"), text("bytes bytea DEFAULT 'a\\001'") });
    for (const QString& change : changesOf(project.folder(), database.url()))
        QCOMPARE(change, text("perhaps zoned"));
}

void TestNoFalseDrift::anotherValueIsSeenAmongLiterals()
{
    const std::vector<std::tuple<const char*, const char*, const char*>> literals{ { "boolean", "t", "f" },
        { "cidr", "10/8", "10/9" }, { "macaddr", "08002b010203", "08002b010204" }, { "money", "1", "1.01" },
        { "int4range", "[1,5]", "[1,5)" }, { "tsvector", "b a:1", "b a:2" }, { "tsquery", "a & b", "a | b" },
        { "date", "2024-1-5", "2024-01-06" }, { "timestamp", "2024-01-05 10:00+01", "2024-01-05 09:00" },
        { "interval", "1 day", "24:00" }, { "text", "2024-1-5", "2024-01-05" }, { "varchar(9)", "[1,5]", "[1, 5]" },
        { "uuid", "a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0eebc999c0b4ef8bb6d6bb9bd380a12" },
        { "integer[]", "{1,2}", "{1,3}" }, { "bytea", "a", "b" }, { "mood", "ok", "fine" }, { "inet", "::1", "::2" } };
    QStringList columns{ text("day date, note text, CONSTRAINT ck_day CHECK (day > '2024-1-5')"),
        text("CONSTRAINT ck_note CHECK (note IN ('2024-1-5', 'b'))") };
    QStringList changes{ text("ALTER TYPE mood ADD VALUE 'fine'"), text("ALTER TABLE literals DROP CONSTRAINT ck_day"),
        text("ALTER TABLE literals ADD CONSTRAINT ck_day CHECK (day > '2024-01-06')"),
        text("ALTER TABLE literals DROP CONSTRAINT ck_note"),
        text("ALTER TABLE literals ADD CONSTRAINT ck_note CHECK (note IN ('2024-01-05', 'b'))") };
    QStringList expected{ text("certain ck_day"), text("certain ck_note"), text("certain mood") };
    for (const auto& [type, before, after] : literals) {
        const QString name = text("c%1").arg(columns.size());
        columns.append(text("%1 %2 DEFAULT '%3'").arg(name, text(type), text(before)));
        changes.append(text("ALTER TABLE literals ALTER COLUMN %1 SET DEFAULT '%2'").arg(name, text(after)));
        expected.append(text("certain ") + name);
    }
    const TestDatabase database(Kind::PostgreSql);
    const MigrationProject project(database.url());
    makeLiterals(project, columns);
    QCOMPARE(changesOf(project.folder(), database.url()), QStringList());
    for (const QString& change : changes)
        database.execute({ change });
    QStringList found = changesOf(project.folder(), database.url());
    found.sort();
    expected.sort();
    QCOMPARE(found, expected);
}

/// Each product names them in its own way.
void TestNoFalseDrift::checksWithoutNamesAreTheSame()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const MigrationProject project(database.url());
    Script script;
    script.id = text("a1");
    script.upgrade = QStringList{
        text("op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.Integer),"),
        text("    sa.Column('flag', sa.Boolean(create_constraint=True)),"),
        text("    sa.Column('word', sa.Enum('x', 'y', native_enum=False, create_constraint=True, length=5)),"),
        text("    sa.CheckConstraint('a > 0'), sa.CheckConstraint('a < 100'), sa.CheckConstraint('a <> 7', "
             "name='own'))"),
        text("op.execute('CREATE TABLE u (a INTEGER CHECK (a > 1), b INTEGER, CHECK (a < b), CHECK (b < 9))')"),
        text("op.rename_table('u', 'v')"),
    };
    script.downgrade = QStringList{ text("pass") };
    project.add(script);
    const PythonRun run = project.alembic({ text("upgrade"), text("head") });
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(differencesOf(project.folder(), database.url()), text("No difference.\n"));
    if (kind != Kind::MariaDb)
        return;
    database.execute({ text("ALTER TABLE t DROP CONSTRAINT CONSTRAINT_1"),
        text("ALTER TABLE v ADD CONSTRAINT CHECK (b > 3)"), text("ALTER TABLE t DROP CONSTRAINT own") });
    QCOMPARE(changesOf(project.folder(), database.url()).size(), 3);
}

void TestNoFalseDrift::theDemoIsAsItsMigrations()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const QString demo = text(ESPALIER_SOURCE_DIR "/resources/demo/project");
    const PythonRun run = upgraded(demo, database);
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
    const PythonRun run = upgraded(folder, database);
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(differencesOf(folder, database.url()), text("No difference.\n"));
}

void TestNoFalseDrift::whatIsChangedByHandIsSeen()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const QString demo = text(ESPALIER_SOURCE_DIR "/resources/demo/project");
    const PythonRun run = upgraded(demo, database);
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
