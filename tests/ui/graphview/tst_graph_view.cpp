#include "sample_trees.h"

#include "graphview/graph_view.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace espalier;
using namespace espalier::graphview;
using espalier::test::SampleTree;

namespace {

/// a view of a tree at a fixed size, shown, and with no animation
std::unique_ptr<GraphView> shown(GraphPicturePtr picture, QSize size = { 1000, 700 }, int foldThreshold = -1)
{
    auto view = std::make_unique<GraphView>();
    if (foldThreshold >= 0)
        view->setFoldThreshold(foldThreshold);
    view->setAnimated(false);
    view->resize(size);
    view->setPicture(std::move(picture));
    view->show();
    return view;
}

/// Ids that can be read: a, b, c, … in the order of adding.
QString name(int index) { return QString(QLatin1Char(static_cast<char>('a' + index))); }

/// a – b – c – d – e with f – g beside c – d: b branches, e merges.
GraphPicturePtr diamond(const QString& extra = {})
{
    const auto card = [](int index) {
        GraphCard result;
        result.id = name(index);
        result.message = QStringLiteral("message %1").arg(name(index));
        return result;
    };
    std::vector<GraphCard> cards;
    for (int i = 0; i < 7; ++i)
        cards.push_back(card(i));
    GraphPicture::Links parents{ {}, { 0 }, { 1 }, { 2 }, { 3, 6 }, { 1 }, { 5 } };
    if (!extra.isEmpty()) {
        cards.push_back(card(0));
        cards.back().id = extra;
        parents.push_back({ 4 });
    }
    return std::make_shared<const GraphPicture>(std::move(cards), std::move(parents));
}

void click(GraphView& view, const QString& id, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QVERIFY2(!view.cardRect(id).isEmpty(), qPrintable(id));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.cardRect(id).center());
}

void move(GraphView& view, QPoint position)
{
    QMouseEvent event(
        QEvent::MouseMove, position, view.viewport()->mapToGlobal(position), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(view.viewport(), &event);
}

void wheel(GraphView& view, QPoint position, QPoint angle, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(
        position, view.viewport()->mapToGlobal(position), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

} // namespace

class TestGraphView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickSelects();
    void aClickBesideClearsTheSelection();
    void shiftClickSelectsEverythingBetween();
    void enterAndDoubleClickActivate();
    void arrowsWalkParentsChildrenAndSiblings();
    void arrowsFollowTheDirection();
    void homeAndEndGoToTheEnds();
    void hoverNamesTheRevision();
    void zoomKeepsTheSelectionAndThePointUnderThePointer();
    void everyKeyZoomIsWithinItsBounds();
    void dragPans();
    void reloadKeepsSelectionZoomAndPlace();
    void aDeletedRevisionLeavesItsNeighbourInPlace();
    void anotherTreeIsLookedAtAnew();
    void someLanesAreFirstSeenBesideEachOther();
    void manyLanesAreFirstSeenAtReadingSize();
    void selectingTheSameAgainDoesNotScroll();
    void aChangeOfStateMovesNothing();
    void nothingButStructureFoldingAndDirectionLaysOutAgain();
    void longRunsFoldAndUnfoldOnClick();
    void spaceFoldsAgain();
    void revealUnfolds();
    void searchFindsAndWalks();
    void theViewStateBringsTheSightBack();
    void theMinimapMovesTheSight();
    void nothingIsSelectedUnderTheMinimap();
    void rightToLeftMirrorsTheFlow();
    void exportsWriteTheGraph();
    void exportsRefuseWhatIsTooLarge();
    void anUnknownIdIsNoSelection();
    void screenReadersHearTheCurrentRevision();
};

void TestGraphView::aClickSelects()
{
    const auto view = shown(diamond());
    QSignalSpy spy(view.get(), &GraphView::selectionChanged);
    click(*view, QStringLiteral("c"));
    QCOMPARE(view->selectedId(), QStringLiteral("c"));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), QStringLiteral("c"));
    click(*view, QStringLiteral("c"));
    QCOMPARE(spy.size(), 1);
}

void TestGraphView::aClickBesideClearsTheSelection()
{
    const auto view = shown(diamond());
    view->select(QStringLiteral("c"));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(3, 3));
    QCOMPARE(view->selectedId(), QString());
}

