#pragma once

#include <functional>
#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

namespace espalier::ui {

/// Where an action stands in the menu and on the page of shortcuts.
enum class ActionGroup { Project, Database, Migrations, Schema, Plan, Backups, Go, View, Help };
QString actionGroupTitle(ActionGroup group);

/// What can be done, once for everybody who offers it.
struct ActionSpec {
    QString id = {}; ///< "project.open"
    ActionGroup group = ActionGroup::Project;
    QString text = {}; ///< translated, without a mnemonic
    QString icon = {}; ///< name of an icon, or empty
    QList<QKeySequence> shortcuts = {};
    bool destructive = false; ///< can lose data; shown in the danger colour and never run without a question
    QString hint = {}; ///< a sentence for the tool tip and the palette
};

/// All actions of the window. Menus, the command palette and the page of shortcuts read it; pages add to it.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    explicit ActionRegistry(QObject* parent = nullptr);

    /// The QAction is owned by the registry; `run` is not called any more once `owner` is gone. An id is added once.
    QAction* add(const ActionSpec& spec, QObject* owner, std::function<void()> run);
    /// nullptr where there is none.
    QAction* action(const QString& id) const;
    const ActionSpec& spec(const QString& id) const;
    /// In the order in which they were added.
    QStringList ids() const { return m_order; }
    QStringList idsOf(ActionGroup group) const;
    void setEnabled(const QString& id, bool enabled);
    /// Runs it if it is enabled; false where it is not there or not enabled.
    bool trigger(const QString& id);

Q_SIGNALS:
    void added(const QString& id);

private:
    struct Entry {
        ActionSpec spec;
        QAction* action = nullptr;
    };
    QHash<QString, Entry> m_entries;
    QStringList m_order;
};

/// Adds what one object can do, all of one group.
class ActionAdder {
public:
    ActionAdder(ActionRegistry& registry, ActionGroup group, QObject* owner)
        : m_registry(registry)
        , m_group(group)
        , m_owner(owner)
    { }
    QAction* operator()(const char* id, const QString& text, const char* icon, const QKeySequence& keys,
        std::function<void()> run, const QString& hint = {}, bool destructive = false) const;

private:
    ActionRegistry& m_registry;
    ActionGroup m_group;
    QObject* m_owner;
};

QList<ActionGroup> allActionGroups();

} // namespace espalier::ui
