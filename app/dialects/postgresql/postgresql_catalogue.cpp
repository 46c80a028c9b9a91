#include "dialects/postgresql/postgresql_compiler.h"
#include "dialects/postgresql/postgresql_names.h"
#include "dialects/postgresql/postgresql_rules.h"

#include <QRegularExpression>

// What the server's catalogue says of parts of a schema, where scripts ask for it.

namespace espalier::dialects::postgresql {

namespace {

struct OwnType {
    const char* name; ///< pg_type.typname
    const char* dataType; ///< information_schema.columns.data_type, format_type() without a modifier
};

constexpr OwnType ownTypeList[] = { { "bool", "boolean" }, { "bytea", "bytea" }, { "char", "\"char\"" },
    { "name", "name" }, { "int8", "bigint" }, { "int2", "smallint" }, { "int4", "integer" }, { "text", "text" },
    { "oid", "oid" }, { "json", "json" }, { "jsonb", "jsonb" }, { "xml", "xml" }, { "point", "point" },
    { "lseg", "lseg" }, { "path", "path" }, { "box", "box" }, { "polygon", "polygon" }, { "line", "line" },
    { "circle", "circle" }, { "float4", "real" }, { "float8", "double precision" }, { "money", "money" },
    { "macaddr", "macaddr" }, { "macaddr8", "macaddr8" }, { "inet", "inet" }, { "cidr", "cidr" },
    { "bpchar", "character" }, { "varchar", "character varying" }, { "date", "date" },
    { "time", "time without time zone" }, { "timetz", "time with time zone" },
    { "timestamp", "timestamp without time zone" }, { "timestamptz", "timestamp with time zone" },
    { "interval", "interval" }, { "bit", "bit" }, { "varbit", "bit varying" }, { "numeric", "numeric" },
    { "uuid", "uuid" }, { "tsvector", "tsvector" }, { "tsquery", "tsquery" }, { "int4range", "int4range" },
    { "int8range", "int8range" }, { "numrange", "numrange" }, { "tsrange", "tsrange" }, { "tstzrange", "tstzrange" },
    { "daterange", "daterange" }, { "regclass", "regclass" }, { "regtype", "regtype" }, { "regproc", "regproc" },
    { "record", "record" }, { "trigger", "trigger" }, { "void", "void" } };

} // namespace

std::optional<schema::CatalogueType> PostgresqlRules::catalogueType(const QString& type) const
{
    const bool isArray = type.endsWith(QLatin1String("[]"));
    const QString item = isArray ? type.chopped(2) : type;
    const qsizetype open = item.indexOf(QLatin1Char('('));
    const QString plain = item.left(open);
    const OwnType* own = std::find_if(std::begin(ownTypeList), std::end(ownTypeList),
        [&](const OwnType& one) { return plain == QLatin1String(one.dataType); });
    if (own == std::end(ownTypeList))
        return std::nullopt;
    if (isArray)
        return schema::CatalogueType{ QStringLiteral("ARRAY"), QLatin1Char('_') + QLatin1String(own->name), {} };
    schema::CatalogueType made{ QLatin1String(own->dataType), QLatin1String(own->name), {} };
    bool isLength = false;
    const int length = open < 0 ? 0 : item.mid(open + 1).chopped(1).toInt(&isLength);
    const bool isText = plain.startsWith(QLatin1String("character")) || plain.startsWith(QLatin1String("bit"));
    if (isText && isLength)
        made.length = length;
    return made;
}

/// pg_get_expr() of texts, which come with their type, and of truth.
std::optional<QString> PostgresqlRules::catalogueDefault(
    const schema::Column& column, const QString& type, bool isEnum) const
{
    static const QRegularExpression literal(QStringLiteral("^('(?:[^'\\\\]|'')*')(?:::([^:']+))?$"));
    PostgresqlCompiler text;
    const QString sql = column.serverDefault ? text.defaultText(*column.serverDefault) : QString();
    const QString plain = type.left(type.indexOf(QLatin1Char('(')));
    if (sql.isEmpty() || text.failed())
        return std::nullopt;
    if (type == QLatin1String("boolean")
        && (sql.toLower() == QLatin1String("true") || sql.toLower() == QLatin1String("false")))
        return sql.toLower();
    const QRegularExpressionMatch found = literal.match(sql.trimmed());
    const bool isText = plain == QLatin1String("text") || plain == QLatin1String("character varying");
    if (!found.hasMatch() || !(isText || (isEnum && needsNoQuotes(plain)))
        || (!found.captured(2).isEmpty() && storedType(found.captured(2)) != plain))
        return std::nullopt;
    return found.captured(1) + QLatin1String("::") + plain;
}

QStringList PostgresqlRules::ownTypes() const
{
    QStringList names;
    for (const OwnType& own : ownTypeList) {
        names.append(QLatin1String(own.name));
        names.append(QLatin1Char('_') + QLatin1String(own.name));
    }
    return names;
}

/// pg_get_indexdef() of an index over plain columns.
QString PostgresqlRules::catalogueText(const schema::Index& index, const schema::ObjectName& table) const
{
    QStringList columns;
    for (const schema::Expression& element : index.elements) {
        const bool isDescending = element.is(schema::Expression::Kind::Unary) && element.op() == schema::Operator::Desc;
        const schema::Expression& column = isDescending ? element.operands().front() : element;
        if (!column.is(schema::Expression::Kind::Column) || !needsNoQuotes(column.textOf()))
            return {};
        columns.append(column.textOf() + QLatin1String(isDescending ? " DESC" : ""));
    }
    QString method = QStringLiteral("btree");
    for (auto it = index.options.cbegin(); it != index.options.cend(); ++it) {
        if (it.key() == QLatin1String("postgresql_using"))
            method = it->toString().toLower();
        else if (it.key().startsWith(QLatin1String("postgresql_"))
            && it.key() != QLatin1String("postgresql_concurrently"))
            return {};
    }
    if (columns.isEmpty() || !needsNoQuotes(index.name.text) || !needsNoQuotes(table.schema)
        || !needsNoQuotes(table.name))
        return {};
    return QStringLiteral("CREATE %1INDEX %2 ON %3.%4 USING %5 (%6)")
        .arg(QLatin1String(index.isUnique ? "UNIQUE " : ""), index.name.text, table.schema, table.name, method,
            columns.join(QLatin1String(", ")));
}

} // namespace espalier::dialects::postgresql
