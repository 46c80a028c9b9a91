#pragma once

#include "graphview/graph_marks.h"
#include "graphview/graph_scene.h"
#include "graphview/graph_view.h"

#include <QSet>

namespace espalier::graphview {

/// What the canvas shows and what is marked on it, by id, so that it survives another picture; without a widget. The
/// scene is laid out again only by setPicture() with another structure, setLayout() and folding.
class GraphState {
public:
    const GraphScene& scene() const { return m_scene; }
    const GraphMarks& marks() const { return m_marks; }
    const GraphPicture& picture() const { return *m_picture; }

    /// How often everything was laid out.
    int layoutCount() const { return m_layouts; }
    /// True where the structure changed and all was laid out again.
    bool setPicture(GraphPicturePtr picture);
    void setLayout(graph::Flow flow, const CardMetrics& metrics);

    // Selection -------------------------------------------------------------------------------------------------------
    const QString& selectedId() const { return m_selectedId; }
    const QString& secondId() const { return m_secondId; }
    QStringList selectedIds() const;
    /// Unknown ids count as none; false where nothing changed.
    bool select(const QString& id, const QString& secondId = {});
    /// The card the keyboard is on; for a pill its first.
    void setFocus(int card) { m_marks.focus = card; }
    void setFocusVisible(bool visible) { m_marks.focusVisible = visible; }
    /// A card, or the first of a pill, or -1; false where nothing changed.
    bool setHovered(int card);

    // What is laid over
    // -------------------------------------------------------------------------------------------------
    void setPath(const PathHighlight& path);
    const PathHighlight& path() const { return m_path; }
    void setStatus(const QString& id, const CardStatus& status);
    void clearStatuses();
    /// The progress to draw, which may lag behind the real one while it moves.
    void setShownProgress(int card, double progress);

    // Searching -------------------------------------------------------------------------------------------------------
    void setSearch(const QString& text);
    const QString& search() const { return m_search; }
    int matchCount() const { return static_cast<int>(m_matches.size()); }
    /// From 1, in upgrade order; 0 where the selection is no match.
    int currentMatch() const;
    /// The match after or before the selection, round the end; empty without any.
    QString matchBeside(bool forwards) const;

    // Folding; each returns whether the layout changed
    // ------------------------------------------------------------------
    bool setFoldThreshold(int revisions);
    int foldThreshold() const { return m_foldThreshold; }
    bool unfoldAll();
    bool foldAll();
    bool unfold(int card) { return setUnfolded(card, true); }
    bool fold(int card) { return setUnfolded(card, false); }
    bool isFolded(int card) const { return m_scene.isPill(m_scene.itemOf(card)); }
    /// Whether a card belongs to a run long enough to fold.
    bool canFold(int card) const;
    QStringList unfoldedRuns() const;
    bool setUnfoldedRuns(const QStringList& firstIds);

private:
    bool setUnfolded(int card, bool unfolded);
    bool layOutAgain();
    void refreshSelection();
    void refreshPath();
    void refreshSearch();
    void refreshStatuses();

    GraphPicturePtr m_picture = std::make_shared<const GraphPicture>();
    GraphTopologyPtr m_topology = std::make_shared<const GraphTopology>();
    GraphScene m_scene;
    int m_layouts = 0;
    GraphMarks m_marks;
    graph::Flow m_flow = graph::Flow::Down;
    CardMetrics m_metrics;
    int m_foldThreshold = 40;
    QSet<QString> m_unfolded; ///< ids of all revisions in runs that the user unfolded
    QString m_selectedId, m_secondId, m_search;
    PathHighlight m_path;
    QHash<QString, CardStatus> m_statuses;
    std::vector<int> m_matches; ///< cards in upgrade order
};

} // namespace espalier::graphview
