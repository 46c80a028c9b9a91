#include "dialects/mysql/mysql_compiler.h"

#include "dialects/mysql/reserved_words.h"
#include "dialects/sql/operators.h"

// Expressions and statements.

namespace espalier::dialects::mysql {

using schema::Expression;
using schema::Operator;
using schema::SqlType;
using sql::Affinity;
using sql::Place;
using sql::TypeFacts;
using sql::typeFacts;
using ExpressionKind = Expression::Kind;

namespace {

const sql::DialectFacts& declared()
{
    static const sql::DialectFacts facts = [] {
        sql::DialectFacts f;
        f.dialect = QStringLiteral("mysql");
        f.statementCompilerName = "sqlalchemy.dialects.mysql.mysqldb.MySQLCompiler_mysqldb";
        f.compilerName = "sqlalchemy.dialects.mysql.base.MySQLTypeCompiler object";
        f.names.quote = QLatin1Char('`');
        f.names.reserved = &reservedWords();
        f.names.longest = 255;
        f.names.longestIndex = f.names.longestConstraint = 64;
        f.escapesBackslashes = true; // until a server says NO_BACKSLASH_ESCAPES
        f.hasComments = f.hasInlineComments = true;
        f.dividesIntegersToIntegers = false;
        f.hasWithAfterInsert = true;
        return f;
    }();
    return facts;
}

void collectChain(const Expression& expression, std::vector<Expression>& parts)
{
    if (expression.is(ExpressionKind::Binary) && expression.op() == Operator::Concat) {
        collectChain(expression.operands()[0], parts);
        collectChain(expression.operands()[1], parts);
    } else {
        parts.push_back(expression);
    }
}

} // namespace

MysqlCompiler::MysqlCompiler()
    : Compiler(declared())
{ }

QString MysqlCompiler::boolean(bool value) const { return value ? QStringLiteral("true") : QStringLiteral("false"); }

QString MysqlCompiler::function(const Expression& function, Place place)
{
    const QString name = function.textOf().toLower();
    if (name == QLatin1String("random"))
        return QLatin1String("rand(") + list(function.operands(), place) + QLatin1Char(')');
    if (name == QLatin1String("sysdate"))
        return QStringLiteral("SYSDATE()");
    return Compiler::function(function, place);
}

QString MysqlCompiler::binary(const Expression& binary, Place place)
{
    switch (binary.op()) {
    case Operator::Concat: {
        std::vector<Expression> parts;
        collectChain(binary, parts);
        return QLatin1String("concat(") + list(parts, place) + QLatin1Char(')');
    }
    case Operator::RegexpMatch:
        return generic(binary, QStringLiteral(" REGEXP "), place);
    case Operator::NotRegexpMatch:
        return generic(binary, QStringLiteral(" NOT REGEXP "), place);
    case Operator::IsDistinctFrom:
        return QStringLiteral("NOT (") + generic(binary, QStringLiteral(" <=> "), place) + QLatin1Char(')');
    case Operator::IsNotDistinctFrom:
        return generic(binary, QStringLiteral(" <=> "), place);
    default:
        return Compiler::binary(binary, place);
    }
}

/// The type as CAST takes it; empty where there is no such cast.
QString MysqlCompiler::castType(const SqlType& type)
{
    const SqlType here = resolved(type);
    const TypeFacts facts = typeFacts(here);
    switch (facts.affinity) {
    case Affinity::Integer:
        return here.flag("unsigned") ? QStringLiteral("UNSIGNED INTEGER") : QStringLiteral("SIGNED INTEGER");
    case Affinity::DateTime:
        return facts.visit == QLatin1String("TIMESTAMP") ? QStringLiteral("DATETIME") : this->type(here);
    case Affinity::Interval:
        return QStringLiteral("DATETIME");
    case Affinity::Date:
    case Affinity::Time:
        return this->type(here);
    case Affinity::String: {
        SqlType asChar = here;
        asChar.name = QStringLiteral("CHAR");
        return facts.visit == QLatin1String("SET") ? QString() : this->type(asChar);
    }
    case Affinity::Binary:
        return QStringLiteral("BINARY");
    case Affinity::Json:
        return QStringLiteral("JSON");
    case Affinity::Uuid: {
        const SqlType asChar = SqlType::string(QStringLiteral("CHAR"), 32);
        return facts.visit == QLatin1String("uuid") ? this->type(asChar) : QString();
    }
    case Affinity::Numeric:
        if (facts.visit == QLatin1String("numeric") || facts.visit == QLatin1String("NUMERIC")
            || facts.visit == QLatin1String("DECIMAL"))
            return this->type(here).replace(QLatin1String("NUMERIC"), QLatin1String("DECIMAL"));
        return {};
    default:
        return {};
    }
}

QString MysqlCompiler::cast(const Expression& cast, Place place)
{
    const QString target = castType(cast.type());
    const Expression& inner = cast.operands()[0];
    if (target.isEmpty()) // "does not support CAST on MySQL/MariaDb; the CAST will be skipped"
        return inner.is(ExpressionKind::Binary) || inner.is(ExpressionKind::Clauses)
            ? QLatin1Char('(') + expression(inner, place) + QLatin1Char(')')
            : expression(inner, place);
    return QLatin1String("CAST(") + castValue(inner, cast.type(), place) + QLatin1String(" AS ") + target
        + QLatin1Char(')');
}

QString MysqlCompiler::nextValue(const schema::ObjectName& sequence)
{
    return QLatin1String("nextval(") + names().quotedName(sequence) + QLatin1Char(')');
}

QString MysqlCompiler::limit(const schema::Select& select, Place place)
{
    const QString rows = select.limit ? expression(*select.limit, place) : QStringLiteral("18446744073709551615");
    if (!select.offset)
        return QLatin1String(" \n LIMIT ") + rows;
    return QLatin1String(" \n LIMIT ") + expression(*select.offset, place) + QLatin1String(", ") + rows;
}

QString MysqlCompiler::fromNothing(const schema::Select& select)
{
    return select.where ? QStringLiteral(" FROM DUAL") : QString();
}

QString MysqlCompiler::join(schema::Source::Join join) const
{
    return join == schema::Source::Join::Inner ? QStringLiteral(" INNER JOIN ") : Compiler::join(join);
}

QString MysqlCompiler::updateTables(const schema::Update& update)
{
    const QString first = names().quotedName(update.table);
    return update.from.empty() ? first : first + QLatin1String(", ") + sources(update.from, {});
}

QString MysqlCompiler::assignedColumn(const schema::Update& update, const schema::Assignment& assignment)
{
    const QString column = names().quoted(assignment.column);
    return update.from.empty() ? column : names().quoted(update.table.identifier()) + QLatin1Char('.') + column;
}

QString MysqlCompiler::deleteFrom(const schema::Delete& statement)
{
    return QLatin1String(" USING ") + names().quotedName(statement.table) + QLatin1String(", ")
        + sources(statement.from, {});
}

} // namespace espalier::dialects::mysql
