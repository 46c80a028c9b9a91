#include "../support/demo_world.h"
#include "schema/table_lines.h"
#include "support/migration_project.h"
#include "widgets/code_view.h"
#include "widgets/elided_label.h"
#include "widgets/format.h"

#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>

using namespace espalier;
using namespace espalier::test;
using ui::TablesModel;

namespace {

QTableView* tables() { return GuiWorld::find<QTableView>("tables"); }

QStringList shown(int column = TablesModel::NameColumn)
{
    QStringList all;
    if (const auto* view = tables())
        for (int row = 0; row < view->model()->rowCount(); ++row)
            all.append(view->model()->index(row, column).data().toString());
    return all;
}

/// The cell of a table.
QString cell(const QString& table, int column)
{
    const auto row = shown().indexOf(table);
    return row < 0 ? QStringLiteral("no such table") : shown(column)[row];
}

void clickTable(const QString& table)
{
    auto* view = tables();
    QVERIFY(view);
    const auto row = shown().indexOf(table);
    QVERIFY2(row >= 0, qPrintable(table));
    const QModelIndex index = view->model()->index(int(row), 0);
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

const std::vector<ui::TableLine>& lines()
{
    static const std::vector<ui::TableLine> none;
    const auto* view = GuiWorld::find<QListView>("table-lines");
    const auto* model = view ? qobject_cast<const ui::TableLinesModel*>(view->model()) : nullptr;
    return model ? model->lines() : none;
}

/// Clicks a line of the panel; false where there is none with that text.
bool clickLine(const QString& text)
{
    auto* view = GuiWorld::find<QListView>("table-lines");
    for (int row = 0; view && row < view->model()->rowCount(); ++row) {
        const QModelIndex index = view->model()->index(row, 0);
        if (index.data().toString() != text)
            continue;
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
        return true;
    }
    return false;
}

bool hasLine(const QString& heading, const QString& text)
{
    bool isBelow = false;
    for (const auto& line : lines()) {
        if (line.isHeading)
            isBelow = line.text == heading;
        else if (isBelow && line.text == text)
            return true;
    }
    return false;
}

} // namespace

class TestSchemaPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAProjectItSaysWhatIsMissing();
    void tablesAreListedWithWhereTheyCameFrom();
    void wordsAndColumnsAreSearched();
    void clicksOnHeadersSort();
    void theSortedColumnAloneHasRoomForItsMark();
    void aTableShowsAllThatIsKnownOfIt();
    void aRevisionOfATableIsShownAmongTheMigrations();
    void theSliderGoesThroughTheRevisions();
    void aConnectedDatabaseTellsStates();
    void changesHaveTheirSqlInBothDirections();
    void theDatabaseIsASourceOfItsOwn();
    void modelsThatAreMissingAreSaidSo();
    void thePaletteFindsTables();
    void theKeyboardIsEnough();
};

void TestSchemaPage::withoutAProjectItSaysWhatIsMissing()
{
    GuiWorld world;
    world.services().actions.trigger(QStringLiteral("go.schema"));
    QTRY_VERIFY(GuiWorld::find("project.open-button"));
    QVERIFY(!tables());
    auto* source = GuiWorld::find<QComboBox>("schema-source");
    source->setCurrentIndex(2);
    Q_EMIT source->activated(2);
    QTRY_VERIFY(GuiWorld::find("database.connect-button"));
}

void TestSchemaPage::tablesAreListedWithWhereTheyCameFrom()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    QCOMPARE(shown().size(), 17);
    QCOMPARE(shown().first(), QStringLiteral("authors"));
    QCOMPARE(cell(QStringLiteral("books"), TablesModel::ColumnsColumn), QStringLiteral("4"));
    QCOMPARE(cell(QStringLiteral("books"), TablesModel::KeysOutColumn), QStringLiteral("1"));
    QCOMPARE(cell(QStringLiteral("books"), TablesModel::KeysInColumn), QStringLiteral("3"));
    QVERIFY(!cell(QStringLiteral("books"), TablesModel::CreatedColumn).isEmpty());
    // Nothing is known of rows, and nothing is compared: their columns take no room.
    for (const int column : { TablesModel::MarkColumn, TablesModel::RowsColumn, TablesModel::SizeColumn })
        QVERIFY(tables()->isColumnHidden(column));
}

void TestSchemaPage::wordsAndColumnsAreSearched()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    world.press(QKeySequence::Find);
    QVERIFY(GuiWorld::type("table-filter", QStringLiteral("book")));
    QTRY_COMPARE(shown(), (QStringList{ QStringLiteral("book_subjects"), QStringLiteral("books") }));
    QVERIFY(GuiWorld::type("table-filter", QStringLiteral(".member_id")));
    QTRY_COMPARE(shown(),
        (QStringList{ QStringLiteral("holds"), QStringLiteral("interlibrary_requests"), QStringLiteral("loans") }));
    QVERIFY(GuiWorld::type("table-filter", QStringLiteral("nothing like it")));
    QTRY_VERIFY(!tables());
    QTest::keyClick(GuiWorld::find("table-filter"), Qt::Key_Escape);
    QTRY_COMPARE(shown().size(), 17);
}

