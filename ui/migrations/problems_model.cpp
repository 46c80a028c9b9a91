#include "migrations/problems_model.h"

#include "style/colors.h"
#include "style/icon.h"

#include <algorithm>
#include <QGuiApplication>

namespace espalier::ui {

QString placeText(const QString& file, int line)
{
    return file.isEmpty() || line <= 0 ? file : QStringLiteral("%1:%2").arg(file).arg(line);
}

QString severityIcon(revisions::Severity severity)
{
    switch (severity) {
    case revisions::Severity::Error:
        return QStringLiteral("error");
    case revisions::Severity::Warning:
        return QStringLiteral("warning");
    case revisions::Severity::Info:
        break;
    }
    return QStringLiteral("info");
}

QColor severityColor(revisions::Severity severity, const Colors& colors)
{
    switch (severity) {
    case revisions::Severity::Error:
        return colors.danger;
    case revisions::Severity::Warning:
        return colors.warning;
    case revisions::Severity::Info:
        break;
    }
    return colors.muted;
}

void ProblemsModel::setProblems(QList<revisions::Problem> problems)
{
    std::stable_sort(problems.begin(), problems.end(),
        [](const auto& a, const auto& b) { return static_cast<int>(a.severity) < static_cast<int>(b.severity); });
    if (problems == m_problems)
        return;
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int ProblemsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& problem = m_problems[index.row()];
    const bool message = index.column() == MessageColumn;
    if (role == Qt::DecorationRole && message)
        return themedIcon(
            severityIcon(problem.severity), severityColor(problem.severity, colorsOf(QGuiApplication::palette())));
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return message ? problem.message.text() : placeText(problem.file, problem.line);
    if (role == Qt::AccessibleTextRole)
        return message ? QStringLiteral("%1: %2").arg(severityName(problem.severity), problem.message.text())
                       : placeText(problem.file, problem.line);
    return {};
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == MessageColumn ? tr("Problem") : tr("Place");
}

int ProblemsModel::errorCount() const
{
    return static_cast<int>(std::count_if(m_problems.begin(), m_problems.end(),
        [](const auto& problem) { return problem.severity == revisions::Severity::Error; }));
}

} // namespace espalier::ui
