#pragma once

#include "core/error.h"
#include "revisions/revision.h"

#include <memory>
#include <QHash>
#include <QSet>
#include <vector>

namespace espalier::revisions {

/// The tree of a project's revisions: an immutable snapshot with exactly Alembic's meaning (alembic.script.revision of
/// the current release), built in linear time even for trees that Alembic refuses or never finishes. Shared between
/// threads as std::shared_ptr<const RevisionGraph>.
///
/// Nodes are indices 0…size()-1 in the order of the files. A parent that no script defines becomes a *ghost*: an index
/// from size() on, drawn but never run.
class RevisionGraph {
public:
    using Index = int;

    /// Takes the revisions in file order (per version location, by name), as Alembic reads them, and the problems that
    /// reading them gave.
    static std::shared_ptr<const RevisionGraph> build(std::vector<Revision> revisions, QList<Problem> problems = {});

    int size() const { return static_cast<int>(m_revisions.size()); }
    int ghostCount() const { return static_cast<int>(m_ghosts.size()); }
    bool isGhost(Index index) const { return index >= size(); }
    const Revision& revision(Index index) const { return m_revisions[static_cast<size_t>(index)]; }
    /// The id of a revision or ghost.
    const RevisionId& id(Index index) const;
    /// -1 where no script or ghost has exactly this id.
    Index indexOf(const RevisionId& id) const;

    /// Parents by down_revision, then the same by depends_on (resolved), ghosts included.
    const std::vector<Index>& downs(Index index) const { return m_downs[static_cast<size_t>(index)]; }
    const std::vector<Index>& dependencies(Index index) const { return m_dependencies[static_cast<size_t>(index)]; }
    /// Children by down_revision and by depends_on.
    const std::vector<Index>& nexts(Index index) const { return m_nexts[static_cast<size_t>(index)]; }
    const std::vector<Index>& dependents(Index index) const { return m_dependents[static_cast<size_t>(index)]; }
    /// Labels of the branch this revision is on, spread as Alembic spreads them, sorted.
    QStringList labels(Index index) const;

    /// Each in Alembic's own order; dependencies do not count.
    const QStringList& heads() const { return m_heads; }
    const QStringList& bases() const { return m_bases; }
    QStringList branchPoints() const;
    QStringList mergePoints() const;
    bool isHead(Index index) const { return m_nexts[static_cast<size_t>(index)].empty(); }
    bool isBase(Index index) const { return !isGhost(index) && m_revisions[static_cast<size_t>(index)].down.isEmpty(); }
    bool isBranchPoint(Index index) const { return m_nexts[static_cast<size_t>(index)].size() > 1; }
    bool isMergePoint(Index index) const { return m_downs[static_cast<size_t>(index)].size() > 1; }

    /// All revisions in upgrade order, parents first, also for a tree with faults (the edges that close a cycle are
    /// left out, each named in problems()).
    const std::vector<Index>& upgradeOrder() const { return m_order; }

    const QList<Problem>& problems() const { return m_problems; }
    /// Whether Alembic itself can load this tree (no missing parent, duplicate id, cycle, unreadable script).
    bool isLoadableByAlembic() const { return m_loadable; }
    /// Revisions whose whole ancestry is sound, so that plans over them make sense in spite of faults elsewhere.
    bool isUsable(Index index) const;

    /// All ancestors or descendants by down_revision and depends_on, the start included.
    std::vector<Index> ancestors(const std::vector<Index>& start) const;
    std::vector<Index> descendants(const std::vector<Index>& start) const;

private:
    RevisionGraph() = default;
    friend class GraphBuilder;

    std::vector<Revision> m_revisions;
    std::vector<RevisionId> m_ghosts;
    QHash<RevisionId, Index> m_indexOf;
    std::vector<std::vector<Index>> m_downs, m_dependencies, m_nexts, m_dependents;
    std::vector<QSet<QString>> m_labels;
    std::vector<Index> m_order;
    std::vector<bool> m_usable;
    QStringList m_heads, m_bases, m_realHeads, m_realBases;
    QList<Problem> m_problems;
    bool m_loadable = true;
};

} // namespace espalier::revisions
