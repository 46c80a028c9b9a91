#include "../support/script_samples.h"
#include "../support/service_world.h"
#include "dialects/dialect.h"
#include "migrations/operations_controller.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::ui;
using operations::Direction;
using State = OperationsController::State;
using Tone = OperationLine::Tone;

namespace {

/// A controller over the sample project, opened.
class World : public ServiceWorld {
public:
    World() { writeSampleProject(sample); }

    void open(const QString& revision)
    {
        project.open(sample.path());
        selection.selectRevision(revision);
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), State::Known, 20000);
    }
    /// "table-add:Creates table orders with 2 columns:10", a line each.
    QStringList lines()
    {
        QStringList all;
        for (const auto& line : controller.lines().lines())
            all.append(QStringLiteral("%1%2:%3:%4")
                           .arg(QString(line.depth * 2, QLatin1Char(' ')), line.icon, line.text)
                           .arg(line.line));
        return all;
    }

    TemporaryFolder sample;
    OperationsController controller{ services };
};

} // namespace

class TestOperationsController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsSaidWithoutARevision();
    void saysWhatARevisionDoes();
    void theDowngradeRunsOnTheSchemaAboveIt();
    void problemsComeFirstAndWhatIsUnknownHasItsReason();
    void theDialectIsTheProjectsUntilOneIsChosen();
    void anotherDialectIsReadOnce();
    void anEditIsReadAgain();
    void closingForgetsEverything();
    void cardsGetTheirGlyphs();
};

void TestOperationsController::nothingIsSaidWithoutARevision()
{
    World world;
    QCOMPARE(world.controller.state(), State::Nothing);
    world.open(QStringLiteral("aaa"));
    world.selection.clear();
    QCOMPARE(world.controller.state(), State::Nothing);
    QCOMPARE(world.controller.lines().rowCount(), 0);
    QCOMPARE(world.controller.sql(), QString());
    world.selection.selectRevision(QStringLiteral("nobody"));
    QCOMPARE(world.controller.state(), State::Nothing);
}

void TestOperationsController::saysWhatARevisionDoes()
{
    World world;
    world.open(QStringLiteral("aaa"));
    QCOMPARE(world.lines(),
        (QStringList{ QStringLiteral("table-add:Creates table orders with 2 columns:10"),
            QStringLiteral("database:Runs SQL: UPDATE orders:15") }));
    QVERIFY(world.controller.sql().startsWith(QLatin1String("CREATE TABLE orders (")));
    QVERIFY(world.controller.sql().endsWith(QLatin1String("UPDATE orders SET name = '';")));
    world.selection.selectRevision(QStringLiteral("bbb"));
    QCOMPARE(world.lines(),
        (QStringList{ QStringLiteral("column-add:Adds column score to orders: Integer, nullable:10"),
            QStringLiteral("index:Creates unique index ix_score on orders (score):11") }));
}

void TestOperationsController::theDowngradeRunsOnTheSchemaAboveIt()
{
    World world;
    world.open(QStringLiteral("bbb"));
    world.controller.setDirection(Direction::Down);
    QTRY_COMPARE_WITH_TIMEOUT(world.controller.state(), State::Known, 20000);
    QCOMPARE(world.lines(),
        (QStringList{ QStringLiteral("index:Drops index ix_score of orders:15"),
            QStringLiteral("column-drop:Drops column score of orders:16") }));
    QCOMPARE(world.controller.sql(), QStringLiteral("DROP INDEX ix_score;\n\nALTER TABLE orders DROP COLUMN score;"));
}

void TestOperationsController::problemsComeFirstAndWhatIsUnknownHasItsReason()
{
    World world;
    world.open(QStringLiteral("ccc"));
    const auto& lines = world.controller.lines().lines();
    QVERIFY(lines.size() >= 3);
    QCOMPARE(lines[0].tone, Tone::Danger);
    QCOMPARE(lines[0].line, 10);
    const auto unknown
        = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.tone == Tone::Opaque; });
    QVERIFY(unknown != lines.end());
    QVERIFY2(unknown->text.startsWith(QLatin1String("Cannot be known: ")), qPrintable(unknown->text));
    QVERIFY(unknown->line >= 11);
    QVERIFY(world.controller.sql().contains(QLatin1String("-- Not known without running it (line ")));
}

void TestOperationsController::theDialectIsTheProjectsUntilOneIsChosen()
{
    World world;
    world.open(QStringLiteral("aaa"));
    QCOMPARE(world.controller.dialect().id(), QStringLiteral("postgresql"));
    QVERIFY(world.controller.sql().contains(QLatin1String("id SERIAL NOT NULL")));
    world.controller.setDialect(QStringLiteral("sqlite"));
    QTRY_COMPARE_WITH_TIMEOUT(world.controller.state(), State::Known, 20000);
    QVERIFY(world.controller.sql().contains(QLatin1String("id INTEGER NOT NULL")));
}

void TestOperationsController::anotherDialectIsReadOnce()
{
    World world;
    world.open(QStringLiteral("aaa"));
    const auto first = world.controller.upgrades();
    world.controller.setDialect(QStringLiteral("sqlite"));
    QTRY_VERIFY_WITH_TIMEOUT(world.controller.upgrades() != first, 20000);
    world.controller.setDialect(QStringLiteral("postgresql"));
    QCOMPARE(world.controller.state(), State::Known); // at once
    QCOMPARE(world.controller.upgrades(), first);
}

void TestOperationsController::anEditIsReadAgain()
{
    World world;
    world.open(QStringLiteral("bbb"));
    world.sample.write(QStringLiteral("migrations/versions/bbb.py"),
        "\"\"\"score\"\"\"\nfrom alembic import op\nrevision = 'bbb'\ndown_revision = 'aaa'\n"
        "def upgrade():\n    op.drop_table('orders')\n");
    world.project.reload();
    QTRY_COMPARE_WITH_TIMEOUT(world.lines(), QStringList{ QStringLiteral("table-drop:Drops table orders:6") }, 20000);
}

void TestOperationsController::closingForgetsEverything()
{
    World world;
    world.open(QStringLiteral("aaa"));
    world.project.close();
    QCOMPARE(world.controller.state(), State::Nothing);
    QVERIFY(!world.controller.upgrades());
}

void TestOperationsController::cardsGetTheirGlyphs()
{
    using graphview::CardGlyph;
    using graphview::GlyphKind;
    World world;
    world.open(QStringLiteral("aaa"));
    QCOMPARE(cardGlyphs(*world.controller.upgrades()->of(QStringLiteral("aaa"))),
        (QList<CardGlyph>{ { GlyphKind::AddTable, 1 }, { GlyphKind::Data, 1 } }));
    QCOMPARE(cardGlyphs(*world.controller.upgrades()->of(QStringLiteral("bbb"))),
        (QList<CardGlyph>{ { GlyphKind::AddColumn, 1 }, { GlyphKind::Index, 1 } }));
    QVERIFY(cardGlyphs(*world.controller.upgrades()->of(QStringLiteral("ccc"))).contains({ GlyphKind::Opaque, 1 }));
}

QTEST_MAIN(TestOperationsController)
#include "tst_operations_controller.moc"
