#pragma once

#include <QObject>
#include <QString>

namespace espalier::ui {

/// Kinds of things that can be selected. Findings join them with their page.
enum class ItemKind { None, Revision, Backup, Table };

struct Item {
    ItemKind kind = ItemKind::None;
    QString id;
    bool isNone() const { return kind == ItemKind::None; }
    friend bool operator==(const Item&, const Item&) = default;
};

/// What is selected, for all pages: selected anywhere is selected everywhere. A page sets it and follows it, and does
/// not care who set it. Of each kind the last one stays selected while something of another kind is.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const Item& current() const { return m_current; }
    /// The id of the selected revision, or empty.
    const QString& revision() const { return m_revision; }
    /// The selected table as "schema.name", or empty.
    const QString& table() const { return m_table; }
    void select(const Item& item)
    {
        if (m_current == item)
            return;
        m_current = item;
        if (item.kind == ItemKind::Revision || item.isNone())
            m_revision = item.id;
        if (item.kind == ItemKind::Table || item.isNone())
            m_table = item.id;
        Q_EMIT changed(m_current);
    }
    void selectRevision(const QString& id) { select({ id.isEmpty() ? ItemKind::None : ItemKind::Revision, id }); }
    void selectTable(const QString& key) { select({ key.isEmpty() ? ItemKind::None : ItemKind::Table, key }); }
    void clear() { select({}); }

Q_SIGNALS:
    void changed(const espalier::ui::Item& item);

private:
    Item m_current;
    QString m_revision;
    QString m_table;
};

} // namespace espalier::ui
