#pragma once

#include "operations/sqlalchemy/table.h"

#include <QHash>

namespace espalier::operations {

class MetadataHost final : public Host {
public:
    using Host::Host;
    schema::NamingConvention convention;
    Value conventionValue; ///< as given
    DoubtPtr conventionDoubt;
    QString schemaName;
    DoubtPtr doubt; ///< it may have tables that are not known
    std::vector<std::shared_ptr<TableHost>> tables; ///< in the order in which they came
    std::vector<std::shared_ptr<ValueSourceHost>> sequences; ///< Sequence(…, metadata=…)

    QString typeName() const override { return QStringLiteral("MetaData"); }
    bool isA(const QString& name) const override { return name == typeName(); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value& value) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    std::shared_ptr<TableHost> find(const QString& key) const;
    /// "schema.table.key" with the column's name in place of its key; as it is where the table is not known.
    QString named(const QString& target) const;
    /// Why there may be other tables than these, or fewer.
    DoubtPtr tablesDoubt() const;
    /// By dependency, where every reference can be followed.
    std::vector<std::shared_ptr<TableHost>> sorted(
        Interpreter& interpreter, const std::vector<std::shared_ptr<TableHost>>& some, DoubtPtr& doubt) const;
};

/// Table(name, metadata, autoload_with=…), where the MetaData has none of that name.
void reflectInto(Interpreter& interpreter, MetadataHost& metadata, const schema::ObjectName& name);
/// Types of columns are dropped after their tables, where the dialect has such types.
void dropEnums(Interpreter& interpreter, const std::vector<std::shared_ptr<TableHost>>& tables, const Value& bind,
    bool isChecked, bool withMetadata);
/// An empty one.
std::shared_ptr<MetadataHost> newMetadata(SqlalchemyContext& context);
Value makeMetadata(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
std::shared_ptr<MetadataHost> metadataHost(Interpreter& interpreter, const Value& value);
/// {"ix": …} as given.
schema::NamingConvention readConvention(Interpreter& interpreter, const Value& value, DoubtPtr& doubt);

} // namespace espalier::operations
