#pragma once

#include "schema/diagram_controller.h"

class QMenu;

namespace espalier::ui {

class DiagramView;

/// What can be done with groups of tables in the diagram: the actions of the window, and their menus.
class DiagramGroupActions : public QObject {
    Q_OBJECT
public:
    DiagramGroupActions(Services& services, DiagramController& diagram, DiagramView& view, QObject* parent);
    /// By what is chosen.
    void enable();
    /// For the tables that are chosen, for a group, or for none of these.
    void fillTableMenu(QMenu& menu);
    void fillGroupMenu(QMenu& menu, const QString& group);
    void fillCanvasMenu(QMenu& menu);
    /// Those of the window's actions that can be done now.
    void append(QMenu& menu, std::initializer_list<const char*> ids);

private:
    /// The one that a menu was opened for; else that of the chosen tables, where it is one.
    QString group() const;
    void change(const std::function<void(DiagramGroups&)>& make);
    void askForGroup();
    void askForName();
    void foldAll(bool isFolded);
    /// Groups that somebody made stay, and keep their tables.
    void add(const DiagramGroups& suggested);

    Services& m_services;
    DiagramController& m_diagram;
    DiagramView& m_view;
    QString m_menuGroup;
};

} // namespace espalier::ui
