#include "support/command_run.h"
#include "support/temporary_folder.h"

#include <QJsonArray>
#include <QTest>

using namespace espalier;
using test::CommandRun;

class TestGraphCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void largeTreesAreCheckedToTheirEndsOnRequest();
};

void TestGraphCommand::largeTreesAreCheckedToTheirEndsOnRequest()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = m\n");
    folder.write(QStringLiteral("m/env.py"), "");
    folder.write(QStringLiteral("m/versions/a.py"),
        "revision = 'a'\ndown_revision = None\n\n\ndef upgrade():\n"
            + QByteArray("    pass  # padding\n").repeated(100'000));
    folder.write(
        QStringLiteral("m/versions/b.py"), "revision = 'b'\ndown_revision = 'a'\ndef upgrade():\n    x = 1 2\n");
    const QStringList graph{ QStringLiteral("graph"), QStringLiteral("--format"), QStringLiteral("json"),
        folder.path() };
    const CommandRun headers = CommandRun::of(graph);
    QCOMPARE(headers.exitCode, 0);
    QCOMPARE(headers.json()[QStringLiteral("syntax")].toString(), QStringLiteral("headers"));
    QVERIFY(headers.json()[QStringLiteral("problems")].toArray().isEmpty());

    const CommandRun whole = CommandRun::of(graph + QStringList{ QStringLiteral("--syntax") });
    QCOMPARE(whole.json()[QStringLiteral("syntax")].toString(), QStringLiteral("full"));
    const QJsonObject problem = whole.json()[QStringLiteral("problems")].toArray().first().toObject();
    QCOMPARE(problem[QStringLiteral("code")].toString(), QStringLiteral("syntax-error"));
    QCOMPARE(problem[QStringLiteral("file")].toString(), QStringLiteral("m/versions/b.py"));
    QCOMPARE(problem[QStringLiteral("line")].toInt(), 4);
}

QTEST_GUILESS_MAIN(TestGraphCommand)
#include "tst_graph_command.moc"
