#include "widgets/banner.h"

#include "style/colors.h"
#include "style/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace espalier::ui {

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_row(new QHBoxLayout(this))
{
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("banner-text"));
    m_row->setContentsMargins(44, 6, 12, 6);
    m_row->addWidget(m_text, 1);
    setMinimumHeight(44);
    hide();
}

void Banner::setContent(Tone tone, const QString& iconName, const QString& text)
{
    m_tone = tone;
    m_icon = iconName;
    m_text->setText(text);
    setAccessibleName(text);
    update();
}

void Banner::addButton(const QString& name, const QString& text, QObject* receiver, std::function<void()> run)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, receiver, [run = std::move(run)] { run(); });
    m_row->addWidget(button);
}

void Banner::clearButtons()
{
    while (m_row->count() > 1)
        delete m_row->takeAt(1)->widget();
}

void Banner::paintEvent(QPaintEvent*)
{
    const Colors& colors = colorsOf(palette());
    QColor fill = colors.accentSoft;
    QColor mark = colors.accent;
    if (m_tone == Tone::Danger) {
        fill = colors.dangerSoft;
        mark = colors.danger;
    } else if (m_tone == Tone::Warning) {
        fill = colors.warningSoft;
        mark = colors.warning;
    } else if (m_tone == Tone::Success) {
        fill = colors.successSoft;
        mark = colors.success;
    }
    QPainter painter(this);
    painter.fillRect(rect(), fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), blend(fill, mark, 0.35));
    const int left = layoutDirection() == Qt::RightToLeft ? width() - 34 : 14;
    themedIcon(m_icon, mark).paint(&painter, QRect(left, (height() - 18) / 2, 18, 18));
}

} // namespace espalier::ui
