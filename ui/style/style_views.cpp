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

/// Around the row that the keyboard is at, though it may not be selected; a cell draws its part.
void paintRowFocus(QPainter* painter, const QStyleOptionViewItem& option, const Colors& colors)
{
    constexpr int width = 2;
    using Position = QStyleOptionViewItem::ViewItemPosition;
    const QRect& rect = option.rect;
    const Position place = option.viewItemPosition;
    painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), width), colors.accent);
    painter->fillRect(QRect(rect.left(), rect.bottom() - width + 1, rect.width(), width), colors.accent);
    if (place == Position::Beginning || place == Position::OnlyOne)
        painter->fillRect(QRect(rect.left(), rect.top(), width, rect.height()), colors.accent);
    if (place == Position::End || place == Position::OnlyOne)
        painter->fillRect(QRect(rect.right() - width + 1, rect.top(), width, rect.height()), colors.accent);
}

} // namespace

void paintItemBackground(QPainter* painter, const QStyleOptionViewItem& option, const QWidget* widget)
{
    const Colors& colors = colorsOf(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, option.backgroundBrush);
    const auto* view = qobject_cast<const QAbstractItemView*>(widget);
    const bool isByKey = option.state & QStyle::State_KeyboardFocusChange;
    const bool isCurrent = isByKey && !selected && view && view->hasFocus() && option.index.isValid()
        && (selectsRows(view) ? view->currentIndex().row() == option.index.row()
                              : view->currentIndex() == option.index);
    const bool active = option.state & QStyle::State_Active;
    const QColor fill
        = selected ? (active ? colors.accentSoft : colors.hover) : blend(colors.surface, colors.hover, 0.6);
    if ((selected || hover) && selectsRows(widget))
        painter->fillRect(option.rect, fill);
    else if (selected || hover)
        paintRounded(painter, option.rect.adjusted(2, 1, -2, -1), fill, Qt::NoPen, cornerRadius - 1);
    if (isCurrent && selectsRows(view))
        paintRowFocus(painter, option, colors);
    else if (isCurrent)
        paintFocus(painter, option.rect.adjusted(2, 1, -2, -1), colors, cornerRadius - 1);
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
