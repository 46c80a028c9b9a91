// The Schema page by keyboard and by menu, and what it is compared with.
#include "../support/drift_world.h"
#include "schema/diagram_view.h"
#include "style/colors.h"
#include "widgets/elided_label.h"
#include "widgets/tag.h"

#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QTabBar>
#include <QTableView>

using namespace espalier;
using namespace espalier::test;
using ui::SchemaPlace;
using ui::SchemaSource;

namespace {

QTableView* tables() { return GuiWorld::find<QTableView>("tables"); }

QModelIndex rowOf(const QString& table)
{
    const auto* model = tables()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, 0).data().toString() == table)
            return model->index(row, 0);
    return {};
}

QString labelled(const char* name)
{
    const auto* label = GuiWorld::find<ui::ElidedLabel>(name);
    return label ? label->text() : QString();
}

QStringList entries(const QMenu& menu)
{
    QStringList all;
    for (const auto* action : menu.actions())
        if (!action->isSeparator())
            all.append(action->text());
    return all;
}

} // namespace

class TestSchemaUse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTabsAreReachedFromThePalette();
    void theListShowsWhereTheKeyboardIs();
    void aRowHasAMenuByMouseAndByKey();
    void escapeLeavesTheNeighbours();
    void neighboursStayInSight();
    void aRevisionIsChosenToCompareWith();
    void theTimeBarSaysNothingTwice();
    void removedTablesAreCountedApart();
    void whatDiffersIsSaidOfWhatIsKnown();
    void aDatabaseThatDoesNotAnswerIsSaidSo();
};

void TestSchemaUse::theTabsAreReachedFromThePalette()
{
    DriftWorld world;
    world.open();
    world.command(QStringLiteral("Show the Diagram"));
    QTRY_COMPARE(world.page(), QStringLiteral("schema"));
    QTRY_COMPARE(GuiWorld::find<QTabBar>("schema-tabs")->currentIndex(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && world.app->schema().snapshot(), 20000);
    world.services().actions.trigger(QStringLiteral("go.migrations"));
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.show-tables")));
    QTRY_COMPARE(world.page(), QStringLiteral("schema"));
    QCOMPARE(GuiWorld::find<QTabBar>("schema-tabs")->currentIndex(), 0);
    QCOMPARE(world.app->window().focusWidget(), tables());
}

void TestSchemaUse::theListShowsWhereTheKeyboardIs()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    const auto edge = [] {
        const QRect cell = tables()->visualRect(tables()->model()->index(0, 0));
        return tables()->viewport()->grab().toImage().pixelColor(cell.center().x(), cell.top());
    };
    QApplication::setActiveWindow(&world.app->window());
    tables()->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(tables()->hasFocus());
    QVERIFY(tables()->selectionModel()->selectedRows().isEmpty());
    const QColor accent = ui::colorsOf(QGuiApplication::palette()).accent;
    world.app->window().setAttribute(Qt::WA_KeyboardFocusChange, false);
    QVERIFY(edge() != accent);
    world.app->window().setAttribute(Qt::WA_KeyboardFocusChange);
    QCOMPARE(edge(), accent);
}

