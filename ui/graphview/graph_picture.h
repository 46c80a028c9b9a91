#pragma once

#include <memory>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <vector>

namespace espalier::graphview {

/// Where a revision stands in the database that is looked at. Each state has a form of its own besides its colour.
enum class NodeState {
    Plain, ///< no database is looked at: nothing is claimed
    Pending, ///< outlined
    Applied, ///< filled
    Current, ///< filled and ringed: a row of the version table
    Unknown, ///< hatched: whether it is applied cannot be told
    Ghost, ///< dashed: named by a script or by the database, but no script defines it
    Running, ///< a step that runs now; `progress` fills it
    Done, ///< a step of this run that has ended well
    Failed, ///< a step of this run that failed; `error` stands on the card
};

/// What a revision does, one small glyph each.
enum class GlyphKind {
    AddTable,
    DropTable,
    AddColumn,
    DropColumn,
    AlterColumn,
    Index,
    ForeignKey,
    Data,
    RawSql,
    Opaque
};

struct CardGlyph {
    GlyphKind kind = GlyphKind::AddTable;
    int count = 1;
    friend bool operator==(const CardGlyph&, const CardGlyph&) = default;
};

enum class ProblemMark { None, Info, Warning, Error };

/// What changes while a plan runs.
struct CardStatus {
    NodeState state = NodeState::Plain;
    double progress = -1; ///< 0…1 of a running step; below 0 where it cannot be told
    QString error; ///< one line, shown on the card of a failed step
    friend bool operator==(const CardStatus&, const CardStatus&) = default;
};

/// One revision as it is drawn. `id` is unique in a picture and survives reloads; selection goes by it.
struct GraphCard {
    QString id;
    QString shortId; ///< shown in monospace; the id where it is empty
    QString message; ///< first line
    QString detail; ///< author or relative date, or both
    QString tooltip; ///< exact time, file and the like; plain text, lines by \n
    CardStatus status;
    bool head = false;
    bool base = false;
    bool merge = false;
    QStringList labels; ///< branch labels to show as badges (the revision's own ones)
    QList<CardGlyph> glyphs;
    ProblemMark problem = ProblemMark::None;
    QString problemText; ///< for the tooltip and for screen readers
    friend bool operator==(const GraphCard&, const GraphCard&) = default;
};

/// All that is drawn of a tree: an immutable value, shared as GraphPicturePtr. Cards stand parents first where the tree
/// has no cycle; links are indices of cards.
class GraphPicture {
public:
    using Links = std::vector<std::vector<int>>;

    GraphPicture() = default;
    /// `parents` (solid edges) and `dependencies` (dashed ones) hold a list for each card. Links out of range and cards
    /// whose id came before are dropped.
    GraphPicture(std::vector<GraphCard> cards, Links parents, Links dependencies = {});

    int size() const { return static_cast<int>(m_cards.size()); }
    const GraphCard& card(int index) const { return m_cards[static_cast<size_t>(index)]; }
    const std::vector<GraphCard>& cards() const { return m_cards; }
    const Links& parents() const { return m_parents; }
    const Links& dependencies() const { return m_dependencies; }
    int indexOf(const QString& id) const { return m_indexOf.value(id, -1); }

    /// Same ids in the same order with the same links: what is drawn may differ, where it stands does not.
    bool hasSameStructure(const GraphPicture& other) const;

private:
    std::vector<GraphCard> m_cards;
    Links m_parents;
    Links m_dependencies;
    QHash<QString, int> m_indexOf;
};

using GraphPicturePtr = std::shared_ptr<const GraphPicture>;

} // namespace espalier::graphview
