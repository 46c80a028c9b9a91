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