void TestGraphView::shiftClickSelectsEverythingBetween()
{
    const auto view = shown(diamond());
    click(*view, QStringLiteral("e"));
    click(*view, QStringLiteral("b"), Qt::ShiftModifier);
    QCOMPARE(view->secondId(), QStringLiteral("b"));
    QStringList ids = view->selectedIds();
    QCOMPARE(ids.first(), QStringLiteral("b"));
    QCOMPARE(ids.last(), QStringLiteral("e"));
    ids.sort();
    QCOMPARE(ids.join(QString()), QStringLiteral("bcdefg"));
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QCOMPARE(view->selectedIds(), QStringList{ QStringLiteral("e") });
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QCOMPARE(view->selectedIds(), QStringList());
}

void TestGraphView::enterAndDoubleClickActivate()
{
    const auto view = shown(diamond());
    QSignalSpy spy(view.get(), &GraphView::activated);
    view->select(QStringLiteral("d"));
    QTest::keyClick(view.get(), Qt::Key_Return);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, view->cardRect(QStringLiteral("a")).center());
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy[0][0].toString(), QStringLiteral("d"));
    QCOMPARE(spy[1][0].toString(), QStringLiteral("a"));
}

void TestGraphView::arrowsWalkParentsChildrenAndSiblings()
{
    const auto view = shown(diamond());
    view->select(QStringLiteral("a"));
    QString way;
    for (const int key : { Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Down,
             Qt::Key_Down, Qt::Key_Up, Qt::Key_Up }) {
        QTest::keyClick(view.get(), static_cast<Qt::Key>(key));
        way += view->selectedId();
    }
    QCOMPARE(way, QStringLiteral("bcfgdeedc"));
    QTest::keyClick(view.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(view->secondId(), QStringLiteral("b"));
}

void TestGraphView::arrowsFollowTheDirection()
{
    const auto view = shown(diamond());
    view->setDirection(GraphDirection::LeftRight);
    view->select(QStringLiteral("b"));
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(view->selectedId(), QStringLiteral("c"));
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->selectedId(), QStringLiteral("f"));
    view->setDirection(GraphDirection::BottomUp);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->selectedId(), QStringLiteral("b"));
}

void TestGraphView::homeAndEndGoToTheEnds()
{
    const auto view = shown(diamond());
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->selectedId(), QStringLiteral("e"));
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->selectedId(), QStringLiteral("a"));
}

void TestGraphView::hoverNamesTheRevision()
{
    const auto view = shown(diamond());
    QSignalSpy spy(view.get(), &GraphView::hoverChanged);
    move(*view, view->cardRect(QStringLiteral("g")).center());
    QCOMPARE(view->hoveredId(), QStringLiteral("g"));
    move(*view, QPoint(2, 2));
    QCOMPARE(view->hoveredId(), QString());
    QCOMPARE(spy.size(), 2);
}

void TestGraphView::zoomKeepsTheSelectionAndThePointUnderThePointer()
{
    const auto view = shown(SampleTree::linear(200));
    view->setFoldThreshold(0);
    const QString id = view->picture().card(100).id;
    view->select(id);
    view->setZoom(1);
    const QPoint under = view->cardRect(id).center();
    for (const int angle : { 120, 120, -120, -360, 240 }) {
        wheel(*view, under, { 0, angle }, Qt::ControlModifier);
        QCOMPARE(view->selectedId(), id);
        QVERIFY((view->cardRect(id).center() - under).manhattanLength() <= 3);
    }
    QVERIFY(std::abs(view->zoom() - 1) < 1e-6);
}

void TestGraphView::everyKeyZoomIsWithinItsBounds()
{
    const auto view = shown(SampleTree::ladder(500));
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(view.get(), Qt::Key_Plus);
    QCOMPARE(view->zoom(), view->maximumZoom());
    for (int i = 0; i < 80; ++i)
        QTest::keyClick(view.get(), Qt::Key_Minus);
    QCOMPARE(view->zoom(), view->minimumZoom());
    QTest::keyClick(view.get(), Qt::Key_1);
    QCOMPARE(view->zoom(), 1.0);
    QTest::keyClick(view.get(), Qt::Key_0);
    QVERIFY(view->rect().contains(view->cardRect(view->picture().card(0).id)));
    QVERIFY(view->rect().contains(view->cardRect(view->picture().card(499).id)));
}

