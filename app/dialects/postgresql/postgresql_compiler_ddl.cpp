#include "dialects/postgresql/postgresql_compiler.h"

#include <QRegularExpression>

// Tables, constraints, indexes, enums.

namespace espalier::dialects::postgresql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Table;
using sql::TypeFacts;
using sql::typeFacts;

namespace {

QStringList namesIn(const QVariant& option)
{
    return option.typeId() == QMetaType::QString ? QStringList{ option.toString() } : option.toStringList();
}

} // namespace

schema::SqlType inherited(const schema::SqlType& type, const Table& table)
{
    if (type.item) {
        const schema::SqlType item = inherited(*type.item, table);
        return item == *type.item ? type : schema::SqlType::arrayOf(item, type.dimensions, type.name);
    }
    if (!type.enumeration || !type.enumeration->inheritSchema || table.name.schema.isEmpty())
        return type;
    schema::EnumFacts facts = *type.enumeration;
    facts.schema = table.name.schema;
    schema::SqlType moved = type;
    moved.enumeration = std::make_shared<const schema::EnumFacts>(std::move(facts));
    return moved;
}

bool PostgresqlCompiler::isSerial(const Column& column, const Table& table)
{
    const Column* automatic = column.isPrimaryKey ? autoIncrementColumn(table) : nullptr;
    return automatic && automatic->name == column.name && !column.identity && !column.hasClientDefault
        && (!column.sequence || column.isSequenceOptional);
}

/// A column of a table that has its columns from a type: only what that does not say.
QString PostgresqlCompiler::typedColumn(const Column& column)
{
    QString text;
    if (column.serverDefault)
        text += QLatin1String(" DEFAULT ") + defaultText(*column.serverDefault);
    if (column.computed)
        text += QLatin1Char(' ') + computed(*column.computed);
    if (!column.isNullable())
        text += QLatin1String(" NOT NULL");
    return text.isEmpty() ? QString() : names().quoted(column.identifier()) + QLatin1String(" WITH OPTIONS") + text;
}

QString PostgresqlCompiler::columnSpecification(const Column& column, const Table& table)
{
    if (!option(table.options, "of").isNull())
        return typedColumn(column);
    const bool isPartition = !option(table.options, "partition_bound").isNull(); // made alone, attached later
    if (option(column.options, "inherited").toBool() && !isPartition)
        return {};
    QString text = names().quoted(column.identifier());
    const schema::SqlType here = inherited(resolved(column.type), table);
    const TypeFacts facts = typeFacts(here);
    if (here.name == QLatin1String("mysql.ENUM"))
        return refuseOutright(QStringLiteral("'ENUM' object has no attribute 'create_type'"));
    if (isSerial(column, table)) {
        text += facts.isBig ? QLatin1String(" BIGSERIAL")
            : facts.isSmall ? QLatin1String(" SMALLSERIAL")
                            : QLatin1String(" SERIAL");
    } else {
        text += QLatin1Char(' ') + type(here);
        if (column.serverDefault)
            text += QLatin1String(" DEFAULT ") + defaultText(*column.serverDefault);
    }
    if (column.computed)
        text += QLatin1Char(' ') + computed(*column.computed);
    const bool isIdentity = column.identity && !isPartition; // which it has from its parent
    if (isIdentity)
        text += QLatin1Char(' ') + identity(*column.identity);
    if (!column.isNullable() && !isIdentity)
        text += QLatin1String(" NOT NULL");
    else if (column.isNullable() && isIdentity)
        text += QLatin1String(" NULL");
    return text;
}

QString PostgresqlCompiler::computed(const schema::Computed& computed)
{
    if (computed.persisted == false)
        return refuse(QStringLiteral("PostrgreSQL computed columns do not support 'virtual' persistence; set the "
                                     "'persisted' flag to None or True for PostgreSQL support."));
    return QLatin1String("GENERATED ALWAYS AS (") + plain(computed.expression) + QLatin1String(") STORED");
}

