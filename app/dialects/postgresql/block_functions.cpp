#include "dialects/postgresql/postgresql_names.h"
#include "dialects/postgresql/sql_reader.h"

#include <QRegularExpression>

// Functions of which PL/pgSQL blocks put SQL together: https://www.postgresql.org/docs/15/functions-string.html

namespace espalier::dialects::postgresql {

namespace {

using ValueKind = CatalogueValue::Kind;

CatalogueValue textValue(const QString& text) { return { ValueKind::Text, text }; }

bool isNullValue(const CatalogueValue& value) { return value.kind == ValueKind::Null; }

/// As the database prints it; nullopt for what is no constant.
std::optional<QString> printedValue(const CatalogueValue& value)
{
    if (value.kind == ValueKind::Boolean)
        return value.text.left(1);
    if (value.kind == ValueKind::Text || value.kind == ValueKind::Number || isNullValue(value))
        return value.text;
    return std::nullopt;
}

QString quotedIdentifier(QString name)
{
    return needsNoQuotes(name) ? name : u'"' + name.replace(u'"', QLatin1String("\"\"")) + u'"';
}

QString quotedText(QString text)
{
    const QString escape = QLatin1String(text.contains(u'\\') ? "E" : "");
    text.replace(u'\\', QLatin1String("\\\\"));
    return escape + u'\'' + text.replace(u'\'', QLatin1String("''")) + u'\'';
}

/// One "%I", "%L" or "%s".
std::optional<QString> formatted(QChar kind, const CatalogueValue& value)
{
    const auto text = printedValue(value);
    if (!text || (kind == u'I' && isNullValue(value)))
        return std::nullopt;
    if (kind == u'L')
        return isNullValue(value) ? QStringLiteral("NULL") : quotedText(*text);
    return kind == u'I' ? quotedIdentifier(*text) : *text;
}

std::optional<CatalogueValue> format(const std::vector<CatalogueValue>& arguments)
{
    static const QRegularExpression field(QStringLiteral("%(?:%|(?:(\\d+)\\$)?([sIL]))"));
    if (arguments.empty() || arguments.front().kind != ValueKind::Text)
        return std::nullopt;
    const QString& pattern = arguments.front().text;
    QString made;
    size_t next = 1;
    qsizetype at = 0;
    for (auto found = field.globalMatch(pattern); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        const QString before = pattern.mid(at, one.capturedStart() - at);
        if (before.contains(u'%')) // widths, "%" before something else
            return std::nullopt;
        made += before;
        at = one.capturedEnd();
        if (one.captured(2).isEmpty()) {
            made += u'%';
            continue;
        }
        const size_t place = one.captured(1).isEmpty() ? next : one.captured(1).toULongLong();
        next = place + 1;
        const auto text = place > 0 && place < arguments.size() ? formatted(one.captured(2).front(), arguments[place])
                                                                : std::nullopt;
        if (!text)
            return std::nullopt;
        made += *text;
    }
    const QString rest = pattern.mid(at);
    return rest.contains(u'%') ? std::nullopt : std::optional(textValue(made + rest));
}

std::optional<CatalogueValue> joined(const std::vector<CatalogueValue>& arguments)
{
    QString made;
    for (const CatalogueValue& argument : arguments) {
        const auto text = printedValue(argument);
        if (!text)
            return std::nullopt;
        made += isNullValue(argument) ? QString() : *text;
    }
    return textValue(made);
}

std::optional<CatalogueValue> ofOne(const QString& function, const CatalogueValue& argument)
{
    const auto text = printedValue(argument);
    const bool isNullable = function == QLatin1String("quote_nullable");
    if (!text)
        return std::nullopt;
    if (isNullValue(argument))
        return isNullable ? textValue(QStringLiteral("NULL")) : argument;
    if (function == QLatin1String("quote_ident"))
        return textValue(quotedIdentifier(*text));
    if (function == QLatin1String("quote_literal") || isNullable)
        return textValue(quotedText(*text));
    if (function == QLatin1String("lower") || function == QLatin1String("upper"))
        return textValue(function == QLatin1String("lower") ? text->toLower() : text->toUpper());
    return std::nullopt;
}

} // namespace

std::optional<CatalogueValue> PostgresqlReader::valueOf(
    const QString& function, const std::vector<CatalogueValue>& arguments) const
{
    if (function == QLatin1String("format"))
        return format(arguments);
    if (function == QLatin1String("concat"))
        return joined(arguments);
    if (function == QLatin1String("coalesce")) {
        const auto found = std::find_if_not(arguments.begin(), arguments.end(), isNullValue);
        return found == arguments.end() ? CatalogueValue{ ValueKind::Null, {} } : *found;
    }
    if (function == QLatin1String("replace") && arguments.size() == 3
        && std::all_of(
            arguments.begin(), arguments.end(), [](const CatalogueValue& one) { return one.kind == ValueKind::Text; })
        && !arguments[1].text.isEmpty())
        return textValue(QString(arguments[0].text).replace(arguments[1].text, arguments[2].text));
    return arguments.size() == 1 ? ofOne(function, arguments.front()) : std::nullopt;
}

} // namespace espalier::dialects::postgresql
