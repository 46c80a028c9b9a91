#pragma once

#include "operations/evaluation.h"

#include <map>
#include <QHash>

namespace espalier::operations {

/// What a revision did to a table, named as the schema names it.
struct TableTouch {
    enum class Kind {
        Created,
        Renamed,
        Changed, ///< its columns, constraints, indexes or comment
        Rows,
        Dropped,
    };
    QString revision;
    Kind kind = Kind::Changed;
    friend bool operator==(const TableTouch&, const TableTouch&) = default;
};

/// The tables that a revision touches, in the order of its statements. What is not known touches nothing.
class TouchedTables {
public:
    TouchedTables() = default;
    TouchedTables(const Evaluation& evaluation, const schema::SchemaRules& rules);
    bool isEmpty() const { return m_touches.empty(); }

private:
    friend class TableHistories;
    struct Touch {
        TableTouch::Kind kind = TableTouch::Kind::Changed;
        schema::ObjectName table; ///< no name for an index that is dropped by its name alone
        schema::ObjectName from; ///< of Renamed
        QStringList indexes; ///< names of those that it makes, or of the one that it drops
    };
    void add(const schema::Change& change, const schema::SchemaRules& rules);

    std::vector<Touch> m_touches;
};

/// What each table has gone through, oldest first. Takes revisions in the order in which they run.
class TableHistories {
public:
    using Touches = std::vector<TableTouch>;

    void add(const QString& revision, const TouchedTables& touched);
    /// By the table's present name; that of a renamed one goes back beyond its renaming.
    const std::map<schema::ObjectName, Touches>& tables() const { return m_tables; }
    /// Empty where no revision made the table.
    const Touches& of(const schema::ObjectName& table) const;

private:
    void note(const schema::ObjectName& table, const TableTouch& touch);

    std::map<schema::ObjectName, Touches> m_tables;
    QHash<schema::ObjectName, schema::ObjectName> m_tableOf; ///< by index, in the schema of its table
};

} // namespace espalier::operations