QString PostgresqlCompiler::tableParent(const Table& table)
{
    const QString type = option(table.options, "of").toString();
    return type.isEmpty() ? QString() : QLatin1String(" OF ") + names().quotedName(schema::ObjectName::ofKey(type));
}

bool PostgresqlCompiler::isInherited(const Constraint& constraint, const Table& table) const
{
    return !option(constraint.options, "inherited").isNull() && option(table.options, "partition_bound").isNull();
}

QString PostgresqlCompiler::tableSuffix(const Table& table)
{
    QString text;
    const QVariant inherits = option(table.options, "inherits");
    if (!inherits.isNull() && option(table.options, "joined").isNull()) {
        QStringList parents = namesIn(inherits);
        for (QString& parent : parents) // a script's is one name
            parent = m_isForServer ? names().quotedName(schema::ObjectName::ofKey(parent)) : names().quoted(parent);
        text += QLatin1String("\n INHERITS ( ") + parents.join(QStringLiteral(", ")) + QLatin1String(" )");
    }
    if (const QString server = option(table.options, "server").toString(); m_isForServer && !server.isEmpty()) {
        text += QLatin1String("\n SERVER ") + names().quoted(server);
        QStringList pairs;
        for (const QVariant& pair : option(table.options, "server_options").toList())
            pairs.append(names().quoted(pair.toList().value(0).toString()) + QLatin1Char(' ')
                + stringLiteral(pair.toList().value(1).toString()));
        if (!pairs.isEmpty())
            text += QLatin1String(" OPTIONS (") + pairs.join(QStringLiteral(", ")) + QLatin1Char(')');
    }
    const QString partition = option(table.options, "partition_by").toString();
    if (!partition.isEmpty())
        text += QLatin1String("\n PARTITION BY ") + partition;
    const QString method = option(table.options, "using").toString();
    if (!method.isEmpty())
        text += QLatin1String("\n USING ") + method;
    if (const QString storage = storageText(table.options); !storage.isEmpty())
        text += QLatin1String("\n") + storage;
    const QVariant oids = option(table.options, "with_oids");
    if (oids.typeId() == QMetaType::Bool)
        text += oids.toBool() ? QLatin1String("\n WITH OIDS") : QLatin1String("\n WITHOUT OIDS");
    const QString onCommit = option(table.options, "on_commit").toString();
    if (!onCommit.isEmpty())
        text
            += QLatin1String("\n ON COMMIT ") + QString(onCommit).replace(QLatin1Char('_'), QLatin1Char(' ')).toUpper();
    const QString tablespace = option(table.options, "tablespace").toString();
    return tablespace.isEmpty() ? text : text + QLatin1String("\n TABLESPACE ") + names().quoted(tablespace);
}

QString PostgresqlCompiler::include(const QVariantMap& options)
{
    const QStringList columns = namesIn(option(options, "include"));
    return columns.isEmpty() ? QString() : QLatin1String(" INCLUDE (") + names().list(columns) + QLatin1Char(')');
}

QString PostgresqlCompiler::notValid(const QVariantMap& options) const
{
    return option(options, "not_valid").toBool() ? QStringLiteral(" NOT VALID") : QString();
}

QString PostgresqlCompiler::primaryKey(const Constraint& constraint, const Table& table)
{
    Constraint bare = constraint;
    bare.deferrable.reset();
    bare.initially.clear();
    const QString text = constraint.columns.isEmpty() ? constraintPreamble(constraint) + QLatin1String("PRIMARY KEY ()")
                                                      : Compiler::primaryKey(bare, table);
    return text + include(constraint.options) + keyStorage(constraint.options) + deferrability(constraint);
}

/// Of the index behind a key.
QString PostgresqlCompiler::keyStorage(const QVariantMap& options)
{
    const QString place = option(options, "tablespace").toString();
    return !m_isForServer ? QString()
                          : storageText(options)
            + (place.isEmpty() ? QString() : QLatin1String(" USING INDEX TABLESPACE ") + names().quoted(place));
}

QString PostgresqlCompiler::foreignKey(const Constraint& constraint, const Table& table)
{
    return Compiler::foreignKey(constraint, table) + notValid(constraint.options);
}

