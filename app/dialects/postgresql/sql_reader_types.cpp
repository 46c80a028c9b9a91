#include "dialects/postgresql/reserved_words.h"
#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

#include <QHash>

// Names and types. The parser gives types that SQL spells with keywords as pg_catalog's ("integer" is pg_catalog.int4)
// and all others by name.

namespace espalier::dialects::postgresql {

using schema::ObjectName;
using schema::SqlType;
using sql::StatementText;
using sql::Token;

namespace {

enum class Takes { Nothing, Length, Precision, Scale, Fields };

struct KnownType {
    const char* internal;
    const char* sqlalchemy;
    const char* words; ///< as format_type() says it; null where that is `internal`
    Takes takes = Takes::Nothing;
    bool timezone = false;
    bool isCatalogue = true; ///< else an extension's, whatever schema that is in
};

constexpr KnownType known[] = {
    { "int4", "INTEGER", "integer" },
    { "int8", "BIGINT", "bigint" },
    { "int2", "SMALLINT", "smallint" },
    { "serial", "INTEGER", nullptr },
    { "bigserial", "BIGINT", nullptr },
    { "smallserial", "SMALLINT", nullptr },
    { "serial4", "INTEGER", nullptr },
    { "serial8", "BIGINT", nullptr },
    { "serial2", "SMALLINT", nullptr },
    { "bool", "BOOLEAN", "boolean" },
    { "text", "TEXT", nullptr },
    { "varchar", "VARCHAR", "character varying", Takes::Length },
    { "bpchar", "CHAR", "character", Takes::Length },
    { "float4", "REAL", "real" },
    { "float8", "DOUBLE_PRECISION", "double precision" },
    { "numeric", "NUMERIC", "numeric", Takes::Scale },
    { "timestamp", "TIMESTAMP", "timestamp without time zone", Takes::Precision },
    { "timestamptz", "TIMESTAMP", "timestamp with time zone", Takes::Precision, true },
    { "date", "DATE", nullptr },
    { "time", "TIME", "time without time zone", Takes::Precision },
    { "timetz", "TIME", "time with time zone", Takes::Precision, true },
    { "interval", "postgresql.INTERVAL", nullptr, Takes::Fields },
    { "uuid", "UUID", nullptr },
    { "json", "JSON", nullptr },
    { "jsonb", "postgresql.JSONB", nullptr },
    { "jsonpath", "postgresql.JSONPATH", nullptr },
    { "bytea", "postgresql.BYTEA", nullptr },
    { "bit", "postgresql.BIT", nullptr, Takes::Length },
    { "varbit", "postgresql.BIT", "bit varying", Takes::Length },
    { "inet", "postgresql.INET", nullptr },
    { "cidr", "postgresql.CIDR", nullptr },
    { "macaddr", "postgresql.MACADDR", nullptr },
    { "macaddr8", "postgresql.MACADDR8", nullptr },
    { "money", "postgresql.MONEY", nullptr },
    { "oid", "postgresql.OID", nullptr },
    { "regclass", "postgresql.REGCLASS", nullptr },
    { "regconfig", "postgresql.REGCONFIG", nullptr },
    { "tsvector", "postgresql.TSVECTOR", nullptr },
    { "tsquery", "postgresql.TSQUERY", nullptr },
    { "int4range", "postgresql.INT4RANGE", nullptr },
    { "int8range", "postgresql.INT8RANGE", nullptr },
    { "numrange", "postgresql.NUMRANGE", nullptr },
    { "daterange", "postgresql.DATERANGE", nullptr },
    { "tsrange", "postgresql.TSRANGE", nullptr },
    { "tstzrange", "postgresql.TSTZRANGE", nullptr },
    { "int4multirange", "postgresql.INT4MULTIRANGE", nullptr },
    { "int8multirange", "postgresql.INT8MULTIRANGE", nullptr },
    { "nummultirange", "postgresql.NUMMULTIRANGE", nullptr },
    { "datemultirange", "postgresql.DATEMULTIRANGE", nullptr },
    { "tsmultirange", "postgresql.TSMULTIRANGE", nullptr },
    { "tstzmultirange", "postgresql.TSTZMULTIRANGE", nullptr },
    { "citext", "postgresql.CITEXT", nullptr, Takes::Nothing, false, false },
    { "hstore", "postgresql.HSTORE", nullptr, Takes::Nothing, false, false },
};

const KnownType* knownType(const QStringList& names)
{
    static const QHash<QString, const KnownType*> all = [] {
        QHash<QString, const KnownType*> table;
        for (const KnownType& type : known)
            table.insert(QLatin1String(type.internal), &type);
        return table;
    }();
    const KnownType* type = all.value(names.value(names.size() - 1));
    const bool isHere = names.size() == 1
        || (names.size() == 2 && type && type->isCatalogue && names.front() == QLatin1String("pg_catalog"));
    return type && isHere ? type : nullptr;
}

const sql::IdentifierRules& identifiers()
{
    static const sql::IdentifierRules rules{ u'"', &reservedWords() };
    return rules;
}

/// Names of types that are keywords in SQL, which mean another type when they are not quoted.
bool isKeywordForAnother(const QString& name)
{
    static const core::WordSet words = sql::wordSet("char bit interval");
    return words.contains(name);
}

QString writtenName(const QStringList& names)
{
    QStringList parts;
    for (const QString& name : names)
        parts.append(
            names.size() == 1 && isKeywordForAnother(name) ? identifiers().always(name) : identifiers().quoted(name));
    return parts.join(u'.');
}

/// src/include/utils/timestamp.h, INTERVAL_MASK.
QString intervalFields(int mask)
{
    static const QHash<int, QString> fields{ { 4, QStringLiteral("YEAR") }, { 2, QStringLiteral("MONTH") },
        { 8, QStringLiteral("DAY") }, { 1024, QStringLiteral("HOUR") }, { 2048, QStringLiteral("MINUTE") },
        { 4096, QStringLiteral("SECOND") }, { 6, QStringLiteral("YEAR TO MONTH") },
        { 1032, QStringLiteral("DAY TO HOUR") }, { 3080, QStringLiteral("DAY TO MINUTE") },
        { 7176, QStringLiteral("DAY TO SECOND") }, { 3072, QStringLiteral("HOUR TO MINUTE") },
        { 7168, QStringLiteral("HOUR TO SECOND") }, { 6144, QStringLiteral("MINUTE TO SECOND") } };
    return fields.value(mask);
}

/// The numbers in a type's parentheses; none where one is no number.
std::optional<std::vector<int>> modifiers(const Node& typeName, const StatementText& text)
{
    std::vector<int> numbers;
    for (const Node item : typeName["typmods"]) {
        const Node constant = item.as("A_Const");
        const int location = constant["location"].number(-1);
        if (!constant["ival"])
            return {};
        const auto number = location < 0 ? constant["ival"]["ival"].number() : numberAt(text, location).value_or(0);
        numbers.push_back(constant["ival"]["ival"].number(static_cast<int>(number)));
    }
    return numbers;
}

/// Whether the modifiers fit the type; puts them in their places.
bool applyModifiers(SqlType& type, const KnownType& facts, const std::vector<int>& numbers)
{
    if (numbers.empty())
        return true;
    const size_t most = facts.takes == Takes::Nothing                 ? 0
        : facts.takes == Takes::Scale || facts.takes == Takes::Fields ? 2
                                                                      : 1;
    if (numbers.size() > most)
        return false;
    if (facts.takes == Takes::Length) {
        type.length = numbers[0];
    } else if (facts.takes == Takes::Fields) {
        if (const QString fields = intervalFields(numbers[0]); !fields.isEmpty())
            type.options.insert(QStringLiteral("fields"), fields);
        if (numbers.size() > 1)
            type.precision = numbers[1];
    } else {
        type.precision = numbers[0];
        if (numbers.size() > 1)
            type.scale = numbers[1];
    }
    return true;
}

QString baseText(const Node& typeName, const StatementText& text)
{
    const QStringList names = stringsOf(typeName["names"]);
    const KnownType* type = knownType(names);
    QString words = type ? QLatin1String(type->words ? type->words : type->internal) : writtenName(names);
    QStringList inside;
    for (const Node item : typeName["typmods"]) {
        const Node constant = item.inner();
        const int location = constant["location"].number(-1);
        if (location >= 0)
            inside.append(constant["ival"] ? QString::number(numberAt(text, location).value_or(0))
                                           : text.text(text.tokenAt(location)));
    }
    if (type && type->takes == Takes::Fields && typeName["typmods"])
        if (const QString fields = intervalFields(typeName["typmods"].at(0).as("A_Const")["ival"]["ival"].number());
            !fields.isEmpty())
            words += u' ' + fields.toLower();
    if (names.value(names.size() - 1) == QLatin1String("bpchar") && !typeName["typmods"]) // of any length
        return QStringLiteral("bpchar");
    if (inside.isEmpty())
        return words;
    const QString brackets = u'(' + inside.join(u',') + u')';
    const auto space = type && type->takes == Takes::Precision ? words.indexOf(u' ') : qsizetype(-1);
    return space < 0 ? words + brackets : words.left(space) + brackets + words.mid(space);
}

std::optional<SqlType> knownSqlType(const Node& typeName, const StatementText& text)
{
    const KnownType* facts = knownType(stringsOf(typeName["names"]));
    const auto numbers = modifiers(typeName, text);
    if (!facts || !numbers || typeName["pct_type"].isTrue() || typeName["setof"].isTrue())
        return {};
    SqlType type = SqlType::of(QLatin1String(facts->sqlalchemy));
    if (!applyModifiers(type, *facts, *numbers))
        return {};
    type.timezone = facts->timezone;
    const std::string_view internal = facts->internal;
    if (internal == "varbit")
        type.options.insert(QStringLiteral("varying"), true);
    else if (internal == "bpchar" && !type.length) // of any length, unlike character
        return {};
    else if ((internal == "timestamp" || internal == "timestamptz" || internal == "time" || internal == "timetz")
        && type.precision)
        type.name.prepend(QLatin1String("postgresql."));
    return type;
}

} // namespace

std::optional<qint64> numberAt(const StatementText& text, int position)
{
    const int first = text.tokenAt(position);
    bool isNegative = false;
    for (int i = first; i < first + 4; ++i) { // INCREMENT BY - 1
        const Token* token = text.token(i);
        if (!token)
            return {};
        if (token->isSymbol('-'))
            isNegative = true;
        if (token->kind != Token::Kind::Number)
            continue;
        bool ok = false;
        const qint64 value = text.text(i).toLongLong(&ok);
        return ok ? std::optional(isNegative ? -value : value) : std::nullopt;
    }
    return {};
}

ObjectName relationName(const Node& rangeVar) { return { rangeVar["schemaname"].text(), rangeVar["relname"].text() }; }

ObjectName nameOf(QStringList parts)
{
    if (parts.isEmpty())
        return {};
    const QString name = parts.takeLast();
    return { parts.isEmpty() ? QString() : parts.last(), name };
}

ObjectName nameOf(const Node& strings) { return nameOf(stringsOf(strings)); }

SqlType typeOf(const Node& typeName, const StatementText& text)
{
    std::optional<SqlType> type = knownSqlType(typeName, text);
    const int dimensions = typeName["arrayBounds"].count();
    if (!type)
        return SqlType::fromSql(typeText(typeName, text));
    if (dimensions == 0)
        return *type;
    return SqlType::arrayOf(std::move(*type), dimensions > 1 ? std::optional(dimensions) : std::nullopt);
}

QString typeText(const Node& typeName, const StatementText& text)
{
    QString written = (typeName["setof"].isTrue() ? QStringLiteral("SETOF ") : QString()) + baseText(typeName, text);
    if (typeName["pct_type"].isTrue())
        written += QLatin1String("%TYPE");
    for (int i = 0; i < typeName["arrayBounds"].count(); ++i)
        written += QLatin1String("[]");
    return written;
}

QString signature(const QString& name, const Node& parameters, const StatementText& text)
{
    QStringList arguments;
    for (const Node item : parameters) {
        const Node parameter = item.as("FunctionParameter");
        const Node mode = parameter["mode"];
        if (mode.is("FUNC_PARAM_OUT") || mode.is("FUNC_PARAM_TABLE"))
            continue;
        arguments.append(typeText(parameter ? parameter["argType"] : item.inner(), text));
    }
    return name + u'(' + arguments.join(QStringLiteral(", ")) + u')';
}

ObjectName objectName(const Node& object, const StatementText& text)
{
    if (const Node list = object.as("List"))
        return nameOf(list["items"]);
    if (const Node string = object.as("String"))
        return { {}, string["sval"].text() };
    if (const Node type = object.as("TypeName"))
        return nameOf(type["names"]);
    const Node function = object.as("ObjectWithArgs");
    ObjectName name = nameOf(function["objname"]);
    if (function && !function["args_unspecified"].isTrue())
        name.name = signature(name.name, function["objfuncargs"] ? function["objfuncargs"] : function["objargs"], text);
    return name;
}

schema::SequenceOptions sequenceOptions(const Node& defElems, const StatementText& text)
{
    schema::SequenceOptions options;
    static constexpr std::pair<std::string_view, std::optional<qint64> schema::SequenceOptions::*> numbers[] = {
        { "start", &schema::SequenceOptions::start },
        { "increment", &schema::SequenceOptions::increment },
        { "minvalue", &schema::SequenceOptions::minValue },
        { "maxvalue", &schema::SequenceOptions::maxValue },
        { "cache", &schema::SequenceOptions::cache },
    };
    for (const Node item : defElems) {
        const Node element = item.as("DefElem");
        const Node name = element["defname"];
        for (const auto& [field, member] : numbers)
            if (name.is(field) && element["arg"])
                options.*member = numberAt(text, element["location"].number());
        if (name.is("cycle"))
            options.cycle = element["arg"].as("Boolean")["boolval"].isTrue();
        options.noMinValue |= name.is("minvalue") && !element["arg"];
        options.noMaxValue |= name.is("maxvalue") && !element["arg"];
    }
    return options;
}

QVariantList storageParameters(const Node& defElems, const StatementText& text)
{
    QVariantList pairs;
    for (const Node item : defElems) {
        const Node element = item.as("DefElem");
        const QString space = element["defnamespace"].text();
        const QString key = (space.isEmpty() ? QString() : space + u'.') + element["defname"].text();
        const int from = text.tokenAt(element["location"].number());
        const int equals = text.find(from, [&](int i) { return text.isSymbol(i, ',') || text.isSymbol(i, '='); });
        const int to = text.find(equals + 1, [&](int i) { return text.isSymbol(i, ','); });
        const QString value = text.isSymbol(equals, '=') ? text.text(equals + 1, to) : QStringLiteral("true");
        pairs.append(QVariant(QVariantList{ key, value }));
    }
    return pairs;
}

} // namespace espalier::dialects::postgresql
