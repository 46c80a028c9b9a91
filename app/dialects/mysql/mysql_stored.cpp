#include "dialects/mysql/mysql_rules.h"

#include <QHash>
#include <QRegularExpression>

// Types and defaults as information_schema.COLUMNS has them.

namespace espalier::dialects::mysql {

QString MysqlRules::storedType(const QString& sql) const
{
    static const QHash<QString, QString> aliases{ { QStringLiteral("integer"), QStringLiteral("int") },
        { QStringLiteral("bool"), QStringLiteral("tinyint") }, { QStringLiteral("boolean"), QStringLiteral("tinyint") },
        { QStringLiteral("numeric"), QStringLiteral("decimal") },
        { QStringLiteral("double precision"), QStringLiteral("double") },
        { QStringLiteral("real"), QStringLiteral("double") }, { QStringLiteral("json"), QStringLiteral("longtext") } };
    static const QRegularExpression suffix(
        QStringLiteral(" (character set|charset|collate) [^']*$"), QRegularExpression::CaseInsensitiveOption);
    QString text = sql.simplified();
    if (!text.contains(QLatin1Char('\''))) // the values of an ENUM keep their letters
        text = text.toLower();
    text.remove(suffix).replace(QLatin1String(", "), QLatin1String(","));
    const qsizetype open = text.indexOf(QLatin1Char('('));
    QString name = (open < 0 ? text : text.left(open)).toLower();
    const QString rest = open < 0 ? QString() : text.mid(open);
    const QString first = name.section(QLatin1Char(' '), 0, 0);
    if (first.endsWith(QLatin1String("int")) || first == QLatin1String("integer")) {
        // a display width is no part of the type, "unsigned" is
        const QString further = open < 0 ? name.mid(first.size()) : rest.section(QLatin1Char(')'), 1);
        return aliases.value(first, first) + further;
    }
    name = aliases.value(name, name);
    return name == QLatin1String("decimal") && rest.isEmpty() ? QStringLiteral("decimal(10,0)") : name + rest;
}

/// Nothing can be deferred, so RESTRICT is NO ACTION.
QString MysqlRules::storedAction(const QString& action) const
{
    const QString text = DefaultRules::storedAction(action);
    return text == QLatin1String("RESTRICT") ? QString() : text;
}

/// The server writes a view's query anew, with every name whole and between backticks: that text says nothing of a
/// difference from another.
bool MysqlRules::isSame(const schema::View& a, const schema::View& b) const
{
    const auto isWrittenAnew = [](const schema::View& view) {
        return view.definition.startsWith(QLatin1String("select `")) && view.definition.contains(QLatin1String("`.`"));
    };
    return isWrittenAnew(a) != isWrittenAnew(b) || DefaultRules::isSame(a, b);
}

/// The product that names a check so when it has no name; nullopt where none does.
static std::optional<Product> namedBy(const schema::Constraint& check, const schema::Table& table)
{
    static const QRegularExpression ofTable(QStringLiteral("^CONSTRAINT_\\d+$"));
    static const QRegularExpression number(QStringLiteral("^\\d+$"));
    const QString name = check.name.text;
    const QString prefix = table.name.name + QLatin1String("_chk_");
    if (check.kind != schema::Constraint::Kind::Check)
        return std::nullopt;
    if (ofTable.match(name).hasMatch() || table.column(name)) // a column's check has its column's name
        return Product::MariaDb;
    const bool isNumbered
        = name.startsWith(prefix, Qt::CaseInsensitive) && number.match(name.mid(prefix.size())).hasMatch();
    return isNumbered ? std::optional(Product::MySql) : std::nullopt;
}

bool MysqlRules::areNamedByProducts(
    const schema::Constraint& a, const schema::Table& ofA, const schema::Constraint& b, const schema::Table& ofB) const
{
    const bool isOneUnnamed = a.name.isConventional || b.name.isConventional; // else both are what a server says
    const auto left = namedBy(a, ofA);
    const auto right = namedBy(b, ofB);
    return isOneUnnamed && left && right && *left != *right;
}

QString MysqlRules::storedDefault(const QString& sql, const QString& type) const
{
    const QString text = DefaultRules::storedDefault(sql, type);
    if (text == QLatin1String("now ( )") || text == QLatin1String("localtimestamp"))
        return QStringLiteral("current_timestamp");
    if (type.startsWith(QLatin1String("tinyint")))
        return text == QLatin1String("true") ? QStringLiteral("1")
            : text == QLatin1String("false") ? QStringLiteral("0")
                                             : text;
    return text;
}

} // namespace espalier::dialects::mysql
