#include "style/style_parts.h"

#include "style/colors.h"

#include <QDateTime>
#include <QMenu>

namespace espalier::ui {
namespace {

QRect slim(const QRect& rect)
{
    const int height = qMin(6, rect.height());
    return QRect(rect.left(), rect.center().y() - height / 2, rect.width(), height);
}

} // namespace

void paintProgressGroove(QPainter* painter, const QStyleOptionProgressBar& option)
{
    const Colors& colors = colorsOf(option.palette);
    paintRounded(painter, slim(option.rect), blend(colors.window, colors.text, 0.12), Qt::NoPen, 3);
}

void paintProgressContents(QPainter* painter, const QStyleOptionProgressBar& option)
{
    const Colors& colors = colorsOf(option.palette);
    QRect bar = slim(option.rect);
    const qint64 range = qint64(option.maximum) - option.minimum;
    if (range <= 0) {
        // Work goes on, how far is not known: a resting part in the middle. It does not move, so nothing blinks.
        bar.adjust(bar.width() / 3, 0, -bar.width() / 3, 0);
        paintRounded(painter, bar, blend(colors.window, colors.accent, 0.7), Qt::NoPen, 3);
        return;
    }
    const qint64 done = qBound<qint64>(0, qint64(option.progress) - option.minimum, range);
    const int width = static_cast<int>(bar.width() * done / range);
    if (width <= 0)
        return;
    if (option.direction == Qt::RightToLeft)
        bar.setLeft(bar.right() - width + 1);
    else
        bar.setWidth(width);
    paintRounded(painter, bar, colors.accent, Qt::NoPen, 3);
}

void paintScrollBar(QPainter* painter, const QStyleOptionSlider& option, const QRect& slider)
{
    const Colors& colors = colorsOf(option.palette);
    if (option.minimum == option.maximum)
        return;
    const bool hover = option.state & QStyle::State_MouseOver;
    const bool down = (option.state & QStyle::State_Sunken) && (option.activeSubControls & QStyle::SC_ScrollBarSlider);
    const QColor fill = blend(colors.surface, colors.text, down ? 0.5 : hover ? 0.36 : 0.22);
    const int inset = hover || down ? 2 : 3;
    const QRect handle = option.orientation == Qt::Vertical ? slider.adjusted(inset, 2, -inset, -2)
                                                            : slider.adjusted(2, inset, -2, -inset);
    const qreal radius = qMin(handle.width(), handle.height()) / 2.0;
    paintRounded(painter, handle, fill, Qt::NoPen, radius);
}

void paintMenuItemBackground(QPainter* painter, const QStyleOption& option)
{
    const Colors& colors = colorsOf(option.palette);
    paintRounded(painter, option.rect.adjusted(4, 0, -4, 0), colors.accentSoft, Qt::NoPen, cornerRadius - 2);
}

} // namespace espalier::ui
