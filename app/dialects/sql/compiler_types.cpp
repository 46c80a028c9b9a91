#include "dialects/sql/compiler.h"

#include <algorithm>
#include <QHash>

namespace espalier::dialects::sql {

using schema::SqlType;

namespace {

/// Types that the generic compiler prints by their own name and nothing else.
bool isPlain(const QString& visit)
{
    static const core::WordSet plain = wordSet("FLOAT DOUBLE REAL INTEGER SMALLINT BIGINT TIMESTAMP DATETIME DATE TIME "
                                               "CLOB NCLOB UUID BLOB BOOLEAN");
    return plain.contains(visit);
}

/// What the generic compiler prints for the types that each dialect may print in its own way.
QString upperName(const QString& visit)
{
    static const core::WordHash<QString> names{ { QStringLiteral("string"), QStringLiteral("VARCHAR") },
        { QStringLiteral("unicode"), QStringLiteral("VARCHAR") }, { QStringLiteral("text"), QStringLiteral("TEXT") },
        { QStringLiteral("unicode_text"), QStringLiteral("TEXT") },
        { QStringLiteral("integer"), QStringLiteral("INTEGER") },
        { QStringLiteral("small_integer"), QStringLiteral("SMALLINT") },
        { QStringLiteral("big_integer"), QStringLiteral("BIGINT") },
        { QStringLiteral("numeric"), QStringLiteral("NUMERIC") }, { QStringLiteral("float"), QStringLiteral("FLOAT") },
        { QStringLiteral("double"), QStringLiteral("DOUBLE") },
        { QStringLiteral("datetime"), QStringLiteral("DATETIME") }, { QStringLiteral("date"), QStringLiteral("DATE") },
        { QStringLiteral("time"), QStringLiteral("TIME") }, { QStringLiteral("large_binary"), QStringLiteral("BLOB") },
        { QStringLiteral("boolean"), QStringLiteral("BOOLEAN") } };
    return names.value(visit);
}

} // namespace

SqlType Compiler::resolved(const SqlType& type)
{
    const SqlType& here = type.on(dialect());
    if (typeFacts(here).affinity == Affinity::Unknown && here.text.isEmpty()) {
        if (const std::optional<SqlType> behind = thirdPartyType(here, dialect()))
            return *behind;
    }
    if (here.name == QLatin1String("postgresql.BIT") && !here.length && !here.flag("varying")) {
        SqlType bit = here;
        bit.length = 1;
        return bit;
    }
    if (here.enumeration && !here.length) { // SQLAlchemy gives every Enum the length of its longest value
        SqlType sized = here;
        int longest = 0;
        for (const QString& value : here.enumeration->values)
            longest = std::max(longest, int(value.size()));
        sized.length = longest;
        return sized;
    }
    return here;
}

QString Compiler::type(const SqlType& type)
{
    const SqlType here = resolved(type);
    if (!here.text.isEmpty())
        return here.text;
    const TypeFacts facts = typeFacts(here);
    if (facts.affinity == Affinity::Unknown)
        return unknown(QStringLiteral("type %1").arg(here.name));
    return typeText(facts.visit, here);
}

QString Compiler::unsupportedType(const QString& visit)
{
    return refuse(QStringLiteral("Compiler <%1> can't render element of type %2")
                      .arg(QLatin1String(m_facts.compilerName), visit));
}

QString Compiler::sizedString(const QString& name, std::optional<int> length, const QString& collation)
{
    QString text = name;
    if (length.value_or(0) != 0)
        text += QStringLiteral("(%1)").arg(*length);
    if (!collation.isEmpty())
        text += QStringLiteral(" COLLATE \"%1\"").arg(collation);
    return text;
}

QString Compiler::numeric(const QString& name, const SqlType& type)
{
    if (!type.precision)
        return name;
    if (!type.scale)
        return QStringLiteral("%1(%2)").arg(name).arg(*type.precision);
    return QStringLiteral("%1(%2, %3)").arg(name).arg(*type.precision).arg(*type.scale);
}

QString Compiler::intervalText(const SqlType&) { return typeText(QStringLiteral("datetime"), {}); }

QString Compiler::typeText(const QString& visit, const SqlType& type)
{
    if (visit == QLatin1String("null"))
        return refuse(
            QStringLiteral("Can't generate DDL for NullType(); did you forget to specify a type on this Column?"));
    if (const QString upper = upperName(visit); !upper.isEmpty())
        return typeText(upper, type);
    if (visit == QLatin1String("interval"))
        return intervalText(type);
    if (visit == QLatin1String("uuid"))
        return type.flag("native_uuid", true) && m_facts.hasNativeUuid ? typeText(QStringLiteral("UUID"), type)
                                                                       : QStringLiteral("CHAR(32)");
    if (visit == QLatin1String("enum"))
        return typeText(QStringLiteral("VARCHAR"), type);
    if (visit == QLatin1String("NUMERIC") || visit == QLatin1String("DECIMAL"))
        return numeric(visit, type);
    if (visit == QLatin1String("DOUBLE_PRECISION"))
        return QStringLiteral("DOUBLE PRECISION");
    if (visit == QLatin1String("CHAR") || visit == QLatin1String("NCHAR") || visit == QLatin1String("VARCHAR")
        || visit == QLatin1String("NVARCHAR") || visit == QLatin1String("TEXT"))
        return sizedString(visit, type.length, type.collation);
    if (visit == QLatin1String("BINARY") || visit == QLatin1String("VARBINARY"))
        return sizedString(visit, type.length, {});
    return isPlain(visit) ? visit : unsupportedType(visit);
}

} // namespace espalier::dialects::sql
