#pragma once

#include "operations/sqlalchemy/element.h"
#include "schema/objects.h"

namespace espalier::operations {

class ColumnHost;
class TableHost;

/// ForeignKey(…): to a column's name, or to the column itself.
class ForeignKeyHost final : public Host {
public:
    using Host::Host;
    schema::ColumnForeignKey reference;
    std::shared_ptr<ColumnHost> column; ///< the target, where it was given itself
    bool isLinkedToName = false; ///< link_to_name=: the target is a column's name, else its key
    DoubtPtr doubt;
    QString typeName() const override { return QStringLiteral("ForeignKey"); }
    bool isA(const QString& name) const override { return name == typeName(); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    /// With the target's name, which is known when its table is.
    Known<schema::ColumnForeignKey> resolved(const Interpreter& interpreter, const QString& defaultSchema) const;
};

/// Sequence(…), Identity(…), Computed(…), FetchedValue(), DefaultClause(…): what a column has its values from.
class ValueSourceHost final : public Host {
public:
    enum class Kind { Sequence, Identity, Computed, Fetched, Default };
    ValueSourceHost(SqlalchemyContext& context, Kind which)
        : Host(context)
        , kind(which)
    { }
    const Kind kind;
    schema::Sequence sequence; ///< of Sequence; options of Identity
    schema::SqlType dataType; ///< of Sequence
    bool isAlways = false;
    bool isOptional = false;
    schema::Computed computed;
    schema::Expression expression; ///< of Default
    DoubtPtr doubt;
    QString typeName() const override;
    bool isA(const QString& name) const override;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
};

/// A column: of a Table, of a lightweight table, of an alias, or of none yet.
class ColumnHost final : public ElementHost {
public:
    using ElementHost::ElementHost;
    schema::Column column; ///< without foreign keys and checks
    Value type; ///< the type's object
    DoubtPtr doubt; ///< about its definition
    DoubtPtr nameDoubt;
    DoubtPtr typeDoubt;
    QString key; ///< under which its table has it
    bool isLight = false; ///< sa.column()
    bool isMapped = false; ///< mapped_column()
    int sortOrder = 0; ///< of mapped_column()
    std::vector<std::shared_ptr<ForeignKeyHost>> foreignKeys;
    std::vector<Value> checks; ///< CheckConstraint objects
    std::shared_ptr<ValueSourceHost> sequence; ///< Sequence(…) among its arguments
    Value clientDefault;
    Value onUpdate;
    Value info;
    QString attributeName; ///< of the mapped class that has it
    std::weak_ptr<Host> parent; ///< its table, alias or subquery
    std::optional<schema::Source> source; ///< which that is in FROM
    schema::ObjectName qualifier;
    bool isTypeGiven = false;
    bool isUniqueGiven = false; ///< unique=, be it False
    bool isIndexGiven = false; ///< index=, be it False

    Piece piece() override;
    Value typeValue() override { return type; }
    QString typeName() const override { return isLight ? QStringLiteral("ColumnClause") : QStringLiteral("Column"); }
    bool isA(const QString& name) const override;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value& value) override;
    Value str(Interpreter& interpreter) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;

    schema::Identifier name() const { return column.identifier(); }
    /// Belongs to `owner` from here on.
    void attach(const std::shared_ptr<Host>& owner, const schema::Source& where, const schema::ObjectName& table);
    std::shared_ptr<ColumnHost> copy() const; ///< of no table
    void setType(Interpreter& interpreter, const Value& given);
    /// Its own type, or without one that of the column it refers to, where that one's table is there.
    schema::SqlType effectiveType() const;

private:
    /// Without going in circles: `passed` are those that refer to this one.
    schema::SqlType typeThrough(QList<const ColumnHost*> passed) const;
};

/// Column(…) and mapped_column(…)
Value makeColumn(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
/// sa.column(…)
Value makeLightColumn(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
std::shared_ptr<ColumnHost> columnOf(SqlalchemyContext& context, const schema::Column& column);
Known<schema::Column> definition(Interpreter& interpreter, const ColumnHost& host, const QString& defaultSchema = {});

Value makeForeignKey(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
Value makeSequence(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
Value makeIdentity(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
Value makeComputed(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
Value makeFetchedValue(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
Value makeDefaultClause(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);

/// server_default=: what is not a ValueSource.
Known<schema::Expression> defaultExpression(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);

} // namespace espalier::operations
