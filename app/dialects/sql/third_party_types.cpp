#include "dialects/sql/types.h"

#include <QHash>

// Types of packages that many projects use: what they become, as those packages' own sources say.

namespace espalier::dialects::sql {

using schema::SqlType;

namespace {

bool isPostgres(const DialectId& dialect) { return dialect == QLatin1String("postgresql"); }

SqlType of(const char* name, std::optional<int> length = {}) { return SqlType::string(QLatin1String(name), length); }

/// `name` on PostgreSQL and `other` elsewhere.
SqlType native(const DialectId& dialect, const char* name, SqlType other)
{
    return isPostgres(dialect) ? SqlType::of(QStringLiteral("postgresql.") + QLatin1String(name)) : other;
}

/// "VECTOR(3)", "VECTOR".
SqlType sized(const char* name, const SqlType& type)
{
    return SqlType::fromSql(type.length ? QStringLiteral("%1(%2)").arg(QLatin1String(name)).arg(*type.length)
                                        : QString(QLatin1String(name)));
}

std::optional<SqlType> vectorType(const QString& name, const SqlType& type)
{
    if (name == QLatin1String("Vector") || name == QLatin1String("VECTOR"))
        return sized("VECTOR", type);
    if (name == QLatin1String("HALFVEC") || name == QLatin1String("HalfVector"))
        return sized("HALFVEC", type);
    if (name == QLatin1String("SPARSEVEC") || name == QLatin1String("SparseVector"))
        return sized("SPARSEVEC", type);
    if (name == QLatin1String("BIT"))
        return sized("BIT", type);
    return {};
}

/// geoalchemy2: "geometry(POINT,4326)"; Raster has no arguments in its SQL.
std::optional<SqlType> spatialType(const QString& name, const SqlType& type)
{
    const QString lower = name.toLower();
    if (lower == QLatin1String("raster"))
        return SqlType::fromSql(lower);
    if (lower != QLatin1String("geometry") && lower != QLatin1String("geography"))
        return {};
    const QVariant shape = type.options.value(QStringLiteral("geometry_type"), QStringLiteral("GEOMETRY"));
    if (shape.isNull())
        return SqlType::fromSql(lower);
    const int srid = type.options.value(QStringLiteral("srid"), -1).toInt();
    return SqlType::fromSql(QStringLiteral("%1(%2,%3)").arg(lower, shape.toString()).arg(srid));
}

/// Classes of sqlalchemy_utils whose SQL depends on nothing but their length.
std::optional<SqlType> plainUtility(const QString& name, const SqlType& type)
{
    struct Plain {
        const char* impl;
        int length;
    };
    static const QHash<QString, Plain> plain{
        { QStringLiteral("ChoiceType"), { "Unicode", 255 } },
        { QStringLiteral("URLType"), { "UnicodeText", 0 } },
        { QStringLiteral("ArrowType"), { "DateTime", 0 } },
        { QStringLiteral("LocaleType"), { "Unicode", 10 } },
        { QStringLiteral("CurrencyType"), { "String", 3 } },
        { QStringLiteral("CountryType"), { "String", 2 } },
        { QStringLiteral("PhoneNumberType"), { "Unicode", 20 } },
        { QStringLiteral("ColorType"), { "Unicode", 20 } },
        { QStringLiteral("TimezoneType"), { "Unicode", 50 } },
        { QStringLiteral("IPAddressType"), { "Unicode", 50 } },
        { QStringLiteral("ScalarListType"), { "UnicodeText", 0 } },
        { QStringLiteral("EncryptedType"), { "LargeBinary", 0 } },
        { QStringLiteral("StringEncryptedType"), { "String", 0 } },
    };
    const auto found = plain.constFind(name);
    if (found == plain.cend())
        return {};
    if (type.item && name == QLatin1String("ChoiceType")) // its impl argument
        return *type.item;
    return of(found->impl, type.length ? type.length : found->length ? std::optional(found->length) : std::nullopt);
}

std::optional<SqlType> utilityType(const QString& name, const SqlType& type, const DialectId& dialect)
{
    if (name == QLatin1String("UUIDType")) {
        if (isPostgres(dialect) && type.flag("native", true))
            return SqlType::of(QStringLiteral("UUID"));
        return type.flag("binary", true) ? of("BINARY", 16) : of("CHAR", 32);
    }
    if (name == QLatin1String("JSONType"))
        return native(dialect, "JSON", of("UnicodeText"));
    if (name == QLatin1String("EmailType"))
        return of("Unicode", type.length.value_or(255));
    if (name == QLatin1String("PasswordType")) // elsewhere its length depends on the hashes that are installed
        return isPostgres(dialect) ? std::optional(SqlType::of(QStringLiteral("postgresql.BYTEA")))
            : type.length          ? std::optional(of("VARBINARY", type.length))
                                   : std::nullopt;
    if (name == QLatin1String("TSVectorType"))
        return SqlType::of(QStringLiteral("postgresql.TSVECTOR"));
    if (name == QLatin1String("LtreeType"))
        return SqlType::fromSql(QStringLiteral("LTREE"));
    return plainUtility(name, type);
}

std::optional<SqlType> guidType(const QString& name, const DialectId& dialect)
{
    if (name == QLatin1String("GUID"))
        return isPostgres(dialect) ? SqlType::of(QStringLiteral("UUID")) : of("CHAR", 36);
    if (name == QLatin1String("TIMESTAMPAware")) {
        SqlType stamp = SqlType::of(QStringLiteral("TIMESTAMP"));
        stamp.timezone = true;
        return stamp;
    }
    return {};
}

std::optional<SqlType> osloType(const QString& name, const SqlType& type, const DialectId& dialect)
{
    if (name == QLatin1String("SoftDeleteInteger"))
        return SqlType::of(QStringLiteral("Integer"));
    if (name == QLatin1String("String")) {
        SqlType text = type;
        text.name = name;
        return text;
    }
    if (!name.startsWith(QLatin1String("JsonEncoded")))
        return {};
    if (dialect == QLatin1String("mysql") && type.flag("mysql_as_long", false))
        return SqlType::of(QStringLiteral("mysql.LONGTEXT"));
    if (dialect == QLatin1String("mysql") && type.flag("mysql_as_medium", false))
        return SqlType::of(QStringLiteral("mysql.MEDIUMTEXT"));
    return SqlType::of(QStringLiteral("Text"));
}

} // namespace

std::optional<SqlType> thirdPartyType(const SqlType& type, const DialectId& dialect)
{
    const QString package = type.name.section(QLatin1Char('.'), 0, 0);
    const QString name = type.name.section(QLatin1Char('.'), -1);
    if (package == QLatin1String("pgvector"))
        return vectorType(name, type);
    if (package == QLatin1String("geoalchemy2"))
        return spatialType(name, type);
    if (package == QLatin1String("sqlalchemy_utils"))
        return utilityType(name, type, dialect);
    if (package == QLatin1String("fastapi_users_db_sqlalchemy"))
        return guidType(name, dialect);
    if (package == QLatin1String("citext") && name == QLatin1String("CIText"))
        return SqlType::fromSql(QStringLiteral("CITEXT"));
    if (package == QLatin1String("oslo_db"))
        return osloType(name, type, dialect);
    return {};
}

} // namespace espalier::dialects::sql
