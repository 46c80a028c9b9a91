#pragma once

#include "operations/sqlalchemy/orm.h"

#include <map>

// SQLModel: columns from a class's annotations and what Field(…) says of them. As of SQLModel 0.0.39 with pydantic 2.

namespace espalier::operations {

/// Field(…)
class SqlModelFieldHost final : public Host {
public:
    SqlModelFieldHost(SqlalchemyContext& context, Arguments arguments)
        : Host(context)
        , given(std::move(arguments))
    { }
    const Arguments given;
    QString typeName() const override { return QStringLiteral("FieldInfo"); }
};

/// class Hero(SQLModel, table=True)
bool isSqlModelTable(const symbolic::ClassObject& type);

/// The columns of such a class, under their attributes' names, in the order in which its table has them.
class SqlModelColumns {
public:
    SqlModelColumns(Interpreter& interpreter, SqlalchemyContext& context, std::shared_ptr<symbolic::ClassObject> type);
    void collect();

    std::vector<std::pair<QString, std::shared_ptr<ColumnHost>>> columns;
    DoubtPtr doubt; ///< why there may be others

private:
    struct Field {
        Value annotation;
        std::optional<Value> value; ///< what it is set to; none where it is annotated only
    };
    void takeFields(const symbolic::ClassObject& from);
    QStringList tableOrder() const;
    std::shared_ptr<ColumnHost> column(const QString& name, const Field& field);

    Interpreter& m_interpreter;
    SqlalchemyContext& m_context;
    std::shared_ptr<symbolic::ClassObject> m_type;
    QStringList m_order; ///< of pydantic's model_fields
    std::map<QString, Field> m_fields;
    QStringList m_relationships; ///< of the class's own
};

} // namespace espalier::operations
