#include "dialects/mysql/mysql_ddl.h"

#include "dialects/mysql/mysql_compiler.h"

namespace espalier::dialects::mysql {

using schema::SqlType;

std::unique_ptr<sql::Compiler> MysqlDdl::compiler() const { return std::make_unique<MysqlCompiler>(); }

// The other dialect's class has its own CREATE TYPE and does not ask whose dialect this is.
Statements MysqlDdl::createEnum(const SqlType& type) const
{
    Script script = this->script();
    if (type.name == QLatin1String("postgresql.ENUM"))
        unsupported(script, "sqlalchemy.dialects.postgresql.named_types.CreateEnumType'>");
    return script.result();
}

Statements MysqlDdl::dropEnum(const SqlType& type) const
{
    Script script = this->script();
    if (type.name == QLatin1String("postgresql.ENUM"))
        unsupported(script, "sqlalchemy.dialects.postgresql.named_types.DropEnumType'>");
    return script.result();
}

void MysqlDdl::createTypes(Script& script, const schema::Table& table, DdlMemo&) const
{
    for (const schema::Column& column : table.columns) {
        const SqlType& type = column.type.on(QStringLiteral("mysql"));
        if (type.name == QLatin1String("postgresql.ENUM") && type.enumeration && type.enumeration->createType
            && !type.enumeration->hasMetadata)
            unsupported(script, "sqlalchemy.dialects.postgresql.named_types.CreateEnumType'>");
    }
}

QString MysqlDdl::specification(Script& script, const ColumnChange& change, const SqlType& type) const
{
    const bool nullable = change.nullable.value_or(change.existingNullable.value_or(true));
    QString text = script.sql->type(type) + (nullable ? QLatin1String(" NULL") : QLatin1String(" NOT NULL"));
    if (change.autoIncrement.value_or(change.existingAutoIncrement.value_or(false)))
        text += QLatin1String(" AUTO_INCREMENT");
    const ServerDefault& value = std::holds_alternative<std::monostate>(change.serverDefault)
        ? change.existingServerDefault
        : change.serverDefault;
    if (const auto* expression = std::get_if<schema::Expression>(&value))
        text += QLatin1String(" DEFAULT ") + script.sql->defaultText(*expression);
    const QString comment = change.changesComment ? change.comment : change.existingComment;
    return comment.isEmpty() ? text : text + QLatin1String(" COMMENT ") + script.sql->stringLiteral(comment);
}

void MysqlDdl::changeColumn(Script& script, const ColumnChange& change) const
{
    const bool givesDefault = !std::holds_alternative<std::monostate>(change.serverDefault);
    if (sql::isOrWas<schema::Identity>(change) || sql::isOrWas<schema::Computed>(change)) {
        if (change.nullable || (change.type && !givesDefault))
            script.sql->refuse(QStringLiteral("Individual alter column constructs not supported by MySQL"));
        else if (givesDefault)
            changeDefault(script, change); // refuses
    }
    const std::optional<SqlType> type = change.type ? change.type : change.existingType;
    // A DATETIME may have a default that is a function, which only a whole definition can set; so Alembic writes one
    // for every change of such a column.
    const bool isMoment = type && !change.namesTypeClass && sql::typeFacts(*type).affinity == sql::Affinity::DateTime
        && !std::holds_alternative<NoDefault>(change.serverDefault);
    const bool changesName = !change.newName.isEmpty() || isMoment;
    const bool changesMore = change.nullable || change.type || change.autoIncrement || change.changesComment;
    const sql::IdentifierRules& names = script.sql->names();
    const QString column = names.quoted(change.column);
    if (changesName || changesMore) {
        if (!type) {
            script.sql->refuse(QStringLiteral("All MySQL CHANGE/MODIFY COLUMN operations require the existing type."));
            return;
        }
        const QString newName = change.newName.isEmpty() ? column : names.quoted(change.newName);
        script.add(alterTable(script, change.table)
            + (changesName ? QLatin1String(" CHANGE ") + column + QLatin1Char(' ') + newName
                           : QLatin1String(" MODIFY ") + column)
            + QLatin1Char(' ') + specification(script, change, *type));
    } else if (givesDefault) {
        const auto* value = std::get_if<schema::Expression>(&change.serverDefault);
        script.add(alterColumnText(script, change)
            + (value ? QLatin1String(" SET DEFAULT ") + script.sql->defaultText(*value)
                     : QStringLiteral(" DROP DEFAULT")));
    }
}

} // namespace espalier::dialects::mysql
