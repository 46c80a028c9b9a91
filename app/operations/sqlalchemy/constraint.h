#pragma once

#include "operations/sqlalchemy/column.h"

namespace espalier::operations {

/// A constraint; its columns are names, or columns that may get their names later.
class ConstraintHost final : public Host {
public:
    using Host::Host;
    schema::Constraint constraint; ///< without its columns
    std::vector<Value> columns;
    std::vector<Value> targets; ///< of a foreign key
    bool isLinkedToName = false; ///< link_to_name=: targets are columns' names, else their keys
    std::vector<Value> exclusions; ///< (element, operator)
    Value ops;
    std::weak_ptr<TableHost> table;
    DoubtPtr doubt;

    QString typeName() const override;
    bool isA(const QString& name) const override;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value& value) override;
    std::optional<Value> contains(Interpreter& interpreter, const Value& key) override;
    std::optional<Value> length(Interpreter&) override { return Value::number(qint64(columns.size())); }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override;
    /// The columns themselves; unknown ones where they are given by name and it is in no table yet.
    std::vector<Value> columnValues(Interpreter& interpreter) const;
};

class IndexHost final : public Host {
public:
    using Host::Host;
    schema::Index index; ///< without its elements
    std::vector<Value> elements;
    std::weak_ptr<TableHost> table;
    DoubtPtr doubt;

    QString typeName() const override { return QStringLiteral("Index"); }
    bool isA(const QString& name) const override { return name == typeName(); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    /// The table: its own, or that of its elements.
    std::shared_ptr<TableHost> owner() const;
    /// Its expressions no longer hold their tables, of which one holds it.
    void forgetTables();
};

/// PrimaryKeyConstraint, UniqueConstraint, …: `name` says which.
Value makeConstraint(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments);
Value makeIndex(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);

/// A constraint or index of columns alone belongs to their table; where one of them has none yet, as soon as all have.
void attachByColumns(Interpreter& interpreter, const Value& part, const std::vector<Value>& columns);
/// The same of a CHECK: of the one table in it.
void attachByExpression(Interpreter& interpreter, const Value& part, const Piece& expression);
/// Gives a table that has got columns what waited for them.
void attachWaiting(Interpreter& interpreter, TableHost& table);

Known<schema::Constraint> definition(Interpreter& interpreter, ConstraintHost& host, const QString& defaultSchema = {});
Known<schema::Index> definition(Interpreter& interpreter, const IndexHost& host);

} // namespace espalier::operations
