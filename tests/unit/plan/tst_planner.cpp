#include "plan/plan.h"

#include <QJsonArray>
#include <QTest>

using namespace espalier;
using namespace espalier::plan;
using revisions::Revision;
using revisions::RevisionGraph;

namespace {

QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

/// "a1; a2 < a1; m < a2 b1; d < a1 & b1": ids, parents behind "<", dependencies behind "&".
std::shared_ptr<const RevisionGraph> tree(const char* text)
{
    std::vector<Revision> list;
    for (const QString& part : QString::fromUtf8(text).split(QLatin1Char(';'))) {
        Revision revision;
        const QString withoutDependencies = part.section(QLatin1Char('&'), 0, 0);
        revision.id = withoutDependencies.section(QLatin1Char('<'), 0, 0).trimmed();
        revision.down = withoutDependencies.section(QLatin1Char('<'), 1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        revision.dependsOn = part.section(QLatin1Char('&'), 1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        revision.message = QStringLiteral("about ") + revision.id;
        revision.file = QStringLiteral("versions/%1.py").arg(revision.id);
        revision.line = 7;
        list.push_back(revision);
    }
    return RevisionGraph::build(std::move(list));
}

QString reasons(const Plan& plan)
{
    QStringList lines;
    for (const Step& step : plan.steps)
        lines += step.revision + QStringLiteral(": ") + step.reason.english();
    return lines.join(QLatin1Char('\n'));
}

QString kind(const Plan& plan) { return plan.refused ? plan.refused->kind : QString(); }

} // namespace

class TestPlanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stepsSayWhatTheVersionTableHolds();
    void everyStepHasItsReason();
    void downgradesHaveReasonsToo();
    void nothingToDoIsAnEmptyPlan();
    void severalHeadsAreRefused();
    void unknownRevisionsAreRefused();
    void rowsThatNoScriptDefinesAreRefused();
    void stampsWriteTheVersionTableOnly();
    void aPurgingStampForgetsUnknownRows();
    void brokenTreesAreShownButNotRun();
    void theNativeRunnerMayRunTheSoundPart();
    void jsonIsAsTheContractSays();
    void duplicateRowsCountOnce();
};

void TestPlanner::stepsSayWhatTheVersionTableHolds()
{
    const auto graph = tree("a1; a2 < a1; b1 < a1; m < a2 b1");
    QCOMPARE(planText(planUpgrade(*graph, QStringLiteral("head"), {})),
        QStringLiteral("upgrade a1: base -> a1 (about a1)\n"
                       "upgrade b1: a1 -> b1 (about b1)\n"
                       "upgrade a2: b1 -> a2,b1 (about a2)\n"
                       "upgrade m: a2,b1 -> m (about m)"));
    const Plan down = planDowngrade(*graph, QStringLiteral("a1"), words("m"));
    QCOMPARE(down.steps.size(), size_t(3));
    QCOMPARE(down.result(), words("a1"));
    QCOMPARE(down.rowsAfter(0), words("m"));
    QCOMPARE(down.rowsAfter(1), words("a2 b1"));
}

void TestPlanner::everyStepHasItsReason()
{
    const auto graph = tree("a1; a2 < a1; b1; d < a2 & b1");
    const QStringList lines = reasons(planUpgrade(*graph, QStringLiteral("d"), {})).split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.contains(QStringLiteral("a1: a2 follows it.")));
    QVERIFY(lines.contains(QStringLiteral("a2: d follows it.")));
    QVERIFY(lines.contains(QStringLiteral("b1: d depends on it.")));
    QVERIFY(lines.contains(QStringLiteral("d: Asked for by the target d.")));
}

void TestPlanner::downgradesHaveReasonsToo()
{
    const auto graph = tree("a1; a2 < a1; a3 < a2");
    QCOMPARE(reasons(planDowngrade(*graph, QStringLiteral("a1"), words("a3"))),
        QStringLiteral("a3: It follows a2, which is taken back.\na2: Asked for by the target a1."));
}

void TestPlanner::nothingToDoIsAnEmptyPlan()
{
    const auto graph = tree("a1; a2 < a1");
    const Plan plan = planUpgrade(*graph, QStringLiteral("head"), words("a2"));
    QVERIFY(plan.isEmpty());
    QVERIFY(plan.isRunnable());
    QCOMPARE(plan.result(), words("a2"));
}

