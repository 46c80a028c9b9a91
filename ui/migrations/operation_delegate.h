#pragma once

#include <QStyledItemDelegate>

namespace espalier::ui {

/// A line of OperationLinesModel: its icon, its sentence on as many rows as it needs, and where it stands in the
/// script.
class OperationDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace espalier::ui
