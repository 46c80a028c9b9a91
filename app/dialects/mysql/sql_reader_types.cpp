#include "dialects/mysql/sql_reading.h"

#include <QHash>

// Column types: https://dev.mysql.com/doc/refman/8.0/en/data-types.html, https://mariadb.com/kb/en/data-types/

namespace espalier::dialects::mysql {

using schema::SqlType;
using sql::Cursor;
using sql::Token;

namespace {

enum class Takes { Nothing, Length, Width, Scale, Fraction, Values };

struct KnownType {
    const char* sqlalchemy;
    Takes takes = Takes::Nothing;
    bool isOwn = false; ///< stands in SQLAlchemy's dialect module only
};

const QHash<QString, KnownType>& knownTypes()
{
    static const QHash<QString, KnownType> all{
        { QStringLiteral("INT"), { "INTEGER", Takes::Width } },
        { QStringLiteral("INTEGER"), { "INTEGER", Takes::Width } },
        { QStringLiteral("BIGINT"), { "BIGINT", Takes::Width } },
        { QStringLiteral("SMALLINT"), { "SMALLINT", Takes::Width } },
        { QStringLiteral("MEDIUMINT"), { "MEDIUMINT", Takes::Width, true } },
        { QStringLiteral("TINYINT"), { "TINYINT", Takes::Width, true } },
        { QStringLiteral("BOOL"), { "BOOLEAN" } },
        { QStringLiteral("BOOLEAN"), { "BOOLEAN" } },
        { QStringLiteral("DECIMAL"), { "DECIMAL", Takes::Scale } },
        { QStringLiteral("DEC"), { "DECIMAL", Takes::Scale } },
        { QStringLiteral("FIXED"), { "DECIMAL", Takes::Scale } },
        { QStringLiteral("NUMERIC"), { "NUMERIC", Takes::Scale } },
        { QStringLiteral("FLOAT"), { "FLOAT", Takes::Scale } },
        { QStringLiteral("DOUBLE"), { "DOUBLE", Takes::Scale } },
        { QStringLiteral("REAL"), { "REAL", Takes::Scale } },
        { QStringLiteral("CHAR"), { "CHAR", Takes::Length } },
        { QStringLiteral("CHARACTER"), { "CHAR", Takes::Length } },
        { QStringLiteral("VARCHAR"), { "VARCHAR", Takes::Length } },
        { QStringLiteral("NCHAR"), { "NCHAR", Takes::Length } },
        { QStringLiteral("NVARCHAR"), { "NVARCHAR", Takes::Length } },
        { QStringLiteral("TEXT"), { "TEXT", Takes::Length } },
        { QStringLiteral("TINYTEXT"), { "TINYTEXT", Takes::Nothing, true } },
        { QStringLiteral("MEDIUMTEXT"), { "MEDIUMTEXT", Takes::Nothing, true } },
        { QStringLiteral("LONGTEXT"), { "LONGTEXT", Takes::Nothing, true } },
        { QStringLiteral("BINARY"), { "BINARY", Takes::Length } },
        { QStringLiteral("VARBINARY"), { "VARBINARY", Takes::Length } },
        { QStringLiteral("BLOB"), { "BLOB", Takes::Length } },
        { QStringLiteral("TINYBLOB"), { "TINYBLOB", Takes::Nothing, true } },
        { QStringLiteral("MEDIUMBLOB"), { "MEDIUMBLOB", Takes::Nothing, true } },
        { QStringLiteral("LONGBLOB"), { "LONGBLOB", Takes::Nothing, true } },
        { QStringLiteral("DATE"), { "DATE" } },
        { QStringLiteral("DATETIME"), { "DATETIME", Takes::Fraction } },
        { QStringLiteral("TIMESTAMP"), { "TIMESTAMP", Takes::Fraction } },
        { QStringLiteral("TIME"), { "TIME", Takes::Fraction } },
        { QStringLiteral("YEAR"), { "YEAR", Takes::Width, true } },
        { QStringLiteral("BIT"), { "BIT", Takes::Length, true } },
        { QStringLiteral("JSON"), { "JSON" } },
        { QStringLiteral("UUID"), { "UUID" } },
        { QStringLiteral("ENUM"), { "ENUM", Takes::Values, true } },
        { QStringLiteral("SET"), { "SET", Takes::Values, true } },
    };
    return all;
}

QString takeTypeName(Cursor& at)
{
    QString name = at.takeToken().toUpper();
    if (name == QLatin1String("DOUBLE"))
        at.take("PRECISION");
    if (name == QLatin1String("NATIONAL"))
        name = QLatin1Char('N') + at.takeToken().toUpper();
    if ((name == QLatin1String("CHAR") || name == QLatin1String("CHARACTER")) && at.take("VARYING"))
        name = QStringLiteral("VARCHAR");
    if (name == QLatin1String("NCHARACTER"))
        name = QStringLiteral("NCHAR");
    if (name == QLatin1String("LONG")) // LONG VARCHAR, LONG VARBINARY
        name = at.take("VARBINARY") ? QStringLiteral("MEDIUMBLOB") : (at.take("VARCHAR"), QStringLiteral("MEDIUMTEXT"));
    return name;
}

bool takeValues(Cursor& at, SqlType& type)
{
    schema::EnumFacts facts;
    if (!at.takeSymbol('('))
        return false;
    do {
        if (!at.isKind(Token::Kind::String))
            return false;
        facts.values.append(at.text().stringValue(at.position(), lexRules()));
        at.takeToken();
    } while (at.takeSymbol(','));
    type.enumeration = std::make_shared<const schema::EnumFacts>(std::move(facts));
    return at.takeSymbol(')');
}

/// The numbers in parentheses, put where SQLAlchemy has them. True where only the dialect's own class has them.
bool applyNumbers(SqlType& type, Takes takes, const QStringList& numbers)
{
    if (numbers.isEmpty())
        return false;
    const int first = numbers.front().toInt();
    if (takes == Takes::Length) {
        type.length = first;
        return false;
    }
    if (takes == Takes::Scale) {
        type.precision = first;
        if (numbers.size() > 1)
            type.scale = numbers.at(1).toInt();
        return false;
    }
    type.options.insert(takes == Takes::Fraction ? QStringLiteral("fsp") : QStringLiteral("display_width"), first);
    return true;
}

/// UNSIGNED, CHARACTER SET and the like.
bool takeAttribute(Cursor& at, SqlType& type)
{
    if (at.take("UNSIGNED"))
        type.options.insert(QStringLiteral("unsigned"), true);
    else if (at.take("ZEROFILL"))
        type.options.insert(QStringLiteral("zerofill"), true);
    else if (at.takeAll({ "CHARACTER", "SET" }) || at.takeAll({ "CHAR", "SET" }) || at.take("CHARSET"))
        type.charset = at.text().name(at.position()), at.takeToken();
    else if (at.take("COLLATE"))
        type.collation = at.text().name(at.position()), at.takeToken();
    else if (at.take("BINARY"))
        type.options.insert(QStringLiteral("binary"), true);
    else if (at.take("ASCII"))
        type.options.insert(QStringLiteral("ascii"), true);
    else if (at.take("UNICODE"))
        type.options.insert(QStringLiteral("unicode"), true);
    else
        return at.take("SIGNED");
    return true;
}

} // namespace

SqlType takeType(Cursor& at)
{
    const int begin = at.position();
    if (!at.isKind(Token::Kind::Word))
        return {};
    const QString name = takeTypeName(at);
    const auto found = knownTypes().constFind(name);
    if (found == knownTypes().cend()) {
        at.takeParenthesized();
        return SqlType::fromSql(at.text().text(begin, at.position()));
    }
    SqlType type = SqlType::of(QLatin1String(found->sqlalchemy));
    bool isOwn = found->isOwn;
    if (found->takes == Takes::Values) {
        if (!takeValues(at, type))
            return {};
    } else if (at.isSymbol('(')) {
        isOwn |= applyNumbers(type, found->takes, at.takeParenthesized().split(u','));
    }
    while (takeAttribute(at, type))
        isOwn = true;
    isOwn &= !(type.options.isEmpty() && type.charset.isEmpty() && !found->isOwn);
    if (isOwn)
        type.name.prepend(QLatin1String("mysql."));
    return type;
}

} // namespace espalier::dialects::mysql
