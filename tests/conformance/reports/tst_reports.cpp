#include "conformance/reports/report_project.h"
#include "support/temporary_folder.h"

// Five reports that people wrote by hand about their migrations, their trees rebuilt in tests/data/reports. Espalier
// must find what they found; where a report is wrong, the comment says why and the test holds to Alembic.

using namespace espalier;
using namespace espalier::test;
using revisions::RefusalKind;
using revisions::Severity;

namespace {

QStringList words(const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }

const QString allTables = QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
const QString versionRows = QStringLiteral("SELECT version_num FROM alembic_version ORDER BY 1");

#define VERIFY_RUN(run)                                                                                                \
    do {                                                                                                               \
        const PythonRun verifiedRun = (run);                                                                           \
        QVERIFY2(verifiedRun.exitCode == 0, verifiedRun.text().constData());                                           \
    } while (false)

} // namespace

class TestReports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void treesAreWhatAlembicSees_data();
    void treesAreWhatAlembicSees();
    void twoChildrenOfOneParentAreABranch();
    void theReportsRepairLeavesOneHead();
    void theChainOfTheSecondReportIsNotLinear();
    void oneRevisionBringsFiveTables();
    void twoRevisionsBringFourTables();
    void tablesWithoutMigrationLeaveTheTreeSound();
    void manyBasesOneMerge();
    void partlyAppliedDatabase();
    void pendingBranchesOneByOne();
    void aBaseThatWasNoBase();
};

void TestReports::treesAreWhatAlembicSees_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<int>("revisions");
    QTest::newRow("1 readiness") << QStringLiteral("leads/backend") << 4;
    QTest::newRow("2 crud") << QStringLiteral("leads_crud/backend") << 5;
    QTest::newRow("3 validation") << QStringLiteral("lead_agent/backend") << 24;
    QTest::newRow("4 audit") << QStringLiteral("prospecting/backend") << 3;
    QTest::newRow("5 completion") << QStringLiteral("data_platform") << 26;
}

void TestReports::treesAreWhatAlembicSees()
{
    QFETCH(QString, project);
    const auto graph = readTree(reportFolder(project));
    QTEST(graph->size(), "revisions");
    QCOMPARE(pictureOf(*graph), realPictureOf(reportFolder(project)));
    QCOMPARE(problemCodes(*graph, Severity::Error), QStringList());
    QVERIFY(graph->isLoadableByAlembic());
}

// Report 1 calls it a conflict that two revisions have one parent, "Alembic may fail to determine migration order". It
// is a branch, and legal: both orders are right. What fails is `upgrade head`, since there are two.
void TestReports::twoChildrenOfOneParentAreABranch()
{
    const QString folder = reportFolder(QStringLiteral("leads/backend"));
    const auto graph = readTree(folder);
    QCOMPARE(graph->branchPoints(), words("2dd19a2d0626"));
    QCOMPARE(sorted(graph->heads()), words("5a1c2e3d4f56 file_doc_mgmt_001"));
    QVERIFY(problemCodes(*graph, Severity::Warning).contains(QStringLiteral("multiple-heads")));

    const auto refused = revisions::upgradeSteps(*graph, QStringLiteral("head"), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, RefusalKind::MultipleHeads);
    QCOMPARE(revisionsOf(revisions::upgradeSteps(*graph, QStringLiteral("heads"), {})).size(), 4);

    const TestDatabase database(Kind::Sqlite);
    const PythonRun real = alembicOn(folder, database, words("upgrade head"));
    QVERIFY(real.exitCode != 0);
    QVERIFY2((real.out + real.err).contains(QStringLiteral("Multiple head revisions")), real.text().constData());
    VERIFY_RUN(alembicOn(folder, database, words("upgrade heads")));
    QCOMPARE(database.column(allTables),
        words("alembic_version document_activities document_categories document_shares documents file_documents leads "
              "scores sessions users"));
}

void TestReports::theReportsRepairLeavesOneHead()
{
    const TemporaryFolder copy;
    copyFolder(reportFolder(QStringLiteral("leads")), copy.path());
    replaceInFile(
        copy.path(QStringLiteral("backend/alembic/versions/file_doc_mgmt_001_add_file_document_management.py")),
        "down_revision = '2dd19a2d0626'", "down_revision = '5a1c2e3d4f56'");
    const auto graph = readTree(copy.path(QStringLiteral("backend")));
    QCOMPARE(graph->heads(), words("file_doc_mgmt_001"));
    QCOMPARE(graph->branchPoints(), QStringList());
    QCOMPARE(pictureOf(*graph), realPictureOf(copy.path(QStringLiteral("backend"))));
}

