#include "migrations/schema_lines.h"

#include "operations/words.h"
#include "report/difference_groups.h"

namespace espalier::ui {
namespace {

using operations::SchemaDifference;
using schema::Difference;
using schema::ObjectKind;
using Tone = OperationLine::Tone;

Tone toneOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Add:
        return Tone::Added;
    case Difference::Kind::Remove:
        return Tone::Removed;
    case Difference::Kind::Alter:
        break;
    }
    return Tone::Changed;
}

QString iconOf(const report::DifferenceLine& line)
{
    const auto either = [&](const char* added, const char* removed, const char* changed) {
        return QLatin1String(line.kind == Difference::Kind::Add ? added
                : line.kind == Difference::Kind::Remove         ? removed
                                                                : changed);
    };
    switch (line.object) {
    case ObjectKind::Table:
        return either("table-add", "table-drop", "table-change");
    case ObjectKind::Column:
        return either("column-add", "column-drop", "column-change");
    case ObjectKind::ForeignKey:
        return QStringLiteral("foreign-key");
    case ObjectKind::PrimaryKey:
    case ObjectKind::Unique:
    case ObjectKind::Check:
    case ObjectKind::Exclusion:
        return QStringLiteral("key");
    case ObjectKind::Index:
        return QStringLiteral("index");
    case ObjectKind::Enum:
    case ObjectKind::Sequence:
    case ObjectKind::View:
    case ObjectKind::Schema:
    case ObjectKind::Other:
        break;
    }
    return QStringLiteral("object");
}

/// A minus as wide as the plus.
QString shownSign(Difference::Kind kind)
{
    const QChar sign = report::differenceSign(kind);
    return sign == QLatin1Char('-') ? QString(QChar(0x2212)) : QString(sign);
}

OperationLine lineOf(const report::DifferenceLine& line)
{
    return { .icon = iconOf(line),
        .text = capitalised(line.words),
        .code = {},
        .file = {},
        .depth = line.isPart ? 2 : 1,
        .tone = toneOf(line.kind),
        .sign = shownSign(line.kind) };
}

OperationLine headingOf(const report::DifferenceGroup& group)
{
    return { .icon = group.table.isEmpty() ? QStringLiteral("object") : QStringLiteral("table"),
        .text = group.table.isEmpty() ? OperationLinesModel::tr("Types, views and the like") : group.table,
        .code = {},
        .file = {},
        .isHeading = true };
}

OperationLine doubtful(const QString& text)
{
    return { .icon = QStringLiteral("opaque"), .text = text, .code = {}, .file = {}, .tone = Tone::Opaque };
}

OperationLine lineOf(const SchemaDifference::Doubt& doubt)
{
    return { .icon = doubt.wouldFail ? QStringLiteral("error") : QStringLiteral("opaque"),
        .text = (doubt.wouldFail ? OperationLinesModel::tr("%1 would fail: %2")
                                 : OperationLinesModel::tr("%1 is not known: %2"))
                    .arg(doubt.revision.left(12), doubt.message.text()),
        .code = operations::shortened(doubt.expression),
        .file = doubt.at.file,
        .line = doubt.at.line,
        .depth = 1,
        .tone = doubt.wouldFail ? Tone::Danger : Tone::Opaque };
}

} // namespace

std::vector<OperationLine> schemaLines(const SchemaDifference& difference)
{
    std::vector<OperationLine> lines;
    for (const report::DifferenceGroup& group : report::differenceGroups(difference)) {
        lines.push_back(headingOf(group));
        if (group.isDoubtful) {
            lines.push_back(doubtful(OperationLinesModel::tr("Perhaps: it depends on what is not known.")));
            lines.back().depth = 1;
        }
        for (const report::DifferenceLine& line : group.lines)
            lines.push_back(lineOf(line));
        if (group.isIncomplete) {
            lines.push_back(doubtful(OperationLinesModel::tr("Its columns are not all known.")));
            lines.back().depth = 1;
        }
    }
    if (!difference.doubts.empty())
        lines.push_back({ .icon = QStringLiteral("warning"),
            .text = OperationLinesModel::tr("Not certain"),
            .code = {},
            .file = {},
            .tone = Tone::Warning,
            .isHeading = true });
    for (const SchemaDifference::Doubt& doubt : difference.doubts)
        lines.push_back(lineOf(doubt));
    if (difference.doubtfulBelow > 0)
        lines.push_back(doubtful(OperationLinesModel::tr(
            "What %n earlier revisions do is not known in full.", nullptr, difference.doubtfulBelow)));
    return lines;
}

} // namespace espalier::ui
