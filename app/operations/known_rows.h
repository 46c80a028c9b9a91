#pragma once

#include "schema/change.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"

#include <functional>
#include <memory>
#include <QHash>
#include <QSet>
#include <vector>

namespace espalier::operations {

/// A value in a row that a migration wrote.
struct Cell {
    bool isKnown = false;
    bool isNull = false; ///< where it is not known: it may be
    schema::Literal literal = {};
};

/// The rows of a table: no others are there.
struct TableRows {
    std::vector<QHash<QString, Cell>> rows; ///< by column
    bool areAllThere = true; ///< none of them may be gone
};

/// The rows that migrations put into tables which were empty, as long as all of them are known. For databases that were
/// empty when the first migration ran.
class KnownRows {
public:
    explicit KnownRows(const schema::SchemaRules& rules)
        : m_rules(&rules)
    { }

    /// What stands against a change because of rows. `before` is the table before it, null where there was none;
    /// `isEmpty` says which tables surely have no rows.
    std::vector<schema::Fault> weigh(const schema::Change& change, const schema::Schema& after,
        const schema::Table* before, const std::function<bool(const schema::ObjectName&)>& isEmpty) const;
    /// The change was made. `wasEmpty`: the table that it is about had no rows.
    void apply(const schema::Change& change, const schema::Schema& after, bool wasEmpty);

    void forget(const schema::ObjectName& table) { m_tables.remove(keyOf(table)); }
    /// `table`: its key.
    void forget(const QString& table) { m_tables.remove(table); }
    void forgetAll() { m_tables.clear(); }
    void keepCommon(const KnownRows& other);

private:
    friend class RowWeight;
    QString keyOf(const schema::ObjectName& name) const;
    const TableRows* rowsOf(const schema::ObjectName& table) const;
    void insert(const schema::TouchRows& change, const schema::Table& table, bool wasEmpty);
    void update(const schema::TouchRows& change);
    void forgetDependents(const schema::TouchRows& change, const schema::Schema& after);
    void addColumn(const schema::ColumnAddition& change);

    const schema::SchemaRules* m_rules;
    QHash<QString, std::shared_ptr<const TableRows>> m_tables;
};

} // namespace espalier::operations
