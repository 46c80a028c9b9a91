#include "dialects/postgresql/postgresql_rules.h"

#include "dialects/postgresql/alteration_text.h"
#include "dialects/postgresql/comparable_text.h"
#include "dialects/postgresql/literal_marks.h"
#include "dialects/postgresql/postgresql_compiler.h"
#include "dialects/sql/canonical_sql.h"

#include <QHash>

// Types and defaults as the server's catalogue has them: format_type(), pg_get_expr().

namespace espalier::dialects::postgresql {

namespace {

/// Names that mean another type; what is not here means itself.
QString storedTypeName(const QString& name)
{
    static const QHash<QString, QString> aliases{ { QStringLiteral("varchar"), QStringLiteral("character varying") },
        { QStringLiteral("char"), QStringLiteral("character") }, { QStringLiteral("int"), QStringLiteral("integer") },
        { QStringLiteral("int4"), QStringLiteral("integer") }, { QStringLiteral("int8"), QStringLiteral("bigint") },
        { QStringLiteral("int2"), QStringLiteral("smallint") },
        { QStringLiteral("decimal"), QStringLiteral("numeric") }, { QStringLiteral("bool"), QStringLiteral("boolean") },
        { QStringLiteral("float"), QStringLiteral("double precision") },
        { QStringLiteral("float8"), QStringLiteral("double precision") },
        { QStringLiteral("float4"), QStringLiteral("real") },
        { QStringLiteral("timestamptz"), QStringLiteral("timestamp with time zone") },
        { QStringLiteral("timetz"), QStringLiteral("time with time zone") },
        { QStringLiteral("timestamp"), QStringLiteral("timestamp without time zone") },
        { QStringLiteral("time"), QStringLiteral("time without time zone") },
        { QStringLiteral("varbit"), QStringLiteral("bit varying") },
        { QStringLiteral("bpchar"), QStringLiteral("character") } };
    return aliases.value(name, name);
}

/// FLOAT(n) is one of two types, by its bits.
QString floating(const QString& modifier)
{
    return modifier.toInt() <= 24 ? QStringLiteral("real") : QStringLiteral("double precision");
}

/// "character" alone is one character, "numeric(10)" has no scale.
QString modifierOf(const QString& name, const QString& modifier)
{
    QString plain = modifier;
    plain.remove(QLatin1Char(' '));
    if (name == QLatin1String("numeric") && !plain.isEmpty() && !plain.contains(QLatin1Char(',')))
        plain += QLatin1String(",0");
    if ((name == QLatin1String("character") || name == QLatin1String("bit")) && plain.isEmpty())
        plain = QStringLiteral("1");
    return plain.isEmpty() ? QString() : QLatin1Char('(') + plain + QLatin1Char(')');
}

/// Families of types between which the server converts in an assignment (pg_cast.castcontext).
QString familyOf(const QString& type)
{
    static const QHash<QString, QString> families{ { QStringLiteral("smallint"), QStringLiteral("number") },
        { QStringLiteral("integer"), QStringLiteral("number") }, { QStringLiteral("bigint"), QStringLiteral("number") },
        { QStringLiteral("numeric"), QStringLiteral("number") }, { QStringLiteral("real"), QStringLiteral("number") },
        { QStringLiteral("double precision"), QStringLiteral("number") },
        { QStringLiteral("date"), QStringLiteral("moment") },
        { QStringLiteral("timestamp without time zone"), QStringLiteral("moment") },
        { QStringLiteral("timestamp with time zone"), QStringLiteral("moment") },
        { QStringLiteral("json"), QStringLiteral("json") }, { QStringLiteral("jsonb"), QStringLiteral("json") } };
    const qsizetype modifier = type.indexOf(QLatin1Char('('));
    const QString base = modifier < 0 ? type : type.left(modifier) + type.mid(type.indexOf(QLatin1Char(')')) + 1);
    return families.value(base, base);
}

bool isText(const QString& type)
{
    return type == QLatin1String("text") || type == QLatin1String("citext")
        || (type.startsWith(QLatin1String("character")) && !type.endsWith(QLatin1Char(']')));
}

} // namespace

QString PostgresqlRules::explicitCast(const QString& from, const QString& to) const
{
    if (isText(to) || familyOf(from) == familyOf(to))
        return {};
    const bool isTruth = (from == QLatin1String("integer") && to == QLatin1String("boolean"))
        || (from == QLatin1String("boolean") && to == QLatin1String("integer"));
    return isText(from) || isTruth ? QStringLiteral("CAST(%1 AS ") + to + QLatin1Char(')')
                                   : QStringLiteral("CAST(CAST(%1 AS TEXT) AS ") + to + QLatin1Char(')');
}

QString PostgresqlRules::storedType(const QString& sql) const
{
    QString text = sql.simplified();
    const qsizetype collate = text.indexOf(QLatin1String(" COLLATE "), 0, Qt::CaseInsensitive);
    if (collate >= 0)
        text.truncate(collate);
    QString brackets;
    while (text.endsWith(QLatin1String("[]"))) {
        brackets = QStringLiteral("[]"); // the server keeps no number of dimensions
        text = text.chopped(2).trimmed();
    }
    if (!text.contains(QLatin1Char('"')))
        text = text.toLower();
    const qsizetype open = text.indexOf(QLatin1Char('('));
    const qsizetype close = text.indexOf(QLatin1Char(')'), open);
    const QString modifier = open >= 0 && close > open ? text.mid(open + 1, close - open - 1) : QString();
    const QString tail = open >= 0 && close > open ? text.mid(close + 1).trimmed() : QString();
    QString name = open >= 0 ? text.left(open).trimmed() : text;
    if (name == QLatin1String("float") && !modifier.isEmpty())
        return floating(modifier) + brackets;
    // "timestamp(3) with time zone" carries its modifier in the middle, here it comes last
    name = storedTypeName(tail.isEmpty() ? name : name + QLatin1Char(' ') + tail);
    name.remove(QLatin1String("public."));
    name.remove(QLatin1Char('"'));
    return name + modifierOf(name, modifier) + brackets;
}

/// An enum's are kept as they are.
QString PostgresqlRules::literalType(const schema::Column& column, const schema::Table& table) const
{
    if (const auto use = enumOf(column.type, table))
        return column.type.on(facts().dialect).item ? QStringLiteral("text[]") : QStringLiteral("text");
    PostgresqlCompiler compiler;
    const QString type = compiler.type(column.type);
    return compiler.failed() ? QString() : storedType(type);
}

QString PostgresqlRules::comparableSql(const QString& sql, const schema::Table& table) const
{
    const auto typeOfColumn = [&](const QString& name) {
        const schema::Column* column = table.column(name);
        return column ? literalType(*column, table) : QString();
    };
    const QString text = comparableExpression(sql, { {}, typeOfColumn, m_marksLiterals });
    return text.isNull() ? sql::canonicalSql(sql) : text;
}

QString PostgresqlRules::comparableDefault(
    const QString& sql, const schema::Column& column, const schema::Table& table, const QString& type) const
{
    const QString text = comparableExpression(sql, { literalType(column, table), {}, m_marksLiterals });
    return storedDefault(text.isNull() ? sql::canonicalSql(sql) : text, type);
}

bool PostgresqlRules::mayBeSame(
    const schema::Column& a, const schema::Table& ofA, const schema::Column& b, const schema::Table& ofB) const
{
    PostgresqlRules marking;
    marking.m_marksLiterals = true;
    if (enumOf(a.type, ofA) || enumOf(b.type, ofB)) // which the other may have by its name alone
        return false;
    schema::ComparableColumn left = marking.comparable(a, ofA);
    const schema::ComparableColumn right = marking.comparable(b, ofB);
    const bool isSpelling = isSameButForSpelling(left.defaultValue, right.defaultValue)
        && isSameButForSpelling(left.generated, right.generated);
    left.defaultValue = right.defaultValue;
    left.generated = right.generated;
    return isSpelling && left == right;
}

bool PostgresqlRules::mayBeSame(
    const schema::Constraint& a, const schema::Table& ofA, const schema::Constraint& b, const schema::Table& ofB) const
{
    PostgresqlRules marking;
    marking.m_marksLiterals = true;
    return a.kind == b.kind && isSameButForSpelling(marking.comparable(a, ofA), marking.comparable(b, ofB));
}

bool PostgresqlRules::mayBeSame(
    const schema::Index& a, const schema::Table& ofA, const schema::Index& b, const schema::Table& ofB) const
{
    PostgresqlRules marking;
    marking.m_marksLiterals = true;
    return isSameButForSpelling(marking.comparable(a, ofA), marking.comparable(b, ofB));
}

/// Of an extension and a range no more than the name can be compared: the server fills in the rest.
QString PostgresqlRules::comparable(const schema::OpaqueObject& object) const
{
    const bool isRange = object.definition.contains(QLatin1String(" AS RANGE"), Qt::CaseInsensitive);
    if (object.kind == QLatin1String("extension") || (object.kind == QLatin1String("type") && isRange))
        return {};
    for (const char* kind : { "server", "foreign data wrapper", "user mapping", "text search dictionary" })
        if (const QString sorted
            = object.kind == QLatin1String(kind) ? withSortedOptions(object.definition) : QString();
            !sorted.isNull())
            return sorted;
    const QString text = comparableDefinition(object.definition);
    return text.isNull() ? DefaultRules::comparable(object) : text;
}

/// The server writes out what "*" means: then only the rest can be compared.
bool PostgresqlRules::isSame(const schema::View& a, const schema::View& b) const
{
    const bool withOutputs = !selectsEverything(a.definition) && !selectsEverything(b.definition);
    const QString left = comparableQuery(a.definition, withOutputs);
    const QString right = comparableQuery(b.definition, withOutputs);
    return left.isNull() || right.isNull() ? DefaultRules::isSame(a, b) : left == right;
}

} // namespace espalier::dialects::postgresql
