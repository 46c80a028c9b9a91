#include "style/style_parts.h"

#include "style/colors.h"

#include <QAbstractItemView>

namespace espalier::ui {
namespace {

/// Whether the whole row is selected as one, so that its cells join without gaps.
bool selectsRows(const QWidget* widget)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(widget);
    return view && view->selectionBehavior() == QAbstractItemView::SelectRows;
}

} // namespace

void paintItemBackground(QPainter* painter, const QStyleOptionViewItem& option, const QWidget* widget)
{
    const Colors& colors = colorsOf(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, option.backgroundBrush);
    if (!selected && !hover)
        return;
    const bool active = option.state & QStyle::State_Active;
    const QColor fill
        = selected ? (active ? colors.accentSoft : colors.hover) : blend(colors.surface, colors.hover, 0.6);
    if (selectsRows(widget))
        painter->fillRect(option.rect, fill);
    else
        paintRounded(painter, option.rect.adjusted(2, 1, -2, -1), fill, Qt::NoPen, cornerRadius - 1);
}

void paintHeaderSection(QPainter* painter, const QStyleOptionHeader& option)
{
    const Colors& colors = colorsOf(option.palette);
    const bool hover = (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
    painter->fillRect(option.rect, hover ? colors.hover : colors.surface);
    painter->save();
    painter->setPen(colors.line);
    if (option.orientation == Qt::Horizontal)
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    else
        painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
    painter->restore();
}

void paintTab(QPainter* painter, const QStyleOptionTab& option)
{
    const Colors& colors = colorsOf(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = option.state & QStyle::State_MouseOver;
    if (hover && !selected)
        paintRounded(painter, option.rect.adjusted(2, 4, -2, -4), colors.hover, Qt::NoPen, cornerRadius);
    if (selected) {
        const QRect line(option.rect.left() + 8, option.rect.bottom() - 1, option.rect.width() - 16, 2);
        painter->fillRect(line, colors.accent);
    }
}

} // namespace espalier::ui
