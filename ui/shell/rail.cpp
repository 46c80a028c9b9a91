#include "shell/rail.h"

#include "shell/page.h"
#include "style/colors.h"
#include "style/icon.h"
#include "style/style_parts.h"
#include "style/type.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

namespace espalier::ui {

RailButton::RailButton(const QString& iconName, const QString& title, QWidget* parent)
    : QAbstractButton(parent)
    , m_icon(iconName)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RailButton::setMark(bool marked)
{
    if (m_mark == marked)
        return;
    m_mark = marked;
    update();
}

QSize RailButton::sizeHint() const
{
    return { qMax(76, fontMetrics().horizontalAdvance(text()) + 20), fontMetrics().height() + 44 };
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = colorsOf(palette());
    const QRect pill((width() - 52) / 2, 4, 52, 30);
    if (isChecked())
        paintRounded(&painter, pill, colors.accentSoft, Qt::NoPen, 15);
    else if (underMouse() && isEnabled())
        paintRounded(&painter, pill, colors.hover, Qt::NoPen, 15);
    const QColor ink = isChecked() ? colors.accent : underMouse() ? colors.text : colors.muted;
    themedIcon(m_icon, ink).paint(&painter, QRect((width() - 22) / 2, pill.top() + 4, 22, 22));
    if (m_mark) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colors.window, 1.5));
        painter.setBrush(colors.warning);
        painter.drawEllipse(QPointF(width() / 2.0 + 11, pill.top() + 8), 4.5, 4.5);
    }
    painter.setPen(isChecked() ? colors.text : colors.muted);
    painter.drawText(QRect(0, pill.bottom() + 2, width(), fontMetrics().height() + 2), Qt::AlignCenter, text());
    if (hasFocus())
        paintFocus(&painter, rect().adjusted(2, 1, -2, -1), colors, cornerRadius);
}

Rail::Rail(const PageRegistry& pages, QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2, 8, 3, 8);
    column->setSpacing(4);
    QList<RailButton*> last;
    for (const auto& page : pages.pages()) {
        auto* button = new RailButton(page.icon, page.title);
        button->setObjectName(QStringLiteral("rail-") + page.id);
        const QString keys = page.shortcut.toString(QKeySequence::NativeText);
        button->setToolTip(keys.isEmpty() ? page.title : QStringLiteral("%1 (%2)").arg(page.title, keys));
        m_buttons->addButton(button);
        connect(button, &QAbstractButton::clicked, this, [this, id = page.id] { Q_EMIT chosen(id); });
        if (page.atBottom)
            last.append(button);
        else
            column->addWidget(button);
    }
    column->addStretch();
    for (auto* button : last)
        column->addWidget(button);
}

RailButton* Rail::buttonOf(const QString& page) const { return findChild<RailButton*>(QStringLiteral("rail-") + page); }

void Rail::setCurrent(const QString& page)
{
    if (auto* button = buttonOf(page))
        button->setChecked(true);
}

void Rail::setMark(const QString& page, bool marked)
{
    if (auto* button = buttonOf(page))
        button->setMark(marked);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), colorsOf(palette()).line);
}

} // namespace espalier::ui
