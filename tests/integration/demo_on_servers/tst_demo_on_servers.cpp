#include "support/real_alembic.h"
#include "support/servers.h"
#include "support/temporary_folder.h"

#include <QTest>

// The demo's scripts run up and down on every database that Espalier knows, with the same rows in it.

using namespace espalier;
using test::PythonRun;

#define VERIFY_RUN(run)                                                                                                \
    do {                                                                                                               \
        const PythonRun verifiedRun = (run);                                                                           \
        QVERIFY2(verifiedRun.exitCode == 0, verifiedRun.text().constData());                                           \
    } while (false)

class TestDemoOnServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsUpAndDown_data();
    void runsUpAndDown();
};

void TestDemoOnServers::runsUpAndDown_data()
{
    QTest::addColumn<test::Kind>("kind");
    for (const test::Kind kind : test::allKinds())
        QTest::newRow(test::kindName(kind)) << kind;
}

void TestDemoOnServers::runsUpAndDown()
{
    QFETCH(test::Kind, kind);
    const QString demo = QStringLiteral(ESPALIER_SOURCE_DIR "/resources/demo/");
    const test::TestDatabase database(kind);
    VERIFY_RUN(test::runPython(
        demo + QStringLiteral("make"), { QStringLiteral("make_state.py"), QStringLiteral("--url"), database.url() }));
    QCOMPARE(database.column(QStringLiteral("SELECT COUNT(*) FROM loans")), { QStringLiteral("640") });
    QCOMPARE(database.column(QStringLiteral("SELECT COUNT(*) FROM fines")), { QStringLiteral("152") });

    const auto alembic = [&](const char* verb, const char* target) {
        return test::runAlembic(demo + QStringLiteral("project"), { QLatin1String(verb), QLatin1String(target) },
            { { QStringLiteral("DATABASE_URL"), database.url() } });
    };
    VERIFY_RUN(alembic("upgrade", "heads"));
    // Three rows for four heads: 4fa8107de6c3 is implied by fd4a90267b1e, which depends on it.
    QCOMPARE(database.column(QStringLiteral("SELECT version_num FROM alembic_version ORDER BY 1")),
        QStringList({ QStringLiteral("c20f76a3d984"), QStringLiteral("fd4a90267b1e"), QStringLiteral("pay004") }));
    QCOMPARE(database.column(QStringLiteral("SELECT COUNT(*) FROM fines WHERE paid_on IS NOT NULL")),
        { QStringLiteral("87") });
    VERIFY_RUN(alembic("downgrade", "base"));
    QCOMPARE(database.column(QStringLiteral("SELECT version_num FROM alembic_version")), QStringList());
}

QTEST_GUILESS_MAIN(TestDemoOnServers)
#include "tst_demo_on_servers.moc"
