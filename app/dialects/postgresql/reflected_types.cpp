#include "dialects/sql/reflected_types.h"
#include "dialects/postgresql/postgresql_rules.h"

#include <QHash>

// From ischema_names and _reflect_type() of SQLAlchemy 2.0.52's dialect, held against it by tst_reflected_types.

namespace espalier::dialects::postgresql {

std::optional<schema::SqlType> PostgresqlRules::reflectedType(const QString& sql) const
{
    static const QHash<QString, QString> classes{ { QStringLiteral("INTEGER"), QStringLiteral("INTEGER") },
        { QStringLiteral("BIGINT"), QStringLiteral("BIGINT") },
        { QStringLiteral("SMALLINT"), QStringLiteral("SMALLINT") },
        { QStringLiteral("VARCHAR"), QStringLiteral("VARCHAR") },
        { QStringLiteral("CHARACTER VARYING"), QStringLiteral("VARCHAR") },
        { QStringLiteral("CHARACTER"), QStringLiteral("CHAR") }, { QStringLiteral("TEXT"), QStringLiteral("TEXT") },
        { QStringLiteral("CHAR"), QStringLiteral("CHAR") }, { QStringLiteral("NCHAR"), QStringLiteral("CHAR") },
        { QStringLiteral("BOOLEAN"), QStringLiteral("BOOLEAN") },
        { QStringLiteral("NUMERIC"), QStringLiteral("NUMERIC") },
        { QStringLiteral("DECIMAL"), QStringLiteral("NUMERIC") }, { QStringLiteral("REAL"), QStringLiteral("REAL") },
        { QStringLiteral("DATE"), QStringLiteral("DATE") },
        { QStringLiteral("TIMESTAMP WITHOUT TIME ZONE"), QStringLiteral("postgresql.TIMESTAMP") },
        { QStringLiteral("TIMESTAMP WITH TIME ZONE"), QStringLiteral("postgresql.TIMESTAMP") },
        { QStringLiteral("TIME WITHOUT TIME ZONE"), QStringLiteral("TIME") },
        { QStringLiteral("TIME WITH TIME ZONE"), QStringLiteral("TIME") },
        { QStringLiteral("BYTEA"), QStringLiteral("postgresql.BYTEA") },
        { QStringLiteral("JSON"), QStringLiteral("postgresql.JSON") },
        { QStringLiteral("JSONB"), QStringLiteral("postgresql.JSONB") },
        { QStringLiteral("UUID"), QStringLiteral("UUID") },
        { QStringLiteral("INET"), QStringLiteral("postgresql.INET") },
        { QStringLiteral("CIDR"), QStringLiteral("postgresql.CIDR") },
        { QStringLiteral("TSVECTOR"), QStringLiteral("postgresql.TSVECTOR") } };
    sql::SaidType said = sql::saidType(sql);
    if (said.name == QLatin1String("FLOAT"))
        said.name = !said.numbers.empty() && said.numbers.front() < 25 ? QStringLiteral("REAL")
                                                                       : QStringLiteral("DOUBLE PRECISION");
    if (said.name == QLatin1String("DOUBLE PRECISION")) {
        schema::SqlType type = schema::SqlType::of(QStringLiteral("DOUBLE_PRECISION"));
        type.precision = 53;
        return type;
    }
    const auto found = classes.constFind(said.name);
    const bool isTime = said.name.endsWith(QLatin1String("TIME ZONE"));
    if (found == classes.cend() || !said.isPlain || (isTime && !said.numbers.empty()))
        return {};
    if (said.name == QLatin1String("REAL"))
        said.numbers.clear();
    if (*found == QLatin1String("CHAR") && said.numbers.empty())
        said.numbers = { 1 };
    schema::SqlType type = sql::sizedType(*found, said);
    if (type.precision && !type.scale)
        type.scale = 0;
    type.timezone = said.name.endsWith(QLatin1String("WITH TIME ZONE"));
    return type;
}

std::optional<schema::SqlType> PostgresqlRules::reflectedType(const schema::EnumType& type) const
{
    schema::EnumFacts enumeration;
    enumeration.values = type.values;
    enumeration.name = type.name.name;
    enumeration.schema = type.name.schema;
    return schema::SqlType::enumOf(std::move(enumeration), QStringLiteral("postgresql.ENUM"));
}

/// As psycopg2 sorts the server's codes.
QString PostgresqlRules::errorClass(schema::FaultKind kind) const
{
    using schema::FaultKind;
    if (kind == FaultKind::StillReferenced)
        return QStringLiteral("InternalError");
    return kind == FaultKind::ValueRefused ? QStringLiteral("DataError") : SchemaRules::errorClass(kind);
}

} // namespace espalier::dialects::postgresql
