#include "fuzz/fuzz_input.h"
#include "revisions/traversal.h"

#include <QSet>

using namespace espalier;
using revisions::Revision;
using revisions::RevisionGraph;

namespace {

constexpr size_t mostRevisions = 40;

QStringList words(const QString& text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); }

// "id | parents | dependencies | labels" for each line.
std::vector<Revision> revisionsOf(const QStringList& lines)
{
    std::vector<Revision> found;
    for (const QString& line : lines) {
        const QStringList parts = line.split(QLatin1Char('|'));
        Revision revision;
        revision.id = parts.first().trimmed();
        revision.down = words(parts.value(1));
        revision.dependsOn = words(parts.value(2));
        revision.branchLabels = words(parts.value(3));
        revision.file = revision.id + QStringLiteral(".py");
        revision.line = 1;
        if (!revision.id.isEmpty())
            found.push_back(revision);
        if (found.size() == mostRevisions)
            break;
    }
    return found;
}

void check(const RevisionGraph& graph, const revisions::TraversalResult& result)
{
    if (!result) {
        fuzz::require(!result.error().message.english().isEmpty(), "a refusal says why");
        return;
    }
    QSet<QString> seen;
    for (const auto& step : result->steps) {
        fuzz::require(graph.indexOf(step.revision) >= 0, "a step is one of the tree's revisions");
        fuzz::require(
            step.direction == revisions::Direction::Stamp || !seen.contains(step.revision), "no revision is run twice");
        seen.insert(step.revision);
    }
    (void)result->rowsAtEnd();
}

} // namespace

// The first line is the target, the second the version table's rows; the others are the tree.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QStringList lines = QString::fromUtf8(fuzz::bytesOf(data, size)).split(QLatin1Char('\n'));
    const QString target = lines.first();
    const QStringList rows = words(lines.value(1));
    const auto graph = RevisionGraph::build(revisionsOf(lines.mid(2)));
    check(*graph, upgradeSteps(*graph, target, rows));
    check(*graph, downgradeSteps(*graph, target, rows));
    check(*graph, stampSteps(*graph, words(target), rows));
    (void)resolve(*graph, target);
    (void)startRows(*graph, rows);
    (void)history(*graph, target, rows);
    (void)appliedState(*graph, rows);
    return 0;
}
