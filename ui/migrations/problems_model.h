#pragma once

#include "revisions/revision.h"

#include <QAbstractTableModel>

namespace espalier::ui {

/// What is wrong with the tree: severity, sentence, place; worst first.
class ProblemsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { MessageColumn, PlaceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setProblems(QList<revisions::Problem> problems);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const QList<revisions::Problem>& problems() const { return m_problems; }
    int errorCount() const;

private:
    QList<revisions::Problem> m_problems;
};

QString placeText(const QString& file, int line);
QString severityIcon(revisions::Severity severity);
QColor severityColor(revisions::Severity severity, const struct Colors& colors);

} // namespace espalier::ui
