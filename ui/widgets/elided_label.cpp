#include "widgets/elided_label.h"

#include "style/colors.h"

#include <algorithm>
#include <QPainter>

namespace espalier::ui {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QFrame(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
    resizeEvent(nullptr);
}

void ElidedLabel::setMuted(bool muted)
{
    m_muted = muted;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setFewest(int letters)
{
    m_fewest = letters;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 4 };
}

QSize ElidedLabel::minimumSizeHint() const
{
    return { qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 6), sizeHint().height() };
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    if (width() < std::min(m_fewest * fontMetrics().averageCharWidth(), fontMetrics().horizontalAdvance(m_text)))
        return;
    QPainter painter(this);
    painter.setPen(m_muted && isEnabled()
            ? colorsOf(palette()).muted
            : palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeading, fontMetrics().elidedText(m_text, m_mode, width()));
}

void ElidedLabel::resizeEvent(QResizeEvent*)
{
    setToolTip(fontMetrics().horizontalAdvance(m_text) > width() ? m_text : QString());
}

} // namespace espalier::ui
