#pragma once

#include "graphview/camera_motion.h"
#include "graphview/kept_frame.h"
#include "schema/diagram_minimap.h"
#include "schema/diagram_painter.h"

#include <functional>
#include <QSet>
#include <QTimer>
#include <QWidget>

namespace espalier::ui {

/// The canvas of the foreign keys: boxes of tables with pan and zoom, search and keyboard.
///
/// Keyboard: arrows walk to the nearest table in that direction, Home/End to the first and last by name, Enter
/// activates, Space and Shift with arrows choose one more, + and - zoom, 0 shows everything, 1 actual size, Escape
/// drops the selection, Ctrl with arrows pans, Menu key opens the context menu. Ctrl with a click chooses one more
/// table, Shift with a drag all in a rectangle; what is chosen, and what is in a frame, is dragged together. Nothing is
/// laid out here: a scene has its places, and a drag moves boxes in it.
class DiagramView : public QWidget {
    Q_OBJECT
public:
    explicit DiagramView(QWidget* parent = nullptr);

    /// `keepsSight`: what stays where it was does so on the screen too.
    void setScene(DiagramScene scene, bool keepsSight);
    const DiagramScene& scene() const { return m_scene; }
    void setPinned(const QSet<QString>& keys);
    void setAnimated(bool animated) { m_animated = animated; }
    /// In a corner, where not everything is seen anyway.
    void setMinimapVisible(bool visible);
    bool isMinimapVisible() const { return m_isMinimapWanted; }

    void select(const QString& key);
    QString selected() const;
    /// The selected table and those that were chosen beside it; of a folded group all its tables.
    QStringList chosen() const;
    void choose(const std::vector<int>& tables);
    /// Brings a table into the middle.
    void reveal(const QString& key);
    /// Marks the tables for which `isMatch` says so, fades the others; an empty function ends it.
    void setMatches(const std::function<bool(const DiagramTable&)>& isMatch);
    int matchCount() const;
    void nextMatch();

    double zoom() const { return m_camera.zoom(); }
    void setZoom(double zoom);
    void zoomIn() { setZoom(m_motion.goalZoom() * 1.25); }
    void zoomOut() { setZoom(m_motion.goalZoom() / 1.25); }
    void fitAll();
    /// Whether every table is on the screen as a whole.
    bool isAllInSight() const;
    /// The selected table and its neighbours.
    void fitSelection();
    void actualSize() { setZoom(1); }
    QRect tableRect(const QString& key) const;
    /// Of a group that is not folded: its name.
    QRect nameRect(const QString& group) const;
    /// Of frames, for tests: whether everything was drawn sharp.
    bool isSettled() const { return m_isSettled; }

    QSize sizeHint() const override { return { 800, 600 }; }
    QSize minimumSizeHint() const override { return { 160, 120 }; }

Q_SIGNALS:
    /// By the user or by select(); empty for none.
    void selectionChanged(const QString& key);
    void chosenChanged();
    /// Enter or double click.
    void activated(const QString& key);
    /// `key` is empty over the bare canvas, and `group` where it is not over the name of one.
    void contextMenuRequested(const QString& key, const QString& group, const QPoint& globalPosition);
    /// Boxes were dragged there.
    void tablesMoved(const DiagramScene::Places& corners);
    /// Click on the mark beside its name, or double click on that.
    void foldRequested(const QString& group, bool fold);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void look(double zoom, const QPointF& canvas, const QPointF& viewport);
    void lookFirst();
    void cameraMoved();
    void placeMinimap();
    void redraw();
    void contentChanged();
    double fitZoom() const;
    int tableAt(const QPointF& position) const;
    /// The one whose name is there; -1 where none is.
    int frameAt(const QPointF& position) const;
    bool isOnFoldMark(const QPointF& position, int frame, int table) const;
    void setChosen(std::vector<bool> chosen);
    void toggleChosen(int table);
    void chooseInBand();
    void addToChoice(const QStringList& keys);
    std::vector<int> draggedBy(const QPointF& position) const;
    void moved(const std::vector<int>& tables);
    void clicked(const QPointF& position, bool isMore);
    QRectF rectOf(int table) const { return m_camera.toViewport(m_scene.box(table)); }
    void scrollTo(int table);
    void hover(const QPointF& position);
    void focusTable(int table);
    bool walk(int key);
    bool panKey(int key);
    bool zoomKey(int key);
    int nearest(const QPointF& direction) const;
    QString toolTipAt(const QPointF& position) const;
    QString wordsOf(int table) const;

    DiagramScene m_scene;
    DiagramMarks m_marks;
    DiagramSprites m_sprites;
    graphview::KeptFrame m_backing;
    QSet<QString> m_pinned;
    graphview::GraphCamera m_camera;
    graphview::CameraMotion m_motion{ m_camera, this };
    DiagramMinimap* m_minimap;
    bool m_isMinimapWanted = true;
    bool m_animated = true;
    bool m_looked = false; ///< a first sight was chosen
    bool m_touched = false; ///< the user has moved since
    bool m_isSettled = true;

    QTimer m_rest; ///< runs out when a wheel has stopped
    QPointF m_pointer; ///< where it was then
    QPointF m_pressedAt;
    QPointF m_draggedFrom;
    Qt::MouseButton m_pressed = Qt::NoButton;
    std::vector<int> m_dragged; ///< boxes that a drag moves
    QRectF m_band; ///< in which everything is to be chosen, on the viewport
    bool m_isBanding = false;
    bool m_dragging = false;
};

} // namespace espalier::ui
