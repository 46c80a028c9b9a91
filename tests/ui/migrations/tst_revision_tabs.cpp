#include "../support/script_samples.h"
#include "../support/service_world.h"
#include "migrations/alembic_comparison.h"
#include "migrations/operations_controller.h"
#include "migrations/revision_tabs.h"
#include "migrations/schema_controller.h"
#include "widgets/code_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::ui;

namespace {

/// The tabs on their own, over the sample project.
class World : public ServiceWorld {
public:
    World() { writeSampleProject(sample); }

    void open(const QString& revision)
    {
        project.open(sample.path());
        selection.selectRevision(revision);
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), OperationsController::State::Known, 20000);
        tabs.resize(380, 420);
        tabs.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tabs));
        QFile script(sample.path(QStringLiteral("migrations/versions/%1.py").arg(revision)));
        QVERIFY(script.open(QIODevice::ReadOnly));
        tabs.setScript(QString::fromUtf8(script.readAll()), {});
    }
    template <typename W = QWidget> W* find(const char* name) { return tabs.findChild<W*>(QLatin1String(name)); }
    void click(const char* button) { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
    void showTab(int tab) { find<QTabBar>("revision-tab-bar")->setCurrentIndex(tab); }

    TemporaryFolder sample;
    OperationsController controller{ services };
    SchemaController schema{ services, controller };
    AlembicComparison alembic{ services, controller, project::TrustStore(folder.path(QStringLiteral("trust.json"))) };
    RevisionTabs tabs{ controller, schema, alembic };
};

} // namespace

class TestRevisionTabs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickOnALineShowsItInTheScript();
    void theSchemaTabReadsWhenItIsShown();
    void aTabIsKnownByItsName();
    void theDirectionIsSwitched();
    void theSqlIsCopied();
    void theDialectIsChosen();
    void whatDoesNothingSaysSo();
    void noLineIsWiderThanTheList();
    void everyWidgetHasAName();
};

void TestRevisionTabs::aClickOnALineShowsItInTheScript()
{
    World world;
    world.open(QStringLiteral("bbb"));
    auto* list = world.find<QListView>("operations");
    QVERIFY(list->isVisible());
    const QModelIndex second = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(second).center());
    auto* script = world.find<CodeView>("script");
    QVERIFY(script->isVisible());
    QCOMPARE(script->currentLine(), 11);
}

void TestRevisionTabs::theSchemaTabReadsWhenItIsShown()
{
    World world;
    world.open(QStringLiteral("bbb"));
    QCOMPARE(world.schema.state(), SchemaController::State::Nothing); // nobody looks
    world.showTab(RevisionTabs::SchemaTab);
    auto* list = world.find<QListView>("schema-lines");
    QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->model()->rowCount() > 0, 20000);
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("orders"));
    QVERIFY(world.find("copy-schema")->isVisible());
    QVERIFY(!world.find("copy-sql")->isVisible());
    world.click("copy-schema");
    QCOMPARE(QApplication::clipboard()->text(), world.schema.text());
    QVERIFY(world.schema.text().startsWith(QLatin1String("orders\n  + ")));
}

void TestRevisionTabs::aTabIsKnownByItsName()
{
    World world;
    world.open(QStringLiteral("bbb"));
    for (const char* name : { "schema", "sql", "script", "operations" }) {
        world.tabs.setTab(QLatin1String(name));
        QCOMPARE(world.tabs.tab(), QLatin1String(name));
    }
    world.tabs.setTab(QStringLiteral("nonsense"));
    QCOMPARE(world.tabs.tab(), QStringLiteral("operations"));
}

void TestRevisionTabs::theDirectionIsSwitched()
{
    World world;
    world.open(QStringLiteral("bbb"));
    QVERIFY(world.find<QAbstractButton>("show-upgrade")->isChecked());
    world.click("show-downgrade");
    auto* list = world.find<QListView>("operations");
    QTRY_COMPARE_WITH_TIMEOUT(
        list->model()->index(0, 0).data().toString(), QStringLiteral("Drops index ix_score of orders"), 20000);
    QVERIFY(!world.find<QAbstractButton>("show-upgrade")->isChecked());
}

void TestRevisionTabs::theSqlIsCopied()
{
    World world;
    world.open(QStringLiteral("bbb"));
    world.showTab(RevisionTabs::SqlTab);
    QVERIFY(world.find<CodeView>("sql")->isVisible());
    QVERIFY(
        world.find<CodeView>("sql")->code().startsWith(QLatin1String("ALTER TABLE orders ADD COLUMN score INTEGER;")));
    world.click("copy-sql");
    QCOMPARE(QApplication::clipboard()->text(), world.controller.sql());
}

void TestRevisionTabs::theDialectIsChosen()
{
    World world;
    world.open(QStringLiteral("aaa"));
    world.showTab(RevisionTabs::SqlTab);
    auto* dialect = world.find<QComboBox>("sql-dialect");
    QCOMPARE(dialect->currentData().toString(), QStringLiteral("postgresql"));
    dialect->setFocus();
    QTest::keyClicks(dialect, QStringLiteral("SQLite"));
    QTRY_VERIFY_WITH_TIMEOUT(world.find<CodeView>("sql")->code().contains(QLatin1String("id INTEGER NOT NULL")), 20000);
    QCOMPARE(dialect->currentData().toString(), QStringLiteral("sqlite"));
}

void TestRevisionTabs::whatDoesNothingSaysSo()
{
    World world;
    world.open(QStringLiteral("ccc"));
    world.click("show-downgrade");
    auto* note = world.find<QLabel>("operations-note");
    QTRY_COMPARE_WITH_TIMEOUT(note->text(), QStringLiteral("The downgrade does nothing."), 20000);
    QVERIFY(note->isVisible());
    QVERIFY(!world.find("operations")->isVisible());
}

void TestRevisionTabs::noLineIsWiderThanTheList()
{
    World world;
    world.open(QStringLiteral("ccc"));
    auto* list = world.find<QListView>("operations");
    for (const int width : { 260, 380, 620 }) {
        world.tabs.resize(width, 420);
        QCoreApplication::processEvents();
        for (int row = 0; row < list->model()->rowCount(); ++row)
            QVERIFY(list->visualRect(list->model()->index(row, 0)).right() <= list->viewport()->width());
    }
}

void TestRevisionTabs::everyWidgetHasAName()
{
    World world;
    world.open(QStringLiteral("bbb"));
    for (const char* name :
        { "revision-tab-bar", "show-upgrade", "show-downgrade", "sql-dialect", "copy-sql", "copy-schema", "operations",
            "operations-note", "schema-lines", "schema-lines-note", "sql", "sql-note", "script", "script-note" })
        QVERIFY2(!world.find(name)->accessibleName().isEmpty(), name);
}

QTEST_MAIN(TestRevisionTabs)
#include "tst_revision_tabs.moc"
