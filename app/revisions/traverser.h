#pragma once

#include "revisions/symbol_resolver.h"

namespace espalier::revisions {

/// Either end of a traversal as Alembic's code takes it: a target's text, or the rows of a version table.
struct RangeEnd {
    std::optional<QString> text;
    QStringList rows;

    static RangeEnd target(const QString& text) { return { text, {} }; }
    static RangeEnd table(const QStringList& rows) { return { std::nullopt, rows }; }
    QStringList asTuple() const { return text ? QStringList{ *text } : rows; }
};

/// RevisionMap.iterate_revisions: which revisions lie between two ends, and in which order. Names in comments are
/// those of alembic.script.revision.RevisionMap.
class Traverser {
public:
    using Index = RevisionGraph::Index;

    explicit Traverser(const RevisionGraph& graph)
        : m_graph(graph)
        , m_resolver(graph)
    { }

    struct Options {
        bool inclusive = false;
        bool implicitBase = false;
        bool mustArrive = true; ///< assert_relative_length
    };
    struct Selection {
        std::vector<Index> order; ///< children first
        std::vector<Node> rows; ///< what the rows of the version table resolve to
        bool hangsAlembic = false;
    };
    Try<Selection> upgrade(const RangeEnd& upper, const RangeEnd& lower, const Options& options) const;
    Try<Selection> downgrade(const RangeEnd& rows, const QString& target) const;

    /// _get_all_current, as far as `alembic current` shows it.
    Try<std::vector<Node>> allCurrent(const QStringList& rows) const;
    /// All ancestors by what Alembic counts as parents, the start included.
    std::vector<char> ancestors(const std::vector<Node>& start) const;
    const SymbolResolver& resolver() const { return m_resolver; }

private:
    struct DowngradeTarget {
        std::optional<QString> label;
        Node revision = noRevision;
    };
    Try<std::vector<Node>> upgradeTargets(const RangeEnd& current, const RangeEnd& target, bool mustArrive) const;
    Try<std::vector<Node>> stepsUp(const RangeEnd& current, const RelativeTarget& relative, bool mustArrive) const;
    Try<std::vector<Node>> startsOnBranch(const QStringList& current, const QString& label) const;
    Try<std::vector<Node>> onBranchOf(const QString& lower, std::vector<Node> targets) const;
    Try<DowngradeTarget> downgradeTarget(const RangeEnd& current, const RangeEnd& target, bool mustArrive) const;
    Try<DowngradeTarget> stepsDown(const RangeEnd& current, const RelativeTarget& relative, bool mustArrive) const;
    Try<DowngradeTarget> startOnBranch(const QStringList& current, const QString& label) const;
    Try<std::vector<Index>> downgradeRoots(const DowngradeTarget& target) const;
    Try<Node> labelled(const std::optional<QString>& label, const QString& symbol) const;
    /// _iterate_related_revisions with check=True: refuses where one of the targets lies among another's relatives.
    Try<std::vector<char>> relativesChecked(const std::vector<Node>& targets, const Adjacency& edges) const;
    Try<Selection> sorted(std::vector<char> todo, std::vector<Node> heads, bool isConvex) const;
    static Try<Selection> complete(Selection selection, size_t expected);
    Try<Selection> usable(Selection selection) const;

    const RevisionGraph& m_graph;
    SymbolResolver m_resolver;
};

} // namespace espalier::revisions
