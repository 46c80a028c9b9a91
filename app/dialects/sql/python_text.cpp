#include "dialects/sql/python_text.h"

#include "dialects/sql/types.h"

#include <cmath>
#include <QLocale>
#include <QStringList>

namespace espalier::dialects::sql {

using schema::Literal;
using LiteralKind = Literal::Kind;

QString pythonFloat(double value)
{
    if (std::isnan(value))
        return QStringLiteral("nan");
    if (std::isinf(value))
        return value < 0 ? QStringLiteral("-inf") : QStringLiteral("inf");
    const double size = std::fabs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e16)) {
        QString text = QString::number(value, 'e', QLocale::FloatingPointShortest);
        text.replace(QLatin1String(".0e"), QLatin1String("e"));
        return text;
    }
    const QString text = QString::number(value, 'f', QLocale::FloatingPointShortest);
    return text.contains(QLatin1Char('.')) ? text : text + QLatin1String(".0");
}

QString pythonStr(const Literal& value)
{
    switch (value.kind) {
    case LiteralKind::None:
        return QStringLiteral("None");
    case LiteralKind::Bool:
        return value.integer ? QStringLiteral("True") : QStringLiteral("False");
    case LiteralKind::Integer:
        return value.text.isEmpty() ? QString::number(value.integer) : value.text;
    case LiteralKind::Float:
        return pythonFloat(value.real);
    default:
        return value.text;
    }
}

QString pythonRepr(const Literal& value)
{
    if (value.kind == LiteralKind::String || value.kind == LiteralKind::Bytes) {
        QString text = value.text;
        text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\n'), QLatin1String("\\n"));
        const QChar quote = text.contains(QLatin1Char('\'')) && !text.contains(QLatin1Char('"')) ? QLatin1Char('"')
                                                                                                 : QLatin1Char('\'');
        if (quote == QLatin1Char('\''))
            text.replace(QLatin1Char('\''), QLatin1String("\\'"));
        return (value.kind == LiteralKind::Bytes ? QStringLiteral("b") : QString()) + quote + text + quote;
    }
    if (value.kind == LiteralKind::Decimal)
        return QStringLiteral("Decimal('%1')").arg(value.text);
    if (value.kind == LiteralKind::Uuid)
        return QStringLiteral("UUID('%1')").arg(value.text);
    if (value.kind == LiteralKind::Interval) {
        const qint64 micros = qint64(std::llround(value.real * 1e6));
        const qint64 days = micros / 86400000000 - (micros % 86400000000 < 0 ? 1 : 0);
        const qint64 rest = micros - days * 86400000000;
        QStringList parts;
        if (days)
            parts.append(QStringLiteral("days=%1").arg(days));
        if (rest / 1000000)
            parts.append(QStringLiteral("seconds=%1").arg(rest / 1000000));
        if (rest % 1000000)
            parts.append(QStringLiteral("microseconds=%1").arg(rest % 1000000));
        return QLatin1String("datetime.timedelta(")
            + (parts.isEmpty() ? QStringLiteral("0") : parts.join(QStringLiteral(", "))) + QLatin1Char(')');
    }
    if (value.kind == LiteralKind::List || value.kind == LiteralKind::Dict) {
        QStringList parts;
        const std::vector<Literal>& items = value.elements();
        for (size_t i = 0; i < items.size(); ++i) {
            if (value.kind == LiteralKind::Dict && i % 2 == 1)
                parts.last() += QLatin1String(": ") + pythonRepr(items[i]);
            else
                parts.append(pythonRepr(items[i]));
        }
        const QString inner = parts.join(QStringLiteral(", "));
        return value.kind == LiteralKind::List ? QLatin1Char('[') + inner + QLatin1Char(']')
                                               : QLatin1Char('{') + inner + QLatin1Char('}');
    }
    return pythonStr(value);
}

QString pythonTypeName(const schema::SqlType& type)
{
    const TypeFacts facts = typeFacts(type);
    if (facts.affinity == Affinity::Null)
        return QStringLiteral("NULL");
    if (facts.affinity == Affinity::String || facts.affinity == Affinity::Enum) {
        const bool isText = facts.visit.contains(QLatin1String("text"), Qt::CaseInsensitive);
        const QString name = isText ? QStringLiteral("TEXT") : QStringLiteral("VARCHAR");
        return type.length ? QStringLiteral("%1(%2)").arg(name).arg(*type.length) : name;
    }
    if (facts.visit == QLatin1String("big_integer"))
        return QStringLiteral("BIGINT");
    if (facts.visit == QLatin1String("small_integer"))
        return QStringLiteral("SMALLINT");
    if (facts.visit == QLatin1String("large_binary"))
        return QStringLiteral("BLOB");
    return facts.visit.toUpper();
}

} // namespace espalier::dialects::sql
