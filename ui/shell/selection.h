#pragma once

#include <QObject>
#include <QString>

namespace espalier::ui {

/// Kinds of things that can be selected. Tables and findings join them with their pages.
enum class ItemKind { None, Revision, Backup };

struct Item {
    ItemKind kind = ItemKind::None;
    QString id;
    bool isNone() const { return kind == ItemKind::None; }
    friend bool operator==(const Item&, const Item&) = default;
};

/// What is selected, for all pages: selected anywhere is selected everywhere. A page sets it and follows it, and does
/// not care who set it.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const Item& current() const { return m_current; }
    /// The id of the selected revision, or empty.
    QString revision() const { return m_current.kind == ItemKind::Revision ? m_current.id : QString(); }
    void select(const Item& item)
    {
        if (m_current == item)
            return;
        m_current = item;
        Q_EMIT changed(m_current);
    }
    void selectRevision(const QString& id) { select({ id.isEmpty() ? ItemKind::None : ItemKind::Revision, id }); }
    void clear() { select({}); }

Q_SIGNALS:
    void changed(const espalier::ui::Item& item);

private:
    Item m_current;
};

} // namespace espalier::ui
