#include "demo/demo_project.h"
#include "support/real_alembic.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QRegularExpression>
#include <QTest>

// The demo is a real project: Debian's Alembic works on it, and the database that ships with it is the one that this
// Alembic makes.

using namespace espalier;
using test::PythonRun;
using test::runAlembic;

namespace {

const QStringList applied{ QStringLiteral("38d9e2b74af0"), QStringLiteral("6d0b8c42fe95 (mergepoint)"),
    QStringLiteral("e16d3a8b470c"), QStringLiteral("pay002") };
const QStringList heads{ QStringLiteral("4fa8107de6c3 (catalogue, lending) (effective head)"),
    QStringLiteral("c20f76a3d984 (catalogue, interlibrary, lending) (head)"),
    QStringLiteral("fd4a90267b1e (reporting) (head)"), QStringLiteral("pay004 (payments) (head)") };

#define VERIFY_RUN(run) QVERIFY2((run).exitCode == 0, (run).text().constData())

// Alembic prints a revision's labels in the order of a Python set, which differs from run to run.
QStringList withSortedLabels(const QStringList& lines)
{
    static const QRegularExpression labels(QStringLiteral("\\(([^()]*, [^()]*)\\)"));
    QStringList sorted = lines;
    for (QString& line : sorted) {
        const QRegularExpressionMatch match = labels.match(line);
        if (!match.hasMatch())
            continue;
        QStringList names = match.captured(1).split(QStringLiteral(", "));
        names.sort();
        line.replace(match.capturedStart(1), match.capturedLength(1), names.join(QStringLiteral(", ")));
    }
    return sorted;
}

} // namespace

class TestDemoAlembic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void alembicNamesItsHeads();
    void partOfItIsApplied();
    void upgradesToEveryHeadAndBackToTheBase();
    void oneHeadIsAmbiguous();
    void theModelsAreWhatTheHeadsMake();
    void databaseIsWhatAlembicMakes();

private:
    std::unique_ptr<test::TemporaryFolder> m_folder;
    QString m_demo;
};

void TestDemoAlembic::init()
{
    m_folder = std::make_unique<test::TemporaryFolder>();
    m_demo = m_folder->path(QStringLiteral("demo"));
    VERIFY_RESULT(demo::writeDemo(m_demo));
}

void TestDemoAlembic::alembicNamesItsHeads()
{
    const PythonRun run = runAlembic(m_demo, { QStringLiteral("heads") });
    VERIFY_RUN(run);
    QCOMPARE(withSortedLabels(run.lines()), heads);
}

void TestDemoAlembic::partOfItIsApplied()
{
    const PythonRun run = runAlembic(m_demo, { QStringLiteral("current") });
    VERIFY_RUN(run);
    QCOMPARE(run.lines(), applied);
}

void TestDemoAlembic::upgradesToEveryHeadAndBackToTheBase()
{
    VERIFY_RUN(runAlembic(m_demo, { QStringLiteral("upgrade"), QStringLiteral("heads") }));
    const PythonRun current = runAlembic(m_demo, { QStringLiteral("current") });
    QCOMPARE(current.lines().filter(QStringLiteral("head)")).size(), 4);
    VERIFY_RUN(runAlembic(m_demo, { QStringLiteral("downgrade"), QStringLiteral("base") }));
    QCOMPARE(runAlembic(m_demo, { QStringLiteral("current") }).lines(), QStringList());
    VERIFY_RUN(runAlembic(m_demo, { QStringLiteral("upgrade"), QStringLiteral("heads") }));
}

void TestDemoAlembic::oneHeadIsAmbiguous()
{
    const PythonRun run = runAlembic(m_demo, { QStringLiteral("upgrade"), QStringLiteral("head") });
    QVERIFY(run.exitCode != 0);
    QVERIFY2(run.err.contains(QStringLiteral("Multiple head revisions")), run.text().constData());
}

void TestDemoAlembic::theModelsAreWhatTheHeadsMake()
{
    VERIFY_RUN(runAlembic(m_demo, { QStringLiteral("upgrade"), QStringLiteral("heads") }));
    const PythonRun run = test::runPython(m_demo,
        { QStringLiteral("-c"),
            QStringLiteral("import sys; sys.path.insert(0, '.')\n"
                           "import sqlalchemy, alembic.autogenerate as auto\n"
                           "from alembic.migration import MigrationContext\n"
                           "from library.models import Base\n"
                           "with sqlalchemy.create_engine('sqlite:///library.db').connect() as connection:\n"
                           "    context = MigrationContext.configure(connection, opts={'compare_type': True})\n"
                           "    for change in auto.compare_metadata(context, Base.metadata): print(change)\n") });
    VERIFY_RUN(run);
    QCOMPARE(run.out, QString());
}

void TestDemoAlembic::databaseIsWhatAlembicMakes()
{
    const QString makeState = QStringLiteral(ESPALIER_SOURCE_DIR "/resources/demo/make/make_state.py");
    const PythonRun run
        = test::runPython(m_demo, { makeState, QStringLiteral("--check"), m_demo + QStringLiteral("/library.db") });
    QCOMPARE(run.out, QString());
    VERIFY_RUN(run);
}

QTEST_GUILESS_MAIN(TestDemoAlembic)
#include "tst_demo_alembic.moc"
