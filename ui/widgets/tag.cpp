#include "widgets/tag.h"

#include "style/colors.h"
#include "style/style_parts.h"

namespace espalier::ui {
namespace {

struct TagLook {
    QColor fill;
    QColor text;
};

TagLook lookOf(Tag::Tone tone, const Colors& colors)
{
    switch (tone) {
    case Tag::Tone::Accent:
        return { colors.accentSoft, colors.accent };
    case Tag::Tone::Success:
        return { colors.successSoft, colors.success };
    case Tag::Tone::Warning:
        return { colors.warningSoft, colors.warning };
    case Tag::Tone::Danger:
        return { colors.dangerSoft, colors.danger };
    case Tag::Tone::Development:
        return { colors.development, colors.onEnvironment };
    case Tag::Tone::Staging:
        return { colors.staging, colors.onEnvironment };
    case Tag::Tone::Production:
        return { colors.production, colors.onEnvironment };
    case Tag::Tone::Neutral:
        break;
    }
    return { blend(colors.surface, colors.text, 0.08), colors.muted };
}

} // namespace

Tag::Tag(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Tag::Tag(const QString& text, Tone tone, QWidget* parent)
    : Tag(parent)
{
    setText(text);
    setTone(tone);
}

void Tag::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Tag::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize Tag::sizeHint() const { return { fontMetrics().horizontalAdvance(m_text) + 16, fontMetrics().height() + 4 }; }

void Tag::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const TagLook look = lookOf(m_tone, colorsOf(palette()));
    paintRounded(&painter, rect(), look.fill, Qt::NoPen, 4);
    painter.setPen(look.text);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace espalier::ui
