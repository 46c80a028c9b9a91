#pragma once

#include "widgets/tag.h"

#include <functional>
#include <QWidget>

class QMenu;
class QToolButton;

namespace espalier::ui {

class ElidedLabel;
class ActionRegistry;

/// What the top bar says. A value, so that it can be made and tested without a window.
struct TopBarContent {
    QString project; ///< name; empty: none is open
    QString projectTip;
    QString database; ///< empty: none is connected
    QString databaseTip;
    QString environment; ///< the tag's text
    Tag::Tone environmentTone = Tag::Tone::Neutral;
    bool production = false; ///< the bar gets a red edge
    QString state; ///< "3 heads · 12 of 28 applied · last backup 2 h ago"
};

/// Project, database, one line of state; the way to everything else.
class TopBar : public QWidget {
    Q_OBJECT
public:
    TopBar(ActionRegistry& actions, QWidget* parent = nullptr);
    void setContent(const TopBarContent& content);
    /// What fills the menus of the project's and the database's button, each time they open.
    using FillMenu = std::function<void(QMenu&)>;
    void setMenus(FillMenu project, FillMenu database);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* m_project;
    QToolButton* m_database;
    Tag* m_environment;
    ElidedLabel* m_state;
    QToolButton* m_search;
    QToolButton* m_menu;
    bool m_production = false;
};

} // namespace espalier::ui