void TestSchemaUse::aRowHasAMenuByMouseAndByKey()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    const QModelIndex users = rowOf(QStringLiteral("users"));
    QVERIFY(users.isValid());
    auto* viewport = tables()->viewport();
    const QPoint place = tables()->visualRect(users).center();
    QContextMenuEvent byMouse(QContextMenuEvent::Mouse, place, viewport->mapToGlobal(place));
    QCoreApplication::sendEvent(viewport, &byMouse);
    auto* menu = GuiWorld::find<QMenu>("table-menu");
    QVERIFY(menu);
    QVERIFY2(entries(*menu).contains(QStringLiteral("Copy Name")), qPrintable(entries(*menu).join(u'\n')));
    QVERIFY2(entries(*menu).join(u'\n').contains(QStringLiteral("a1")), qPrintable(entries(*menu).join(u'\n')));
    QCOMPARE(world.app->schema().selectedTable(), QStringLiteral("users"));
    for (auto* action : menu->actions())
        if (action->text() == QStringLiteral("Copy Name"))
            action->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("users"));
    menu->close();
    QTRY_VERIFY(!GuiWorld::find<QMenu>("table-menu"));
    tables()->setFocus();
    QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(tables(), &byKey);
    menu = GuiWorld::find<QMenu>("table-menu");
    QVERIFY(menu);
    for (auto* action : menu->actions())
        if (action->text() == QStringLiteral("Show in the Diagram"))
            action->trigger();
    menu->close();
    QTRY_COMPARE(GuiWorld::find<QTabBar>("schema-tabs")->currentIndex(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(
        world.app->window().findChild<ui::DiagramView*>()->selected(), QStringLiteral("users"), 20000);
}

void TestSchemaUse::escapeLeavesTheNeighbours()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    world.services().actions.trigger(QStringLiteral("schema.show-diagram"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find<ui::DiagramView>("diagram"), 20000);
    world.app->schema().selectTable(QStringLiteral("users"));
    QTRY_VERIFY_WITH_TIMEOUT(world.services().actions.action(QStringLiteral("schema.focus"))->isEnabled(), 20000);
    world.services().actions.trigger(QStringLiteral("schema.focus"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("diagram-all"), 20000);
    auto* view = GuiWorld::find<ui::DiagramView>("diagram");
    QTest::keyClick(view, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!GuiWorld::find("diagram-all"), 20000);
    QCOMPARE(view->selected(), QStringLiteral("users"));
    QTest::keyClick(view, Qt::Key_Escape); // and then the selection
    QCOMPARE(view->selected(), QString());
}

void TestSchemaUse::neighboursStayInSight()
{
    DriftWorld world;
    QString columns;
    for (int i = 0; i < 40; ++i)
        columns += QStringLiteral(", sa.Column(\"c%1\", sa.Integer)").arg(i);
    world.folder.write(QStringLiteral("shop/migrations/versions/c3.py"),
        QStringLiteral("\"\"\"many\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = \"c3\"\n"
                       "down_revision = \"b2\"\n\n\ndef upgrade():\n    for name in (\"n1\", \"n2\", \"n3\", \"n4\"):\n"
                       "        op.create_table(name, sa.Column(\"id\", sa.Integer, sa.ForeignKey(\"users.id\"), "
                       "primary_key=True)%1)\n\n\ndef downgrade():\n    pass\n")
            .arg(columns)
            .toUtf8());
    world.open();
    world.openSchema();
    world.app->schema().setRevision(QStringLiteral("b2"));
    world.services().actions.trigger(QStringLiteral("schema.show-diagram"));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && GuiWorld::find<ui::DiagramView>("diagram"), 20000);
    world.app->schema().selectTable(QStringLiteral("users"));
    QTRY_VERIFY_WITH_TIMEOUT(world.services().actions.action(QStringLiteral("schema.focus"))->isEnabled(), 20000);
    world.services().actions.trigger(QStringLiteral("schema.focus"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("diagram-all") && world.isIdle(), 20000);
    auto* view = GuiWorld::find<ui::DiagramView>("diagram");
    view->fitAll();
    QTRY_VERIFY(view->isAllInSight());
    const int before = view->scene().size();
    world.app->schema().setRevision({});
    QTRY_VERIFY_WITH_TIMEOUT(view->scene().size() > before, 20000);
    QTRY_VERIFY(view->isAllInSight());
}

void TestSchemaUse::aRevisionIsChosenToCompareWith()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    auto* baseline = GuiWorld::find<QComboBox>("schema-baseline");
    const int at = baseline->findText(QStringLiteral("Against a revision…"));
    QVERIFY(at > 0);
    baseline->setCurrentIndex(at);
    Q_EMIT baseline->activated(at);
    QTRY_VERIFY(GuiWorld::find("schema.baseline"));
    QVERIFY(GuiWorld::type("answer", QStringLiteral("a1")));
    QVERIFY(GuiWorld::click("accept"));
    const SchemaPlace a1{ SchemaSource::Migrations, QStringLiteral("a1") };
    QTRY_VERIFY(world.app->schema().baseline() == a1);
    QTRY_COMPARE(baseline->currentText(), QStringLiteral("Against a1"));
    QTRY_VERIFY_WITH_TIMEOUT(world.app->schema().snapshot()->comparison, 20000);
}

void TestSchemaUse::theTimeBarSaysNothingTwice()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    const QString plain = labelled("time-where");
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Migrations });
    QCOMPARE(labelled("time-where"), plain);
    world.app->schema().setRevision(QStringLiteral("a1"));
    QVERIFY2(labelled("time-where").startsWith(QStringLiteral("since all heads")), qPrintable(labelled("time-where")));
}

