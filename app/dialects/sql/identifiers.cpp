#include "dialects/sql/identifiers.h"

#include <algorithm>
#include <QCryptographicHash>

namespace espalier::dialects::sql {

namespace {

bool isLegal(QChar c)
{
    const ushort code = c.unicode();
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') || code == '_'
        || code == '$'
        // what Python's re.IGNORECASE takes for K and S, and I
        || code == 0x212A || code == 0x17F || code == 0x130 || code == 0x131;
}

} // namespace

bool IdentifierRules::hasIllegalCharacters(const QString& name) const
{
    return name.isEmpty() || !std::all_of(name.begin(), name.end(), isLegal);
}

bool IdentifierRules::needsQuotes(const QString& name) const
{
    if (hasIllegalCharacters(name))
        return true;
    const QString lower = name.toLower();
    const QChar first = name.at(0);
    return (reserved && reserved->contains(lower)) || (first >= QLatin1Char('0') && first <= QLatin1Char('9'))
        || first == QLatin1Char('$') || lower != name;
}

QString IdentifierRules::always(const QString& name) const
{
    return quote + QString(name).replace(quote, QString(2, quote)) + quote;
}

QString IdentifierRules::quoted(const schema::Identifier& name) const
{
    using schema::Quoting;
    const bool isQuoted = name.hasOwnQuoting() ? name.quoting == Quoting::Always : needsQuotes(name);
    return isQuoted ? always(name) : QString(name);
}

QString IdentifierRules::quotedName(const schema::ObjectName& name) const
{
    const QString own = quoted(name.identifier());
    return name.schema.isEmpty() ? own : quoted(name.schemaIdentifier()) + QLatin1Char('.') + own;
}

QString IdentifierRules::quotedDotted(const schema::Identifier& schemaName) const
{
    if (schemaName.hasOwnQuoting())
        return quoted(schemaName);
    QStringList parts = schemaName.split(QLatin1Char('.'));
    for (QString& part : parts)
        part = quoted(part);
    return parts.join(QLatin1Char('.'));
}

QString IdentifierRules::list(const QStringList& names) const
{
    QStringList all;
    for (const QString& name : names)
        all.append(quoted(name));
    return all.join(QStringLiteral(", "));
}

QString shortened(const QString& name, int longest)
{
    if (name.size() <= longest)
        return name;
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Md5).toHex();
    return name.left(longest - 8) + QLatin1Char('_') + QString::fromLatin1(digest.right(4));
}

core::WordSet wordSet(const char* words)
{
    const QStringList list = QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return { list.begin(), list.end() };
}

} // namespace espalier::dialects::sql
