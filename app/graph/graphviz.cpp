#include "graph/graphviz.h"

#include "core/process.h"

#include <algorithm>
#include <cmath>

namespace espalier::graph {
namespace {

constexpr double pointsPerInch = 72;
constexpr std::size_t fewLeaves = 6;
constexpr int mostColumns = 8;

QByteArray number(double value) { return QByteArray::number(value, 'f', 3); }

/// Boxes that nothing but one box is linked with would all stand in one column. Spread over several they make a block
/// of about the wanted shape: by box, the number of columns that it stands away from the one it hangs on.
std::vector<int> leafColumns(const BoxGroup& group, const BoxLayoutOptions& options)
{
    std::vector<int> degree(group.sizes.size(), 0);
    for (const BoxLink& link : group.links) {
        ++degree[std::size_t(link.from)];
        ++degree[std::size_t(link.to)];
    }
    std::vector<std::vector<int>> leaves(group.sizes.size());
    for (const BoxLink& link : group.links)
        if (degree[std::size_t(link.from)] == 1)
            leaves[std::size_t(link.to)].push_back(link.from);
    std::vector<int> columns(group.sizes.size(), 1);
    for (const auto& ofOne : leaves) {
        if (ofOne.size() < fewLeaves)
            continue;
        double height = 0, width = 0;
        for (const int leaf : ofOne) {
            height += group.sizes[std::size_t(leaf)].height() + options.gap;
            width = std::max(width, group.sizes[std::size_t(leaf)].width() + options.rankGap);
        }
        const int count = std::clamp(int(std::lround(std::sqrt(height / width))), 1, mostColumns);
        for (std::size_t i = 0; i < ofOne.size(); ++i)
            columns[std::size_t(ofOne[i])] = 1 + int(i) % count;
    }
    return columns;
}

QByteArray dotText(const BoxGroup& group, bool isLarge, const BoxLayoutOptions& options)
{
    QByteArray text = "digraph{splines=none;node[shape=box,fixedsize=true,label=\"\"];";
    if (isLarge)
        text += "overlap=prism;quadtree=fast;maxiter=200;sep=\"+" + number(options.gap / 2) + "\";";
    else
        text += "rankdir=LR;mclimit=0.5;nslimit=4;nslimit1=4;nodesep=" + number(options.gap / pointsPerInch)
            + ";ranksep=" + number(options.rankGap / pointsPerInch) + ';';
    for (std::size_t i = 0; i < group.sizes.size(); ++i)
        text += 'n' + QByteArray::number(qulonglong(i)) + "[width=" + number(group.sizes[i].width() / pointsPerInch)
            + ",height=" + number(group.sizes[i].height() / pointsPerInch) + "];";
    const std::vector<int> columns = isLarge ? std::vector<int>() : leafColumns(group, options);
    for (const BoxLink& link : group.links) { // what is pointed to stands before what points to it
        text += 'n' + QByteArray::number(link.to) + "->n" + QByteArray::number(link.from);
        const int length = columns.empty() ? 1 : columns[std::size_t(link.from)];
        text += length > 1 ? "[minlen=" + QByteArray::number(length) + "];" : QByteArray(";");
    }
    return text + "}\n";
}

/// https://graphviz.org/docs/outputs/plain/: "graph scale width height", "node name x y …" of the centre from below,
/// "stop" after each graph.
bool readPlain(const QByteArray& output, const std::vector<BoxGroup*>& groups)
{
    std::size_t at = 0;
    double height = 0;
    std::size_t placed = 0;
    for (const QByteArray& line : output.split('\n')) {
        if (at >= groups.size())
            break;
        BoxGroup& group = *groups[at];
        const QList<QByteArray> words = line.split(' ');
        if (words[0] == "graph" && words.size() >= 4) {
            height = words[3].toDouble();
            group.corners.assign(group.sizes.size(), {});
            placed = 0;
        } else if (words[0] == "node" && words.size() >= 4) {
            const auto box = std::size_t(words[1].mid(1).toUInt());
            if (box >= group.corners.size())
                return false;
            const QSizeF& size = group.sizes[box];
            group.corners[box] = { words[2].toDouble() * pointsPerInch - size.width() / 2,
                (height - words[3].toDouble()) * pointsPerInch - size.height() / 2 };
            ++placed;
        } else if (words[0] == "stop") {
            if (placed != group.sizes.size())
                return false;
            ++at;
        }
    }
    return at == groups.size();
}

} // namespace

core::Result<void> layOutByGraphviz(const std::vector<BoxGroup*>& groups, bool isLarge, const BoxLayoutOptions& options,
    const core::CancelToken& cancel)
{
    if (groups.empty())
        return {};
    core::ProcessSpec spec;
    spec.program = QStringLiteral("dot");
    spec.arguments
        = QStringList{ isLarge ? QStringLiteral("-Ksfdp") : QStringLiteral("-Kdot"), QStringLiteral("-Tplain") };
    spec.endsWithParent = true;
    for (const BoxGroup* group : groups)
        spec.input += dotText(*group, isLarge, options);
    const auto output = core::runChecked(spec, cancel);
    if (!output)
        return tl::unexpected(output.error());
    if (!readPlain(output->standardOutput, groups))
        return core::fail(core::ErrorCode::ToolFailed,
            QT_TRANSLATE_NOOP("Messages", "Graphviz did not place every table of the diagram."));
    return {};
}

} // namespace espalier::graph
