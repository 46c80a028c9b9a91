#include "revisions/symbol_resolver.h"

#include "core/index.h"
#include "revisions/refusals.h"

#include <algorithm>
#include <limits>
#include <QRegularExpression>

namespace espalier::revisions {

namespace {

using core::at;
bool isGiven(const std::optional<QString>& text) { return text && !text->isEmpty(); }

constexpr int farAway = 1'000'000'000;

/// Python's int() of a text: white space around, a sign, single underscores between digits, any script's digits.
std::optional<int> pythonInteger(const QString& text)
{
    const QString trimmed = text.trimmed();
    qsizetype i = 0;
    const bool isNegative = trimmed.startsWith(QLatin1Char('-'));
    if (isNegative || trimmed.startsWith(QLatin1Char('+')))
        ++i;
    bool mayUnderscore = false;
    int value = 0;
    for (; i < trimmed.size(); ++i) {
        if (trimmed[i] == QLatin1Char('_') && mayUnderscore) {
            mayUnderscore = false;
            continue;
        }
        if (trimmed[i].category() != QChar::Number_DecimalDigit)
            return std::nullopt;
        value = std::min(farAway, value > farAway / 10 ? farAway : value * 10 + trimmed[i].digitValue());
        mayUnderscore = true;
    }
    if (!mayUnderscore)
        return std::nullopt;
    return isNegative ? -value : value;
}

/// len() in Python counts characters, not UTF-16 units.
bool isLongerThanThree(const QString& key) { return key.size() > 6 || (key.size() > 3 && key.toUcs4().size() > 3); }

} // namespace

std::optional<RelativeTarget> parseRelative(const QString& target)
{
    // revision.py, _relative_destination. What follows the digits is ignored there, and so it is here.
    static const QRegularExpression pattern(
        QStringLiteral("(?:(.+?)@)?(\\w+)?((?:\\+|-)\\d+)"), QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match
        = pattern.match(target, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return std::nullopt;
    RelativeTarget relative;
    if (match.capturedStart(1) >= 0)
        relative.label = match.captured(1);
    if (match.capturedStart(2) >= 0)
        relative.symbol = match.captured(2);
    relative.written = match.captured(3);
    relative.steps = pythonInteger(relative.written).value_or(0);
    return relative;
}

SymbolResolver::Index SymbolResolver::exactly(const QString& key) const
{
    const Index known = m_graph.indexOf(key);
    return known >= 0 && !m_graph.isGhost(known) ? known : m_graph.indexOfLabel(key);
}

Try<SymbolResolver::Numbers> SymbolResolver::numbers(const QString& symbol) const
{
    Numbers result;
    QString id = symbol;
    if (const qsizetype separator = symbol.indexOf(QLatin1Char('@')); separator >= 0) {
        result.label = symbol.left(separator);
        id = symbol.mid(separator + 1);
    }
    Try<QStringList> ids = QStringList{ id };
    if (id == QLatin1String("heads"))
        ids = isGiven(result.label) ? onLineage(m_graph.heads(), *result.label) : m_graph.realHeads();
    else if (id == QLatin1String("head"))
        ids = currentHead(result.label);
    else if (id == QLatin1String("base"))
        ids = QStringList();
    if (!ids)
        return tl::unexpected(ids.error());
    result.ids = *ids;
    return result;
}

Try<QStringList> SymbolResolver::currentHead(const std::optional<QString>& label) const
{
    Try<QStringList> heads = m_graph.heads();
    if (isGiven(label))
        heads = onLineage(m_graph.heads(), *label);
    if (heads && heads->size() > 1)
        return refusals::multipleHeads(
            isGiven(label) ? *label + QStringLiteral("@head") : QStringLiteral("head"), *heads);
    return heads;
}

Try<std::vector<Node>> SymbolResolver::revisions(const QStringList& symbols) const
{
    std::vector<Node> all;
    for (const QString& symbol : symbols) {
        const auto some = revisions(symbol);
        if (!some)
            return some;
        all.insert(all.end(), some->begin(), some->end());
    }
    return all;
}

Try<std::vector<Node>> SymbolResolver::revisions(const QString& symbol) const
{
    const auto resolved = numbers(symbol);
    if (!resolved)
        return tl::unexpected(resolved.error());
    if (resolved->ids.size() == 1)
        if (const auto steps = pythonInteger(resolved->ids.first()); steps && *steps < 0)
            return belowHeads(*steps, resolved->label);
    std::vector<Node> found;
    for (const QString& id : resolved->ids) {
        const auto node = forIdentifier(id, resolved->label);
        if (!node)
            return tl::unexpected(node.error());
        found.push_back(*node);
    }
    return found;
}

Try<std::vector<Node>> SymbolResolver::belowHeads(int steps, const std::optional<QString>& label) const
{
    const auto heads = revisions(QStringLiteral("heads"));
    if (!heads)
        return heads;
    std::vector<Node> reached;
    for (const Node head : *heads) {
        if (label && !m_graph.labels(head).contains(*label))
            continue;
        const auto node = walk(head, steps, std::nullopt, true);
        if (!node)
            return tl::unexpected(node.error());
        reached.push_back(*node);
    }
    return reached;
}

Try<Node> SymbolResolver::revision(const QString& symbol) const
{
    const auto resolved = numbers(symbol);
    if (!resolved)
        return tl::unexpected(resolved.error());
    if (resolved->ids.size() > 1)
        return refusals::multipleHeads(symbol, resolved->ids);
    if (!resolved->ids.isEmpty())
        return forIdentifier(resolved->ids.first(), resolved->label);
    if (isGiven(resolved->label))
        if (const auto known = branch(*resolved->label); !known)
            return known;
    return noRevision;
}

Try<Node> SymbolResolver::branch(const QString& label) const
{
    if (const Index known = exactly(label); known >= 0)
        return known;
    const auto revision = forIdentifier(label, std::nullopt);
    if (!revision && !revision.error().alembicCrashes)
        return refusals::unknownBranch(label);
    return revision;
}

Try<Node> SymbolResolver::forIdentifier(const QString& id, const std::optional<QString>& label) const
{
    Node branchRevision = noRevision;
    if (isGiven(label)) {
        const auto known = branch(*label);
        if (!known)
            return known;
        branchRevision = *known;
    }
    Node found = exactly(id);
    if (found < 0) {
        const auto partial = forPartialIdentifier(id, label);
        if (!partial)
            return partial;
        found = *partial;
    }
    if (branchRevision < 0)
        return found;
    const auto shared = lineage({ m_graph.id(branchRevision) }, false);
    if (!shared)
        return tl::unexpected(shared.error());
    if (!(*shared)[at(m_graph.indexOf(m_graph.id(found)))])
        return refusals::notOnBranch(m_graph.id(found), *label);
    return found;
}

Try<Node> SymbolResolver::forPartialIdentifier(const QString& id, const std::optional<QString>& label) const
{
    if (id.isEmpty())
        return refusals::emptyTarget();
    QStringList fitting;
    const auto collect = [&](const QString& key) {
        if (key.startsWith(id) && isLongerThanThree(key))
            fitting.append(key);
    };
    for (Index index = 0; index < m_graph.size(); ++index)
        if (!m_graph.isShadowed(index))
            collect(m_graph.id(index));
    for (auto holder = m_graph.m_labelHolder.keyBegin(); holder != m_graph.m_labelHolder.keyEnd(); ++holder)
        collect(*holder); // Alembic keeps labels in the same dictionary
    if (isGiven(label)) {
        const auto onBranch = onLineage(fitting, *label);
        if (!onBranch)
            return tl::unexpected(onBranch.error());
        fitting = *onBranch;
    }
    if (fitting.isEmpty())
        return refusals::unknown(id);
    if (fitting.size() > 1)
        return refusals::ambiguousId(id, fitting);
    return exactly(fitting.first());
}

Try<QStringList> SymbolResolver::lineageNames(const QString& against) const
{
    const auto resolved = numbers(against);
    if (!resolved)
        return tl::unexpected(resolved.error());
    QStringList names;
    if (isGiven(resolved->label))
        names.append(*resolved->label);
    return names + resolved->ids;
}

void SymbolResolver::mark(Index start, const Adjacency& edges, std::vector<char>& found) const
{
    std::vector<char> seen(found.size(), 0);
    std::vector<Index> pending = { start };
    while (!pending.empty()) {
        const Index node = pending.back();
        pending.pop_back();
        if (seen[at(node)])
            continue;
        seen[at(node)] = found[at(node)] = 1;
        pending.insert(pending.end(), edges[node].begin(), edges[node].end());
    }
}

// Alembic walks up and down from every target and looks whether it meets what the names mean. Here the walks start from
// the names, against the direction of the edges that Alembic follows: _all_nextrev is not normalized, the parents are.
Try<std::vector<char>> SymbolResolver::lineage(const QStringList& names, bool withDependencies) const
{
    std::vector<char> found(at(m_graph.m_downs.size()), 0);
    for (const QString& name : names) {
        const auto node = forIdentifier(name, std::nullopt);
        if (!node)
            return tl::unexpected(node.error());
        if (!withDependencies) {
            mark(*node, m_graph.m_downs, found);
            mark(*node, m_graph.m_nexts, found);
            continue;
        }
        for (const Index ancestor : m_graph.ancestors({ *node }))
            found[at(ancestor)] = 1;
        mark(*node, m_graph.alembicChildren(), found);
    }
    return found;
}

Try<std::vector<Node>> SymbolResolver::onLineage(
    const std::vector<Node>& targets, const QString& against, bool withDependencies) const
{
    const auto names = lineageNames(against);
    if (!names)
        return tl::unexpected(names.error());
    if (names->isEmpty() || targets.empty())
        return targets;
    std::vector<Node> kept;
    std::vector<char> shared;
    for (const Node target : targets) {
        if (target < 0)
            return refusals::leadsNowhere(against);
        if (shared.empty()) {
            auto found = lineage(*names, withDependencies);
            if (!found)
                return tl::unexpected(found.error());
            shared = std::move(*found);
        }
        if (shared[at(target)])
            kept.push_back(target);
    }
    return kept;
}

Try<QStringList> SymbolResolver::onLineage(const QStringList& targets, const QString& against) const
{
    const auto names = lineageNames(against);
    if (!names)
        return tl::unexpected(names.error());
    if (names->isEmpty() || targets.isEmpty())
        return targets;
    QStringList kept;
    std::vector<char> shared;
    for (const QString& target : targets) {
        const auto node = forIdentifier(target, std::nullopt);
        if (!node)
            return tl::unexpected(node.error());
        if (shared.empty()) {
            auto found = lineage(*names, false);
            if (!found)
                return tl::unexpected(found.error());
            shared = std::move(*found);
        }
        if (shared[at(*node)])
            kept.append(target);
    }
    return kept;
}

Try<std::vector<Node>> SymbolResolver::children(Node node, const std::optional<QString>& label) const
{
    std::vector<Node> up;
    if (node == noRevision) {
        for (const QString& base : m_graph.bases())
            up.push_back(m_graph.indexOf(base));
    } else {
        up.assign(m_graph.nexts(node).begin(), m_graph.nexts(node).end());
    }
    return isGiven(label) ? onLineage(up, *label) : Try<std::vector<Node>>(up);
}

Try<std::vector<Node>> SymbolResolver::parents(Node node) const
{
    std::vector<Node> down;
    if (node == belowBase)
        return down;
    for (const QString& id : node == noRevision ? m_graph.heads() : m_graph.revision(node).down) {
        const Index parent = m_graph.indexOf(id);
        if (parent < 0 || m_graph.isGhost(parent))
            return refusals::brokenTree(id);
        down.push_back(parent);
    }
    if (down.empty())
        down.push_back(belowBase);
    return down;
}

Try<Node> SymbolResolver::walk(Node start, int steps, const std::optional<QString>& label, bool mustArrive) const
{
    Node node = start;
    const int distance = std::min(std::abs(steps), m_graph.size() + 2); // no way is longer
    for (int step = 0; step < distance; ++step) {
        if (steps > 0 && node == belowBase)
            return refusals::leadsNowhere(QStringLiteral("base"));
        const auto ways = steps > 0 ? children(node, label) : parents(node);
        if (!ways)
            return tl::unexpected(ways.error());
        if (ways->empty())
            return mustArrive ? noRevision : node;
        if (ways->size() > 1) {
            QStringList names;
            for (const Node way : *ways)
                names.append(m_graph.id(way));
            return refusals::ambiguousWalk(names);
        }
        node = ways->front();
    }
    return node;
}

} // namespace espalier::revisions
