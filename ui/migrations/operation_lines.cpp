#include "migrations/operation_lines.h"

#include "migrations/operation_glyphs.h"
#include "operations/words.h"

#include <QFileInfo>

namespace espalier::ui {
namespace {

using operations::Operation;
using Tone = OperationLine::Tone;

/// Writes operations down, those that an opaque one may do a step deeper.
class Lines {
public:
    void add(const std::vector<Operation>& operations, int depth)
    {
        for (const Operation& operation : operations)
            add(operation, depth);
    }
    void add(const OperationLine& line) { m_lines.push_back(line); }
    std::vector<OperationLine> take() { return std::move(m_lines); }

private:
    void add(const Operation& operation, int depth)
    {
        if (const auto* opaque = std::get_if<operations::Opaque>(&operation.what))
            return addOpaque(operation, *opaque, depth);
        // A batch has a line for each of its steps, with that step's own glyph.
        const auto* batch = std::get_if<operations::Batch>(&operation.what);
        if (!batch || operation.changes.empty())
            return add(operation, operations::inWords(operation), glyphIcon(operation), depth);
        if (batch->copy)
            add(operation, { operations::inWords(operation).front() }, QStringLiteral("table-change"), depth);
        for (const schema::Change& change : operation.changes)
            add(operation, operations::inWords(change), glyphIcon(change), depth);
    }
    void add(const Operation& operation, const std::vector<core::Message>& words, const QString& icon, int depth)
    {
        for (const core::Message& message : words)
            m_lines.push_back({ .icon = icon,
                .text = capitalised(message),
                .code = {},
                .file = operation.at.file,
                .line = operation.at.line,
                .depth = depth });
    }
    void addOpaque(const Operation& operation, const operations::Opaque& opaque, int depth)
    {
        m_lines.push_back({ .icon = QStringLiteral("opaque"),
            .text = capitalised(operations::inWords(operation).front()),
            .code = operations::shortened(opaque.expression),
            .file = operation.at.file,
            .line = operation.at.line,
            .depth = depth,
            .tone = Tone::Opaque });
        add(opaque.possible, depth + 1);
    }

    std::vector<OperationLine> m_lines;
};

OperationLine lineOf(const operations::Problem& problem)
{
    return { .icon = problem.wouldFail ? QStringLiteral("error") : QStringLiteral("warning"),
        .text = capitalised(problem.message),
        .code = {},
        .file = problem.at.file,
        .line = problem.at.line,
        .tone = problem.wouldFail ? Tone::Danger : Tone::Warning };
}

} // namespace

QString capitalised(const core::Message& message)
{
    QString text = message.text();
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

std::vector<OperationLine> operationLines(const operations::Evaluation& evaluation)
{
    Lines lines;
    if (!evaluation.refused.isEmpty())
        lines.add({ .icon = QStringLiteral("stop"),
            .text = OperationLinesModel::tr("Stops here: %1").arg(evaluation.refused),
            .code = {},
            .file = evaluation.refusedAt.file,
            .line = evaluation.refusedAt.line,
            .tone = Tone::Danger });
    if (!evaluation.refusedOffline.isEmpty())
        lines.add({ .icon = QStringLiteral("info"),
            .text = OperationLinesModel::tr("Alembic can't print it (%1): this is what it does on a database.")
                        .arg(evaluation.refusedOffline),
            .code = {},
            .file = {},
            .line = 0,
            .tone = Tone::Plain });
    for (const core::Message& assumption : evaluation.assumptions())
        lines.add({ .icon = QStringLiteral("info"),
            .text = assumption.text(),
            .code = {},
            .file = {},
            .line = 0,
            .tone = Tone::Plain });
    for (const operations::Problem& problem : evaluation.problems)
        lines.add(lineOf(problem));
    lines.add(evaluation.operations, 0);
    return lines.take();
}

void OperationLinesModel::setLines(std::vector<OperationLine> lines)
{
    if (lines == m_lines)
        return;
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int OperationLinesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant OperationLinesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const OperationLine& line = m_lines[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::AccessibleTextRole:
        return line.line > 0 && !line.isHeading ? tr("%1, line %2").arg(line.text).arg(line.line) : line.text;
    case Qt::ToolTipRole:
        return line.line > 0 ? QStringLiteral("%1:%2").arg(QFileInfo(line.file).fileName()).arg(line.line) : QString();
    case IconNameRole:
        return line.icon;
    case CodeRole:
        return line.code;
    case FileRole:
        return line.file;
    case LineRole:
        return line.line;
    case DepthRole:
        return line.depth;
    case ToneRole:
        return static_cast<int>(line.tone);
    case SignRole:
        return line.sign;
    case HeadingRole:
        return line.isHeading;
    default:
        return {};
    }
}

} // namespace espalier::ui
