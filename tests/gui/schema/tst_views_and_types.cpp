#include "../support/drift_world.h"
#include "schema/objects_model.h"
#include "schema/table_lines.h"

#include <QListView>
#include <QTabBar>
#include <QTableView>

using namespace espalier;
using namespace espalier::test;
using ui::ObjectsModel;

namespace {

QTableView* objects() { return GuiWorld::find<QTableView>("objects"); }

/// "name: kind, state" for each row.
QStringList shown()
{
    QStringList all;
    if (const auto* view = objects())
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const auto at = [&](int column) { return view->model()->index(row, column).data().toString(); };
            all.append(
                QStringLiteral("%1: %2, %3")
                    .arg(at(ObjectsModel::NameColumn), at(ObjectsModel::KindColumn), at(ObjectsModel::StateColumn)));
        }
    return all;
}

QStringList lines()
{
    QStringList all;
    const auto* view = GuiWorld::find<QListView>("object-lines");
    const auto* model = view ? qobject_cast<const ui::TableLinesModel*>(view->model()) : nullptr;
    if (model)
        for (const ui::TableLine& line : model->lines())
            all.append(line.isHeading ? line.text : QLatin1String("- ") + line.text);
    return all;
}

void showObjects(DriftWorld& world)
{
    world.app->schema().setSource(ui::SchemaSource::Database);
    world.openSchema();
    GuiWorld::find<QTabBar>("schema-tabs")->setCurrentIndex(1);
}

void showTwoViews(DriftWorld& world)
{
    world.execute({ QStringLiteral("CREATE VIEW names AS SELECT name FROM users"),
        QStringLiteral("CREATE VIEW short_names AS SELECT name FROM names WHERE length(name) < 5") });
    world.open();
    world.connectToDatabase();
    showObjects(world);
}

} // namespace

class TestViewsAndTypes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void viewsAreListedWithTheirState();
    void columnsAreAsWideAsWhatTheySay();
    void whatIsSelectedIsShownWithWhatItReads();
    void namesAreSearched();
    void withoutAnyItSaysSo();
    void viewsThatAreBrokenAreMarked();
};

void TestViewsAndTypes::viewsAreListedWithTheirState()
{
    DriftWorld world;
    showTwoViews(world);
    QTRY_COMPARE_WITH_TIMEOUT(shown(),
        (QStringList{ QStringLiteral("names: view, outside migrations"),
            QStringLiteral("short_names: view, outside migrations") }),
        20000);
}

/// Also those that were hidden when the first rows came.
void TestViewsAndTypes::columnsAreAsWideAsWhatTheySay()
{
    DriftWorld world;
    showTwoViews(world);
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), qsizetype(2), 20000);
    QVERIFY(objects()->isColumnHidden(ObjectsModel::MarkColumn));
    world.app->schema().setBaseline(ui::SchemaPlace{ ui::SchemaSource::Migrations });
    QTRY_VERIFY_WITH_TIMEOUT(!objects()->isColumnHidden(ObjectsModel::MarkColumn), 20000);
    const QAbstractItemView* view = objects();
    QVERIFY(objects()->columnWidth(ObjectsModel::MarkColumn) >= view->sizeHintForColumn(ObjectsModel::MarkColumn));
    QVERIFY(objects()->columnWidth(ObjectsModel::StateColumn) >= view->sizeHintForColumn(ObjectsModel::StateColumn));
}

void TestViewsAndTypes::whatIsSelectedIsShownWithWhatItReads()
{
    DriftWorld world;
    showTwoViews(world);
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), qsizetype(2), 20000);
    QTest::mouseClick(
        objects()->viewport(), Qt::LeftButton, {}, objects()->visualRect(objects()->model()->index(0, 0)).center());
    QTRY_VERIFY(lines().contains(QStringLiteral("- users")));
    QVERIFY(lines().contains(QStringLiteral("- short_names"))); // uses it
    QVERIFY(lines().last().contains(QStringLiteral("FROM users")));
    auto* view = GuiWorld::find<QListView>("object-lines");
    view->setCurrentIndex(view->model()->index(int(lines().indexOf(QStringLiteral("- users"))), 0));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_VERIFY(GuiWorld::find("table-panel"));
    QCOMPARE(world.services().selection.table(), QStringLiteral("users"));
}

void TestViewsAndTypes::namesAreSearched()
{
    DriftWorld world;
    world.execute({ QStringLiteral("CREATE VIEW names AS SELECT name FROM users"),
        QStringLiteral("CREATE VIEW posters AS SELECT user_id FROM posts") });
    world.open();
    world.connectToDatabase();
    showObjects(world);
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), qsizetype(2), 20000);
    world.press(QKeySequence::Find);
    QVERIFY(GuiWorld::type("table-filter", QStringLiteral("poster")));
    QTRY_COMPARE(shown().size(), qsizetype(1));
    QTest::keyClick(GuiWorld::find("table-filter"), Qt::Key_Return);
    QTRY_COMPARE(world.app->window().focusWidget(), objects());
}

void TestViewsAndTypes::withoutAnyItSaysSo()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    showObjects(world);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
    QVERIFY(!objects());
}

void TestViewsAndTypes::viewsThatAreBrokenAreMarked()
{
    DriftWorld world;
    world.execute({ QStringLiteral("CREATE VIEW whole AS SELECT id FROM users"),
        QStringLiteral("CREATE VIEW broken AS SELECT * FROM nowhere") });
    world.open();
    world.connectToDatabase();
    world.app->schema().setSource(ui::SchemaSource::Database);
    world.openSchema();
    GuiWorld::find<QTabBar>("schema-tabs")->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(shown().join(QLatin1Char('\n')).contains(QStringLiteral("broken: view, broken")), 20000);
    QVERIFY(!shown().join(QLatin1Char('\n')).contains(QStringLiteral("whole: view, broken")));
    for (int row = 0; row < objects()->model()->rowCount(); ++row)
        if (objects()->model()->index(row, 0).data().toString() == QStringLiteral("broken"))
            objects()->selectRow(row);
    QTRY_VERIFY2(lines().contains(QStringLiteral("It cannot be read")), qPrintable(lines().join(QLatin1Char('\n'))));
    QVERIFY2(lines().join(QLatin1Char('\n')).contains(QStringLiteral("nowhere")),
        qPrintable(lines().join(QLatin1Char('\n'))));
}

QTEST_MAIN(TestViewsAndTypes)
#include "tst_views_and_types.moc"
