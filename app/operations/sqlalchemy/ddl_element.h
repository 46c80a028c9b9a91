#pragma once

#include "operations/sqlalchemy/table.h"

namespace espalier::operations {

/// CreateTable(t), DropSequence(s), DDL("…"), …: what can be executed and is no statement about rows.
class DdlElementHost final : public Host {
public:
    DdlElementHost(SqlalchemyContext& context, QString name)
        : Host(context)
        , m_name(std::move(name))
    { }
    std::variant<schema::Statement, schema::Changes> what;
    Value element;
    DoubtPtr doubt;
    QString typeName() const override { return m_name; }
    bool isA(const QString& name) const override
    {
        return name == m_name || name == QLatin1String("DDLElement") || name == QLatin1String("ExecutableDDLElement")
            || name == QLatin1String("Executable");
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;

private:
    QString m_name;
};

/// CreateTable, DropTable, CreateIndex, …, DDL; nullopt for other names.
std::optional<Value> ddlElementClass(SqlalchemyContext& context, const QString& name);

} // namespace espalier::operations
