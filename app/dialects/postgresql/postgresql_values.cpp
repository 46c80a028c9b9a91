#include "dialects/postgresql/postgresql_rules.h"

#include <cmath>
#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

// Whether a value goes into a column: what the server's input functions and assignment casts make of it.

namespace espalier::dialects::postgresql {

namespace {

using schema::Literal;
using schema::ValueFit;
using LiteralKind = schema::Literal::Kind;

constexpr auto fits = ValueFit::Fits;
constexpr auto refused = ValueFit::Refused;
constexpr auto unknown = ValueFit::Unknown;

ValueFit when(bool holds) { return holds ? fits : refused; }

bool matches(const char* pattern, const QString& text)
{
    return QRegularExpression(
        QRegularExpression::anchoredPattern(QLatin1String(pattern)), QRegularExpression::CaseInsensitiveOption)
        .match(text.trimmed())
        .hasMatch();
}

/// "character varying(10)": 10; -1 without.
qsizetype lengthOf(const QString& type)
{
    const qsizetype open = type.indexOf(QLatin1Char('('));
    return open < 0 ? -1 : type.mid(open + 1, type.indexOf(QLatin1Char(')')) - open - 1).toLongLong();
}

/// More is an error, unless all of it is blanks.
ValueFit fitLength(const QString& text, qsizetype length)
{
    if (length < 0)
        return fits;
    const QList<uint> characters = text.toUcs4();
    for (qsizetype i = length; i < characters.size(); ++i)
        if (characters[i] != U' ')
            return ValueFit::TooLong;
    return fits;
}

ValueFit fitText(const Literal& value, const QString& type)
{
    switch (value.kind) {
    case LiteralKind::String:
    case LiteralKind::Uuid:
    case LiteralKind::Date:
        return fitLength(value.text, lengthOf(type));
    case LiteralKind::Integer:
        return fitLength(value.text.isEmpty() ? QString::number(value.integer) : value.text, lengthOf(type));
    case LiteralKind::Bool:
        return lengthOf(type) < 0
            ? fits
            : fitLength(value.integer ? QStringLiteral("true") : QStringLiteral("false"), lengthOf(type));
    default:
        return lengthOf(type) < 0 && value.kind != LiteralKind::Dict && value.kind != LiteralKind::List ? fits
                                                                                                        : unknown;
    }
}

ValueFit fitInteger(const Literal& value, double bits)
{
    const double limit = std::pow(2.0, bits - 1);
    const auto inRange = [&](double number) { return when(number >= -limit && number < limit); };
    switch (value.kind) {
    case LiteralKind::Integer:
        return inRange(value.text.isEmpty() ? double(value.integer) : value.text.toDouble());
    case LiteralKind::String:
        return matches("[+-]?[0-9]+", value.text)                  ? inRange(value.text.trimmed().toDouble())
            : matches("[+-]?0[xob][0-9a-f_]+|[0-9_]+", value.text) ? unknown // of servers from 16 on
                                                                   : refused;
    case LiteralKind::Float:
        return inRange(value.real);
    case LiteralKind::Decimal:
        return inRange(value.text.toDouble());
    case LiteralKind::Bool: // there is no cast in an assignment
        return refused;
    default:
        return unknown;
    }
}

ValueFit fitNumber(const Literal& value, const QString& type)
{
    const bool isNumber
        = value.kind == LiteralKind::Integer || value.kind == LiteralKind::Float || value.kind == LiteralKind::Decimal;
    const bool isText = value.kind == LiteralKind::String;
    if (isText && !matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?|nan|[+-]?inf(inity)?", value.text))
        return refused;
    if (value.kind == LiteralKind::Bool)
        return refused;
    if (!isNumber && !isText)
        return unknown;
    const qsizetype open = type.indexOf(QLatin1Char('('));
    if (open < 0)
        return fits;
    const QStringList modifier = type.mid(open + 1, type.indexOf(QLatin1Char(')')) - open - 1).split(QLatin1Char(','));
    const double number = value.kind == LiteralKind::Integer && value.text.isEmpty() ? double(value.integer)
        : value.kind == LiteralKind::Float                                           ? value.real
                                                                                     : value.text.trimmed().toDouble();
    const double whole = std::pow(10.0, modifier.value(0).toInt() - modifier.value(1, QStringLiteral("0")).toInt());
    return std::abs(number) < whole - 1 ? fits : std::abs(number) > whole ? refused : unknown;
}

ValueFit fitTruth(const Literal& value)
{
    if (value.kind == LiteralKind::Bool)
        return fits;
    if (value.kind == LiteralKind::String)
        return when(matches("t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0", value.text));
    return value.kind == LiteralKind::Integer || value.kind == LiteralKind::Float ? refused : unknown;
}

ValueFit fitMoment(const Literal& value)
{
    switch (value.kind) {
    case LiteralKind::Date:
    case LiteralKind::DateTime:
        return fits;
    case LiteralKind::Integer:
    case LiteralKind::Float:
    case LiteralKind::Bool:
        return refused;
    case LiteralKind::String:
        return matches(
                   "[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
                   "([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-][01][0-9](:?[0-9]{2})?)?)?|"
                   "now|now\\(\\)|today|infinity",
                   value.text)
            ? fits
            : unknown;
    default:
        return unknown;
    }
}

ValueFit fitJson(const Literal& value)
{
    if (value.kind == LiteralKind::Dict || value.kind == LiteralKind::List)
        return fits;
    if (value.kind != LiteralKind::String)
        return unknown;
    QJsonParseError error;
    QJsonDocument::fromJson(QByteArray("[") + value.text.toUtf8() + "]", &error);
    const bool isRead = error.error == QJsonParseError::NoError && !value.text.trimmed().isEmpty();
    return isRead ? fits : value.text.contains(QLatin1Char('\\')) ? unknown : refused;
}

ValueFit fitUuid(const Literal& value)
{
    if (value.kind == LiteralKind::Uuid)
        return fits;
    if (value.kind != LiteralKind::String)
        return value.kind == LiteralKind::Integer || value.kind == LiteralKind::Bool ? refused : unknown;
    if (matches("\\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\\}?", value.text))
        return fits;
    QString digits = value.text;
    digits.remove(QLatin1Char('-'));
    return matches("\\{?[0-9a-f]{32}\\}?", digits) ? unknown : refused;
}

} // namespace

ValueFit PostgresqlRules::fit(const Literal& value, const schema::Column& column, const schema::Table& table) const
{
    if (const auto use = enumOf(column.type, table)) {
        if (column.type.on(QStringLiteral("postgresql")).item)
            return unknown;
        return value.kind == LiteralKind::String ? when(use->type.values.contains(value.text)) : unknown;
    }
    const QString type = comparable(column, table).type;
    if (type.endsWith(QLatin1String("[]")))
        return value.kind == LiteralKind::String && matches("\\{\\s*\\}", value.text) ? fits : unknown;
    const QString base = type.section(QLatin1Char('('), 0, 0).trimmed();
    if (base == QLatin1String("text") || base == QLatin1String("character varying")
        || base == QLatin1String("character"))
        return fitText(value, type);
    static const QHash<QString, double> integers{ { QStringLiteral("smallint"), 16 }, { QStringLiteral("integer"), 32 },
        { QStringLiteral("bigint"), 64 } };
    if (const auto bits = integers.find(base); bits != integers.end())
        return fitInteger(value, *bits);
    if (base == QLatin1String("numeric") || base == QLatin1String("real") || base == QLatin1String("double precision"))
        return fitNumber(value, type);
    if (base == QLatin1String("boolean"))
        return fitTruth(value);
    if (base == QLatin1String("date") || base.startsWith(QLatin1String("timestamp"))
        || type.startsWith(QLatin1String("timestamp")))
        return fitMoment(value);
    if (base == QLatin1String("json") || base == QLatin1String("jsonb"))
        return fitJson(value);
    if (base == QLatin1String("uuid"))
        return fitUuid(value);
    if (base == QLatin1String("bytea"))
        return value.kind == LiteralKind::Bytes
                || (value.kind == LiteralKind::String && !value.text.contains(QLatin1Char('\\')))
            ? fits
            : unknown;
    return unknown;
}

} // namespace espalier::dialects::postgresql
