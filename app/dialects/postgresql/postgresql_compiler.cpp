#include "dialects/postgresql/postgresql_compiler.h"

#include "dialects/postgresql/reserved_words.h"
#include "dialects/sql/operators.h"
#include "dialects/sql/python_text.h"

#include <QRegularExpression>

// Types and expressions.

namespace espalier::dialects::postgresql {

using schema::Expression;
using schema::Operator;
using schema::SqlType;
using sql::Affinity;
using sql::Place;
using sql::TypeFacts;
using sql::typeFacts;

namespace {

const sql::DialectFacts& declared()
{
    static const sql::DialectFacts facts = [] {
        sql::DialectFacts f;
        f.dialect = QStringLiteral("postgresql");
        f.compilerName = "sqlalchemy.dialects.postgresql.base.PGTypeCompiler object";
        f.names.reserved = &reservedWords();
        f.names.longest = 63;
        f.hasNativeBoolean = f.hasNativeUuid = true;
        f.escapesBackslashes = true; // until a server says standard_conforming_strings
        f.hasComments = f.hasIdentity = true;
        f.returnsInsertedKeys = f.hasSequences = f.hasSequenceTypes = f.hasOnConflict = f.hasConflictConstraints = true;
        return f;
    }();
    return facts;
}

bool isOwnName(const QString& visit)
{
    static const core::WordSet own = sql::wordSet(
        "TSVECTOR TSQUERY INET CIDR CITEXT MACADDR MACADDR8 MONEY OID REGCONFIG REGCLASS HSTORE JSON JSONB JSONPATH "
        "BYTEA INT4RANGE INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE "
        "DATEMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE");
    return own.contains(visit);
}

QString withTimeZone(const char* name, const SqlType& type)
{
    return QStringLiteral("%1%2 %3 TIME ZONE")
        .arg(QLatin1String(name), type.precision ? QStringLiteral("(%1)").arg(*type.precision) : QString(),
            type.timezone ? QStringLiteral("WITH") : QStringLiteral("WITHOUT"));
}

QString bitText(const SqlType& type)
{
    if (type.flag("varying"))
        return type.length ? QStringLiteral("BIT VARYING(%1)").arg(*type.length) : QStringLiteral("BIT VARYING");
    return QStringLiteral("BIT(%1)").arg(type.length.value_or(0) != 0 ? *type.length : 1);
}

const sql::DialectFacts& declaredForServer()
{
    static const sql::DialectFacts facts = [] {
        sql::DialectFacts f = declared();
        f.escapesBackslashes = false;
        return f;
    }();
    return facts;
}

} // namespace

PostgresqlCompiler::PostgresqlCompiler(bool isForServer)
    : Compiler(isForServer ? declaredForServer() : declared())
    , m_isForServer(isForServer)
{ }

QString PostgresqlCompiler::typeText(const QString& visit, const SqlType& type)
{
    if (isOwnName(visit))
        return visit;
    if (visit == QLatin1String("FLOAT") || visit == QLatin1String("float"))
        return type.precision.value_or(0) != 0 ? QStringLiteral("FLOAT(%1)").arg(*type.precision)
                                               : QStringLiteral("FLOAT");
    if (visit == QLatin1String("double"))
        return QStringLiteral("DOUBLE PRECISION");
    if (visit == QLatin1String("datetime") || visit == QLatin1String("TIMESTAMP"))
        return withTimeZone("TIMESTAMP", type);
    if (visit == QLatin1String("time") || visit == QLatin1String("TIME"))
        return withTimeZone("TIME", type);
    if (visit == QLatin1String("enum"))
        return type.enumeration && type.enumeration->isNative ? named(type) : Compiler::typeText(visit, type);
    if (visit == QLatin1String("ENUM") || visit == QLatin1String("DOMAIN"))
        return named(type);
    if (visit == QLatin1String("INTERVAL"))
        return intervalText(type);
    if (visit == QLatin1String("BIT"))
        return type.name.startsWith(QLatin1String("mysql"))
            ? refuseOutright(QStringLiteral("'BIT' object has no attribute 'varying'"))
            : bitText(type);
    if (visit == QLatin1String("large_binary"))
        return QStringLiteral("BYTEA");
    if (visit == QLatin1String("ARRAY"))
        return arrayType(type);
    return Compiler::typeText(visit, type);
}

QString PostgresqlCompiler::intervalText(const SqlType& type)
{
    if (type.name == QLatin1String("Interval") && !type.flag("native", true))
        return typeText(QStringLiteral("datetime"), {});
    QString text = QStringLiteral("INTERVAL");
    if (const QString fields = type.option("fields").toString(); !fields.isEmpty())
        text += QLatin1Char(' ') + fields;
    const QVariant seconds = type.option("second_precision");
    if (type.precision || !seconds.isNull())
        text += QStringLiteral(" (%1)").arg(type.precision ? *type.precision : seconds.toInt());
    return text;
}

QString PostgresqlCompiler::named(const SqlType& type)
{
    const QString name = type.enumeration ? type.enumeration->name : type.option("name").toString();
    const QString schemaName = type.enumeration ? type.enumeration->schema : type.option("schema").toString();
    if (name.isEmpty())
        return refuse(
            QStringLiteral("PostgreSQL %1 type requires a name.").arg(type.name.section(QLatin1Char('.'), -1)));
    return names().quotedName({ schemaName, name });
}

QString PostgresqlCompiler::arrayType(const SqlType& type)
{
    if (!type.item)
        return refuse(QStringLiteral("ARRAY requires an item type"));
    const QString inner = this->type(*type.item);
    QString brackets;
    for (int i = 0; i < type.dimensions.value_or(1); ++i)
        brackets += QLatin1String("[]");
    const qsizetype collate = inner.indexOf(QLatin1String(" COLLATE"));
    return collate < 0 ? inner + brackets : inner.left(collate) + brackets + inner.mid(collate);
}

QString PostgresqlCompiler::function(const Expression& function, Place place)
{
    if (function.textOf().toLower() == QLatin1String("substring") && function.operands().size() >= 2) {
        const auto& parts = function.operands();
        QString text = QLatin1String("SUBSTRING(") + expression(parts[0], place) + QLatin1String(" FROM ")
            + expression(parts[1], place);
        if (parts.size() > 2)
            text += QLatin1String(" FOR ") + expression(parts[2], place);
        return text + QLatin1Char(')');
    }
    return Compiler::function(function, place);
}

// eager_grouping of SQLAlchemy's operators: in parentheses anywhere within another operator
QString PostgresqlCompiler::eager(const QString& text, Place place)
{
    return place.inOperator ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString PostgresqlCompiler::binary(const Expression& binary, Place place)
{
    switch (binary.op()) {
    case Operator::BitwiseXor:
        return generic(binary, QStringLiteral(" # "), place);
    case Operator::Ilike:
        return generic(binary, QStringLiteral(" ILIKE "), place);
    case Operator::NotIlike:
        return generic(binary, QStringLiteral(" NOT ILIKE "), place);
    case Operator::RegexpMatch:
        return generic(binary, QStringLiteral(" ~ "), place);
    case Operator::NotRegexpMatch:
        return generic(binary, QStringLiteral(" !~ "), place);
    case Operator::JsonGetText:
        return eager(generic(binary, QStringLiteral(" ->> "), place), place);
    case Operator::JsonGetItem: {
        const auto& parts = binary.operands();
        const bool isBinaryJson = typeFacts(typeOf(parts[0])).visit == QLatin1String("JSONB");
        if (isBinaryJson)
            return operand(parts[0], Operator::JsonGetItem, place) + QLatin1Char('[') + expression(parts[1], place)
                + QLatin1Char(']');
        return eager(generic(binary, QStringLiteral(" -> "), place), place);
    }
    default:
        return Compiler::binary(binary, place);
    }
}

QString PostgresqlCompiler::nextValue(const schema::ObjectName& sequence)
{
    return QStringLiteral("nextval(%1)")
        .arg(QLatin1Char('\'') + names().quotedName(sequence).replace(QLatin1Char('\''), QLatin1String("''"))
            + QLatin1Char('\''));
}

QString PostgresqlCompiler::limit(const schema::Select& select, Place place)
{
    QString text;
    if (select.limit)
        text += QLatin1String(" \n LIMIT ") + expression(*select.limit, place);
    if (select.offset)
        text += (select.limit ? QString() : QStringLiteral("\n LIMIT ALL")) + QLatin1String(" OFFSET ")
            + expression(*select.offset, place);
    return text;
}

QString PostgresqlCompiler::array(const Expression& array, Place place)
{
    if (array.operands().empty() && array.type().item)
        return QLatin1String("ARRAY[]::") + type(array.type());
    return Compiler::array(array, place);
}

QString PostgresqlCompiler::literalText(const schema::Literal& value, const SqlType& type)
{
    if (typeFacts(type).affinity == Affinity::Interval)
        return value.kind == schema::Literal::Kind::Interval
            ? QStringLiteral("make_interval(secs=>%1)").arg(sql::pythonFloat(value.real))
            : badLiteral(value, type);
    return Compiler::literalText(value, type);
}

QString PostgresqlCompiler::arrayBrackets(const QString& items) const
{
    return QLatin1String("ARRAY[") + items + QLatin1Char(']');
}

QString PostgresqlCompiler::deleteFrom(const schema::Delete& statement)
{
    return QLatin1String(" USING ") + sources(statement.from, {});
}

} // namespace espalier::dialects::postgresql
