#include "../support/drift_world.h"
#include "../support/table_texts.h"
#include "schema/diagram_view.h"
#include "schema/table_lines.h"

#include <QLabel>
#include <QListView>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

using namespace espalier;
using namespace espalier::test;
using schema::DriftState;
using ui::SchemaPlace;
using ui::SchemaSource;
using ui::TablesModel;

namespace {

QTableView* tables() { return GuiWorld::find<QTableView>("tables"); }

/// "table: state" for each row, by name.
QStringList shown(int column = TablesModel::StateColumn) { return rowTexts("tables", column); }

/// The panel's lines: headings as they are, others below them with what stands under them.
QStringList lines()
{
    QStringList all;
    const auto* view = GuiWorld::find<QListView>("table-lines");
    const auto* model = view ? qobject_cast<const ui::TableLinesModel*>(view->model()) : nullptr;
    if (model)
        for (const ui::TableLine& line : model->lines())
            all.append(line.isHeading      ? line.text
                    : line.below.isEmpty() ? QLatin1String("- ") + line.text
                                           : QStringLiteral("- %1 | %2").arg(line.text, line.below));
    return all;
}

bool choose(const char* combo, const QString& text)
{
    auto* box = GuiWorld::find<QComboBox>(combo);
    const int at = box ? box->findText(text) : -1;
    if (at < 0)
        return false;
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
    return true;
}

QByteArray chip(DriftState state) { return "state-" + QByteArray::number(int(state)); }

} // namespace

class TestTableStates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelsAndMigrationsAloneDisagree();
    void everyTableHasItsState();
    void evidenceStandsInTheDetail();
    void statesAreFiltered();
    void theSliderLeavesStatesAlone();
    void whatTheDatabaseSaysIsReadOfARunToo();
    void anyTwoAreCompared_data();
    void anyTwoAreCompared();
    void aDifferenceIsMarkedInListAndDiagram();
    void whatCannotBeComparedIsSaid();
};

void TestTableStates::modelsAndMigrationsAloneDisagree()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(shown(),
        words({ "audit: no model", "invoices: in order", "posts: missing migration", "tags: missing migration",
            "users: in order" }),
        20000);
}

void TestTableStates::everyTableHasItsState()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(shown(),
        words({ "audit: no model", "invoices: pending", "legacy: orphan", "posts: outside migrations",
            "tags: missing migration", "users: changed" }),
        20000);
    QVERIFY(choose("schema-source", QStringLiteral("Database")));
    QTRY_COMPARE_WITH_TIMEOUT(shown(),
        words({ "alembic_version: ", "audit: no model", "invoices: pending", "legacy: orphan",
            "posts: outside migrations", "tags: missing migration", "users: changed" }),
        20000);
    const auto& snapshot = world.app->schema().snapshot();
    QVERIFY(snapshot->standings[size_t(snapshot->rowOf(QStringLiteral("tags")))].isElsewhere);
    QVERIFY(!snapshot->standings[size_t(snapshot->rowOf(QStringLiteral("legacy")))].isElsewhere);
    QCOMPARE(snapshot->tableCount(), 5);
}

void TestTableStates::evidenceStandsInTheDetail()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    world.services().selection.selectTable(QStringLiteral("posts"));
    QTRY_VERIFY_WITH_TIMEOUT(lines().contains(QStringLiteral("- Base.metadata.create_all(engine) | main.py:5")), 20000);
    QVERIFY(lines().contains(QStringLiteral("- No migration makes it.")));
    QVERIFY(lines().contains(QStringLiteral("- Post | models.py:15"))); // the model
    QVERIFY(GuiWorld::find<QLabel>("table-state")->text().contains(QStringLiteral("no revision makes it")));
    world.services().selection.selectTable(QStringLiteral("users"));
    QTRY_VERIFY(lines().contains(QStringLiteral("Applied revisions → database")));
    const QStringList of = lines();
    QVERIFY2(of.value(1).contains(QStringLiteral("nickname")), qPrintable(of.join(QLatin1Char('\n'))));
    QVERIFY(of.contains(QStringLiteral("- a1 | users"))); // its first revision
    world.services().selection.selectTable(QStringLiteral("legacy"));
    QTRY_VERIFY(lines().contains(QStringLiteral("- No model has it.")));
    QVERIFY(lines().contains(QStringLiteral("- The database has it.")));
    QVERIFY(!lines().join(QLatin1Char(' ')).contains(QStringLiteral("create_all")));
}

void TestTableStates::statesAreFiltered()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), qsizetype(6), 20000);
    QVERIFY(GuiWorld::click(chip(DriftState::Orphan).constData()));
    QTRY_COMPARE(shown(), words({ "legacy: orphan" }));
    QVERIFY(GuiWorld::click(chip(DriftState::Pending).constData()));
    QTRY_COMPARE(shown(), words({ "invoices: pending", "legacy: orphan" }));
    QVERIFY(GuiWorld::click(chip(DriftState::Orphan).constData()));
    QVERIFY(GuiWorld::click(chip(DriftState::Pending).constData()));
    QTRY_COMPARE(shown().size(), qsizetype(6));
    QVERIFY(!GuiWorld::find(chip(DriftState::Lost).constData())); // there is none
    QVERIFY(GuiWorld::find(chip(DriftState::Orphan).constData())
                ->accessibleName()
                .startsWith(QStringLiteral("orphan: 1 table")));
}

