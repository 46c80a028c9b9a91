#include "shell/top_bar.h"

#include "actions/action_registry.h"
#include "shell/main_menu.h"
#include "style/colors.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/elided_label.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace espalier::ui {
namespace {

QToolButton* barButton(const char* name, const QString& iconName)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setIcon(themedIcon(iconName, QPalette::Dark));
    button->setIconSize(QSize(18, 18));
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// A button for an action; hidden where this build has no such action.
void bind(QToolButton* button, ActionRegistry& actions, const char* id)
{
    auto* action = actions.action(QLatin1String(id));
    button->setVisible(action);
    if (action)
        QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
}

} // namespace

TopBar::TopBar(ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_project(barButton("project-button", QStringLiteral("folder")))
    , m_database(barButton("database-button", QStringLiteral("database")))
    , m_environment(new Tag)
    , m_state(new ElidedLabel)
    , m_search(barButton("search-button", QStringLiteral("search")))
    , m_menu(barButton("menu-button", QStringLiteral("menu")))
{
    setObjectName(QStringLiteral("top-bar"));
    m_project->setFont(boldFont());
    m_database->setFont(boldFont());
    m_environment->setObjectName(QStringLiteral("environment-tag"));
    m_state->setObjectName(QStringLiteral("state-line"));
    m_state->setMuted(true);
    m_menu->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setMenu(makeMainMenu(actions, this));
    m_menu->setToolTip(tr("Menu (F10)"));
    m_menu->setAccessibleName(tr("Menu"));
    m_search->setText(tr("Ctrl+K"));
    m_search->setToolTip(tr("Every action and revision"));
    m_search->setAccessibleName(tr("Command palette"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 7, 8, 8);
    row->setSpacing(4);
    row->addWidget(m_project);
    row->addWidget(m_database);
    row->addWidget(m_environment);
    row->addSpacing(12);
    row->addWidget(m_state, 1);
    row->addWidget(m_search);
    row->addWidget(m_menu);
    m_project->hide();
    m_database->hide();
    bind(m_search, actions, "view.palette");
    connect(actions.action(QStringLiteral("view.menu")), &QAction::triggered, m_menu, &QToolButton::showMenu);
    setContent({});
}

void TopBar::setContent(const TopBarContent& content)
{
    m_project->setText(content.project.isEmpty() ? tr("No project") : content.project);
    m_project->setToolTip(content.project.isEmpty() ? tr("Open a project") : content.projectTip);
    m_database->setText(content.database.isEmpty() ? tr("No database") : content.database);
    m_database->setToolTip(content.database.isEmpty() ? tr("Connect to a database") : content.databaseTip);
    m_environment->setVisible(!content.environment.isEmpty());
    m_environment->setText(content.environment);
    m_environment->setTone(content.environmentTone);
    m_state->setText(content.state);
    m_production = content.production;
    update();
}

void TopBar::setMenus(FillMenu project, FillMenu database)
{
    const auto attach = [this](QToolButton* button, const char* name, const FillMenu& fill) {
        auto* menu = new QMenu(this);
        menu->setObjectName(QLatin1String(name));
        connect(menu, &QMenu::aboutToShow, menu, [menu, fill] { fill(*menu); });
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
        button->show();
    };
    attach(m_project, "project-menu", project);
    attach(m_database, "database-menu", database);
}

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = colorsOf(palette());
    if (m_production)
        painter.fillRect(QRect(0, height() - 3, width(), 3), colors.production);
    else
        painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
}

} // namespace espalier::ui
