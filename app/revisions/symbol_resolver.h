#pragma once

#include "revisions/traversal.h"

#include <optional>

namespace espalier::revisions {

template <typename T> using Try = tl::expected<T, Refusal>;

/// What Alembic's code passes about as a revision: one of them, or None, which means the base, or the text "base",
/// which is where a walk down ends.
using Node = int;
inline constexpr Node noRevision = -1;
inline constexpr Node belowBase = -2;

/// "label@rev+2" in its parts.
struct RelativeTarget {
    std::optional<QString> label;
    std::optional<QString> symbol;
    int steps = 0;
    QString written; ///< the steps as written
};
/// Nothing where the text has no relative part.
std::optional<RelativeTarget> parseRelative(const QString& target);

/// How Alembic finds revisions by symbols: the methods of alembic.script.revision.RevisionMap that take names, with
/// their exceptions as Refusals. Names in comments are those of RevisionMap.
class SymbolResolver {
public:
    using Index = RevisionGraph::Index;

    explicit SymbolResolver(const RevisionGraph& graph)
        : m_graph(graph)
    { }

    Try<std::vector<Node>> revisions(const QString& symbol) const; ///< get_revisions
    Try<std::vector<Node>> revisions(const QStringList& symbols) const;
    Try<Node> revision(const QString& symbol) const; ///< get_revision
    Try<Node> branch(const QString& label) const; ///< _resolve_branch
    /// filter_for_lineage: those that are an ancestor or a descendant of what `against` names, or it itself.
    Try<std::vector<Node>> onLineage(
        const std::vector<Node>& targets, const QString& against, bool withDependencies = false) const;
    Try<QStringList> onLineage(const QStringList& targets, const QString& against) const;
    /// _walk: up or down by so many steps; noRevision where the tree ends before and `mustArrive` is set.
    Try<Node> walk(Node start, int steps, const std::optional<QString>& label, bool mustArrive) const;

private:
    struct Numbers {
        QStringList ids;
        std::optional<QString> label;
    };
    Try<Numbers> numbers(const QString& symbol) const; ///< _resolve_revision_number
    Try<QStringList> currentHead(const std::optional<QString>& label) const; ///< get_current_head
    Try<Node> forIdentifier(const QString& id, const std::optional<QString>& label) const; ///< _revision_for_ident
    Try<Node> forPartialIdentifier(const QString& id, const std::optional<QString>& label) const;
    Try<std::vector<Node>> belowHeads(int steps, const std::optional<QString>& label) const;
    Try<std::vector<Node>> children(Node node, const std::optional<QString>& label) const;
    Try<std::vector<Node>> parents(Node node) const;
    Try<QStringList> lineageNames(const QString& against) const;
    Try<std::vector<char>> lineage(const QStringList& names, bool withDependencies) const;
    void mark(Index start, const Adjacency& edges, std::vector<char>& found) const;
    Index exactly(const QString& key) const;

    const RevisionGraph& m_graph;
};

} // namespace espalier::revisions