void TestSchemaPage::clicksOnHeadersSort()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    tables()->sortByColumn(TablesModel::KeysInColumn, Qt::DescendingOrder);
    const QStringList counts = shown(TablesModel::KeysInColumn);
    QCOMPARE(counts.first(), QStringLiteral("3"));
    QCOMPARE(counts.last(), QStringLiteral("–"));
    clickTable(QStringLiteral("loans"));
    tables()->sortByColumn(TablesModel::NameColumn, Qt::AscendingOrder);
    QCOMPARE(tables()->currentIndex().data().toString(), QStringLiteral("loans")); // stays selected
}

void TestSchemaPage::theSortedColumnAloneHasRoomForItsMark()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    auto* header = tables()->horizontalHeader();
    const int plain = header->sectionSize(TablesModel::KeysOutColumn);
    const QString title = tables()->model()->headerData(TablesModel::KeysOutColumn, Qt::Horizontal).toString();
    const int needed = QFontMetrics(tables()->font()).horizontalAdvance(title);
    QVERIFY2(plain > needed && plain < needed + 30, qPrintable(QString::number(plain - needed)));
    tables()->sortByColumn(TablesModel::KeysOutColumn, Qt::DescendingOrder);
    QVERIFY(header->sectionSize(TablesModel::KeysOutColumn) >= plain + 18);
    header->resizeSection(TablesModel::KeysOutColumn, 200); // what was dragged stays
    tables()->sortByColumn(TablesModel::KeysOutColumn, Qt::AscendingOrder);
    QCOMPARE(header->sectionSize(TablesModel::KeysOutColumn), 200);
}

void TestSchemaPage::aTableShowsAllThatIsKnownOfIt()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    clickTable(QStringLiteral("loans"));
    QTRY_COMPARE(world.services().selection.table(), QStringLiteral("loans"));
    QTRY_VERIFY(hasLine(QStringLiteral("Columns"), QStringLiteral("copy_id")));
    QVERIFY(hasLine(QStringLiteral("Referenced by"), QStringLiteral("fines")));
    QVERIFY(std::any_of(lines().begin(), lines().end(),
        [](const ui::TableLine& line) { return line.below.contains(QStringLiteral("(copy_id) → copies (id)")); }));
    const auto headings
        = std::count_if(lines().begin(), lines().end(), [](const ui::TableLine& line) { return line.isHeading; });
    QCOMPARE(headings, 6); // columns, constraints, indexes, referenced by, revisions, model
}

void TestSchemaPage::aRevisionOfATableIsShownAmongTheMigrations()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    clickTable(QStringLiteral("loans"));
    const auto& row
        = world.app->schema().snapshot()->rows[size_t(world.app->schema().snapshot()->rowOf(QStringLiteral("loans")))];
    QVERIFY(!row.createdBy.isEmpty());
    QVERIFY(clickLine(ui::shortId(row.createdBy)));
    QTRY_COMPARE(world.page(), QStringLiteral("migrations"));
    QCOMPARE(world.services().selection.revision(), row.createdBy);
    QCOMPARE(world.services().selection.table(), QStringLiteral("loans"));
    // The keyboard goes with the page, and back to where it was.
    QTRY_VERIFY(world.app->window().focusWidget());
    QVERIFY(GuiWorld::find("page-migrations")->isAncestorOf(world.app->window().focusWidget()));
    QVERIFY(world.services().actions.trigger(QStringLiteral("go.back")));
    QTRY_COMPARE(world.page(), QStringLiteral("schema"));
    QTRY_VERIFY(GuiWorld::find("page-schema")->isAncestorOf(world.app->window().focusWidget()));
}

