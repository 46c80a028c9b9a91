#pragma once

class QMenu;
class QWidget;

namespace espalier::ui {

class ActionRegistry;

/// The window's menu: a submenu per group, read from the registry whenever it opens.
QMenu* makeMainMenu(ActionRegistry& actions, QWidget* parent);

} // namespace espalier::ui
