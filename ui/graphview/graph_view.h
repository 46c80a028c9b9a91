#pragma once

#include "core/error.h"
#include "graphview/graph_palette.h"
#include "graphview/graph_picture.h"

#include <memory>
#include <QAbstractScrollArea>

namespace espalier::graphview {

/// TopDown: bases on top, as a plan is read. BottomUp: heads on top, as `alembic history` and git clients have it.
/// LeftRight follows the reading direction: right to left under a right-to-left layout.
enum class GraphDirection { TopDown, BottomUp, LeftRight };

/// The steps that a target would run.
struct PathHighlight {
    QStringList ids; ///< in the order in which they run; numbered from 1
    QStringList risky; ///< those of them that carry a warning colour
    QString summary; ///< "9 steps · 4 tables · 2 risky": shown over the canvas
    bool downgrade = false;
    friend bool operator==(const PathHighlight&, const PathHighlight&) = default;
};

/// What a page remembers to come back to the same sight.
struct ViewState {
    QString selected;
    QString anchor; ///< a revision near the middle
    QPointF anchorOffset; ///< of the anchor from the viewport's middle, in device-independent pixels
    double zoom = 0; ///< 0: never shown
    QStringList unfolded; ///< first revisions of the runs that the user unfolded
};

enum class ExportScope { Everything, Selection };

/// The migration graph: a canvas of cards with pan and zoom, folding, search, minimap, keyboard and export.
///
/// Selection goes by revision id and survives setPicture(), as do the zoom and the place on the screen of what is
/// selected (or, without a selection, of what stands in the middle). Layout happens when the structure, the folding or
/// the direction changes, never on zoom, hover or a change of state.
///
/// Keyboard: arrows walk along and across the tree, Home/End first and last, Page up/down by a screen, Enter activates,
/// Space folds and unfolds, + and - zoom, 0 shows everything, 1 actual size, Escape drops the selection's second end,
/// then the selection, Ctrl with arrows pans, Shift with arrows extends to a second revision, Menu key opens the
/// context menu.
class GraphView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit GraphView(QWidget* parent = nullptr);
    ~GraphView() override;

    void setPicture(GraphPicturePtr picture);
    const GraphPicture& picture() const;

    void setGraphPalette(const GraphPalette& palette);
    const GraphPalette& graphPalette() const;
    /// For ids; messages use the widget's own font.
    void setCodeFont(const QFont& font);
    /// Off: every move is at once. The default follows the style (QStyle::SH_Widget_Animation_Duration).
    void setAnimated(bool animated);
    bool isAnimated() const;

    void setDirection(GraphDirection direction);
    GraphDirection direction() const;

    // Looking -------------------------------------------------------------------------------------------------------
    double zoom() const;
    double minimumZoom() const;
    double maximumZoom() const;
    /// Around the middle of the viewport.
    void setZoom(double zoom);
    void zoomIn();
    void zoomOut();
    void fitAll();
    void fitSelection();
    void actualSize();
    /// Brings a revision to the middle, unfolding its run; false where the picture has none of this id.
    bool reveal(const QString& id);
    void setMinimapVisible(bool visible);
    bool isMinimapVisible() const;
    ViewState viewState() const;
    void restoreViewState(const ViewState& state);
    /// How often everything was laid out since the start: for tests and benchmarks.
    int layoutCount() const;
    /// Of frames, likewise: whether nothing was left for the next one.
    bool isSettled() const;
    /// The place of a card in viewport coordinates; empty while it is folded away or unknown.
    QRect cardRect(const QString& id) const;

    // Selecting -----------------------------------------------------------------------------------------------------
    QString selectedId() const;
    /// The other end after a shift-click; empty without one.
    QString secondId() const;
    /// The selection: nothing, one id, or all revisions between both ends (ends included, parents first).
    QStringList selectedIds() const;
    /// Selects and scrolls into view where needed. An unknown or empty id clears the selection.
    void select(const QString& id);
    void selectRange(const QString& id, const QString& secondId);
    QString hoveredId() const;
    /// What the keyboard is on, in words: for screen readers.
    QString focusText() const;

    // Highlights ----------------------------------------------------------------------------------------------------
    void setPath(const PathHighlight& path);
    void clearPath();
    const PathHighlight& path() const;
    /// Lays a state over the picture's own while a plan runs; cheap, for every progress message.
    void setStatus(const QString& id, const CardStatus& status);
    void clearStatuses();

    // Folding -------------------------------------------------------------------------------------------------------
    /// Linear runs of at least this many revisions fold into one pill; 0 folds nothing.
    void setFoldThreshold(int revisions);
    int foldThreshold() const;
    void foldAll();
    void unfoldAll();
    bool isFolded(const QString& id) const;
    /// Folds or unfolds the run that a revision belongs to; false where it is in none.
    bool toggleFold(const QString& id);

    // Searching -----------------------------------------------------------------------------------------------------
    /// Marks revisions whose id, message, labels or detail contain all words of the text, ignoring case; the others
    /// fade.
    void setSearch(const QString& text);
    QString search() const;
    int matchCount() const;
    /// Which match is selected, from 1; 0 for none.
    int currentMatch() const;
    void nextMatch();
    void previousMatch();

    // Export --------------------------------------------------------------------------------------------------------
    /// The same picture as on the screen, at full detail. WriteFailed; Refused where the image would be larger than the
    /// size guard allows (268 million pixels, or 32,767 on a side), naming the largest scale that would do.
    core::Result<void> exportSvg(const QString& path, ExportScope scope = ExportScope::Everything) const;
    core::Result<void> exportPng(const QString& path, double scale, ExportScope scope = ExportScope::Everything) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// `second` is empty unless two ends are selected. Sent for changes by the user and by select().
    void selectionChanged(const QString& id, const QString& second);
    /// Enter or double click.
    void activated(const QString& id);
    /// `id` is empty over the bare canvas.
    void contextMenuRequested(const QString& id, const QPoint& globalPosition);
    void hoverChanged(const QString& id);
    void zoomChanged(double zoom);
    void searchChanged(int current, int count);
    void foldingChanged();

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
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
    void scrollContentsBy(int dx, int dy) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::graphview
