#pragma once

#include "revisions/revision_graph.h"

#include <QSet>
#include <set>

namespace espalier::revisions {

/// Why a target is refused; the same kinds as Alembic's exceptions.
enum class RefusalKind {
    UnknownRevision, ///< ResolutionError: no such revision or branch
    Ambiguous, ///< a partial id that fits several, or relative steps at a fork
    NotOnBranch, ///< ResolutionError: the revision is not a member of the branch named before "@"
    MultipleHeads, ///< MultipleHeads: "head" where there are several
    Overlap, ///< a requested revision, or a row of the version table, is an ancestor of another
    NoSuchPath, ///< RangeNotAncestorError, "not a valid downgrade target", relative steps that lead nowhere
    BrokenTree, ///< the tree has a fault on the way
    InvalidTarget, ///< cannot be read as a target, e.g. a range where none is allowed
    MissingFunction, ///< a script on the way has no upgrade() or downgrade()
    BadRows, ///< the version table's rows do not fit the step: Alembic would stop in the middle
};
/// kebab-case, as the command line shows it.
QString refusalName(RefusalKind kind);

struct Refusal {
    RefusalKind kind = RefusalKind::UnknownRevision;
    core::Message message;
    QStringList revisions; ///< those concerned, e.g. the ones a partial id fits
    /// Alembic has no words for it: it ends with a Python traceback (AssertionError, KeyError), perhaps in mid-run.
    bool alembicCrashes = false;
};

enum class Direction { Upgrade, Downgrade, Stamp };

/// One statement on the version table.
struct VersionChange {
    QString from; ///< empty: INSERT of `to`
    QString to; ///< empty: DELETE of `from`; both: UPDATE
    friend bool operator==(const VersionChange&, const VersionChange&) = default;
};

/// One revision to run, and what happens to the version table after it.
struct TraversalStep {
    RevisionId revision; ///< for a stamp that only deletes a row, that row's
    Direction direction = Direction::Upgrade;
    std::vector<VersionChange> changes;
    friend bool operator==(const TraversalStep&, const TraversalStep&) = default;
};

/// The rows of a version table, taken from step to step: a plan of 50,000 steps over 1,000 heads would not fit into
/// memory if each step held its own rows.
///     VersionRows rows(traversal.start);
///     for (const TraversalStep& step : traversal.steps) { before = rows.list(); rows.apply(step); after = rows.list();
///     }
class VersionRows {
public:
    explicit VersionRows(const QStringList& rows)
        : m_rows(rows.begin(), rows.end())
    { }
    void apply(const TraversalStep& step);
    bool contains(const QString& row) const { return m_rows.count(row) > 0; }
    /// Sorted, each once.
    QStringList list() const { return { m_rows.begin(), m_rows.end() }; }

private:
    std::set<QString> m_rows;
};

struct Traversal {
    QStringList start; ///< the rows it starts from, as given
    std::vector<TraversalStep> steps;
    bool hangsAlembic = false; ///< Alembic never finishes ordering these steps (it loops); the order here is Espalier's

    /// Sorted rows after the first `count` steps.
    QStringList rowsAfter(size_t count) const;
    QStringList rowsAtEnd() const { return rowsAfter(steps.size()); }
};
using TraversalResult = tl::expected<Traversal, Refusal>;

/// The steps that `alembic upgrade TARGET` would take from a version table with the rows `current` (in the table's
/// order). TARGET: an id, a partial id, "head", "heads", "base", "+2", "rev+2", "rev-1", "label@head", "label@+1",
/// "label@rev". In a tree that Alembic cannot load, revisions that isUsable() can still be planned.
TraversalResult upgradeSteps(const RevisionGraph& graph, const QString& target, const QStringList& current);
/// The steps of `alembic downgrade TARGET`: an id, "base", "-1", "rev-2", "label@base", "label@-1", …
TraversalResult downgradeSteps(const RevisionGraph& graph, const QString& target, const QStringList& current);
/// The steps of `alembic stamp TARGET…`. For --purge pass no rows.
TraversalResult stampSteps(const RevisionGraph& graph, const QStringList& targets, const QStringList& current);

/// A target's refusal as an error: InvalidArgument.
core::Error errorOf(const Refusal& refusal);

using Resolution = tl::expected<QStringList, Refusal>;

/// The revisions a symbol or partial id names ("ae10", "label@head", "heads"; "base" gives none).
Resolution resolve(const RevisionGraph& graph, const QString& symbol);
/// The rows that `alembic upgrade FROM:TO --sql` takes as its start: each symbol must name one revision, or "base".
Resolution startRows(const RevisionGraph& graph, const QStringList& symbols);
/// The revisions that `alembic history -r FROM:TO` shows, newest first; either side may be empty, relative or
/// "current".
Resolution history(const RevisionGraph& graph, const QString& range, const QStringList& current = {});

/// All revisions that a version table with these rows implies are applied, and the rows that no script defines.
struct AppliedState {
    QSet<RevisionId> applied;
    QStringList unknown;
    QStringList
        inexact; ///< rows that are only the beginning of an id: Alembic reads them so, but fails to replace them
};
AppliedState appliedState(const RevisionGraph& graph, const QStringList& current);

} // namespace espalier::revisions