// Report 2 draws its own chain and calls it "correct and linear". file_doc_mgmt_001 is still a second child of
// 2dd19a2d0626 (its own list of what comes next says so), so `upgrade head`, its step 3, is refused.
void TestReports::theChainOfTheSecondReportIsNotLinear()
{
    const QString folder = reportFolder(QStringLiteral("leads_crud/backend"));
    const auto graph = readTree(folder);
    QCOMPARE(sorted(graph->heads()), words("6b2d3e4f5a67 file_doc_mgmt_001"));
    const auto refused = revisions::upgradeSteps(*graph, QStringLiteral("head"), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, RefusalKind::MultipleHeads);
    QVERIFY(alembicOn(folder, TestDatabase(Kind::Sqlite), words("upgrade head")).exitCode != 0);
}

// What report 2 promises holds for its revision by id: the ten tables of its list, three foreign keys that set null,
// and a way back.
void TestReports::oneRevisionBringsFiveTables()
{
    const QString folder = reportFolder(QStringLiteral("leads_crud/backend"));
    const auto graph = readTree(folder);
    const QStringList chain = words("2dd19a2d0626 137b19ac6ef3 5a1c2e3d4f56 6b2d3e4f5a67");
    QCOMPARE(revisionsOf(revisions::upgradeSteps(*graph, QStringLiteral("6b2d3e4f5a67"), {})), chain);
    QCOMPARE(revisionsOf(revisions::downgradeSteps(*graph, QStringLiteral("-1"), words("6b2d3e4f5a67"))),
        words("6b2d3e4f5a67"));

    const TestDatabase database(Kind::Sqlite);
    VERIFY_RUN(alembicOn(folder, database, words("upgrade 6b2d3e4f5a67")));
    QCOMPARE(database.column(allTables),
        words("alembic_version claims communications customers documents leads policies reports scores sessions "
              "users"));
    QCOMPARE(database.column(QStringLiteral(
                 "SELECT name || '.' || \"from\" || ' ' || \"table\" || ' ' || on_delete FROM sqlite_master, "
                 "pragma_foreign_key_list(name) WHERE name IN ('policies', 'claims', 'communications') ORDER BY 1")),
        QStringList({ QStringLiteral("claims.policy_id policies SET NULL"),
            QStringLiteral("communications.customer_id customers SET NULL"),
            QStringLiteral("policies.customer_id customers SET NULL") }));
    VERIFY_RUN(alembicOn(folder, database, words("downgrade -1")));
    QCOMPARE(database.column(versionRows), words("5a1c2e3d4f56"));
}

// Report 3 counts 4 tables, 11 indexes and 5 foreign keys. The indexes that it lists, 6 and 1 and 2 and 1, are 10.
void TestReports::twoRevisionsBringFourTables()
{
    const QString folder = reportFolder(QStringLiteral("lead_agent/backend"));
    const auto graph = readTree(folder);
    QCOMPARE(graph->heads(), words("024"));
    const auto state = revisions::appliedState(*graph, words("022"));
    QCOMPARE(state.applied.size(), 22);
    QCOMPARE(revisionsOf(revisions::upgradeSteps(*graph, QStringLiteral("head"), words("022"))), words("023 024"));

    const TestDatabase database(Kind::Sqlite);
    const auto count = [&](const char* type) {
        return database
            .column(QStringLiteral("SELECT count(*) FROM sqlite_master WHERE type = '%1'").arg(QLatin1String(type)))[0]
            .toInt();
    };
    VERIFY_RUN(alembicOn(folder, database, words("upgrade 022")));
    const int tables = count("table");
    const int indexes = count("index");
    VERIFY_RUN(alembicOn(folder, database, words("upgrade head")));
    QCOMPARE(count("table") - tables, 4);
    QCOMPARE(count("index") - indexes, 10);
    QCOMPARE(database.column(QStringLiteral("SELECT count(*) FROM sqlite_master, pragma_foreign_key_list(name) WHERE "
                                            "name IN ('auto_responses', 'response_variables', 'campaign_metrics', "
                                            "'campaign_metrics_snapshots')")),
        words("5"));
}

// Report 4's faults (three tables without a migration, one column added twice) are none of the tree's: the chain is
// sound, as it says. What the scripts do is compared on PostgreSQL in tst_reports_on_servers.
void TestReports::tablesWithoutMigrationLeaveTheTreeSound()
{
    const auto graph = readTree(reportFolder(QStringLiteral("prospecting/backend")));
    QCOMPARE(revisionsOf(revisions::upgradeSteps(*graph, QStringLiteral("head"), {})),
        words("4b9608290b5d add_discovery_query 556b79de2825"));
    QCOMPARE(graph->problems(), QList<revisions::Problem>());
}

