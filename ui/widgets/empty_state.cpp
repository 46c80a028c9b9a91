#include "widgets/empty_state.h"

#include "style/colors.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "style/type.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_title(new QLabel)
    , m_text(new QLabel)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setFont(titleFont());
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setForegroundRole(QPalette::Dark);
    m_text->hide(); // until there is one
    m_icon->setAlignment(Qt::AlignCenter);
    auto* box = new QWidget;
    box->setMaximumWidth(520);
    box->setMinimumWidth(320);
    m_column = new QVBoxLayout(box);
    m_column->setSpacing(12);
    m_column->addWidget(m_icon);
    m_column->addWidget(m_title);
    m_column->addWidget(m_text);
    auto* across = new QHBoxLayout;
    across->addStretch();
    across->addWidget(box, 1);
    across->addStretch();
    auto* down = new QVBoxLayout(this);
    down->addStretch(2);
    down->addLayout(across);
    down->addStretch(3);
}

void EmptyState::setContent(const QString& iconName, const QString& title, const QString& text)
{
    m_iconName = iconName;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    paintIcon();
}

void EmptyState::setActions(const QList<QAction*>& actions)
{
    delete m_buttons;
    m_buttons = new QWidget;
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 4, 0, 0);
    row->addStretch();
    for (auto* action : actions) {
        auto* button = new QPushButton(action->text());
        button->setObjectName(action->objectName() + QStringLiteral("-button"));
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        setButtonRole(button, row->count() == 1 ? ButtonRole::Primary : ButtonRole::Plain);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
        row->addWidget(button);
    }
    row->addStretch();
    m_column->insertWidget(3, m_buttons);
}

void EmptyState::setExtra(QWidget* widget)
{
    delete m_extra;
    m_extra = widget;
    if (widget)
        m_column->addWidget(widget);
}

void EmptyState::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
    QWidget::changeEvent(event);
}

void EmptyState::paintIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(themedIcon(m_iconName, colorsOf(palette()).muted).pixmap(QSize(40, 40), devicePixelRatioF()));
}

} // namespace espalier::ui
