#pragma once

#include "graphview/camera_motion.h"
#include "graphview/graph_state.h"
#include "graphview/graph_view.h"
#include "graphview/graph_walk.h"
#include "graphview/kept_frame.h"
#include "graphview/minimap.h"
#include "graphview/paint_context.h"
#include "graphview/progress_motion.h"

#include <functional>
#include <optional>

namespace espalier::graphview {

/// The parts of a GraphView and what ties them together. graph_view.cpp has the interface, graph_view_input.cpp mouse
/// and keyboard, graph_view_private.cpp what both use.
class GraphView::Private {
public:
    explicit Private(GraphView& view);

    const GraphScene& scene() const { return state.scene(); }
    const GraphPicture& picture() const { return state.picture(); }

    // Places ----------------------------------------------------------------------------------------------------------
    /// Makes a change that may lay out again; what is selected or in the middle stays where it is on the screen.
    void keepingPlace(const std::function<void()>& change, const QString& preferredAnchor = {});
    void sceneChanged();
    void look(const Sight& sight);
    void lookFirst();
    int cardToLookAt() const;
    QRectF rectOf(int item) const { return camera.toViewport(scene().itemRect(item)); }
    int itemAt(const QPointF& position) const;
    int itemOf(const QString& id) const;
    /// Moves as little as needed for an item to be seen.
    void scrollTo(int item);
    void centreOn(int item);
    void zoomTo(double zoom, const QPointF& around);
    void cameraMoved();
    void refreshStyle();
    void refreshLayout();
    void placeMinimap();
    /// What is seen is another thing, wherever one looks.
    void repaint()
    {
        frame.invalidate();
        q.viewport()->update();
    }
    void repaintCard(int card);

    // Selecting -------------------------------------------------------------------------------------------------------
    bool select(const QString& id, const QString& second = {});
    void focusItem(int item, bool extend);
    void click(int item, Qt::KeyboardModifiers modifiers);
    void toggleFold(int item);
    void hover(int item);
    int focusedItem() const;
    void announce();
    void goToMatch(bool forwards);

    // Input -----------------------------------------------------------------------------------------------------------
    bool walkKey(int key, Qt::KeyboardModifiers modifiers);
    bool zoomKey(int key);
    bool panKey(int key);
    std::optional<Step> stepOf(int key) const;
    bool actOnKey(int key);
    void pinch(double factor, const QPointF& around);
    QString toolTipOf(int item) const;
    void paintFrame(QPainter& painter, const QRegion& region);
    void paintPiece(const QRect& piece);
    PaintContext contextAt(double pixelRatio) { return { scene(), state.marks(), camera, style, cache, pixelRatio }; }
    void paintSummary(QPainter& painter) const;

    GraphView& q;
    GraphState state;
    GraphCamera camera;
    CameraMotion motion{ camera, &q };
    ProgressMotion progress{ &q };
    GraphStyle style;
    PaintCache cache;
    KeptFrame frame;
    Minimap* minimap = nullptr;
    GraphPalette palette = GraphPalette::light();
    QFont codeFont;
    GraphDirection direction = GraphDirection::TopDown;
    std::optional<bool> animated;
    bool minimapWanted = true;
    bool looked = false; ///< a first sight was chosen; until then it waits for a picture and a size
    bool touched = false; ///< the user has moved since
    double reportedZoom = 1;

    QPoint pressedAt;
    QPoint draggedFrom;
    Qt::MouseButton pressed = Qt::NoButton;
    bool dragging = false;
};

/// A sentence for screen readers and tooltips: id, message, state, what it is to the tree, problem.
QString describedCard(const GraphCard& card, const CardStatus& status);
QString stateText(NodeState state);
/// Makes widgets of this kind known to screen readers.
void installGraphAccessibility();
void announceFocus(GraphView& view);

} // namespace espalier::graphview
