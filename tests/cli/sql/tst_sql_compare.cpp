#include "support/command_run.h"
#include "support/migration_project.h"

#include <QJsonArray>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

const QString python = QStringLiteral("/usr/bin/python3");

QStringList compare(const MigrationProject& project, const QStringList& more = {})
{
    return QStringList{ QStringLiteral("sql"), project.folder(), QStringLiteral("heads"), QStringLiteral("--dialect"),
        QStringLiteral("postgresql"), QStringLiteral("--compare"), QStringLiteral("--python"), python }
    + more;
}

} // namespace

class TestSqlCompare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingRunsWithoutConsent();
    void saysThatAlembicWritesTheSame();
    void whatAlembicCannotWriteIsNoDifference();
    void aDifferenceHasItsOwnExitCode();

private:
    TemporaryFolder m_home;
};

void TestSqlCompare::initTestCase() { qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8()); }

void TestSqlCompare::nothingRunsWithoutConsent()
{
    const MigrationProject project;
    project.addChain(2);
    const CommandRun run = CommandRun::of(compare(project));
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.out, QString());
}

void TestSqlCompare::saysThatAlembicWritesTheSame()
{
    const MigrationProject project;
    project.addChain(2);
    const CommandRun text = CommandRun::of(compare(project, { QStringLiteral("--trust") }));
    QVERIFY2(text.exitCode == 0, qPrintable(text.out + text.err));
    QVERIFY2(text.out.startsWith(QStringLiteral("a1: the same, ")), qPrintable(text.out));
    const CommandRun json = CommandRun::of(compare(project, { QStringLiteral("--format"), QStringLiteral("json") }));
    QVERIFY2(json.exitCode == 0, qPrintable(json.err)); // asked once: it is remembered
    const QJsonObject document = json.json();
    QCOMPARE(document[QStringLiteral("counts")].toObject()[QStringLiteral("same")].toInt(), 2);
    const QJsonObject step = document[QStringLiteral("steps")].toArray().first().toObject();
    QCOMPARE(step[QStringLiteral("revision")].toString(), QStringLiteral("a1"));
    QVERIFY(step[QStringLiteral("same")].toBool());
    QVERIFY(!document[QStringLiteral("alembic")].toString().isEmpty());
}

void TestSqlCompare::whatAlembicCannotWriteIsNoDifference()
{
    const MigrationProject project;
    Script script;
    script.id = QStringLiteral("a");
    script.upgrade = QStringList{ QStringLiteral("raise ValueError('x')") };
    project.add(script);
    const CommandRun run = CommandRun::of(compare(project, { QStringLiteral("--trust") }));
    QVERIFY2(run.exitCode == 0, qPrintable(run.out + run.err));
    QVERIFY2(run.out.contains(QStringLiteral("a: Alembic can't write it offline: ValueError: x")), qPrintable(run.out));
}

void TestSqlCompare::aDifferenceHasItsOwnExitCode()
{
    const MigrationProject project;
    // What this row says is known to Python alone.
    Script script;
    script.id = QStringLiteral("a");
    script.upgrade = QStringList{ QStringLiteral("import os"), QStringLiteral("op.execute(f'SELECT {os.getpid()}')") };
    project.add(script);
    const CommandRun run = CommandRun::of(compare(project, { QStringLiteral("--trust") }));
    QVERIFY2(run.exitCode == 3, qPrintable(run.out + run.err));
    QVERIFY2(run.out.contains(QStringLiteral("- SELECT ")), qPrintable(run.out));
}

QTEST_GUILESS_MAIN(TestSqlCompare)
#include "tst_sql_compare.moc"
