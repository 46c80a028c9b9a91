#include "dialects/sql/types.h"

#include "core/word.h"

#include <algorithm>
#include <array>
#include <QHash>

namespace espalier::dialects::sql {

using schema::Literal;
using schema::SqlType;

namespace {

struct Entry {
    const char* name;
    const char* visit;
    Affinity affinity;
};

// sqlalchemy.types, in the order of sqltypes.py.
constexpr Entry generic[] = {
    { "String", "string", Affinity::String },
    { "Unicode", "unicode", Affinity::String },
    { "Text", "text", Affinity::String },
    { "UnicodeText", "unicode_text", Affinity::String },
    { "Integer", "integer", Affinity::Integer },
    { "SmallInteger", "small_integer", Affinity::Integer },
    { "BigInteger", "big_integer", Affinity::Integer },
    { "Numeric", "numeric", Affinity::Numeric },
    { "Float", "float", Affinity::Numeric },
    { "Double", "double", Affinity::Numeric },
    { "DateTime", "datetime", Affinity::DateTime },
    { "Date", "date", Affinity::Date },
    { "Time", "time", Affinity::Time },
    { "LargeBinary", "large_binary", Affinity::Binary },
    { "Boolean", "boolean", Affinity::Boolean },
    { "Enum", "enum", Affinity::Enum },
    { "Interval", "interval", Affinity::Interval },
    { "PickleType", "large_binary", Affinity::Binary },
    { "JSON", "JSON", Affinity::Json },
    { "ARRAY", "ARRAY", Affinity::Array },
    { "Uuid", "uuid", Affinity::Uuid },
    { "UUID", "UUID", Affinity::Uuid },
    { "REAL", "REAL", Affinity::Numeric },
    { "FLOAT", "FLOAT", Affinity::Numeric },
    { "DOUBLE", "DOUBLE", Affinity::Numeric },
    { "DOUBLE_PRECISION", "DOUBLE_PRECISION", Affinity::Numeric },
    { "NUMERIC", "NUMERIC", Affinity::Numeric },
    { "DECIMAL", "DECIMAL", Affinity::Numeric },
    { "INTEGER", "INTEGER", Affinity::Integer },
    { "INT", "INTEGER", Affinity::Integer },
    { "SMALLINT", "SMALLINT", Affinity::Integer },
    { "BIGINT", "BIGINT", Affinity::Integer },
    { "TIMESTAMP", "TIMESTAMP", Affinity::DateTime },
    { "DATETIME", "DATETIME", Affinity::DateTime },
    { "DATE", "DATE", Affinity::Date },
    { "TIME", "TIME", Affinity::Time },
    { "TEXT", "TEXT", Affinity::String },
    { "CLOB", "CLOB", Affinity::String },
    { "VARCHAR", "VARCHAR", Affinity::String },
    { "NVARCHAR", "NVARCHAR", Affinity::String },
    { "CHAR", "CHAR", Affinity::String },
    { "NCHAR", "NCHAR", Affinity::String },
    { "BLOB", "BLOB", Affinity::Binary },
    { "BINARY", "BINARY", Affinity::Binary },
    { "VARBINARY", "VARBINARY", Affinity::Binary },
    { "BOOLEAN", "BOOLEAN", Affinity::Boolean },
    // what the dialects add
    { "MEDIUMINT", "MEDIUMINT", Affinity::Integer },
    { "TINYINT", "TINYINT", Affinity::Integer },
    { "TINYTEXT", "TINYTEXT", Affinity::String },
    { "MEDIUMTEXT", "MEDIUMTEXT", Affinity::String },
    { "LONGTEXT", "LONGTEXT", Affinity::String },
    { "TINYBLOB", "TINYBLOB", Affinity::Binary },
    { "MEDIUMBLOB", "MEDIUMBLOB", Affinity::Binary },
    { "LONGBLOB", "LONGBLOB", Affinity::Binary },
    { "ENUM", "ENUM", Affinity::Enum },
    { "SET", "SET", Affinity::String },
    { "JSONB", "JSONB", Affinity::Json },
    { "CITEXT", "CITEXT", Affinity::String },
    { "BYTEA", "BYTEA", Affinity::Binary },
    { "INTERVAL", "INTERVAL", Affinity::Interval },
    { "TSVECTOR", "TSVECTOR", Affinity::Other },
    { "TSQUERY", "TSQUERY", Affinity::Other },
    { "INET", "INET", Affinity::Other },
    { "CIDR", "CIDR", Affinity::Other },
    { "MACADDR", "MACADDR", Affinity::Other },
    { "MACADDR8", "MACADDR8", Affinity::Other },
    { "MONEY", "MONEY", Affinity::Other },
    { "OID", "OID", Affinity::Other },
    { "REGCONFIG", "REGCONFIG", Affinity::Other },
    { "REGCLASS", "REGCLASS", Affinity::Other },
    { "BIT", "BIT", Affinity::Other },
    { "HSTORE", "HSTORE", Affinity::Other },
    { "DOMAIN", "DOMAIN", Affinity::Other },
    { "JSONPATH", "JSONPATH", Affinity::Other },
    { "YEAR", "YEAR", Affinity::Other },
    { "INT4RANGE", "INT4RANGE", Affinity::Other },
    { "INT8RANGE", "INT8RANGE", Affinity::Other },
    { "NUMRANGE", "NUMRANGE", Affinity::Other },
    { "DATERANGE", "DATERANGE", Affinity::Other },
    { "TSRANGE", "TSRANGE", Affinity::Other },
    { "TSTZRANGE", "TSTZRANGE", Affinity::Other },
    { "INT4MULTIRANGE", "INT4MULTIRANGE", Affinity::Other },
    { "INT8MULTIRANGE", "INT8MULTIRANGE", Affinity::Other },
    { "NUMMULTIRANGE", "NUMMULTIRANGE", Affinity::Other },
    { "DATEMULTIRANGE", "DATEMULTIRANGE", Affinity::Other },
    { "TSMULTIRANGE", "TSMULTIRANGE", Affinity::Other },
    { "TSTZMULTIRANGE", "TSTZMULTIRANGE", Affinity::Other },
};

const core::WordHash<TypeFacts>& entries()
{
    static const core::WordHash<TypeFacts> all = [] {
        core::WordHash<TypeFacts> table;
        for (const Entry& entry : generic) {
            const QString visit = QLatin1String(entry.visit);
            const bool isBig = visit == QLatin1String("big_integer") || visit == QLatin1String("BIGINT");
            const bool isSmall = visit == QLatin1String("small_integer") || visit == QLatin1String("SMALLINT");
            table.insert(QLatin1String(entry.name), { visit, entry.affinity, isBig, isSmall });
        }
        return table;
    }();
    return all;
}

bool isDialectName(const QString& name)
{
    static const std::array<QLatin1String, 6> dialects{ QLatin1String("postgresql"), QLatin1String("mysql"),
        QLatin1String("mariadb"), QLatin1String("sqlite"), QLatin1String("mssql"), QLatin1String("oracle") };
    return std::find(dialects.begin(), dialects.end(), name) != dialects.end();
}

} // namespace

TypeFacts typeFacts(const SqlType& type)
{
    if (type.isNull())
        return { QStringLiteral("null"), Affinity::Null };
    const qsizetype dot = type.name.lastIndexOf(QLatin1Char('.'));
    if (type.name.isEmpty() || (dot >= 0 && !isDialectName(type.name.left(dot))))
        return {};
    const QString last = dot < 0 ? type.name : type.name.mid(dot + 1);
    const auto found = entries().constFind(last);
    if (found == entries().cend())
        return dot < 0 ? TypeFacts{} : TypeFacts{ last, Affinity::Other };
    TypeFacts facts = *found;
    // subclasses that keep the generic type's visit name
    if (dot < 0)
        return facts;
    if (type.name == QLatin1String("postgresql.ENUM") || type.name == QLatin1String("sqlite.DATETIME")
        || type.name == QLatin1String("sqlite.DATE") || type.name == QLatin1String("sqlite.TIME"))
        facts.visit = last.toLower();
    return facts;
}

bool sameAffinity(const SqlType& a, const SqlType& b)
{
    const TypeFacts x = typeFacts(a);
    const TypeFacts y = typeFacts(b);
    return x.affinity == y.affinity
        && ((x.affinity != Affinity::Other && x.affinity != Affinity::Unknown) || a.name == b.name);
}

SqlType typeOfValue(const Literal& value)
{
    using Kind = Literal::Kind;
    const auto of = [](const char* name) { return SqlType::of(QLatin1String(name)); };
    switch (value.kind) {
    case Kind::Bool:
        return of("Boolean");
    case Kind::Integer:
        return of("Integer");
    case Kind::Float:
        return of("Float");
    case Kind::String:
        return of("String");
    case Kind::Bytes:
        return of("LargeBinary");
    case Kind::DateTime:
        return of("DateTime");
    case Kind::Date:
        return of("Date");
    case Kind::Time:
        return of("Time");
    case Kind::Interval:
        return of("Interval");
    case Kind::Uuid:
        return of("Uuid");
    case Kind::Decimal:
        return of("Numeric");
    case Kind::None:
    case Kind::List:
    case Kind::Dict:
        break;
    }
    return {};
}

} // namespace espalier::dialects::sql