void TestTableStates::theSliderLeavesStatesAlone()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), qsizetype(6), 20000);
    const auto drifts = world.app->schema().snapshot()->drifts;
    world.app->schema().setRevision(QStringLiteral("a1"));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), words({ "audit: no model", "users: changed" }), 20000);
    QCOMPARE(world.app->schema().snapshot()->drifts, drifts); // not made again
}

void TestTableStates::whatTheDatabaseSaysIsReadOfARunToo()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(shown().size(), qsizetype(6), 20000);
    world.execute({ QStringLiteral("CREATE TABLE invoices (id INTEGER NOT NULL, PRIMARY KEY (id))"),
        QStringLiteral("DROP TABLE audit"), QStringLiteral("UPDATE alembic_version SET version_num = 'b2'") });
    world.services().database.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(shown().contains(QStringLiteral("invoices: in order")), 20000);
    QVERIFY(shown().contains(QStringLiteral("audit: lost")));
}

void TestTableStates::anyTwoAreCompared_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("baseline");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("database against migrations")
        << QStringLiteral("Database") << QStringLiteral("Against all heads")
        << words({ "alembic_version: the same", "audit: the same", "invoices: removed", "legacy: added", "posts: added",
               "users: changed" });
    QTest::newRow("migrations against database")
        << QStringLiteral("Migrations") << QStringLiteral("Against the database")
        << words({ "audit: the same", "invoices: added", "legacy: removed", "posts: removed", "users: changed" });
    QTest::newRow("models against migrations")
        << QStringLiteral("Models") << QStringLiteral("Against all heads")
        << words({ "audit: removed", "invoices: the same", "posts: added", "tags: added", "users: the same" });
    QTest::newRow("models against database") << QStringLiteral("Models") << QStringLiteral("Against the database")
                                             << words({ "audit: removed", "invoices: added", "legacy: removed",
                                                    "posts: the same", "tags: added", "users: changed" });
}

void TestTableStates::anyTwoAreCompared()
{
    QFETCH(QString, source);
    QFETCH(QString, baseline);
    QFETCH(QStringList, expected);
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QVERIFY(choose("schema-source", source));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && tables(), 20000);
    QVERIFY(choose("schema-baseline", baseline));
    QTRY_COMPARE_WITH_TIMEOUT(shown(TablesModel::MarkColumn), expected, 20000);
}

void TestTableStates::aDifferenceIsMarkedInListAndDiagram()
{
    DriftWorld world;
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QVERIFY(choose("schema-source", QStringLiteral("Database")));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && tables(), 20000);
    QVERIFY(tables()->isColumnHidden(TablesModel::MarkColumn));
    QVERIFY(choose("schema-baseline", QStringLiteral("Against all heads")));
    QTRY_VERIFY_WITH_TIMEOUT(!tables()->isColumnHidden(TablesModel::MarkColumn), 20000);
    world.services().selection.selectTable(QStringLiteral("users"));
    QTRY_VERIFY(lines().value(1).contains(QStringLiteral("nickname")));
    QVERIFY(GuiWorld::click("state-1")); // added
    QTRY_COMPARE(shown(TablesModel::MarkColumn), words({ "legacy: added", "posts: added" }));
    QVERIFY(GuiWorld::click("state-1"));
    GuiWorld::find<QTabBar>("schema-tabs")->setCurrentIndex(2);
    auto* diagram = GuiWorld::find<ui::DiagramView>("diagram");
    QTRY_VERIFY_WITH_TIMEOUT((diagram = GuiWorld::find<ui::DiagramView>("diagram")) && world.isIdle()
            && diagram->scene().picture().find(QStringLiteral("invoices")) >= 0,
        20000);
    const auto& picture = diagram->scene().picture();
    const auto& users = picture.tables[size_t(picture.find(QStringLiteral("users")))];
    QCOMPARE(users.mark, ui::DiagramMark::Changed);
    for (const auto& row : users.rows)
        QCOMPARE(row.mark, row.name == QLatin1String("nickname") ? ui::DiagramMark::Added : ui::DiagramMark::Same);
    QCOMPARE(picture.tables[size_t(picture.find(QStringLiteral("invoices")))].mark, ui::DiagramMark::Removed);
    // And no more.
    QVERIFY(choose("schema-baseline", QStringLiteral("Compare…")));
    QTRY_VERIFY_WITH_TIMEOUT(diagram->scene().picture().find(QStringLiteral("invoices")) < 0, 20000);
}

void TestTableStates::whatCannotBeComparedIsSaid()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Database });
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("schema-doubts") && world.isIdle(), 20000);
    QVERIFY(world.app->schema().comparisonError());
    QCOMPARE(shown().size(), qsizetype(5)); // what is shown stays
}

QTEST_MAIN(TestTableStates)
#include "tst_table_states.moc"
