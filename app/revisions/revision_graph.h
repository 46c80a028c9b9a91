#pragma once

#include "core/error.h"
#include "revisions/adjacency.h"
#include "revisions/revision.h"
#include "revisions/topological_sort.h"

#include <memory>
#include <QHash>
#include <span>
#include <vector>

namespace espalier::revisions {

/// The tree of a project's revisions: an immutable snapshot with exactly Alembic's meaning (alembic.script.revision of
/// the current release), built in linear time even for trees that Alembic refuses or never finishes. Shared between
/// threads as std::shared_ptr<const RevisionGraph>.
///
/// Nodes are indices 0…size()-1 in the order of the files. A parent or dependency that no script defines becomes a
/// *ghost*: an index from size() on, drawn but never run. Where two scripts have one id, both are nodes; the last one
/// read is the one that counts (as in Alembic), the others are *shadowed*: nothing refers to them.
class RevisionGraph {
public:
    using Index = int;
    using Indices = std::span<const Index>;

    /// Takes the revisions in file order (per version location, by name), as Alembic reads them, and the problems that
    /// reading them gave.
    static std::shared_ptr<const RevisionGraph> build(std::vector<Revision> revisions, QList<Problem> problems = {});

    int size() const { return static_cast<int>(m_revisions.size()); }
    int ghostCount() const { return static_cast<int>(m_ghosts.size()); }
    bool isGhost(Index index) const { return index >= size(); }
    bool isShadowed(Index index) const { return indexOf(id(index)) != index; }
    /// Not for ghosts.
    const Revision& revision(Index index) const { return m_revisions[static_cast<size_t>(index)]; }
    const std::vector<Revision>& revisions() const { return m_revisions; }
    /// The id of a revision or ghost.
    const RevisionId& id(Index index) const;
    /// -1 where no script or ghost has exactly this id.
    Index indexOf(const RevisionId& id) const { return m_indexOf.value(id, -1); }
    /// The revision whose own branch_labels hold this label; -1 where none does.
    Index indexOfLabel(const QString& label) const { return m_labelHolder.value(label, -1); }

    /// Parents by down_revision, then the same by depends_on (labels resolved), ghosts included, each once.
    Indices downs(Index index) const { return m_downs[index]; }
    Indices dependencies(Index index) const { return m_dependencies[index]; }
    /// Children by down_revision and by depends_on, in file order.
    Indices nexts(Index index) const { return m_nexts[index]; }
    Indices dependents(Index index) const { return m_dependents[index]; }
    /// What must have run before: downs() and those dependencies that no ancestor has already (Alembic's normalized
    /// down revisions), without ghosts and, in a tree with cycles that Alembic refuses, without the edges that close
    /// them.
    Indices parents(Index index) const { return m_parents[index]; }
    Indices children(Index index) const { return m_children[index]; }
    /// Labels of the branch this revision is on, spread as Alembic spreads them, sorted.
    QStringList labels(Index index) const;

    /// Each in Alembic's own order; dependencies do not count.
    const QStringList& heads() const { return m_heads; }
    const QStringList& bases() const { return m_bases; }
    /// The same with dependencies counted: what `heads` means as a target, and what stands in the version table at
    /// last.
    const QStringList& realHeads() const { return m_realHeads; }
    const QStringList& realBases() const { return m_realBases; }
    /// In the order in which Alembic walks the tree, newest first.
    QStringList branchPoints() const;
    QStringList mergePoints() const;
    bool isHead(Index index) const { return !isGhost(index) && m_nexts[index].empty(); }
    bool isBase(Index index) const { return !isGhost(index) && revision(index).down.isEmpty(); }
    bool isBranchPoint(Index index) const { return m_nexts[index].size() > 1; }
    bool isMergePoint(Index index) const { return !isGhost(index) && revision(index).down.size() > 1; }

    /// All revisions in upgrade order, parents first, also for a tree with faults (the edges that close a cycle are
    /// left out, each named in problems()). No ghosts.
    const std::vector<Index>& upgradeOrder() const { return m_order; }

    const QList<Problem>& problems() const { return m_problems; }
    /// Whether Alembic itself can load this tree (no missing parent, self-parent, cycle that it sees, duplicate label,
    /// illegal id or unreadable script). A duplicate id only makes it warn, and many of its commands fail.
    bool isLoadableByAlembic() const { return m_loadable; }
    /// Whether `alembic history` and `alembic upgrade heads` never end on this tree.
    bool hangsAlembic() const { return m_hangs; }
    /// Revisions whose whole ancestry is sound, so that plans over them make sense in spite of faults elsewhere.
    bool isUsable(Index index) const { return !isGhost(index) && m_usable[static_cast<size_t>(index)]; }

    /// All ancestors or descendants by down_revision and depends_on, the start included, ghosts too; in file order.
    std::vector<Index> ancestors(const std::vector<Index>& start) const;
    std::vector<Index> descendants(const std::vector<Index>& start) const;

private:
    RevisionGraph() = default;
    friend class GraphBuilder;
    friend class SymbolResolver;
    friend class Traverser;
    friend class VersionBook;

    /// Place of an id in Alembic's dictionary, by which it sorts heads.
    int rank(Index index) const { return m_rank.value(index, index); }
    void sortByRank(std::vector<Index>& nodes) const;
    /// The parents that Alembic works with: parents(), except in a tree with a cycle that it does not notice.
    const Adjacency& alembicParents() const { return m_loadable && m_cyclic ? m_cyclicParents : m_parents; }
    const Adjacency& alembicChildren() const { return m_loadable && m_cyclic ? m_cyclicChildren : m_children; }
    /// Alembic's own sort by the letter, which also tells where it never ends.
    SortedNodes childrenFirstAsAlembic(const std::vector<char>& todo, std::vector<Index> heads) const;

    std::vector<Revision> m_revisions;
    std::vector<RevisionId> m_ghosts;
    QHash<RevisionId, Index> m_indexOf;
    QHash<QString, Index> m_labelHolder;
    QHash<Index, int> m_rank; ///< where rank() is not the index
    Adjacency m_downs, m_dependencies, m_nexts, m_dependents, m_parents, m_children;
    Adjacency m_cyclicParents, m_cyclicChildren; ///< only where a cycle escapes Alembic
    std::vector<char> m_isPlain; ///< one parent by down_revision and no (normalized) dependency
    FirstParentForest m_forest;
    std::vector<Index> m_order;
    std::vector<bool> m_usable;
    QStringList m_heads, m_bases, m_realHeads, m_realBases;
    QList<Problem> m_problems;
    bool m_loadable = true;
    bool m_cyclic = false;
    bool m_hasLabels = false;
    bool m_hangs = false;
};

} // namespace espalier::revisions
