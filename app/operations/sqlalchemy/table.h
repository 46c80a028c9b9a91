#pragma once

#include "operations/sqlalchemy/constraint.h"

namespace espalier::operations {

class MetadataHost;

/// Something with columns that statements can name: a table, an alias, a subquery.
class SelectableHost : public Host {
public:
    using Host::Host;
    virtual const std::vector<std::shared_ptr<ColumnHost>>& columnHosts() const = 0;
    virtual FromPart fromPart() = 0;
    virtual DoubtPtr sourceDoubt() const { return nullptr; } ///< about its name
    virtual DoubtPtr columnsDoubt() const { return nullptr; } ///< it may have more columns than are known
    std::shared_ptr<ColumnHost> column(Interpreter& interpreter, const QString& key);
    /// By the name that a mapped class gives it, else by key.
    std::shared_ptr<ColumnHost> attributeColumn(Interpreter& interpreter, const QString& name);
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
};

/// `.c`: columns by key.
class ColumnsHost final : public Host {
public:
    ColumnsHost(SqlalchemyContext& context, std::shared_ptr<SelectableHost> owner)
        : Host(context)
        , m_owner(std::move(owner))
    { }
    QString typeName() const override { return QStringLiteral("ReadOnlyColumnCollection"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> item(Interpreter& interpreter, const Value& key) override;
    std::optional<Value> contains(Interpreter& interpreter, const Value& key) override;
    std::optional<Value> length(Interpreter& interpreter) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override;

private:
    std::optional<Value> named(Interpreter& interpreter, const QString& key);
    std::vector<Value> all(Interpreter& interpreter);
    std::shared_ptr<SelectableHost> m_owner;
};

/// Table(…) and sa.table(…).
class TableHost final : public SelectableHost {
public:
    using SelectableHost::SelectableHost;
    schema::ObjectName name;
    bool isLight = false; ///< sa.table()
    std::vector<std::shared_ptr<ColumnHost>> columns;
    std::vector<Value> constraints;
    std::vector<std::shared_ptr<IndexHost>> indexes;
    std::shared_ptr<MetadataHost> metadata;
    QString comment;
    QStringList prefixes;
    QVariantMap options;
    DoubtPtr doubt; ///< about its definition
    DoubtPtr nameDoubt;
    DoubtPtr openDoubt; ///< it may have columns that are not known
    DoubtPtr existenceDoubt; ///< its MetaData may not have it, or another one of its name
    symbolic::Place definedAt;
    QString className; ///< of the first class mapped to it
    DoubtPtr foreignBase; ///< a base of that class is of a package that is not read here: it may bring columns

    QString typeName() const override { return isLight ? QStringLiteral("TableClause") : QStringLiteral("Table"); }
    bool isA(const QString& className) const override;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& attribute) override;
    bool setAttribute(Interpreter& interpreter, const QString& attribute, const Value& value) override;
    Value str(Interpreter&) override { return nameDoubt ? Value::unknown(nameDoubt) : Value::string(name.key()); }
    const std::vector<std::shared_ptr<ColumnHost>>& columnHosts() const override { return columns; }
    FromPart fromPart() override { return { schema::Source::of(name), shared_from_this(), {} }; }
    DoubtPtr sourceDoubt() const override { return nameDoubt; }
    DoubtPtr columnsDoubt() const override { return openDoubt; }
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;

    /// A column, constraint or index more.
    void append(Interpreter& interpreter, const Value& item);
    void appendColumn(const std::shared_ptr<ColumnHost>& column);
    Known<schema::NamingConvention> convention(Interpreter& interpreter) const;
    std::shared_ptr<ColumnHost> columnOfKey(const QString& key) const;
    /// The name of the column with that key; the key itself where there is none.
    schema::Identifier nameOfKey(const QString& key) const;
    QString defaultSchema() const;
};

/// schema=BLANK_SCHEMA: none, whatever the MetaData has.
bool isBlankSchema(const Value& value);
/// What the arguments of a Table or Sequence call it: name, schema (else that of the metadata, which may be null),
/// quote and quote_schema.
schema::ObjectName ownName(Interpreter& interpreter, SqlalchemyContext& context, ArgumentReader& reader,
    const MetadataHost* metadata, const char* parameter = "name");
Value makeTableHost(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
Value makeLightTable(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
/// The table behind a value: a table, or a mapped class.
std::shared_ptr<TableHost> tableHost(const Value& value);
/// What stands in FROM behind a value; null where it is nothing of the kind.
std::shared_ptr<SelectableHost> selectable(Interpreter& interpreter, const Value& value);
Known<schema::Table> definition(Interpreter& interpreter, TableHost& host);
/// With everything that is implied, names by the metadata's convention.
Known<schema::Table> declaredTable(Interpreter& interpreter, TableHost& host);

/// Table.to_metadata().
Value copyTable(TableHost& table, Interpreter& interpreter, const Arguments& arguments);

/// Table.create(), Table.drop().
void recordTable(Interpreter& interpreter, TableHost& table, bool isCreated, const Value& bind, bool isChecked);

} // namespace espalier::operations
