#include "style/espalier_style.h"

#include "style/colors.h"
#include "style/style_parts.h"

#include <QAbstractButton>

namespace espalier::ui {
namespace {

const char roleProperty[] = "espalierButtonRole";

struct ButtonLook {
    QColor fill;
    QColor frame;
};

ButtonLook plainLook(const Colors& colors, bool hover, bool down)
{
    QColor fill = colors.raised;
    if (down)
        fill = blend(colors.raised, colors.text, 0.12);
    else if (hover)
        fill = blend(colors.raised, colors.text, 0.05);
    return { fill, colors.outline };
}

ButtonLook filledLook(const Colors& colors, const QColor& base, bool hover, bool down)
{
    const QColor toward = colors.dark ? QColor(Qt::white) : QColor(Qt::black);
    const QColor fill = down ? blend(base, toward, 0.2) : hover ? blend(base, toward, 0.1) : base;
    return { fill, fill };
}

} // namespace

void setButtonRole(QAbstractButton* button, ButtonRole role)
{
    button->setProperty(roleProperty, static_cast<int>(role));
    button->update();
}

ButtonRole buttonRole(const QWidget* widget)
{
    return widget ? static_cast<ButtonRole>(widget->property(roleProperty).toInt()) : ButtonRole::Plain;
}

void paintRounded(QPainter* painter, const QRect& rect, const QBrush& fill, const QPen& frame, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(frame);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

void paintFocus(QPainter* painter, const QRect& rect, const Colors& colors, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(colors.accent, 2));
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    painter->restore();
}

void paintChevron(QPainter* painter, const QRect& rect, Qt::ArrowType direction, const QColor& color)
{
    const QPointF center = QRectF(rect).center();
    const qreal half = 4;
    const qreal depth = 2;
    QPolygonF line;
    switch (direction) {
    case Qt::UpArrow:
        line << QPointF(-half, depth) << QPointF(0, -depth) << QPointF(half, depth);
        break;
    case Qt::LeftArrow:
        line << QPointF(depth, -half) << QPointF(-depth, 0) << QPointF(depth, half);
        break;
    case Qt::RightArrow:
        line << QPointF(-depth, -half) << QPointF(depth, 0) << QPointF(-depth, half);
        break;
    default:
        line << QPointF(-half, -depth) << QPointF(0, depth) << QPointF(half, -depth);
        break;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line.translated(center));
    painter->restore();
}

void paintButton(QPainter* painter, const QStyleOption& option, const QWidget* widget)
{
    const Colors& colors = colorsOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const ButtonRole role = buttonRole(widget);
    ButtonLook look = plainLook(colors, hover, down);
    if (!enabled)
        look = { role == ButtonRole::Flat ? QColor(Qt::transparent) : colors.window, colors.line };
    else if (role == ButtonRole::Primary)
        look = filledLook(colors, colors.accent, hover, down);
    else if (role == ButtonRole::Danger)
        look = filledLook(colors, colors.danger, hover, down);
    else if (role == ButtonRole::Flat)
        look.fill = down ? blend(colors.window, colors.text, 0.12) : hover ? colors.hover : QColor(Qt::transparent);
    paintRounded(
        painter, option.rect, look.fill, role == ButtonRole::Flat ? QPen(Qt::NoPen) : QPen(look.frame), cornerRadius);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        const bool filled = role == ButtonRole::Primary || role == ButtonRole::Danger;
        paintFocus(painter, option.rect.adjusted(-1, -1, 1, 1), colors, cornerRadius + 1);
        if (filled)
            paintRounded(painter, option.rect.adjusted(2, 2, -2, -2), Qt::NoBrush, QPen(colors.onAccent), 4);
    }
}

void paintToolButton(QPainter* painter, const QStyleOption& option)
{
    const Colors& colors = colorsOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    if (enabled && (option.state & QStyle::State_On))
        paintRounded(painter, option.rect, colors.accentSoft, Qt::NoPen, cornerRadius);
    else if (option.state & QStyle::State_Sunken)
        paintRounded(painter, option.rect, blend(colors.hover, colors.text, 0.1), Qt::NoPen, cornerRadius);
    else if (enabled && (option.state & QStyle::State_MouseOver))
        paintRounded(painter, option.rect, colors.hover, Qt::NoPen, cornerRadius);
}

void paintField(QPainter* painter, const QStyleOption& option)
{
    const Colors& colors = colorsOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = enabled && (option.state & QStyle::State_HasFocus);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool editable = !(option.state & QStyle::State_ReadOnly);
    const QColor fill = enabled && editable ? colors.surface : colors.window;
    const QColor frame = hover ? blend(colors.outline, colors.text, 0.25) : colors.outline;
    paintRounded(painter, option.rect, fill, enabled ? frame : colors.line, cornerRadius);
    if (focus)
        paintFocus(painter, option.rect, colors, cornerRadius - 1);
}

void paintCheckBox(QPainter* painter, const QStyleOption& option)
{
    const Colors& colors = colorsOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool set = option.state & (QStyle::State_On | QStyle::State_NoChange);
    QRect box(0, 0, 16, 16);
    box.moveCenter(option.rect.center());
    const QColor frame = !enabled                  ? colors.line
        : (option.state & QStyle::State_MouseOver) ? blend(colors.outline, colors.text, 0.35)
                                                   : blend(colors.outline, colors.muted, 0.4);
    const QColor fill = !enabled ? colors.window : set ? colors.accent : colors.surface;
    paintRounded(painter, box, fill, set && enabled ? fill : frame, 4);
    if (option.state & QStyle::State_HasFocus)
        paintFocus(painter, box.adjusted(-3, -3, 3, 3), colors, 6);
    if (!set)
        return;
    const QPointF at(box.topLeft());
    QPolygonF mark;
    if (option.state & QStyle::State_NoChange)
        mark << at + QPointF(4.5, 8) << at + QPointF(11.5, 8);
    else
        mark << at + QPointF(4, 8.25) << at + QPointF(7, 11.25) << at + QPointF(12, 5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(enabled ? colors.onAccent : colors.muted, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(mark);
    painter->restore();
}

void paintRadioButton(QPainter* painter, const QStyleOption& option)
{
    const Colors& colors = colorsOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool set = option.state & QStyle::State_On;
    QRect box(0, 0, 16, 16);
    box.moveCenter(option.rect.center());
    const QColor frame = blend(colors.outline, colors.muted, 0.4);
    const QColor fill = !enabled ? colors.window : set ? colors.accent : colors.surface;
    paintRounded(painter, box, fill, set && enabled ? fill : frame, 8);
    if (option.state & QStyle::State_HasFocus)
        paintFocus(painter, box.adjusted(-3, -3, 3, 3), colors, 11);
    if (set)
        paintRounded(painter, box.adjusted(5, 5, -5, -5), enabled ? colors.onAccent : colors.muted, Qt::NoPen, 3);
}

} // namespace espalier::ui