void TestGraphView::dragPans()
{
    const auto view = shown(SampleTree::linear(60));
    const QString id = view->picture().card(59).id;
    const QPoint before = view->cardRect(id).center();
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, QPoint(500, 300));
    QTest::mouseMove(view->viewport(), QPoint(450, 200));
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, QPoint(450, 200));
    QCOMPARE(view->cardRect(id).center() - before, QPoint(-50, -100));
    QCOMPARE(view->selectedId(), QString());
}

void TestGraphView::reloadKeepsSelectionZoomAndPlace()
{
    const auto view = shown(diamond());
    view->setZoom(0.8);
    view->select(QStringLiteral("d"));
    const QRect before = view->cardRect(QStringLiteral("d"));
    QSignalSpy spy(view.get(), &GraphView::selectionChanged);
    view->setPicture(diamond(QStringLiteral("new head")));
    QCOMPARE(view->cardRect(QStringLiteral("d")), before);
    QCOMPARE(view->selectedId(), QStringLiteral("d"));
    QCOMPARE(view->zoom(), 0.8);
    QCOMPARE(spy.size(), 0);
    QVERIFY(!view->cardRect(QStringLiteral("new head")).isEmpty());
}

void TestGraphView::aDeletedRevisionLeavesItsNeighbourInPlace()
{
    const auto view = shown(diamond(QStringLiteral("head")));
    view->select(QStringLiteral("head"));
    view->reveal(QStringLiteral("head"));
    const QPoint before = view->cardRect(QStringLiteral("e")).center();
    QSignalSpy spy(view.get(), &GraphView::selectionChanged);
    view->setPicture(diamond());
    QCOMPARE(view->selectedId(), QString());
    QCOMPARE(spy.size(), 1);
    QVERIFY((view->cardRect(QStringLiteral("e")).center() - before).manhattanLength() <= 1);
}

void TestGraphView::anotherTreeIsLookedAtAnew()
{
    const auto view = shown(SampleTree::linear(30));
    view->setZoom(2.5);
    view->setPicture(diamond());
    QVERIFY(view->zoom() <= 1);
    QVERIFY(view->viewport()->rect().contains(view->cardRect(QStringLiteral("a"))));
    QVERIFY(view->viewport()->rect().contains(view->cardRect(QStringLiteral("e"))));
}

void TestGraphView::someLanesAreFirstSeenBesideEachOther()
{
    const auto view = shown(SampleTree::wide(5, 20), { 1000, 700 }, 0);
    QVERIFY2(view->zoom() >= 0.5 && view->zoom() < 0.85, qPrintable(QString::number(view->zoom())));
    const int width = view->viewport()->width();
    int current = 0;
    for (int card = 0; card < view->picture().size(); ++card) {
        const QRect rect = view->cardRect(view->picture().card(card).id);
        QVERIFY(rect.left() >= 0 && rect.right() <= width);
        const bool isCurrent = view->picture().card(card).status.state == NodeState::Current;
        current += isCurrent && view->viewport()->rect().contains(rect) ? 1 : 0;
    }
    QCOMPARE(current, 1);
}

void TestGraphView::manyLanesAreFirstSeenAtReadingSize()
{
    const auto view = shown(SampleTree::wide(40, 20), { 1000, 700 }, 0);
    QCOMPARE(view->zoom(), 0.85);
    for (int card = 0; card < view->picture().size(); ++card) {
        if (view->picture().card(card).status.state == NodeState::Current)
            QVERIFY(view->viewport()->rect().contains(view->cardRect(view->picture().card(card).id)));
    }
}

void TestGraphView::selectingTheSameAgainDoesNotScroll()
{
    const auto view = shown(SampleTree::linear(30));
    const QString id = view->picture().card(2).id;
    view->select(id);
    view->reveal(view->picture().card(28).id);
    const QRect before = view->cardRect(id);
    view->select(id);
    QCOMPARE(view->cardRect(id), before);
}

