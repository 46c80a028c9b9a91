#include "support/evaluated_script.h"
#include "support/real_alembic.h"

#include "operations/operation_kind.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

// Control flow made at random over values that nobody knows (generate_flow.py), run by Python with several answers
// each: what Espalier says of a script has to hold for every one of them. ESPALIER_SEED=N makes others,
// ESPALIER_SCRIPTS=N as many.

using namespace espalier;
using operations::Opaque;
using operations::Operation;

namespace {

/// What a script is said to do.
struct Claim {
    QMap<QString, int> certain; ///< statements, and how often
    QSet<QString> possible;
    bool isOpen = false; ///< some of what it may do is not named
    bool mayStop = false;
};

void collect(const std::vector<Operation>& all, bool isCertain, Claim& claim)
{
    for (const Operation& operation : all) {
        if (const auto* opaque = std::get_if<Opaque>(&operation.what)) {
            claim.isOpen = claim.isOpen || (opaque->possible.empty() && opaque->reach != Opaque::Reach::Nothing);
            claim.mayStop = claim.mayStop || opaque->reason.english().startsWith(QLatin1String("may stop here"));
            collect(opaque->possible, false, claim);
        } else if (!operation.isRead) {
            for (const QString& sql : operation.sql) {
                if (isCertain)
                    ++claim.certain[sql];
                else
                    claim.possible.insert(sql);
            }
        }
    }
}

/// What is wrong with the claim, given what Python did; empty where it holds.
QString mistake(const operations::Evaluation& evaluation, const Claim& claim, const QStringList& done, bool hasRaised)
{
    if (!evaluation.refused.isEmpty() && !hasRaised)
        return QStringLiteral("said to raise %1").arg(evaluation.refused);
    if (hasRaised && evaluation.refused.isEmpty() && !claim.mayStop && !claim.isOpen)
        return QStringLiteral("not said to stop");
    if (evaluation.isUnderstood && done != evaluation.sql())
        return QStringLiteral("understood otherwise");
    for (const QString& one : done)
        if (!claim.isOpen && !claim.possible.contains(one) && done.count(one) > claim.certain.value(one))
            return QStringLiteral("not said to do %1").arg(one);
    if (!hasRaised)
        for (auto it = claim.certain.cbegin(); it != claim.certain.cend(); ++it)
            if (done.count(it.key()) < it.value())
                return QStringLiteral("said to do %1").arg(it.key());
    return {};
}

} // namespace

class TestRandomFlow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void claimsHoldForEveryAnswer();
    void claimsHoldForEveryCase();

private:
    /// The scripts that generate_flow.py makes, given these arguments.
    static QJsonArray scripts(const QStringList& arguments);
    /// How many claims are false, and how many scripts say little of what they may do.
    static std::pair<int, int> weigh(const QJsonArray& scripts);
};

QJsonArray TestRandomFlow::scripts(const QStringList& arguments)
{
    const test::PythonRun made = test::runPython(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/conformance/operations"),
        QStringList{ QStringLiteral("generate_flow.py") } + arguments);
    if (made.exitCode != 0)
        qWarning("%s", made.text().constData());
    return QJsonDocument::fromJson(made.out.toUtf8()).array();
}

std::pair<int, int> TestRandomFlow::weigh(const QJsonArray& scripts)
{
    int wrong = 0;
    int open = 0;
    for (const QJsonValue script : scripts) {
        const QByteArray text = script[QLatin1String("text")].toString().toUtf8();
        const auto evaluation
            = test::evaluateText(text, QStringLiteral("postgresql"), operations::Direction::Up, false);
        Claim claim;
        collect(evaluation.operations, true, claim);
        open += claim.isOpen ? 1 : 0;
        for (const QJsonValue run : script[QLatin1String("runs")].toArray()) {
            QStringList done;
            for (const QJsonValue one : run[QLatin1String("done")].toArray())
                done.append(one.toString());
            const QString found = mistake(evaluation, claim, done, !run[QLatin1String("raised")].isNull());
            if (found.isEmpty())
                continue;
            ++wrong;
            qWarning("%s\n%s\n%s", qPrintable(found), text.constData(),
                QJsonDocument(run.toObject()).toJson(QJsonDocument::Compact).constData());
            for (const operations::Reason& reason : evaluation.reasons)
                qWarning("line %d: %s", reason.at.line, qPrintable(reason.message.english()));
            break;
        }
    }
    return { wrong, open };
}

void TestRandomFlow::claimsHoldForEveryAnswer()
{
    const QString seed = qEnvironmentVariable("ESPALIER_SEED", QStringLiteral("1"));
    const QString count = qEnvironmentVariable("ESPALIER_SCRIPTS", QStringLiteral("200"));
    const QJsonArray all = scripts({ seed, count });
    QCOMPARE(QString::number(all.size()), count);
    const auto [wrong, open] = weigh(all);
    QCOMPARE(wrong, 0);
    QVERIFY2(open < all.size() / 3, qPrintable(QStringLiteral("%1 of %2 say little").arg(open).arg(all.size())));
}

void TestRandomFlow::claimsHoldForEveryCase()
{
    const QJsonArray all = scripts({ QStringLiteral("cases") });
    QVERIFY(all.size() > 200);
    QCOMPARE(weigh(all).first, 0);
}

QTEST_GUILESS_MAIN(TestRandomFlow)
#include "tst_random_flow.moc"
