#include "dialects/postgresql/postgresql_ddl.h"

#include "dialects/postgresql/postgresql_compiler.h"

#include <QHash>
#include <QMap>

namespace espalier::dialects::postgresql {

using schema::SqlType;
using schema::Table;

namespace {

/// The native enum that a table's creation makes first, with its table's schema where it inherits that.
std::optional<SqlType> ownedEnum(const SqlType& columnType, const Table& table)
{
    const SqlType& here = columnType.on(QStringLiteral("postgresql"));
    const SqlType& type = here.item ? here.item->on(QStringLiteral("postgresql")) : here;
    if (!type.enumeration || !type.name.endsWith(QLatin1String("num"), Qt::CaseInsensitive)
        || type.name.startsWith(QLatin1String("mysql")))
        return {};
    const schema::EnumFacts& facts = *type.enumeration;
    if ((type.name == QLatin1String("Enum") && !facts.isNative) || !facts.createType || facts.hasMetadata)
        return {};
    return inherited(type, table);
}

/// Whether this run has not met the enum's name yet.
bool isNew(const SqlType& type, DdlMemo& memo)
{
    const QString key = schema::ObjectName{ type.enumeration->schema, type.enumeration->name }.key();
    const bool isKnown = memo.enums.contains(key);
    memo.enums.insert(key);
    return !isKnown;
}

QString commentText(const QString& comment, sql::Compiler& sql)
{
    return comment.isNull() ? QStringLiteral("NULL") : sql.stringLiteral(comment);
}

/// Options of an identity as its dictionary in SQLAlchemy has them.
QMap<QString, schema::SequenceOptions> singleOptions(const schema::SequenceOptions& wanted)
{
    QMap<QString, schema::SequenceOptions> all;
    const auto put = [&](const char* name, auto schema::SequenceOptions::*member) {
        if (wanted.*member == schema::SequenceOptions().*member)
            return;
        schema::SequenceOptions one;
        one.*member = wanted.*member;
        all.insert(QLatin1String(name), one);
    };
    put("start", &schema::SequenceOptions::start);
    put("increment", &schema::SequenceOptions::increment);
    put("minvalue", &schema::SequenceOptions::minValue);
    put("maxvalue", &schema::SequenceOptions::maxValue);
    put("nominvalue", &schema::SequenceOptions::noMinValue);
    put("nomaxvalue", &schema::SequenceOptions::noMaxValue);
    put("cycle", &schema::SequenceOptions::cycle);
    put("cache", &schema::SequenceOptions::cache);
    return all;
}

/// What sets an option of an identity back to what it is where nothing is said.
QString usualOption(const QString& name, const schema::SequenceOptions& options)
{
    const bool isDescending = options.increment.value_or(1) < 0;
    const qint64 first = isDescending ? options.maxValue.value_or(-1) : options.minValue.value_or(1);
    static const QHash<QString, QString> usual{ { QStringLiteral("increment"), QStringLiteral("SET INCREMENT BY 1 ") },
        { QStringLiteral("minvalue"), QStringLiteral("SET NO MINVALUE ") },
        { QStringLiteral("maxvalue"), QStringLiteral("SET NO MAXVALUE ") },
        { QStringLiteral("cycle"), QStringLiteral("SET NO CYCLE ") },
        { QStringLiteral("cache"), QStringLiteral("SET CACHE 1 ") } };
    return name == QLatin1String("start") ? QStringLiteral("SET START WITH %1 ").arg(first) : usual.value(name);
}

} // namespace

std::unique_ptr<sql::Compiler> PostgresqlDdl::compiler() const
{
    return std::make_unique<PostgresqlCompiler>(m_isForServer);
}

QStringList PostgresqlDdl::scriptStart() const { return { QStringLiteral("SET check_function_bodies = false") }; }

/// Brings indexes of partitions to a parent's that was made without any. They are told as pairs: table, index.
void PostgresqlDdl::attachIndexes(Script& script, const schema::ObjectName& index, const QVariantMap& options)
{
    const sql::IdentifierRules& names = script.sql->names();
    for (const QVariant& pair : options.value(QStringLiteral("postgresql_attached")).toList()) {
        const schema::ObjectName table = schema::ObjectName::ofKey(pair.toStringList().value(0));
        script.add(QStringLiteral("ALTER INDEX %1 ATTACH PARTITION %2")
                       .arg(names.quotedName(index), names.quotedName({ table.schema, pair.toStringList().value(1) })));
    }
}

Statements PostgresqlDdl::createIndex(
    const schema::ObjectName& table, const schema::Index& index, bool ifNotExists) const
{
    Script script = this->script();
    Table bare;
    bare.name = table;
    script.add(script.sql->createIndex(index, bare, ifNotExists));
    attachIndexes(script, { table.schema, index.name.text }, index.options);
    return script.result();
}

void PostgresqlDdl::addConstraintTo(Script& script, const Table& table, const schema::Constraint& constraint) const
{
    if (!constraint.options.contains(QStringLiteral("postgresql_attached")))
        return DefaultDdl::addConstraintTo(script, table, constraint);
    const sql::IdentifierRules& names = script.sql->names();
    script.add(QStringLiteral("ALTER TABLE ONLY %1 ADD %2")
                   .arg(names.quotedName(table.name), script.sql->constraint(constraint, table)));
    attachIndexes(script, { table.name.schema, constraint.name.text }, constraint.options);
}

Statements PostgresqlDdl::createEnum(const SqlType& type) const
{
    Script script = this->script();
    script.add(static_cast<PostgresqlCompiler&>(*script.sql).createEnum(type));
    return script.result();
}

Statements PostgresqlDdl::dropEnum(const SqlType& type) const
{
    Script script = this->script();
    script.add(static_cast<PostgresqlCompiler&>(*script.sql).dropEnum(type));
    return script.result();
}

void PostgresqlDdl::createTypes(Script& script, const Table& table, DdlMemo& memo) const
{
    for (const schema::Column& column : table.columns) {
        const std::optional<SqlType> type = ownedEnum(column.type, table);
        if (type && isNew(*type, memo))
            script.add(static_cast<PostgresqlCompiler&>(*script.sql).createEnum(*type));
    }
}

void PostgresqlDdl::dropTypes(Script& script, const Table& table, DdlMemo& memo) const
{
    for (const schema::Column& column : table.columns) {
        const std::optional<SqlType> type = ownedEnum(column.type, table);
        if (type && isNew(*type, memo))
            script.add(static_cast<PostgresqlCompiler&>(*script.sql).dropEnum(*type));
    }
}

void PostgresqlDdl::beforeRecreation(Script& script, const Table& table, const QStringList& carried) const
{
    for (const schema::Constraint& constraint : table.constraints)
        if (!constraint.isTypeBound && carried.contains(constraint.name.text))
            script.add(script.sql->dropConstraint({ table.name, constraint.name, constraint.kind }, false));
}

QString PostgresqlDdl::renameTarget(
    const Script& script, const schema::ObjectName&, const schema::Identifier& newName) const
{
    return script.sql->names().quoted(newName);
}

void PostgresqlDdl::changeColumn(Script& script, const ColumnChange& change) const
{
    if (!change.usingExpression.isNull() && !change.type) {
        script.sql->refuse(QStringLiteral("postgresql_using must be used with the type_ parameter"));
        return;
    }
    if (change.type)
        script.add(alterColumnText(script, change) + QLatin1String(" TYPE ") + script.sql->type(*change.type)
            + QLatin1Char(' ')
            + (change.usingExpression.isEmpty() ? QString() : QLatin1String("USING ") + change.usingExpression));
    ColumnChange rest = change;
    rest.type.reset();
    DefaultDdl::changeColumn(script, rest);
}

/// A server takes a column's expression away and leaves its values, which Alembic has no directive for.
void PostgresqlDdl::changeDefault(Script& script, const ColumnChange& change) const
{
    const bool wasComputed = std::holds_alternative<schema::Computed>(change.existingServerDefault);
    if (!m_isForServer || !wasComputed || std::holds_alternative<schema::Computed>(change.serverDefault))
        return DefaultDdl::changeDefault(script, change);
    script.add(alterColumnText(script, change) + QLatin1String(" DROP EXPRESSION"));
    if (std::holds_alternative<NoDefault>(change.serverDefault))
        return;
    ColumnChange rest = change;
    rest.existingServerDefault = NoDefault{};
    DefaultDdl::changeDefault(script, rest);
}

void PostgresqlDdl::changeIdentity(Script& script, const ColumnChange& change) const
{
    const QString start = alterColumnText(script, change) + QLatin1Char(' ');
    const auto* wanted = std::get_if<schema::Identity>(&change.serverDefault);
    if (!wanted) {
        script.add(start + QLatin1String("DROP IDENTITY"));
        return;
    }
    if (std::holds_alternative<NoDefault>(change.existingServerDefault)) {
        script.add(start + QLatin1String("ADD ") + script.sql->identity(*wanted));
        return;
    }
    const auto* existing = std::get_if<schema::Identity>(&change.existingServerDefault);
    const auto old = singleOptions(existing ? existing->sequence : schema::SequenceOptions());
    QMap<QString, QString> settings; // in the order of their names, as Alembic sorts them
    if (wanted->always != (existing && existing->always))
        settings.insert(QStringLiteral("always"),
            wanted->always ? QStringLiteral("SET GENERATED ALWAYS ") : QStringLiteral("SET GENERATED BY DEFAULT "));
    const auto options = singleOptions(wanted->sequence);
    if (m_isForServer) // Alembic leaves alone what is no longer said
        for (const QString& gone : old.keys())
            if (!options.contains(gone))
                settings.insert(gone, usualOption(gone, wanted->sequence));
    for (auto it = options.cbegin(); it != options.cend(); ++it) {
        const auto before = old.constFind(it.key());
        if (before == old.cend() || !(*before == *it))
            settings.insert(it.key(), QLatin1String("SET ") + script.sql->sequenceOptions(*it) + QLatin1Char(' '));
    }
    script.add(start + QStringList(settings.values()).join(QString()));
}

void PostgresqlDdl::changeComment(Script& script, const ColumnChange& change) const
{
    const sql::IdentifierRules& names = script.sql->names();
    script.add(QLatin1String("COMMENT ON COLUMN ")
        + (change.table.schema.isEmpty() ? QString()
                                         : names.quotedDotted(change.table.schemaIdentifier()) + QLatin1Char('.'))
        + names.quoted(change.table.identifier()) + QLatin1Char('.') + names.quoted(change.column)
        + QLatin1String(" IS ") + commentText(change.comment, *script.sql));
}

} // namespace espalier::dialects::postgresql
