#pragma once

#include <QStyledItemDelegate>

class QListView;

namespace espalier::ui {

class TableLinesModel;

/// Draws the lines of a TableLinesModel: an icon, a text with a quiet note, something at the far end, and below it all
/// a quiet second line.
class TableLineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Makes a list one of such lines.
void showLines(QListView& view, TableLinesModel& model);

} // namespace espalier::ui
