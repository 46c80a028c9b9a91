#include "../support/service_world.h"
#include "migrations/alembic_comparison.h"
#include "migrations/operations_controller.h"
#include "migrations/sql_view.h"
#include "support/migration_project.h"
#include "widgets/banner.h"
#include "widgets/code_view.h"

#include <QAbstractButton>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::ui;
using State = AlembicComparison::State;
using Verdict = AlembicComparison::Verdict;

namespace {

/// The SQL of a project that Debian's own Alembic can run.
class World : public ServiceWorld {
public:
    World()
    {
        add("a", {}, { QStringLiteral("op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))") });
        add("b", "a",
            { QStringLiteral("import os"), QStringLiteral("op.drop_table('t')"),
                QStringLiteral("op.execute(f'SELECT {os.getpid()}')") });
        add("c", "b", { QStringLiteral("raise ValueError('no')") });
        python.command = QStringList{ QStringLiteral("/usr/bin/python3") };
        alembic.setEnvironment([this] { return hasPython ? &python : nullptr; });
    }
    void add(const char* id, const char* down, const QStringList& body)
    {
        Script script;
        script.id = QLatin1String(id);
        if (down)
            script.down = QStringList{ QLatin1String(down) };
        script.upgrade = body;
        scripts.add(script);
    }
    void open(const char* revision)
    {
        project.open(scripts.folder());
        selection.selectRevision(QLatin1String(revision));
        QTRY_COMPARE_WITH_TIMEOUT(operations.state(), OperationsController::State::Known, 20000);
        view.resize(380, 400);
        view.show();
    }
    void compare()
    {
        prompter.onConfirm(QStringLiteral("run.trust"), { .accepted = true });
        QTest::mouseClick(find<QAbstractButton>("compare-alembic"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(alembic.state() == State::Done || alembic.state() == State::Failed, 60000);
    }
    template <typename W = QWidget> W* find(const char* name) { return view.findChild<W*>(QLatin1String(name)); }

    MigrationProject scripts;
    project::PythonEnvironment python;
    bool hasPython = true;
    OperationsController operations{ services };
    AlembicComparison alembic{ services, operations, project::TrustStore(folder.path(QStringLiteral("trust.json"))) };
    SqlView view{ operations, alembic };
};

} // namespace

class TestAlembicComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsTheSameIsSaidToBe();
    void differencesAreMarked();
    void whatAlembicCannotWriteIsSaid();
    void trustIsAskedOnceAndANoRunsNothing();
    void withoutAPythonItCannotStart();
    void anotherRevisionTakesItAway();
};

void TestAlembicComparison::whatIsTheSameIsSaidToBe()
{
    World world;
    world.open("a");
    QVERIFY(!world.find("alembic-verdict")->isVisible());
    world.compare();
    QCOMPARE(world.alembic.verdict(), Verdict::Same);
    QVERIFY2(world.alembic.summary().startsWith(QStringLiteral("The same as Alembic ")),
        qPrintable(world.alembic.summary()));
    QVERIFY(world.find("alembic-verdict")->isVisible());
    QVERIFY(!world.find("alembic-verdict")->accessibleName().isEmpty());
    QVERIFY(world.find<CodeView>("sql")->code().startsWith(QStringLiteral("CREATE TABLE t (")));
}

void TestAlembicComparison::differencesAreMarked()
{
    World world;
    world.open("b");
    world.compare();
    QCOMPARE(world.alembic.verdict(), Verdict::Different);
    QVERIFY2(
        world.alembic.summary().contains(QStringLiteral("not known in full")), qPrintable(world.alembic.summary()));
    const QString code = world.find<CodeView>("sql")->code();
    QVERIFY2(code.startsWith(QStringLiteral("  DROP TABLE t;\n\n- SELECT ")), qPrintable(code));
    QTest::mouseClick(world.find<QAbstractButton>("alembic-close"), Qt::LeftButton);
    QTRY_COMPARE(world.alembic.state(), State::Idle);
    QVERIFY(world.find<CodeView>("sql")->code().startsWith(QStringLiteral("DROP TABLE t;")));
}

void TestAlembicComparison::whatAlembicCannotWriteIsSaid()
{
    World world;
    world.open("c");
    world.compare();
    QCOMPARE(world.alembic.verdict(), Verdict::Unable);
    QVERIFY2(world.alembic.summary().contains(QStringLiteral("ValueError: no")), qPrintable(world.alembic.summary()));
}

void TestAlembicComparison::trustIsAskedOnceAndANoRunsNothing()
{
    World world;
    world.open("a");
    world.prompter.onConfirm(QStringLiteral("run.trust"), { .accepted = false });
    world.alembic.start();
    QCOMPARE(world.alembic.state(), State::Idle);
    QVERIFY(world.jobs.isIdle());
    world.compare();
    QCOMPARE(world.prompter.questions().size(), 2);
    world.alembic.close();
    world.compare();
    QCOMPARE(world.prompter.questions().size(), 2);
}

void TestAlembicComparison::withoutAPythonItCannotStart()
{
    World world;
    world.hasPython = false;
    world.open("a");
    QVERIFY(!world.alembic.obstacle().isEmpty());
    world.alembic.start();
    QCOMPARE(world.alembic.state(), State::Idle);
    QVERIFY(!world.find("compare-alembic")->isEnabled());
    QCOMPARE(world.find("compare-alembic")->toolTip(), world.alembic.obstacle());
}

void TestAlembicComparison::anotherRevisionTakesItAway()
{
    World world;
    world.open("a");
    world.compare();
    world.selection.selectRevision(QStringLiteral("b"));
    QCOMPARE(world.alembic.state(), State::Idle);
    QVERIFY(!world.find("alembic-verdict")->isVisible());
}

QTEST_MAIN(TestAlembicComparison)
#include "tst_alembic_comparison.moc"
