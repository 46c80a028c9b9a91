#include "shell/main_menu.h"

#include "actions/action_registry.h"

#include <QMenu>

namespace espalier::ui {

QMenu* makeMainMenu(ActionRegistry& actions, QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("main-menu"));
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, &actions] {
        menu->clear();
        for (const auto group : allActionGroups()) {
            const QStringList ids = actions.idsOf(group);
            if (ids.isEmpty())
                continue;
            auto* part = menu->addMenu(actionGroupTitle(group));
            for (const auto& id : ids)
                part->addAction(actions.action(id));
        }
    });
    return menu;
}

} // namespace espalier::ui
