#include "dialects/sql/reflected_types.h"
#include "dialects/mysql/mysql_rules.h"

#include <QHash>

// What SHOW CREATE TABLE says of a type, and SQLAlchemy 2.0.52 makes of it (ischema_names, _parse_column()); held
// against it by tst_reflected_types.

namespace espalier::dialects::mysql {

std::optional<schema::SqlType> MysqlRules::reflectedType(const QString& sql) const
{
    static const QHash<QString, int> widths{ { QStringLiteral("TINYINT"), 4 }, { QStringLiteral("SMALLINT"), 6 },
        { QStringLiteral("MEDIUMINT"), 9 }, { QStringLiteral("INTEGER"), 11 }, { QStringLiteral("INT"), 11 },
        { QStringLiteral("BIGINT"), 20 } };
    static const QHash<QString, QString> classes{ { QStringLiteral("VARCHAR"), QStringLiteral("mysql.VARCHAR") },
        { QStringLiteral("CHAR"), QStringLiteral("mysql.CHAR") },
        { QStringLiteral("TEXT"), QStringLiteral("mysql.TEXT") },
        { QStringLiteral("MEDIUMTEXT"), QStringLiteral("mysql.MEDIUMTEXT") },
        { QStringLiteral("LONGTEXT"), QStringLiteral("mysql.LONGTEXT") },
        { QStringLiteral("DATE"), QStringLiteral("DATE") },
        { QStringLiteral("DATETIME"), QStringLiteral("mysql.DATETIME") },
        { QStringLiteral("TIME"), QStringLiteral("mysql.TIME") },
        { QStringLiteral("TIMESTAMP"), QStringLiteral("mysql.TIMESTAMP") },
        { QStringLiteral("BLOB"), QStringLiteral("BLOB") }, { QStringLiteral("FLOAT"), QStringLiteral("mysql.FLOAT") },
        { QStringLiteral("DOUBLE"), QStringLiteral("mysql.DOUBLE") },
        { QStringLiteral("NUMERIC"), QStringLiteral("mysql.DECIMAL") },
        { QStringLiteral("DECIMAL"), QStringLiteral("mysql.DECIMAL") } };
    sql::SaidType said = sql::saidType(sql);
    if (said.name == QLatin1String("BOOL"))
        said = { QStringLiteral("TINYINT"), { 1 } };
    if (!said.isPlain)
        return {};
    if (const auto width = widths.constFind(said.name); width != widths.cend()) {
        const QString name = said.name == QLatin1String("INT") ? QStringLiteral("INTEGER") : said.name;
        schema::SqlType type = schema::SqlType::of(QLatin1String("mysql.") + name);
        if (!said.numbers.empty())
            type.options.insert(QStringLiteral("display_width"), said.numbers.front());
        else if (m_product == Product::MariaDb)
            type.options.insert(QStringLiteral("display_width"), *width);
        return type;
    }
    static const QSet<QString> sized{ QStringLiteral("CHAR"), QStringLiteral("VARCHAR"), QStringLiteral("NUMERIC"),
        QStringLiteral("DECIMAL") };
    const auto found = classes.constFind(said.name);
    const bool isSized = sized.contains(said.name);
    if (found == classes.cend() || (!said.numbers.empty() && !isSized))
        return {};
    if (found->endsWith(QLatin1String("DECIMAL"))) { // it is told in full
        if (said.numbers.empty())
            said.numbers = { 10 };
        if (said.numbers.size() == 1)
            said.numbers.push_back(0);
    } else if (said.name == QLatin1String("CHAR") && said.numbers.empty()) {
        said.numbers = { 1 };
    }
    return sql::sizedType(*found, said);
}

/// As PyMySQL sorts the server's numbers: what it does not know is an OperationalError.
QString MysqlRules::errorClass(schema::FaultKind kind) const
{
    using schema::FaultKind;
    const QString usual = SchemaRules::errorClass(kind);
    return usual != QLatin1String("ProgrammingError") || kind == FaultKind::TableMissing
            || kind == FaultKind::ViewMissing
        ? usual
        : QStringLiteral("OperationalError");
}

} // namespace espalier::dialects::mysql
