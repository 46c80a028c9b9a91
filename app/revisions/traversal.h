#pragma once

#include "revisions/revision_graph.h"

namespace espalier::revisions {

/// Why a target is refused; the same kinds as Alembic's exceptions.
enum class RefusalKind {
    UnknownRevision, ///< ResolutionError: no such revision or branch
    Ambiguous, ///< ResolutionError: a partial id that fits several
    MultipleHeads, ///< MultipleHeads
    Overlap, ///< a requested revision overlaps with other requested revisions
    NoSuchPath, ///< RangeNotAncestorError, "not a parent", relative steps that lead nowhere
    BrokenTree, ///< the tree has a fault on the way
    InvalidTarget, ///< cannot be read as a target, e.g. a range where none is allowed
};
QString refusalName(RefusalKind kind);

struct Refusal {
    RefusalKind kind = RefusalKind::UnknownRevision;
    core::Message message;
    QStringList revisions;
};

enum class Direction { Upgrade, Downgrade };

/// One revision to run, with the rows of the version table before and after it (sorted).
struct TraversalStep {
    RevisionId revision;
    Direction direction = Direction::Upgrade;
    QStringList before;
    QStringList after;
    friend bool operator==(const TraversalStep&, const TraversalStep&) = default;
};

using Traversal = tl::expected<std::vector<TraversalStep>, Refusal>;

/// The steps that `alembic upgrade TARGET` would take from a version table with the rows `current`. TARGET: an id, a
/// partial id, "head", "heads", "base", "+2", "rev+2", "label@head", "label@+1", "label@rev".
Traversal upgradeSteps(const RevisionGraph& graph, const QString& target, const QStringList& current);
/// The steps of `alembic downgrade TARGET`.
Traversal downgradeSteps(const RevisionGraph& graph, const QString& target, const QStringList& current);

/// `alembic stamp TARGET`: the version table's rows afterwards.
tl::expected<QStringList, Refusal> stampedHeads(
    const RevisionGraph& graph, const QString& target, const QStringList& current);

/// The revisions a symbol or partial id names ("ae10", "label@head", "heads", "base" gives none).
tl::expected<QStringList, Refusal> resolve(const RevisionGraph& graph, const QString& symbol);

/// All revisions that a version table with these rows implies are applied, and the rows that no script defines.
struct AppliedState {
    QSet<RevisionId> applied;
    QStringList unknown;
};
AppliedState appliedState(const RevisionGraph& graph, const QStringList& current);

} // namespace espalier::revisions