QString PostgresqlCompiler::unique(const Constraint& constraint, const Table& table)
{
    if (constraint.columns.isEmpty())
        return {};
    Constraint bare = constraint;
    bare.deferrable.reset();
    bare.initially.clear();
    // added to a table of which only the constraint's own columns are given
    const bool isAdded = table.columns.empty();
    for (const QString& included : namesIn(option(constraint.options, "include")))
        if (isAdded && !m_isForServer && !constraint.columns.contains(included))
            return refuse(QLatin1Char('\'') + included + QLatin1Char('\''));
    return Compiler::unique(bare, table) + include(constraint.options) + keyStorage(constraint.options)
        + deferrability(constraint);
}

QString PostgresqlCompiler::uniqueModifier(const Constraint& constraint)
{
    const QVariant distinct = option(constraint.options, "nulls_not_distinct");
    if (distinct.typeId() != QMetaType::Bool)
        return {};
    return distinct.toBool() ? QStringLiteral("NULLS NOT DISTINCT ") : QStringLiteral("NULLS DISTINCT ");
}

QString PostgresqlCompiler::check(const Constraint& constraint, const Table& table, bool atColumn)
{
    const QString text = Compiler::check(constraint, table, atColumn);
    const QString scope = option(constraint.options, "no_inherit").toBool() ? QStringLiteral(" NO INHERIT") : QString();
    return atColumn ? text : text + scope + notValid(constraint.options);
}

const char* PostgresqlCompiler::onDeletePattern() const
{
    return R"(^(?:RESTRICT|CASCADE|SET (?:NULL|DEFAULT)(?:\\s*\\(.+\\))?|NO ACTION)$)"; // as Python's repr() has it
}

bool PostgresqlCompiler::isValidOnDelete(const QString& phrase) const
{
    static const QRegularExpression action(
        QStringLiteral(R"(^(?:RESTRICT|CASCADE|SET (?:NULL|DEFAULT)(?:\s*\(.+\))?|NO ACTION)$)"),
        QRegularExpression::CaseInsensitiveOption);
    return action.match(phrase).hasMatch();
}

QString PostgresqlCompiler::indexMethod(const QString& method)
{
    static const QRegularExpression legal(
        QStringLiteral("^(?:btree|hash|gist|gin|[\\w_]+)$"), QRegularExpression::CaseInsensitiveOption);
    return phrase(method, legal.match(method).hasMatch(), R"(^(?:btree|hash|gist|gin|[\\w_]+)$)").toLower();
}

QString PostgresqlCompiler::exclusion(const Constraint& constraint)
{
    QStringList elements;
    for (const schema::ExclusionElement& element : constraint.elements)
        elements.append(plain(element.expression)
            + (element.opclass.isEmpty() ? QString() : QLatin1Char(' ') + element.opclass) + QLatin1String(" WITH ")
            + element.with);
    const QString method = constraint.method.isEmpty() ? QStringLiteral("gist") : constraint.method;
    QString text = constraintPreamble(constraint) + QLatin1String("EXCLUDE USING ") + indexMethod(method)
        + QLatin1String(" (") + elements.join(QStringLiteral(", ")) + QLatin1Char(')');
    if (m_isForServer)
        text += include(constraint.options) + keyStorage(constraint.options);
    if (constraint.condition)
        text += QLatin1String(" WHERE (") + expression(*constraint.condition) + QLatin1Char(')');
    return text + deferrability(constraint);
}

QString PostgresqlCompiler::indexElement(const Expression& element, const QVariantMap& classes)
{
    using Kind = Expression::Kind;
    const bool isOperator = element.is(Kind::Binary) || element.is(Kind::Clauses);
    QString text = plain(element);
    if (isOperator)
        text = QLatin1Char('(') + text + QLatin1Char(')');
    const QString key = element.is(Kind::Column) || element.is(Kind::Label) || element.is(Kind::Text)
            || element.is(Kind::LiteralColumn)
        ? element.textOf()
        : QString();
    const QString opclass = key.isEmpty() ? QString() : classes.value(key).toString();
    return opclass.isEmpty() ? text : text + QLatin1Char(' ') + opclass;
}

