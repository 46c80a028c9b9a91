#include "dialects/sql/compiler.h"

#include "dialects/sql/python_text.h"

// Python values as SQL literals: the literal processors of sqltypes.py.

namespace espalier::dialects::sql {

using schema::Literal;
using schema::SqlType;
using LiteralKind = Literal::Kind;

namespace {

QString quotedText(const QString& text)
{
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

bool isNumber(const Literal& value)
{
    return value.kind == LiteralKind::Integer || value.kind == LiteralKind::Bool || value.kind == LiteralKind::Float
        || value.kind == LiteralKind::Decimal;
}

std::optional<QString> integerText(const Literal& value)
{
    if (value.kind == LiteralKind::Integer || value.kind == LiteralKind::Bool)
        return value.text.isEmpty() ? QString::number(value.integer) : value.text;
    if (value.kind == LiteralKind::Float)
        return QString::number(qint64(value.real));
    bool isNumeric = false;
    const qint64 number = value.text.trimmed().toLongLong(&isNumeric);
    if (value.kind == LiteralKind::String && isNumeric)
        return QString::number(number);
    return {};
}

std::optional<QString> numericText(const Literal& value)
{
    if (value.kind == LiteralKind::Bool)
        return value.integer ? QStringLiteral("True") : QStringLiteral("False");
    if (isNumber(value))
        return pythonStr(value);
    bool isNumeric = false;
    value.text.trimmed().toDouble(&isNumeric);
    if (value.kind == LiteralKind::String && isNumeric)
        return value.text;
    return {};
}

/// isoformat() of a datetime, date or time.
bool isTemporal(const Literal& value)
{
    return value.kind == LiteralKind::DateTime || value.kind == LiteralKind::Date || value.kind == LiteralKind::Time;
}

} // namespace

QString Compiler::badLiteral(const Literal& value, const SqlType& type)
{
    return refuse(QStringLiteral(
        "Could not render literal value \"%1\" with datatype %2; see parent stack trace for more detail.")
                      .arg(pythonRepr(value), pythonTypeName(type)));
}

QString Compiler::stringLiteral(const QString& text)
{
    QString quoted = quotedText(text);
    if (m_facts.escapesBackslashes)
        quoted.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    return quoted;
}

QString Compiler::literal(const Literal& value, const SqlType& type)
{
    const SqlType here = resolved(type);
    if (value.isNone())
        return QStringLiteral("NULL");
    QString text = literalText(value, here);
    if (m_facts.escapesBackslashes)
        text.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    return text;
}

QString Compiler::arrayLiteral(const Literal& value, const SqlType& type)
{
    if (value.kind != Literal::Kind::List || !type.item)
        return badLiteral(value, type);
    QStringList items;
    for (const Literal& item : value.elements())
        items.append(item.kind == Literal::Kind::List ? arrayLiteral(item, type)
                : item.isNone()                       ? QStringLiteral("NULL")
                                                      : literalText(item, resolved(*type.item)));
    return arrayBrackets(items.join(QStringLiteral(", ")));
}

QString Compiler::uuidText(const Literal& value, const SqlType& type)
{
    const bool isObject = type.flag("as_uuid", true);
    const bool isNative = m_facts.hasNativeUuid && type.flag("native_uuid", true);
    if (value.kind == LiteralKind::String && isObject && isNative) // str() of whatever it is
        return quotedText(value.text);
    if (value.kind != LiteralKind::Uuid && (value.kind != LiteralKind::String || isObject))
        return badLiteral(value, type);
    return quotedText(value.kind == LiteralKind::Uuid && isNative && isObject
            ? value.text
            : QString(value.text).remove(QLatin1Char('-')));
}

QString Compiler::literalText(const Literal& value, const SqlType& type)
{
    const auto orBad = [&](const std::optional<QString>& text) { return text ? *text : badLiteral(value, type); };
    switch (typeFacts(type).affinity) {
    case Affinity::String:
    case Affinity::Enum:
        return value.kind == LiteralKind::String ? quotedText(value.text) : badLiteral(value, type);
    case Affinity::Integer:
        return orBad(integerText(value));
    case Affinity::Numeric:
        return orBad(numericText(value));
    case Affinity::Boolean:
        if ((value.kind == LiteralKind::Bool || value.kind == LiteralKind::Integer)
            && (value.integer == 0 || value.integer == 1))
            return boolean(value.integer != 0);
        return badLiteral(value, type);
    case Affinity::DateTime:
        return isTemporal(value) ? quotedText(QString(value.text).replace(QLatin1Char('T'), QLatin1Char(' ')))
                                 : badLiteral(value, type);
    case Affinity::Date:
        return isTemporal(value) ? quotedText(value.text.section(QLatin1Char('T'), 0, 0)) : badLiteral(value, type);
    case Affinity::Time:
        return isTemporal(value) ? quotedText(value.text.section(QLatin1Char('T'), -1)) : badLiteral(value, type);
    case Affinity::Binary:
        return value.kind == LiteralKind::Bytes ? quotedText(QString::fromUtf8(value.text.toLatin1()))
                                                : badLiteral(value, type);
    case Affinity::Uuid:
        return uuidText(value, type);
    case Affinity::Interval:
        return badLiteral(value, SqlType::of(QStringLiteral("DATETIME")));
    case Affinity::Array:
        return arrayLiteral(value, type);
    default: // SQLAlchemy prints no JSON and no type of one dialect only
        return refuse(QStringLiteral("No literal value renderer is available for literal value \"%1\" with datatype %2")
                          .arg(pythonRepr(value), pythonTypeName(type)));
    }
}

} // namespace espalier::dialects::sql