void TestGraphView::aChangeOfStateMovesNothing()
{
    const auto view = shown(SampleTree::linear(30));
    const QString id = view->picture().card(12).id;
    const QRect before = view->cardRect(id);
    view->setPicture(SampleTree::linear(30, 12));
    QCOMPARE(view->cardRect(id), before);
    view->setStatus(id, { NodeState::Running, 0.5, {} });
    QCOMPARE(view->cardRect(id), before);
    view->setStatus(id, { NodeState::Failed, -1, QStringLiteral("relation \"users\" already exists") });
    QCOMPARE(view->cardRect(id), before);
}

void TestGraphView::nothingButStructureFoldingAndDirectionLaysOutAgain()
{
    const auto view = shown(SampleTree::branchy());
    const int before = view->layoutCount();
    QVERIFY(before > 0);
    for (const double zoom : { 0.02, 0.1, 0.3, 0.7, 1.0, 3.0 }) {
        view->setZoom(zoom);
        for (int i = 0; i < view->picture().size(); ++i)
            QTest::mouseMove(view->viewport(), view->cardRect(view->picture().card(i).id).center());
        view->grab();
    }
    view->setSearch(QStringLiteral("add"));
    view->select(view->picture().card(1).id);
    view->setStatus(view->picture().card(2).id, { NodeState::Running, 0.5, {} });
    view->setPicture(SampleTree::branchy());
    view->fitAll();
    view->resize(view->size() * 2);
    view->grab();
    QCOMPARE(view->layoutCount(), before);
    view->setDirection(GraphDirection::LeftRight);
    QCOMPARE(view->layoutCount(), before + 1);
    view->setPicture(diamond());
    QCOMPARE(view->layoutCount(), before + 2);
}

void TestGraphView::longRunsFoldAndUnfoldOnClick()
{
    const auto view = shown(SampleTree::linear(60));
    const QString inside = view->picture().card(30).id, before = view->picture().card(2).id;
    QVERIFY(view->isFolded(inside));
    QVERIFY(!view->isFolded(before));
    QVERIFY(view->cardRect(inside).isEmpty());
    QSignalSpy spy(view.get(), &GraphView::foldingChanged);
    view->reveal(before);
    view->setZoom(1);
    const QRect above = view->cardRect(before);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, above.center() + QPoint(0, 116));
    QCOMPARE(spy.size(), 1);
    QVERIFY(!view->isFolded(inside));
    QCOMPARE(view->cardRect(before), above);
}

void TestGraphView::spaceFoldsAgain()
{
    const auto view = shown(SampleTree::linear(60));
    const QString inside = view->picture().card(30).id;
    view->select(inside);
    QVERIFY(!view->isFolded(inside));
    QTest::keyClick(view.get(), Qt::Key_Space);
    QVERIFY(view->isFolded(inside));
    QVERIFY(view->focusText().startsWith(QStringLiteral("54 revisions")));
    QTest::keyClick(view.get(), Qt::Key_Return);
    QVERIFY(!view->isFolded(inside));
}

void TestGraphView::revealUnfolds()
{
    const auto view = shown(SampleTree::linear(60));
    const QString inside = view->picture().card(30).id;
    QVERIFY(view->reveal(inside));
    QVERIFY((view->cardRect(inside).center() - view->viewport()->rect().center()).manhattanLength() < 4);
    QVERIFY(!view->reveal(QStringLiteral("no such revision")));
}

void TestGraphView::searchFindsAndWalks()
{
    const auto view = shown(diamond());
    QSignalSpy spy(view.get(), &GraphView::searchChanged);
    view->setSearch(QStringLiteral("MESSAGE"));
    QCOMPARE(view->matchCount(), 7);
    view->setSearch(QStringLiteral("d message"));
    QCOMPARE(view->matchCount(), 1);
    QCOMPARE(spy.last()[1].toInt(), 1);
    view->nextMatch();
    QCOMPARE(view->selectedId(), QStringLiteral("d"));
    QCOMPARE(view->currentMatch(), 1);
    view->setSearch(QStringLiteral("message"));
    view->select(QStringLiteral("a"));
    view->previousMatch();
    QCOMPARE(view->selectedId(), QStringLiteral("e"));
    view->nextMatch();
    QCOMPARE(view->selectedId(), QStringLiteral("a"));
    view->setSearch({});
    QCOMPARE(view->matchCount(), 0);
}