QString PostgresqlCompiler::storageText(const QVariantMap& options) const
{
    QStringList storage;
    for (const QVariant& pair : option(options, "with").toList())
        storage.append(pair.toList().value(0).toString() + QLatin1String(" = ") + pair.toList().value(1).toString());
    return storage.isEmpty() ? QString()
                             : QLatin1String(" WITH (") + storage.join(QStringLiteral(", ")) + QLatin1Char(')');
}

QString PostgresqlCompiler::indexTail(const schema::Index& index)
{
    QString text = include(index.options);
    const QVariant distinct = option(index.options, "nulls_not_distinct");
    if (distinct.typeId() == QMetaType::Bool)
        text += distinct.toBool() ? QLatin1String(" NULLS NOT DISTINCT") : QLatin1String(" NULLS DISTINCT");
    text += storageText(index.options);
    const QString tablespace = option(index.options, "tablespace").toString();
    if (!tablespace.isEmpty())
        text += QLatin1String(" TABLESPACE ") + names().quoted(tablespace);
    if (const std::optional<Expression> where = expressionOption(index.options, "where"))
        text += QLatin1String(" WHERE ") + plain(*where);
    return text;
}

QString PostgresqlCompiler::createIndex(const schema::Index& index, const Table& table, bool ifNotExists)
{
    QString text = QStringLiteral("CREATE ");
    if (index.isUnique)
        text += QLatin1String("UNIQUE ");
    text += QLatin1String("INDEX ");
    if (option(index.options, "concurrently").toBool())
        text += QLatin1String("CONCURRENTLY ");
    if (ifNotExists)
        text += QLatin1String("IF NOT EXISTS ");
    text += indexName(index.name)
        + (option(index.options, "attached").isNull() ? QLatin1String(" ON ") : QLatin1String(" ON ONLY "))
        + names().quotedName(table.name) + QLatin1Char(' ');
    const QString method = option(index.options, "using").toString();
    if (!method.isEmpty())
        text += QLatin1String("USING ") + indexMethod(method) + QLatin1Char(' ');
    const QVariantMap classes = option(index.options, "ops").toMap();
    QStringList elements;
    for (const Expression& element : index.elements)
        elements.append(indexElement(element, classes));
    return text + QLatin1Char('(') + elements.join(QStringLiteral(", ")) + QLatin1Char(')') + indexTail(index);
}

QString PostgresqlCompiler::dropIndex(const schema::Index& index, const schema::ObjectName& table, bool ifExists)
{
    QString text = QStringLiteral("\nDROP INDEX ");
    if (option(index.options, "concurrently").toBool())
        text += QLatin1String("CONCURRENTLY ");
    if (ifExists)
        text += QLatin1String("IF EXISTS ");
    return text + (table.schema.isEmpty() ? QString() : names().quoted(table.schemaIdentifier()) + QLatin1Char('.'))
        + indexName(index.name);
}

QString PostgresqlCompiler::createEnum(const schema::SqlType& type)
{
    QStringList values;
    for (const QString& value : type.enumeration ? type.enumeration->values : QStringList())
        values.append(stringLiteral(value));
    schema::SqlType native = type;
    native.name = QStringLiteral("postgresql.ENUM");
    return QLatin1String("CREATE TYPE ") + named(native) + QLatin1String(" AS ENUM (")
        + values.join(QStringLiteral(", ")) + QLatin1Char(')');
}

QString PostgresqlCompiler::dropEnum(const schema::SqlType& type) { return QLatin1String("DROP TYPE ") + named(type); }

QString PostgresqlCompiler::setConstraintComment(
    const Constraint& constraint, const schema::ObjectName& table, const QString& comment)
{
    return QLatin1String("COMMENT ON CONSTRAINT ") + constraintName(constraint.name) + QLatin1String(" ON ")
        + names().quotedName(table) + QLatin1String(" IS ") + stringLiteral(comment);
}

} // namespace espalier::dialects::postgresql
