#include "../support/drift_world.h"
#include "schema/rows_controller.h"

#include <QLabel>
#include <QTabBar>
#include <QTableView>

using namespace espalier;
using namespace espalier::test;
using ui::TablesModel;

namespace {

QTableView* rows() { return GuiWorld::find<QTableView>("first-rows"); }

/// The cells of the first column of that name.
QStringList values(const QString& column)
{
    QStringList all;
    const auto* model = rows() ? rows()->model() : nullptr;
    for (int at = 0; model && at < model->columnCount(); ++at)
        if (model->headerData(at, Qt::Horizontal).toString() == column)
            for (int row = 0; row < model->rowCount(); ++row)
                all.append(model->index(row, at).data().toString());
    return all;
}

void showRowsOf(DriftWorld& world, const char* table)
{
    world.services().selection.selectTable(QLatin1String(table));
    QTRY_VERIFY(GuiWorld::find<QTabBar>("table-tabs"));
    GuiWorld::find<QTabBar>("table-tabs")->setCurrentIndex(1);
}

QString note() { return GuiWorld::find<QLabel>("rows-note") ? GuiWorld::find<QLabel>("rows-note")->text() : QString(); }

/// What a table's row says in a column.
QString cell(const char* table, int column)
{
    const auto* view = GuiWorld::find<QTableView>("tables");
    for (int row = 0; view && row < view->model()->rowCount(); ++row)
        if (view->model()->index(row, 0).data().toString() == QLatin1String(table))
            return view->model()->index(row, column).data().toString();
    return QStringLiteral("no such table");
}

void openProduction(DriftWorld& world)
{
    auto settings = database::ConnectionSettings::fromUrl(*dialects::DatabaseUrl::parse(world.url));
    settings.environment = database::EnvironmentTag::Production;
    world.services().database.open(settings);
    QTRY_VERIFY_WITH_TIMEOUT(world.services().database.status(), 20000);
}

} // namespace

class TestTableRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstRowsAreShown();
    void whatIsMissingIsSaid();
    void productionIsAskedAbout();
    void aFailureIsSaidAndTriedAgain();
    void tablesOfAFileAreCounted();
};

void TestTableRows::firstRowsAreShown()
{
    DriftWorld world;
    world.execute({ QStringLiteral("INSERT INTO users VALUES (1, 'Ann', NULL), (2, 'Bob', 'bo')") });
    world.open();
    world.connectToDatabase();
    world.openSchema();
    showRowsOf(world, "users");
    QTRY_COMPARE_WITH_TIMEOUT(
        values(QStringLiteral("name")), (QStringList{ QStringLiteral("Ann"), QStringLiteral("Bob") }), 20000);
    QCOMPARE(values(QStringLiteral("nickname")), (QStringList{ QStringLiteral("NULL"), QStringLiteral("bo") }));
    QCOMPARE(note(), QStringLiteral("All 2 row(s)"));
    // Those of the next one come by themselves.
    QStringList more;
    for (int id = 0; id < 60; ++id)
        more.append(QStringLiteral("(%1)").arg(id));
    world.execute({ QStringLiteral("INSERT INTO legacy VALUES ") + more.join(QLatin1Char(',')) });
    world.services().selection.selectTable(QStringLiteral("legacy"));
    QTRY_COMPARE_WITH_TIMEOUT(values(QStringLiteral("id")).size(), qsizetype(ui::RowsController::mostRows), 20000);
    QCOMPARE(note(), QStringLiteral("The first 50 row(s), as the database gives them"));
    world.services().selection.selectTable(QStringLiteral("audit"));
    QTRY_COMPARE_WITH_TIMEOUT(note(), QStringLiteral("The table is empty."), 20000);
}

void TestTableRows::whatIsMissingIsSaid()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    showRowsOf(world, "users");
    QTRY_VERIFY(GuiWorld::find("database.connect-button"));
    world.services().database.open(database::ConnectionSettings::fromUrl(*dialects::DatabaseUrl::parse(world.url)));
    QTRY_VERIFY_WITH_TIMEOUT(rows(), 20000);
    showRowsOf(world, "tags"); // the models alone have it
    QTRY_VERIFY(!rows());
}

void TestTableRows::productionIsAskedAbout()
{
    DriftWorld world;
    world.execute({ QStringLiteral("INSERT INTO users VALUES (1, 'Ann', NULL)") });
    world.open();
    openProduction(world);
    world.openSchema();
    showRowsOf(world, "users");
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("rows-open-button"), 20000);
    QVERIFY(!rows());
    QVERIFY(GuiWorld::click("rows-open-button"));
    QTRY_VERIFY(GuiWorld::find("schema.rows"));
    QVERIFY(GuiWorld::click("cancel"));
    QTRY_VERIFY(!GuiWorld::find("schema.rows"));
    QVERIFY(!rows());
    QVERIFY(GuiWorld::click("rows-open-button"));
    QTRY_VERIFY(GuiWorld::find("schema.rows"));
    QVERIFY(GuiWorld::click("accept"));
    QTRY_COMPARE_WITH_TIMEOUT(values(QStringLiteral("name")), QStringList{ QStringLiteral("Ann") }, 20000);
    world.services().selection.selectTable(QStringLiteral("legacy")); // each table by itself
    QTRY_VERIFY(GuiWorld::canClick("rows-open-button"));
    world.services().selection.selectTable(QStringLiteral("users"));
    QTRY_VERIFY_WITH_TIMEOUT(rows(), 20000);
}

void TestTableRows::aFailureIsSaidAndTriedAgain()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    world.execute({ QStringLiteral("ALTER TABLE legacy RENAME TO moved") });
    showRowsOf(world, "legacy");
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("rows-again-button"), 20000);
    world.execute({ QStringLiteral("ALTER TABLE moved RENAME TO legacy") });
    QVERIFY(GuiWorld::click("rows-again-button"));
    QTRY_VERIFY_WITH_TIMEOUT(rows(), 20000);
}

void TestTableRows::tablesOfAFileAreCounted()
{
    DriftWorld world;
    world.execute({ QStringLiteral("INSERT INTO users VALUES (1, 'Ann', NULL), (2, 'Bob', NULL)") });
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(cell("users", TablesModel::RowsColumn), QStringLiteral("2"), 20000);
    QCOMPARE(cell("legacy", TablesModel::RowsColumn), QStringLiteral("0"));
    QCOMPARE(cell("tags", TablesModel::RowsColumn), QString());
    world.services().selection.selectTable(QStringLiteral("users"));
    QTRY_VERIFY(GuiWorld::find<QLabel>("table-facts")->text().contains(QStringLiteral("2 row(s)")));
}

QTEST_MAIN(TestTableRows)
#include "tst_table_rows.moc"