void TestGraphView::theViewStateBringsTheSightBack()
{
    const auto picture = SampleTree::linear(200);
    const auto view = shown(picture);
    view->select(picture->card(77).id);
    view->setZoom(0.7);
    const QRect before = view->cardRect(picture->card(77).id);
    const ViewState state = view->viewState();
    const auto other = shown(picture);
    other->restoreViewState(state);
    QCOMPARE(other->selectedId(), picture->card(77).id);
    QCOMPARE(other->cardRect(picture->card(77).id), before);
}

void TestGraphView::theMinimapMovesTheSight()
{
    const auto view = shown(SampleTree::ladder(400));
    auto* map = view->findChild<QWidget*>(QStringLiteral("minimap"));
    QVERIFY(map && map->isVisible());
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() / 2, 6));
    QVERIFY(view->viewport()->rect().intersects(view->cardRect(view->picture().card(0).id)));
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() / 2, map->height() - 6));
    QVERIFY(view->viewport()->rect().intersects(view->cardRect(view->picture().card(399).id)));
    view->setMinimapVisible(false);
    QVERIFY(!map->isVisible());
}

void TestGraphView::nothingIsSelectedUnderTheMinimap()
{
    const auto view = shown(SampleTree::wide(5, 20), { 1000, 700 }, 0);
    const auto* minimap = view->findChild<QWidget*>(QStringLiteral("minimap"));
    QVERIFY(minimap && minimap->isVisible());
    for (int card = 0; card < view->picture().size(); ++card) {
        const QString id = view->picture().card(card).id;
        view->select(id);
        QVERIFY(view->viewport()->rect().contains(view->cardRect(id)));
        QVERIFY2(!minimap->isVisible() || !minimap->geometry().intersects(view->cardRect(id)), qPrintable(id));
    }
}

void TestGraphView::rightToLeftMirrorsTheFlow()
{
    const auto view = shown(diamond());
    view->setDirection(GraphDirection::LeftRight);
    QVERIFY(view->cardRect(QStringLiteral("a")).left() < view->cardRect(QStringLiteral("b")).left());
    view->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(view->cardRect(QStringLiteral("a")).left() > view->cardRect(QStringLiteral("b")).left());
    view->select(QStringLiteral("a"));
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(view->selectedId(), QStringLiteral("b"));
}

void TestGraphView::exportsWriteTheGraph()
{
    const test::TemporaryFolder folder;
    const auto view = shown(SampleTree::branchy());
    const QString svg = folder.path(QStringLiteral("graph.svg")), png = folder.path(QStringLiteral("graph.png"));
    VERIFY_RESULT(view->exportSvg(svg));
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(file.readAll()).contains(QStringLiteral("merge heads before 2.0")));
    VERIFY_RESULT(view->exportPng(png, 0.5));
    QVERIFY(!QImage(png).isNull());
}

void TestGraphView::exportsRefuseWhatIsTooLarge()
{
    const test::TemporaryFolder folder;
    const auto view = shown(SampleTree::ladder(2000));
    const QString path = folder.path(QStringLiteral("graph.png"));
    const auto tooLarge = view->exportPng(path, 1);
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, core::ErrorCode::Refused);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(view->exportPng(path, 1, ExportScope::Selection).error().code, core::ErrorCode::Refused);
    const auto noFolder = view->exportPng(folder.path(QStringLiteral("no/such/folder.png")), 0.02);
    QCOMPARE(noFolder.error().code, core::ErrorCode::WriteFailed);
}

void TestGraphView::anUnknownIdIsNoSelection()
{
    const auto view = shown(diamond());
    view->select(QStringLiteral("a"));
    view->select(QStringLiteral("no such revision"));
    QCOMPARE(view->selectedId(), QString());
    view->setPicture(nullptr);
    QCOMPARE(view->picture().size(), 0);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->selectedId(), QString());
}

void TestGraphView::screenReadersHearTheCurrentRevision()
{
    const auto view = shown(SampleTree::branchy());
    QTest::keyClick(view.get(), Qt::Key_Home);
    const QString text = view->focusText();
    QVERIFY2(text.contains(QStringLiteral("initial schema")) && text.contains(QStringLiteral("applied"))
            && text.contains(QStringLiteral("base")),
        qPrintable(text));
}

QTEST_MAIN(TestGraphView)
#include "tst_graph_view.moc"
