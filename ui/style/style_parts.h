#pragma once

#include <QPainter>
#include <QRectF>
#include <QStyleOption>

class QWidget;

namespace espalier::ui {

struct Colors;

// What EspalierStyle is composed of: each function paints one kind of thing and knows nothing of the others.

/// A rounded rectangle whose hairline frame falls on whole device pixels.
void paintRounded(QPainter* painter, const QRect& rect, const QBrush& fill, const QPen& frame, qreal radius);
void paintFocus(QPainter* painter, const QRect& rect, const Colors& colors, qreal radius);
void paintChevron(QPainter* painter, const QRect& rect, Qt::ArrowType direction, const QColor& color);

void paintButton(QPainter* painter, const QStyleOption& option, const QWidget* widget);
void paintToolButton(QPainter* painter, const QStyleOption& option);
void paintField(QPainter* painter, const QStyleOption& option);
void paintCheckBox(QPainter* painter, const QStyleOption& option);
void paintRadioButton(QPainter* painter, const QStyleOption& option);

void paintItemBackground(QPainter* painter, const QStyleOptionViewItem& option, const QWidget* widget);
void paintHeaderSection(QPainter* painter, const QStyleOptionHeader& option);
void paintTab(QPainter* painter, const QStyleOptionTab& option);

void paintProgressGroove(QPainter* painter, const QStyleOptionProgressBar& option);
void paintProgressContents(QPainter* painter, const QStyleOptionProgressBar& option);
void paintScrollBar(QPainter* painter, const QStyleOptionSlider& option, const QRect& slider);
void paintMenuItemBackground(QPainter* painter, const QStyleOption& option);

} // namespace espalier::ui
