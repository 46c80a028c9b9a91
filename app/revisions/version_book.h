#pragma once

#include "revisions/symbol_resolver.h"

namespace espalier::revisions {

/// The rows of the version table while steps run: alembic.runtime.migration.HeadMaintainer with the questions that
/// RevisionStep and StampStep answer it. Each method takes one step and returns its statements, or a Refusal where
/// Alembic would fail in the middle.
class VersionBook {
public:
    using Index = RevisionGraph::Index;
    using Changes = Try<std::vector<VersionChange>>;

    /// `revisions` are what the rows resolve to. Where Alembic hangs, the steps are Espalier's own, and parents are
    /// those without the links that close a cycle.
    VersionBook(const RevisionGraph& graph, const QStringList& rows, const std::vector<Node>& revisions,
        bool hangsAlembic = false);

    Changes upgrade(Index revision);
    Changes downgrade(Index revision);
    Changes stamp(const QStringList& from, const QString& to, bool isUpgrade, bool isBranchMove);

private:
    Changes apply(std::vector<VersionChange> changes, const RevisionId& step);
    tl::unexpected<Refusal> doesNotFit(const RevisionId& step) const;
    std::vector<Index> parentsToReplace(const std::vector<Index>& parents) const;
    std::vector<Index> parentsToReturnTo(Index revision) const;
    /// Whether a row other than those in `except` is this revision or a descendant of it.
    bool isCovered(Index revision, const QStringList& except) const;
    bool isCoveredByWalk(Index revision, const QStringList& except) const;
    /// Whether the revision is an ancestor of another of these.
    bool isBelowOneOf(Index revision, const std::vector<Index>& others) const;
    /// Whether a walk down from these meets the revision.
    bool isReached(Index revision, std::vector<Index> pending) const;
    bool hasRow(Index revision) const { return m_rows.contains(m_graph.id(revision)); }
    void countApplied(const std::vector<Node>& revisions);

    const RevisionGraph& m_graph;
    const Adjacency& m_parents;
    QHash<QString, Index> m_rows;
    bool m_isOurs = false; ///< the rows are not Alembic's: just the heads of what is applied
    bool m_isExact = true; ///< rows are whole ids and the graph has no cycle: the short cuts hold
    std::vector<char> m_applied;
    std::vector<int> m_appliedChildren;
};

} // namespace espalier::revisions
