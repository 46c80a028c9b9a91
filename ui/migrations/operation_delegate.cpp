#include "migrations/operation_delegate.h"

#include "migrations/operation_lines.h"
#include "style/colors.h"
#include "style/icon.h"
#include "style/type.h"

#include <QListView>
#include <QPainter>
#include <QTextLayout>
#include <QtMath>

namespace espalier::ui {
namespace {

using Tone = OperationLine::Tone;

constexpr int margin = 8, rowMargin = 5, iconSize = 16, indent = 20, signWidth = 14, headingGap = 8;

/// The sentence, broken between words, and within one only where it is longer than a row: names of indexes often are.
/// Returns its height.
int layOut(QTextLayout& layout, const QFont& font, int width, Qt::LayoutDirection direction)
{
    QTextOption wrapping;
    wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    wrapping.setTextDirection(direction);
    layout.setTextOption(wrapping);
    layout.setFont(font);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    return qCeil(height);
}

/// The parts of a line, from its leading edge.
struct Parts {
    QRect sign; ///< empty where it has none
    QRect icon;
    QRect text;
    QRect code; ///< empty where it has none
    QRect line;
    int height = 0;
};

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    QFont font = option.font;
    if (index.data(OperationLinesModel::HeadingRole).toBool())
        font.setWeight(QFont::DemiBold);
    return font;
}

Parts partsOf(const QRect& row, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QFont font = fontOf(option, index);
    const QFontMetrics metrics(font);
    const QFontMetrics mono(monoFont());
    const bool hasLine = index.data(OperationLinesModel::LineRole).toInt() > 0;
    const bool hasSign = !index.data(OperationLinesModel::SignRole).toString().isEmpty();
    const bool isHeading = index.data(OperationLinesModel::HeadingRole).toBool();
    const int lineWidth = hasLine ? mono.horizontalAdvance(QStringLiteral("0000")) + margin : 0;
    const int edge = row.left() + margin + index.data(OperationLinesModel::DepthRole).toInt() * indent;
    const int start = edge + (hasSign ? signWidth : 0);
    const int left = start + iconSize + margin;
    const int width = std::max(60, row.right() - margin - lineWidth - left);
    QTextLayout layout(index.data(Qt::DisplayRole).toString());
    const int textHeight = layOut(layout, font, width, option.direction);
    Parts parts;
    const int top = row.top() + rowMargin + (isHeading && index.row() > 0 ? headingGap : 0);
    if (hasSign)
        parts.sign = QRect(edge, top, signWidth, metrics.height());
    parts.icon = QRect(start, top + (metrics.height() - iconSize) / 2, iconSize, iconSize);
    parts.text = QRect(left, top, width, textHeight);
    parts.line = QRect(left + width + margin, top, lineWidth - margin, metrics.height());
    parts.height = textHeight + top - row.top() + rowMargin;
    if (!index.data(OperationLinesModel::CodeRole).toString().isEmpty()) {
        parts.code = QRect(left, top + textHeight + 1, width, mono.height());
        parts.height += mono.height() + 1;
    }
    return parts;
}

QColor colorOf(Tone tone, const Colors& colors)
{
    switch (tone) {
    case Tone::Opaque:
    case Tone::Warning:
        return colors.warning;
    case Tone::Danger:
    case Tone::Removed:
        return colors.danger;
    case Tone::Added:
        return colors.success;
    case Tone::Changed:
        return colors.warning;
    case Tone::Plain:
        break;
    }
    return colors.muted;
}

} // namespace

void OperationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem background = option;
    const QWidget* view = option.widget;
    view->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter, view);
    const Colors& colors = colorsOf(option.palette);
    const auto tone = static_cast<Tone>(index.data(OperationLinesModel::ToneRole).toInt());
    const Parts parts = partsOf(option.rect, option, index);
    const auto place = [&](const QRect& rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const auto align = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignTop);
    themedIcon(index.data(OperationLinesModel::IconNameRole).toString(), colorOf(tone, colors))
        .paint(painter, place(parts.icon));
    painter->save();
    painter->setPen(colors.text);
    QTextLayout layout(index.data(Qt::DisplayRole).toString());
    layOut(layout, fontOf(option, index), parts.text.width(), option.direction);
    layout.draw(painter, place(parts.text).topLeft());
    painter->setFont(monoFont());
    if (!parts.sign.isEmpty()) {
        QFont bold = monoFont();
        bold.setWeight(QFont::Bold);
        painter->setFont(bold);
        painter->setPen(colorOf(tone, colors));
        painter->drawText(place(parts.sign), Qt::AlignCenter, index.data(OperationLinesModel::SignRole).toString());
        painter->setFont(monoFont());
        painter->setPen(colors.muted);
    }
    painter->setPen(colors.muted);
    if (!parts.code.isEmpty())
        painter->drawText(place(parts.code), int(align) | Qt::TextSingleLine,
            QFontMetrics(monoFont())
                .elidedText(index.data(OperationLinesModel::CodeRole).toString(), Qt::ElideRight, parts.code.width()));
    if (const int line = index.data(OperationLinesModel::LineRole).toInt(); line > 0)
        painter->drawText(place(parts.line), Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
    painter->restore();
}

QSize OperationDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QListView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return { width, partsOf(QRect(0, 0, width, 0), option, index).height };
}

} // namespace espalier::ui
