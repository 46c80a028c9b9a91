#include "backup/prune.h"
#include "support/backup_fixture.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using namespace espalier::backup;

namespace {

// "app 3.12 v": a backup of `app` of 3 June 12:00, verified; "!" failed its verification.
CatalogueEntry entry(const QString& text)
{
    const QStringList parts = text.split(QLatin1Char(' '));
    const QStringList when = parts[1].split(QLatin1Char('.'));
    CatalogueEntry entry;
    entry.manifest.id = text;
    entry.manifest.database.name = parts[0];
    entry.manifest.created = QDateTime(QDate(2025, 6, when[0].toInt()), QTime(when[1].toInt(), 0), Qt::UTC);
    if (parts.size() > 2)
        entry.verified
            = Verification{ VerifyLevel::Checksum, entry.manifest.created, parts[2] == QStringLiteral("v"), {} };
    return entry;
}

QStringList kept(const QStringList& backups, const PrunePolicy& policy)
{
    QList<CatalogueEntry> entries;
    for (const QString& text : backups)
        entries += entry(text);
    QStringList result;
    for (const PruneDecision& decision : decidePrune(entries, policy)) {
        if (decision.keep)
            result += decision.entry.manifest.id;
    }
    return result;
}

PrunePolicy policy(int last, int daily = 0, int weekly = 0) { return { last, daily, weekly, {}, true }; }

} // namespace

class TestPrune : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rulesKeepWhatTheySay_data();
    void rulesKeepWhatTheySay();
    void oneDatabaseOnlyLeavesTheOthersOut();
    void withoutARuleNothingIsDeleted();
    void dryRunDeletesNothingAndARealRunWhatItSaid();
};

void TestPrune::rulesKeepWhatTheySay_data()
{
    QTest::addColumn<QStringList>("backups");
    QTest::addColumn<QList<int>>("rules");
    QTest::addColumn<QStringList>("expected");
    const QStringList days{ QStringLiteral("a 1.10"), QStringLiteral("a 2.10"), QStringLiteral("a 2.12"),
        QStringLiteral("a 3.10"), QStringLiteral("a 9.10"), QStringLiteral("a 9.11") };
    const auto row = [](const char* name, const QStringList& backups, const QList<int>& rules, const char* expected) {
        QTest::newRow(name) << backups << rules
                            << QString::fromLatin1(expected).split(QLatin1Char(','), Qt::SkipEmptyParts);
    };
    row("newest two", days, { 2, 0, 0 }, "a 9.11,a 9.10");
    row("more than there are", days, { 99, 0, 0 }, "a 9.11,a 9.10,a 3.10,a 2.12,a 2.10,a 1.10");
    row("newest of three days", days, { 0, 3, 0 }, "a 9.11,a 3.10,a 2.12");
    row("newest of two weeks", days, { 0, 0, 2 }, "a 9.11,a 3.10"); // 1 June 2025 is a Sunday
    row("newest of three weeks", days, { 0, 0, 3 }, "a 9.11,a 3.10,a 1.10");
    row("any rule is enough", days, { 2, 2, 0 }, "a 9.11,a 9.10,a 3.10");
    row("verified one stays",
        { QStringLiteral("a 1.1 v"), QStringLiteral("a 2.1 v"), QStringLiteral("a 3.1"), QStringLiteral("a 4.1 !") },
        { 1, 0, 0 }, "a 4.1 !,a 2.1 v");
    row("each database by itself",
        { QStringLiteral("a 1.1"), QStringLiteral("a 2.1"), QStringLiteral("b 1.1 v"), QStringLiteral("b 1.2") },
        { 1, 0, 0 }, "a 2.1,b 1.2,b 1.1 v");
    row("nothing there", {}, { 1, 0, 0 }, "");
}

void TestPrune::rulesKeepWhatTheySay()
{
    QFETCH(QStringList, backups);
    QFETCH(QList<int>, rules);
    QTEST(kept(backups, policy(rules[0], rules[1], rules[2])), "expected");
}

void TestPrune::oneDatabaseOnlyLeavesTheOthersOut()
{
    PrunePolicy one = policy(1);
    one.database = QStringLiteral("a");
    const QList<CatalogueEntry> entries{ entry(QStringLiteral("a 1.1")), entry(QStringLiteral("b 1.1")),
        entry(QStringLiteral("a 2.1")) };
    const auto decisions = decidePrune(entries, one);
    QCOMPARE(decisions.size(), 2);
    QVERIFY(decisions[0].keep);
    QVERIFY(!decisions[1].keep);
    QVERIFY(!decisions[1].reason.text().isEmpty());
}

void TestPrune::withoutARuleNothingIsDeleted()
{
    const test::TemporaryFolder folder;
    jobs::JobContext context;
    PrunePolicy none;
    none.dryRun = false;
    QCOMPARE(prune(Catalogue(folder.path()), none, context).error().code, core::ErrorCode::InvalidArgument);
    QCOMPARE(kept({ QStringLiteral("a 1.1") }, PrunePolicy{}), QStringList{ QStringLiteral("a 1.1") });
}

void TestPrune::dryRunDeletesNothingAndARealRunWhatItSaid()
{
    const test::TemporaryFolder folder;
    for (const int day : { 1, 2, 3 })
        VERIFY_RESULT(test::writeBackup(
            folder.path(), QStringLiteral("app"), QDateTime(QDate(2025, 6, day), QTime(1, 0), Qt::UTC)));
    const Catalogue catalogue(folder.path());
    jobs::JobContext context;
    PrunePolicy rules = policy(1);
    const auto dry = prune(catalogue, rules, context);
    VERIFY_RESULT(dry);
    QVERIFY(dry->removed.isEmpty());
    QCOMPARE(dry->freedBytes, 22);
    QCOMPARE(catalogue.list()->backups.size(), 3);
    rules.dryRun = false;
    const auto real = prune(catalogue, rules, context);
    VERIFY_RESULT(real);
    QCOMPARE(real->removed.size(), 2);
    QCOMPARE(catalogue.list()->backups.size(), 1);
    QVERIFY(catalogue.list()->leftovers.isEmpty());
}

QTEST_GUILESS_MAIN(TestPrune)
#include "tst_prune.moc"
