#include "schema/table_line_delegate.h"

#include "schema/table_lines.h"
#include "style/colors.h"
#include "style/icon.h"
#include "style/type.h"

#include <algorithm>
#include <QAbstractItemView>
#include <QListView>
#include <QPainter>

namespace espalier::ui {
namespace {

constexpr int edge = 8, gap = 8, lineIcon = 16, padding = 4, aboveHeading = 12;

const TableLine* lineAt(const QModelIndex& index)
{
    const auto* model = qobject_cast<const TableLinesModel*>(index.model());
    return model ? model->at(index) : nullptr;
}

QFont textFontOf(const TableLine& line) { return line.isHeading ? boldFont() : line.isCode ? monoFont() : bodyFont(); }

/// Of prose in a row of that width.
QRect proseRect(const TableLine& line, int width)
{
    const int room = width - 2 * edge - lineIcon - gap;
    return QFontMetrics(textFontOf(line))
        .boundingRect(QRect(0, 0, std::max(room, 80), 10000), Qt::TextWordWrap, line.text);
}

/// Room for a text, taken from an area's leading edge.
QRect takeLeading(QRect& area, int width)
{
    const QRect taken(area.left(), area.top(), std::min(width, area.width()), area.height());
    area.setLeft(taken.right() + 1 + gap);
    return taken;
}

} // namespace

QSize TableLineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const TableLine* line = lineAt(index);
    if (!line)
        return {};
    const int one = option.fontMetrics.height();
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    int height = 2 * padding + (line->isProse && view ? proseRect(*line, view->viewport()->width()).height() : one);
    if (!line->below.isEmpty())
        height += one;
    if (line->isHeading && index.row() > 0)
        height += aboveHeading;
    return { 120, height };
}

void TableLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const TableLine* line = lineAt(index);
    if (!line)
        return;
    const Colors& colors = colorsOf(option.palette);
    if (!line->isHeading) {
        QStyleOptionViewItem background = option;
        option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter, option.widget);
    }
    const auto place = [&](const QRect& rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const int one = option.fontMetrics.height();
    QRect area = option.rect.adjusted(edge, padding, -edge, -padding);
    if (line->isHeading && index.row() > 0)
        area.setTop(area.top() + aboveHeading);
    QRect row(area.left(), area.top(), area.width(), one);
    const auto draw = [&](const QRect& box, Qt::Alignment align, const QFont& font, const QColor& ink,
                          const QString& text, Qt::TextElideMode elide = Qt::ElideRight) {
        painter->setFont(font);
        painter->setPen(ink);
        painter->drawText(place(box),
            int(QStyle::visualAlignment(option.direction, align | Qt::AlignVCenter)) | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(text, elide, box.width()));
    };
    painter->save();
    if (line->isHeading) {
        const QFont font = boldFont();
        draw(takeLeading(row, QFontMetrics(font).horizontalAdvance(line->text) + 1), Qt::AlignLeft, font, colors.text,
            line->text);
        draw(row, Qt::AlignLeft, bodyFont(), colors.muted, line->note);
        painter->restore();
        return;
    }
    const QRect icon = takeLeading(row, lineIcon);
    if (!line->icon.isEmpty())
        themedIcon(line->icon, line->isDoubtful ? colors.warning : colors.muted)
            .paint(painter, place(QRect(icon.left(), icon.top() + (one - lineIcon) / 2, lineIcon, lineIcon)));
    if (line->isProse) {
        const QRect text(row.left(), area.top(), row.width(), proseRect(*line, option.rect.width()).height());
        painter->setFont(textFontOf(*line));
        painter->setPen(colors.text);
        painter->drawText(
            place(text), int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::TextWordWrap, line->text);
        if (!line->below.isEmpty())
            draw(QRect(row.left(), text.bottom() + 1, row.width(), one), Qt::AlignLeft, bodyFont(), colors.accent,
                line->below);
        painter->restore();
        return;
    }
    const QRect below(row.left(), area.top() + one, row.width(), one);
    if (!line->trailing.isEmpty()) {
        const QFont mono = monoFont();
        const int wanted = QFontMetrics(mono).horizontalAdvance(line->trailing) + 1;
        const int width = std::min(wanted, row.width() / 2);
        draw(QRect(row.right() + 1 - width, row.top(), width, one), Qt::AlignRight, mono,
            line->isDoubtful ? colors.warning : colors.muted, line->trailing);
        row.setRight(row.right() - width - gap);
    }
    const QFont font = textFontOf(*line);
    const bool isLink = line->link == TableLine::Link::Revision || line->link == TableLine::Link::File;
    draw(takeLeading(row, QFontMetrics(font).horizontalAdvance(line->text) + 1), Qt::AlignLeft, font,
        isLink ? colors.accent : colors.text, line->text, Qt::ElideMiddle);
    if (row.width() > 16)
        draw(row, Qt::AlignLeft, bodyFont(), colors.muted, line->note);
    draw(below, Qt::AlignLeft, bodyFont(), line->isDoubtful ? colors.warning : colors.muted, line->below);
    painter->restore();
}

void showLines(QListView& view, TableLinesModel& model)
{
    view.setFrameShape(QFrame::NoFrame);
    view.setModel(&model);
    view.setItemDelegate(new TableLineDelegate(&view));
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setResizeMode(QListView::Adjust); // what takes several lines takes others at another width
}

} // namespace espalier::ui