void TestSchemaPage::theSliderGoesThroughTheRevisions()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    auto* slider = GuiWorld::find<QSlider>("time-slider");
    QVERIFY(slider);
    QCOMPARE(slider->value(), 28);
    slider->setValue(0);
    QTRY_VERIFY_WITH_TIMEOUT(shown().size() < 5 && world.isIdle(), 20000);
    QCOMPARE(world.app->schema().snapshot()->place.revision, world.app->schema().order().first());
    QVERIFY(!GuiWorld::canClick("schema.earlier-button"));
    QVERIFY(GuiWorld::click("schema.later-button"));
    QTRY_COMPARE(slider->value(), 1);
    slider->setValue(28);
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 17, 20000);
    // there and back to what was read before
    QVERIFY(GuiWorld::click("schema.earlier-button"));
    QTRY_COMPARE_WITH_TIMEOUT(
        world.app->schema().snapshot()->place.revision, world.app->schema().order().last(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
    QVERIFY(GuiWorld::click("schema.later-button"));
    QTRY_COMPARE_WITH_TIMEOUT(world.app->schema().snapshot()->place.revision, QString(), 20000);
    QCOMPARE(shown().size(), 17);
}

void TestSchemaPage::aConnectedDatabaseTellsStates()
{
    DemoWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_VERIFY(!tables()->isColumnHidden(TablesModel::StateColumn));
    const QStringList states = shown(TablesModel::StateColumn);
    QVERIFY(states.contains(QStringLiteral("in order")));
    QVERIFY(states.contains(QStringLiteral("pending")));
    QCOMPARE(cell(QStringLiteral("authors"), TablesModel::StateColumn), QStringLiteral("in order"));
}

void TestSchemaPage::changesHaveTheirSqlInBothDirections()
{
    DemoWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_VERIFY(!tables()->isColumnHidden(TablesModel::StateColumn));
    constexpr int ofSql = 2;
    clickTable(QStringLiteral("authors"));
    QTRY_VERIFY(GuiWorld::find<QTabBar>("table-tabs"));
    auto* tabs = GuiWorld::find<QTabBar>("table-tabs");
    QTRY_VERIFY(!tabs->isTabVisible(ofSql));
    clickTable(QStringLiteral("copies"));
    QTRY_VERIFY(tabs->isTabVisible(ofSql));
    QTRY_VERIFY(tabs->rect().contains(tabs->tabRect(ofSql))); // nothing to be scrolled to
    tabs->setCurrentIndex(ofSql);
    auto* panel = GuiWorld::find<QWidget>("changes-sql");
    QVERIFY(panel && panel->isVisible());
    const auto* code = panel->findChild<ui::CodeView*>();
    QVERIFY2(code->code().contains(QStringLiteral("ALTER TABLE copies ADD COLUMN state")), qPrintable(code->code()));
    QVERIFY(code->code().contains(QStringLiteral("perhaps column condition of copies under the new name state")));
    panel->findChild<QTabBar*>(QStringLiteral("changes-sides"))->setCurrentIndex(1);
    QVERIFY2(code->code().contains(QStringLiteral("ALTER TABLE copies DROP COLUMN state")), qPrintable(code->code()));
    QVERIFY(GuiWorld::click("changes-copy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), code->code());
    clickTable(QStringLiteral("authors"));
    QTRY_VERIFY(tabs->currentIndex() != ofSql);
}

void TestSchemaPage::theDatabaseIsASourceOfItsOwn()
{
    DemoWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    auto* source = GuiWorld::find<QComboBox>("schema-source");
    source->setCurrentIndex(2);
    Q_EMIT source->activated(2);
    QTRY_VERIFY_WITH_TIMEOUT(
        world.app->schema().snapshot() && world.app->schema().snapshot()->place.source == ui::SchemaSource::Database,
        20000);
    QTRY_VERIFY(shown().contains(QStringLiteral("alembic_version")));
    QVERIFY(!GuiWorld::find("time-bar"));
    // Where a table came from is known all the same.
    QVERIFY(!cell(QStringLiteral("authors"), TablesModel::CreatedColumn).isEmpty());
    QVERIFY(cell(QStringLiteral("alembic_version"), TablesModel::CreatedColumn).isEmpty());
}

void TestSchemaPage::modelsThatAreMissingAreSaidSo()
{
    const MigrationProject project;
    project.addChain(3);
    GuiWorld world;
    openProject(world, project.folder(), 3);
    world.services().actions.trigger(QStringLiteral("go.schema"));
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), 3, 20000);
    auto* source = GuiWorld::find<QComboBox>("schema-source");
    source->setCurrentIndex(1);
    Q_EMIT source->activated(1);
    QTRY_COMPARE(world.app->schema().state(), ui::SchemaPageController::State::Failed);
    QTRY_VERIFY(GuiWorld::find("read-again"));
    source->setCurrentIndex(0);
    Q_EMIT source->activated(0);
    QTRY_COMPARE(shown().size(), 3);
}

void TestSchemaPage::thePaletteFindsTables()
{
    DemoWorld world;
    world.open();
    world.command(QStringLiteral("partner_libraries"));
    QTRY_COMPARE(world.page(), QStringLiteral("schema"));
    QCOMPARE(world.services().selection.table(), QStringLiteral("partner_libraries"));
    QTRY_COMPARE_WITH_TIMEOUT(
        GuiWorld::find("table-name") ? GuiWorld::find<ui::ElidedLabel>("table-name")->text() : QString(),
        QStringLiteral("partner_libraries"), 20000);
}

void TestSchemaPage::theKeyboardIsEnough()
{
    DemoWorld world;
    world.open();
    world.openSchema();
    world.press(QKeySequence::Find);
    QVERIFY(GuiWorld::type("table-filter", QStringLiteral("loan")));
    QTest::keyClick(GuiWorld::find("table-filter"), Qt::Key_Return);
    QTRY_COMPARE(world.app->window().focusWidget(), tables());
    QTest::keyClick(tables(), Qt::Key_Down);
    QTRY_COMPARE(world.services().selection.table(), shown().value(1));
    auto* view = GuiWorld::find<QListView>("table-lines");
    view->setFocus();
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const auto* line = qobject_cast<ui::TableLinesModel*>(view->model())->at(view->model()->index(row, 0));
        if (line->link == ui::TableLine::Link::Revision) {
            view->setCurrentIndex(view->model()->index(row, 0));
            break;
        }
    }
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(world.page(), QStringLiteral("migrations"));
}

QTEST_MAIN(TestSchemaPage)
#include "tst_schema_page.moc"