void TestReports::manyBasesOneMerge()
{
    const auto graph = readTree(reportFolder(QStringLiteral("data_platform")));
    QCOMPARE(graph->heads(), words("merge_2026_01_16"));
    QCOMPARE(sorted(graph->bases()),
        words("000_core_tables 20260113_mtw 20260113_security add_business_logic_001 d01fd5049733 sync_pipeline_001 "
              "text_to_sql_001"));
    QCOMPARE(sorted(graph->branchPoints()),
        words("004_extend_audit_tables 005_audit_storage_optimization 2f6b0cbeb30c add_business_logic_001"));
    QCOMPARE(sorted(graph->mergePoints()), words("2f6b0cbeb30c merge_2026_01_16"));
}

// Report 5: six revisions applied and 25 tables, both right. It calls them "6 primary branches"; they are six revisions
// on three of the seven trees. Under "pending" it names nine revisions of the twenty that are.
void TestReports::partlyAppliedDatabase()
{
    const QString folder = reportFolder(QStringLiteral("data_platform"));
    const auto graph = readTree(folder);
    const TestDatabase database(Kind::Sqlite);
    for (const char* target : { "sync_001", "001_add_tenant_id_fields", "000_core_tables" })
        VERIFY_RUN(alembicOn(folder, database, { QStringLiteral("upgrade"), QLatin1String(target) }));
    QCOMPARE(database.column(allTables).size(), 25);

    const QStringList rows = database.column(versionRows);
    QCOMPARE(rows, words("000_core_tables 001_add_tenant_id_fields sync_001"));
    const auto state = revisions::appliedState(*graph, rows);
    QCOMPARE(sorted(QStringList(state.applied.cbegin(), state.applied.cend())),
        words("000_core_tables 001_add_tenant_id_fields add_business_logic_001 d01fd5049733 security_001 sync_001"));
    QCOMPARE(state.unknown, QStringList());

    const QStringList pending = revisionsOf(revisions::upgradeSteps(*graph, QStringLiteral("heads"), rows));
    QCOMPARE(pending.size(), 20);
    for (const QString& named : words("006_add_rbac_tables 007_add_audit_integrity_support 011_quality_workflow "
                                      "012_add_admin_config 008_add_llm_integration 009_ai_annotation text_to_sql_001 "
                                      "20260113_mtw version_lineage_002"))
        QVERIFY2(pending.contains(named), qPrintable(named));
}

// The commands that report 5 recommends, one after the other: each step's version table is the real one's.
void TestReports::pendingBranchesOneByOne()
{
    const QString folder = reportFolder(QStringLiteral("data_platform"));
    const auto graph = readTree(folder);
    const TestDatabase database(Kind::Sqlite);
    QStringList rows;
    for (const QString& target : words("sync_001 001_add_tenant_id_fields 000_core_tables 006_add_rbac_tables "
                                       "008_add_llm_integration text_to_sql_001 20260113_mtw version_lineage_002 "
                                       "merge_2026_01_16")) {
        const auto steps = revisions::upgradeSteps(*graph, target, rows);
        QVERIFY2(steps && !steps->steps.empty(), qPrintable(target));
        rows = steps->rowsAtEnd();
        VERIFY_RUN(alembicOn(folder, database, { QStringLiteral("upgrade"), target }));
        QCOMPARE(database.column(versionRows), sorted(rows));
    }
    QCOMPARE(rows, words("merge_2026_01_16"));
}

// What report 5 mended: 001_add_tenant_id_fields had no parent, ran before the tables that it changes, and failed.
void TestReports::aBaseThatWasNoBase()
{
    const TemporaryFolder copy;
    copyFolder(reportFolder(QStringLiteral("data_platform")), copy.path());
    replaceInFile(copy.path(QStringLiteral("alembic/versions/001_add_tenant_id_fields.py")),
        "down_revision = 'add_business_logic_001'", "down_revision = None");
    const auto graph = readTree(copy.path());
    QCOMPARE(graph->bases().size(), 8);
    QCOMPARE(pictureOf(*graph), realPictureOf(copy.path()));
    // The docstring still tells of the parent; that is how the fault can be seen without a database.
    const auto& revision = graph->revision(graph->indexOf(QStringLiteral("001_add_tenant_id_fields")));
    QCOMPARE(revision.documentedParent, QStringLiteral("add_business_logic_001"));
    QCOMPARE(revision.down, QStringList());

    const PythonRun real
        = alembicOn(copy.path(), TestDatabase(Kind::Sqlite), words("upgrade 001_add_tenant_id_fields"));
    QVERIFY(real.exitCode != 0);
    QVERIFY2(real.err.contains(QStringLiteral("no such table: business_rules")), real.text().constData());
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