void TestSchemaUse::removedTablesAreCountedApart()
{
    DriftWorld world;
    world.open();
    world.openSchema();
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Migrations });
    world.app->schema().setRevision(QStringLiteral("a1")); // before the invoices
    QTRY_VERIFY_WITH_TIMEOUT(world.app->schema().snapshot()->comparison, 20000);
    const auto snapshot = world.app->schema().snapshot();
    QVERIFY(int(snapshot->rows.size()) > snapshot->tableCount());
    QString note;
    for (const auto* label : world.app->window().findChildren<ui::ElidedLabel*>())
        if (label->isVisible() && label->text().contains(QStringLiteral("table(s)")))
            note = label->text();
    QVERIFY2(note.startsWith(QStringLiteral("%1 table(s) · 1 removed").arg(snapshot->tableCount())), qPrintable(note));
}

void TestSchemaUse::whatDiffersIsSaidOfWhatIsKnown()
{
    DriftWorld world;
    world.folder.write(QStringLiteral("shop/migrations/versions/c3.py"),
        "\"\"\"longer\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = \"c3\"\ndown_revision = "
        "\"b2\"\n\n\n"
        "def upgrade():\n    op.add_column(\"users\", sa.Column(\"extra\", sa.Integer))\n\n\ndef downgrade():\n    "
        "pass\n");
    world.open();
    world.openSchema();
    world.app->schema().setSource(SchemaSource::Models);
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Migrations });
    QTRY_VERIFY_WITH_TIMEOUT(world.app->schema().snapshot()->comparison && world.isIdle(), 20000);
    world.app->schema().selectTable(QStringLiteral("users"));
    QTRY_VERIFY(GuiWorld::find<QLabel>("table-state"));
    QTRY_COMPARE(GuiWorld::find<QLabel>("table-state")->text(),
        QStringLiteral("It is not in the models what its revisions make."));
    const auto tags = [] {
        QStringList all;
        for (const auto* tag : GuiWorld::find("table-panel")->findChildren<ui::Tag*>())
            if (tag->isVisible())
                all.append(tag->text());
        return all;
    };
    QTRY_COMPARE(tags(), QStringList{ QStringLiteral("changed") });
}

void TestSchemaUse::aDatabaseThatDoesNotAnswerIsSaidSo()
{
    DriftWorld world;
    world.open();
    const auto nobody = dialects::DatabaseUrl::parse(QStringLiteral("postgresql://me@127.0.0.1:1/nowhere"));
    QVERIFY(nobody.has_value());
    world.services().database.open(database::ConnectionSettings::fromUrl(*nobody));
    QTRY_COMPARE_WITH_TIMEOUT(world.services().database.state(), ui::DatabaseSession::State::Failed, 20000);
    world.openSchema();
    world.app->schema().setSource(SchemaSource::Database);
    QTRY_VERIFY(GuiWorld::find<QLabel>("error-what"));
    QVERIFY2(GuiWorld::find<QLabel>("error-what")->text().contains(QStringLiteral("No database server answers")),
        qPrintable(GuiWorld::find<QLabel>("error-what")->text()));
    QVERIFY(GuiWorld::canClick("connect-again"));
}

QTEST_MAIN(TestSchemaUse)
#include "tst_schema_use.moc"