void TestPlanner::severalHeadsAreRefused()
{
    const auto graph = tree("a1; a2 < a1; b1 < a1");
    const Plan plan = planUpgrade(*graph, QStringLiteral("head"), {});
    QCOMPARE(kind(plan), QStringLiteral("multiple-heads"));
    QVERIFY(plan.isEmpty());
    QCOMPARE(kind(planUpgrade(*graph, QStringLiteral("heads"), {})), QString());
}

void TestPlanner::unknownRevisionsAreRefused()
{
    QCOMPARE(kind(planUpgrade(*tree("a1"), QStringLiteral("zz"), {})), QStringLiteral("unknown-revision"));
}

void TestPlanner::rowsThatNoScriptDefinesAreRefused()
{
    const auto graph = tree("a1; a2 < a1");
    for (const Direction direction : { Direction::Upgrade, Direction::Downgrade, Direction::Stamp }) {
        const Plan plan = makePlan(direction, *graph, QStringLiteral("a1"), words("a2 lost"));
        QCOMPARE(kind(plan), QStringLiteral("unknown-current"));
        QCOMPARE(plan.refused->revisions, words("lost"));
    }
}

void TestPlanner::stampsWriteTheVersionTableOnly()
{
    const auto graph = tree("a1; a2 < a1; a3 < a2");
    QCOMPARE(planText(planStamp(*graph, QStringLiteral("a3"), words("a1"))),
        QStringLiteral("stamp a3: a1 -> a3 (about a3)"));
    QCOMPARE(planStamp(*graph, QStringLiteral("base"), words("a2")).result(), QStringList());
    QVERIFY(planStamp(*graph, QStringLiteral("a2"), words("a2")).isEmpty());
}

void TestPlanner::aPurgingStampForgetsUnknownRows()
{
    PlanContext context;
    context.purge = true;
    const Plan plan = planStamp(*tree("a1; a2 < a1"), QStringLiteral("a2"), words("lost"), context);
    QCOMPARE(kind(plan), QString());
    QCOMPARE(planText(plan), QStringLiteral("stamp a2: lost -> a2 (about a2)"));
}

void TestPlanner::brokenTreesAreShownButNotRun()
{
    const auto graph = tree("a1; a2 < a1; c2 < gone");
    const Plan plan = planUpgrade(*graph, QStringLiteral("a2"), {});
    QCOMPARE(kind(plan), QStringLiteral("broken-tree"));
    QVERIFY(!plan.isRunnable());
    QCOMPARE(plan.steps.size(), size_t(2));
}

void TestPlanner::theNativeRunnerMayRunTheSoundPart()
{
    PlanContext context;
    context.runner.kind = RunnerKind::Native;
    const auto graph = tree("a1; a2 < a1; c2 < gone");
    QVERIFY(planUpgrade(*graph, QStringLiteral("a2"), {}, context).isRunnable());
    QVERIFY(!planUpgrade(*graph, QStringLiteral("c2"), {}, context).isRunnable());
}

void TestPlanner::jsonIsAsTheContractSays()
{
    const QJsonObject json = planJson(planUpgrade(*tree("a1; a2 < a1"), QStringLiteral("head"), words("a1")));
    for (const char* key : { "target", "start", "direction", "runner", "steps", "refused" })
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QVERIFY(json[QStringLiteral("refused")].isNull());
    const QJsonObject step = json[QStringLiteral("steps")].toArray().first().toObject();
    QCOMPARE(step[QStringLiteral("revision")].toString(), QStringLiteral("a2"));
    QCOMPARE(step[QStringLiteral("from")].toArray(), QJsonArray{ QStringLiteral("a1") });
    QCOMPARE(step[QStringLiteral("to")].toArray(), QJsonArray{ QStringLiteral("a2") });
    QVERIFY(step[QStringLiteral("opaque")].isNull());
    QVERIFY(step[QStringLiteral("destructive")].isNull());
    const QJsonObject refused = planJson(planUpgrade(*tree("a1"), QStringLiteral("zz"), {}));
    QCOMPARE(refused[QStringLiteral("refused")].toObject()[QStringLiteral("kind")].toString(),
        QStringLiteral("unknown-revision"));
}

void TestPlanner::duplicateRowsCountOnce()
{
    const Plan plan = planUpgrade(*tree("a1; a2 < a1"), QStringLiteral("head"), words("a1 a1"));
    QCOMPARE(plan.start, words("a1"));
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
