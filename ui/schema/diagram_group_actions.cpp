#include "schema/diagram_group_actions.h"

#include "actions/action_registry.h"
#include "schema/diagram_view.h"
#include "shell/prompter.h"

#include <algorithm>
#include <QMenu>

namespace espalier::ui {

DiagramGroupActions::DiagramGroupActions(
    Services& services, DiagramController& diagram, DiagramView& view, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_diagram(diagram)
    , m_view(view)
{
    const ActionAdder add(services.actions, ActionGroup::Schema, this);
    add(
        "schema.group", tr("Group Tables…"), "frame", QKeySequence(Qt::CTRL | Qt::Key_G), [this] { askForGroup(); },
        tr("Puts a frame around the chosen tables: they stand together and are moved, folded and hidden together"));
    add("schema.leave-group", tr("Take out of the Group"), "minus", {},
        [this] { change([this](DiagramGroups& groups) { groups.take(m_view.chosen()); }); });
    add(
        "schema.fold-group", tr("Fold the Group"), "fold", {}, [this] { m_diagram.fold(group(), true); },
        tr("One box stands for all its tables, with the foreign keys that lead in and out"));
    add("schema.unfold-group", tr("Unfold the Group"), "unfold", {}, [this] { m_diagram.fold(group(), false); });
    add("schema.rename-group", tr("Rename the Group…"), "edit", {}, [this] { askForName(); });
    add("schema.hide-group", tr("Hide the Group"), "eye", {}, [this] {
        if (const DiagramGroup* hidden = m_diagram.groups().find(group()))
            m_diagram.hide(hidden->tables);
    });
    add(
        "schema.ungroup", tr("Dissolve the Group"), "close", {},
        [this] { change([this](DiagramGroups& groups) { groups.dissolve(group()); }); },
        tr("Its tables stay in the diagram"));
    add(
        "schema.group-by-name", tr("Group Tables by the First Word of Their Names"), "frame", {},
        [this] { this->add(groupsByName(*m_diagram.wholePicture())); },
        tr("Where three or more begin alike; groups that are there stay"));
    add("schema.group-by-schema", tr("Group Tables by Schema"), "frame", {},
        [this] { this->add(groupsBySchema(*m_diagram.wholePicture())); });
    add("schema.fold-groups", tr("Fold All Groups"), "fold", {}, [this] { foldAll(true); });
    add("schema.unfold-groups", tr("Unfold All Groups"), "unfold", {}, [this] { foldAll(false); });
    add("schema.ungroup-all", tr("Dissolve All Groups"), "close", {}, [this] { m_diagram.setGroups({}); });
    connect(&view, &DiagramView::foldRequested, &diagram, &DiagramController::fold);
}

QString DiagramGroupActions::group() const
{
    if (!m_menuGroup.isEmpty())
        return m_menuGroup;
    const QStringList tables = m_view.chosen();
    const DiagramGroup* group = tables.isEmpty() ? nullptr : m_diagram.groups().of(tables.front());
    const bool isOne = group && std::all_of(tables.begin(), tables.end(), [&](const QString& table) {
        return m_diagram.groups().of(table) == group;
    });
    return isOne ? group->name : QString();
}

void DiagramGroupActions::enable()
{
    auto& actions = m_services.actions;
    const DiagramGroups& groups = m_diagram.groups();
    const bool isThere = m_diagram.state() == DiagramController::State::Known && m_diagram.scene().size() > 0;
    const QStringList tables = isThere ? m_view.chosen() : QStringList();
    const DiagramGroup* one = isThere ? groups.find(group()) : nullptr;
    const auto is = [&](bool isFolded) {
        return std::any_of(groups.all().begin(), groups.all().end(),
            [&](const DiagramGroup& group) { return group.isFolded == isFolded; });
    };
    actions.setEnabled(QStringLiteral("schema.group"), !tables.isEmpty());
    actions.setEnabled(QStringLiteral("schema.leave-group"),
        std::any_of(tables.begin(), tables.end(), [&](const QString& table) { return groups.of(table); }));
    actions.setEnabled(QStringLiteral("schema.fold-group"), one && !one->isFolded);
    actions.setEnabled(QStringLiteral("schema.unfold-group"), one && one->isFolded);
    for (const char* id : { "schema.rename-group", "schema.hide-group", "schema.ungroup" })
        actions.setEnabled(QLatin1String(id), one);
    actions.setEnabled(QStringLiteral("schema.group-by-name"), isThere);
    const auto& shown = m_diagram.scene().picture().tables;
    actions.setEnabled(QStringLiteral("schema.group-by-schema"),
        isThere && std::any_of(shown.begin(), shown.end(), [&](const auto& table) {
            return table.schema != shown.front().schema;
        }));
    actions.setEnabled(QStringLiteral("schema.fold-groups"), isThere && is(false));
    actions.setEnabled(QStringLiteral("schema.unfold-groups"), isThere && is(true));
    actions.setEnabled(QStringLiteral("schema.ungroup-all"), !groups.all().empty());
}

void DiagramGroupActions::change(const std::function<void(DiagramGroups&)>& make)
{
    DiagramGroups groups = m_diagram.groups();
    make(groups);
    m_diagram.setGroups(groups);
}

void DiagramGroupActions::askForGroup()
{
    const QStringList tables = m_view.chosen();
    if (tables.isEmpty())
        return;
    m_services.prompter.askText({ QStringLiteral("schema.group"), tr("Group Tables"),
                                    tr("Name of the group (%n table(s)):", nullptr, static_cast<int>(tables.size())),
                                    likelyName(tables), m_diagram.groups().names() },
        this, [this, tables](const QString& name) {
            if (!name.trimmed().isEmpty())
                change([&](DiagramGroups& groups) { groups.put(tables, name.trimmed()); });
        });
}

void DiagramGroupActions::askForName()
{
    const QString before = group();
    m_services.prompter.askText(
        { QStringLiteral("schema.rename-group"), tr("Rename the Group"), tr("Name of the group:"), before }, this,
        [this, before](const QString& name) {
            if (!name.trimmed().isEmpty())
                change([&](DiagramGroups& groups) { groups.rename(before, name.trimmed()); });
        });
}

void DiagramGroupActions::foldAll(bool isFolded)
{
    for (const QString& name : m_diagram.groups().names())
        m_diagram.fold(name, isFolded);
}

void DiagramGroupActions::add(const DiagramGroups& suggested)
{
    change([&](DiagramGroups& groups) {
        for (const DiagramGroup& group : suggested.all()) {
            QStringList free;
            for (const QString& table : group.tables)
                if (!groups.of(table))
                    free.append(table);
            groups.put(free, group.name);
        }
    });
}

void DiagramGroupActions::append(QMenu& menu, std::initializer_list<const char*> ids)
{
    for (const char* id : ids)
        if (auto* action = m_services.actions.action(QLatin1String(id)); action->isEnabled())
            menu.addAction(action);
}

void DiagramGroupActions::fillTableMenu(QMenu& menu)
{
    menu.addSeparator();
    append(menu,
        { "schema.group", "schema.leave-group", "schema.fold-group", "schema.unfold-group", "schema.rename-group",
            "schema.ungroup" });
}

void DiagramGroupActions::fillGroupMenu(QMenu& menu, const QString& group)
{
    m_menuGroup = group;
    // Its actions run after it is hidden, and before it is gone.
    connect(&menu, &QObject::destroyed, this, [this] {
        m_menuGroup.clear();
        enable();
    });
    enable();
    append(menu, { "schema.fold-group", "schema.rename-group", "schema.hide-group", "schema.ungroup" });
}

void DiagramGroupActions::fillCanvasMenu(QMenu& menu)
{
    menu.addSeparator();
    append(menu,
        { "schema.group-by-name", "schema.group-by-schema", "schema.fold-groups", "schema.unfold-groups",
            "schema.ungroup-all" });
}

} // namespace espalier::ui
