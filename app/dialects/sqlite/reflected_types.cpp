#include "dialects/sql/reflected_types.h"
#include "dialects/sqlite/sqlite_rules.h"

#include <QHash>

// From ischema_names and _resolve_type_affinity() of SQLAlchemy 2.0.52's dialect, held against it by
// tst_reflected_types.

namespace espalier::dialects::sqlite {

std::optional<schema::SqlType> SqliteRules::reflectedType(const QString& sql) const
{
    static const QSet<QString> own{ QStringLiteral("BIGINT"), QStringLiteral("BLOB"), QStringLiteral("BOOL"),
        QStringLiteral("BOOLEAN"), QStringLiteral("CHAR"), QStringLiteral("DATE"), QStringLiteral("DATETIME"),
        QStringLiteral("DOUBLE"), QStringLiteral("DECIMAL"), QStringLiteral("FLOAT"), QStringLiteral("INT"),
        QStringLiteral("INTEGER"), QStringLiteral("JSON"), QStringLiteral("NUMERIC"), QStringLiteral("REAL"),
        QStringLiteral("SMALLINT"), QStringLiteral("TEXT"), QStringLiteral("TIME"), QStringLiteral("TIMESTAMP"),
        QStringLiteral("VARCHAR"), QStringLiteral("NVARCHAR"), QStringLiteral("NCHAR") };
    static const QSet<QString> ofDialect{ QStringLiteral("DATE"), QStringLiteral("DATETIME"), QStringLiteral("JSON"),
        QStringLiteral("TIME") };
    static const QSet<QString> sized{ QStringLiteral("CHAR"), QStringLiteral("VARCHAR"), QStringLiteral("NVARCHAR"),
        QStringLiteral("NCHAR"), QStringLiteral("NUMERIC"), QStringLiteral("DECIMAL") };
    const sql::SaidType said = sql::saidType(sql);
    if (!said.isPlain || said.name.contains(QLatin1String("COLLATE")))
        return {};
    if (!own.contains(said.name) || (!said.numbers.empty() && !sized.contains(said.name)))
        return {};
    const QString name = said.name == QLatin1String("INT") ? QStringLiteral("INTEGER")
        : said.name == QLatin1String("BOOL")               ? QStringLiteral("BOOLEAN")
                                                           : said.name;
    return sql::sizedType(ofDialect.contains(name) ? QLatin1String("sqlite.") + name : name, said);
}

QString SqliteRules::errorClass(schema::FaultKind kind) const
{
    const QString usual = SchemaRules::errorClass(kind);
    return usual == QLatin1String("ProgrammingError") ? QStringLiteral("OperationalError") : usual;
}

} // namespace espalier::dialects::sqlite
