#include "dialects/mysql/mysql_compiler.h"

// Column types.

namespace espalier::dialects::mysql {

using schema::SqlType;

namespace {

bool isOwn(const SqlType& type)
{
    return type.name.startsWith(QLatin1String("mysql.")) || type.name.startsWith(QLatin1String("mariadb."));
}

QString withSign(const SqlType& type, const QString& text)
{
    if (!isOwn(type))
        return text;
    return text + (type.flag("unsigned") ? QLatin1String(" UNSIGNED") : QLatin1String())
        + (type.flag("zerofill") ? QLatin1String(" ZEROFILL") : QLatin1String());
}

/// CHARACTER SET, COLLATE and the like after a string type.
QString withCharset(const SqlType& type, const QString& text, bool isNational = false)
{
    QString charset;
    QString collation;
    if (!type.charset.isEmpty())
        charset = QLatin1String("CHARACTER SET ") + type.charset;
    else if (type.flag("ascii"))
        charset = QStringLiteral("ASCII");
    else if (type.flag("unicode"))
        charset = QStringLiteral("UNICODE");
    if (!type.collation.isEmpty())
        collation = QLatin1String("COLLATE ") + type.collation;
    else if (type.flag("binary"))
        collation = QStringLiteral("BINARY");
    QStringList parts = type.flag("national", isNational) ? QStringList{ QStringLiteral("NATIONAL"), text, collation }
                                                          : QStringList{ text, charset, collation };
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

QString sized(const QString& name, std::optional<int> length)
{
    return length ? QStringLiteral("%1(%2)").arg(name).arg(*length) : name;
}

QString withFraction(const QString& name, const SqlType& type)
{
    const int digits = type.option("fsp").toInt();
    return digits != 0 ? QStringLiteral("%1(%2)").arg(name).arg(digits) : name;
}

bool isInteger(const QString& visit)
{
    static const core::WordSet integers = sql::wordSet("INTEGER BIGINT MEDIUMINT TINYINT SMALLINT");
    return integers.contains(visit);
}

bool isNumber(const QString& visit)
{
    static const core::WordSet numbers = sql::wordSet("NUMERIC DECIMAL DOUBLE REAL FLOAT");
    return numbers.contains(visit);
}

bool isString(const QString& visit)
{
    static const core::WordSet strings = sql::wordSet("TEXT TINYTEXT MEDIUMTEXT LONGTEXT VARCHAR CHAR NVARCHAR NCHAR");
    return strings.contains(visit);
}

} // namespace

QString MysqlCompiler::integerText(const QString& visit, const SqlType& type)
{
    const QVariant width = type.option("display_width");
    return withSign(
        type, isOwn(type) && !width.isNull() ? QStringLiteral("%1(%2)").arg(visit).arg(width.toInt()) : visit);
}

QString MysqlCompiler::numberText(const QString& visit, const SqlType& type)
{
    if (visit == QLatin1String("NUMERIC") || visit == QLatin1String("DECIMAL"))
        return withSign(type, numeric(visit, type));
    const bool isFloat = visit == QLatin1String("FLOAT");
    if (type.precision && type.scale && (!isFloat || isOwn(type)))
        return withSign(type, numeric(visit, type));
    if (isFloat)
        return withSign(type, sized(visit, type.precision));
    return withSign(type, visit);
}

QString MysqlCompiler::stringText(const QString& visit, const SqlType& type)
{
    const bool isVarying = visit.endsWith(QLatin1String("VARCHAR"));
    if (isVarying && !type.length)
        return refuse(visit + QLatin1String(" requires a length on dialect mysql"));
    if (visit == QLatin1String("NVARCHAR") || visit == QLatin1String("NCHAR"))
        return withCharset(type, sized(visit.mid(1), type.length), true);
    if (visit == QLatin1String("TEXT") || visit == QLatin1String("VARCHAR") || visit == QLatin1String("CHAR"))
        return withCharset(type, sized(visit, type.length));
    return withCharset(type, visit);
}

QString MysqlCompiler::valuesText(const QString& visit, const SqlType& type)
{
    QStringList values;
    for (const QString& value : type.enumeration ? type.enumeration->values : QStringList())
        values.append(
            QLatin1Char('\'') + QString(value).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\''));
    return withCharset(type, visit + QLatin1Char('(') + values.join(QLatin1Char(',')) + QLatin1Char(')'));
}

QString MysqlCompiler::typeText(const QString& visit, const SqlType& type)
{
    if (isInteger(visit))
        return integerText(visit, type);
    if (isNumber(visit))
        return numberText(visit, type);
    if (isString(visit))
        return stringText(visit, type);
    if (visit == QLatin1String("enum"))
        return type.enumeration && type.enumeration->isNative ? valuesText(QStringLiteral("ENUM"), type)
                                                              : Compiler::typeText(visit, type);
    if (visit == QLatin1String("ENUM") || visit == QLatin1String("SET"))
        return valuesText(visit, type);
    if (visit == QLatin1String("BOOLEAN"))
        return QStringLiteral("BOOL");
    if (visit == QLatin1String("DATETIME") || visit == QLatin1String("TIME") || visit == QLatin1String("TIMESTAMP"))
        return withFraction(visit, type);
    if (visit == QLatin1String("BIT") || visit == QLatin1String("BLOB"))
        return sized(visit, type.length);
    if (visit == QLatin1String("YEAR")) {
        const QVariant width = type.option("display_width");
        return width.isNull() ? visit : QStringLiteral("YEAR(%1)").arg(width.toInt());
    }
    if (visit == QLatin1String("VARBINARY"))
        return type.length ? sized(visit, type.length)
                           : refuseOutright(QStringLiteral("%d format: a real number is required, not NoneType"));
    if (visit == QLatin1String("TINYBLOB") || visit == QLatin1String("MEDIUMBLOB") || visit == QLatin1String("LONGBLOB")
        || visit == QLatin1String("JSON"))
        return visit;
    return Compiler::typeText(visit, type);
}

bool MysqlCompiler::isTimestamp(const SqlType& type)
{
    return sql::typeFacts(resolved(type)).visit == QLatin1String("TIMESTAMP");
}

} // namespace espalier::dialects::mysql
