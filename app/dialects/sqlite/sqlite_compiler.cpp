#include "dialects/sqlite/sqlite_compiler.h"

#include "dialects/sql/operators.h"
#include "dialects/sqlite/reserved_words.h"

#include <QHash>
#include <QRegularExpression>

namespace espalier::dialects::sqlite {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Literal;
using schema::Operator;
using schema::SqlType;
using schema::Table;
using sql::Affinity;
using sql::Place;
using sql::typeFacts;

namespace {

const sql::DialectFacts& declared()
{
    static const sql::DialectFacts facts = [] {
        sql::DialectFacts f;
        f.dialect = QStringLiteral("sqlite");
        f.compilerName = "sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler object";
        f.names.reserved = &reservedWords();
        f.canAlter = false;
        f.returnsInsertedKeys = f.hasLastRow = f.hasOnConflict = f.listsTuplesAsValues = true;
        return f;
    }();
    return facts;
}

QString quoted(const QString& text) { return QLatin1Char('\'') + text + QLatin1Char('\''); }

/// "03:04:05.000006" of an ISO time with or without fraction and zone.
QString storedTime(const QString& iso)
{
    QString time = iso.left(15);
    const qsizetype zone = iso.indexOf(QRegularExpression(QStringLiteral("[+-]")));
    if (zone >= 0)
        time = iso.left(std::min<qsizetype>(zone, 15));
    if (!time.contains(QLatin1Char('.')))
        time += QLatin1Char('.');
    return time.leftJustified(15, QLatin1Char('0'), true);
}

} // namespace

SqliteCompiler::SqliteCompiler()
    : Compiler(declared())
{ }

QString SqliteCompiler::typeText(const QString& visit, const SqlType& type)
{
    return visit == QLatin1String("JSON") ? visit : Compiler::typeText(visit, type);
}

QString SqliteCompiler::function(const Expression& function, Place place)
{
    const QString name = function.textOf().toLower();
    if (name == QLatin1String("now"))
        return QStringLiteral("CURRENT_TIMESTAMP");
    if (name == QLatin1String("localtimestamp"))
        return QStringLiteral("DATETIME(CURRENT_TIMESTAMP, 'localtime')");
    if (name == QLatin1String("char_length"))
        return QLatin1String("length(") + list(function.operands(), place) + QLatin1Char(')');
    return Compiler::function(function, place);
}

QString SqliteCompiler::binary(const Expression& binary, Place place)
{
    switch (binary.op()) {
    case Operator::TrueDiv:
        return operand(binary.operands()[0], Operator::TrueDiv, place) + QLatin1String(" / (")
            + operand(binary.operands()[1], Operator::TrueDiv, place) + QLatin1String(" + 0.0)");
    case Operator::IsDistinctFrom:
        return generic(binary, QStringLiteral(" IS NOT "), place);
    case Operator::IsNotDistinctFrom:
        return generic(binary, QStringLiteral(" IS "), place);
    case Operator::RegexpMatch:
        return generic(binary, QStringLiteral(" REGEXP "), place);
    case Operator::NotRegexpMatch:
        return generic(binary, QStringLiteral(" NOT REGEXP "), place);
    case Operator::BitwiseXor: // (a | b) - (a & b)
        return QLatin1String("((") + generic(binary, QStringLiteral(" | "), place) + QLatin1String(") - (")
            + generic(binary, QStringLiteral(" & "), place) + QLatin1String("))");
    default:
        return Compiler::binary(binary, place);
    }
}

QString SqliteCompiler::emptyIn(bool) { return QStringLiteral("(SELECT 1 FROM (SELECT 1) WHERE 1!=1)"); }

QString SqliteCompiler::limit(const schema::Select& select, Place place)
{
    return QLatin1String("\n LIMIT ") + (select.limit ? expression(*select.limit, place) : QStringLiteral("-1"))
        + QLatin1String(" OFFSET ") + (select.offset ? expression(*select.offset, place) : QStringLiteral("0"));
}

QString SqliteCompiler::extract(const Expression& extract, Place place)
{
    static const QHash<QString, QString> formats{ { QStringLiteral("month"), QStringLiteral("%m") },
        { QStringLiteral("day"), QStringLiteral("%d") }, { QStringLiteral("year"), QStringLiteral("%Y") },
        { QStringLiteral("second"), QStringLiteral("%S") }, { QStringLiteral("hour"), QStringLiteral("%H") },
        { QStringLiteral("doy"), QStringLiteral("%j") }, { QStringLiteral("minute"), QStringLiteral("%M") },
        { QStringLiteral("epoch"), QStringLiteral("%s") }, { QStringLiteral("dow"), QStringLiteral("%w") },
        { QStringLiteral("week"), QStringLiteral("%W") } };
    const QString format = formats.value(extract.textOf());
    if (format.isEmpty())
        return refuse(extract.textOf() + QLatin1String(" is not a valid extract argument."));
    return QLatin1String("CAST(STRFTIME('") + format + QLatin1String("', ") + expression(extract.operands()[0], place)
        + QLatin1String(") AS INTEGER)");
}

QString SqliteCompiler::literalText(const Literal& value, const SqlType& type)
{
    const Affinity affinity = typeFacts(type).affinity;
    const bool isStamp = value.kind == Literal::Kind::DateTime;
    if (affinity == Affinity::DateTime && (isStamp || value.kind == Literal::Kind::Date))
        return quoted(value.text.left(10) + QLatin1Char(' ')
            + storedTime(isStamp ? value.text.mid(11) : QStringLiteral("00:00:00")));
    if (affinity == Affinity::Date && (isStamp || value.kind == Literal::Kind::Date))
        return quoted(value.text.left(10));
    if (affinity == Affinity::Time && value.kind == Literal::Kind::Time)
        return quoted(storedTime(value.text));
    if (affinity == Affinity::DateTime || affinity == Affinity::Date || affinity == Affinity::Time)
        return badLiteral(value, type);
    return Compiler::literalText(value, type);
}

QString SqliteCompiler::onConflict(const QVariant& option) const
{
    return option.isNull() ? QString() : QLatin1String(" ON CONFLICT ") + option.toString();
}

/// Whether AUTOINCREMENT was asked for, which only stands with the column itself.
bool SqliteCompiler::isInlineKey(const Column& column, const Table& table) const
{
    const Constraint* key = table.primaryKey();
    if (!key || key->columns.size() != 1 || key->columns.front() != column.name
        || !option(table.options, "autoincrement").toBool())
        return false;
    const bool isReference = std::any_of(table.constraints.begin(), table.constraints.end(),
        [&](const Constraint& c) { return c.kind == Constraint::Kind::ForeignKey && c.columns.contains(column.name); });
    return typeFacts(column.type).affinity == Affinity::Integer && column.foreignKeys.empty() && !isReference;
}

QString SqliteCompiler::columnSpecification(const Column& column, const Table& table)
{
    QString text = names().quoted(column.identifier()) + QLatin1Char(' ') + type(column.type);
    if (column.serverDefault) {
        static const QRegularExpression opened(QStringLiteral("^\\s*['\"(]"));
        static const QRegularExpression expressionLike(QStringLiteral("^.*\\W.*"));
        const QString value = defaultText(*column.serverDefault);
        const bool needsParentheses = !opened.match(value).hasMatch() && expressionLike.match(value).hasMatch();
        text += QLatin1String(" DEFAULT ") + (needsParentheses ? QLatin1Char('(') + value + QLatin1Char(')') : value);
    }
    if (!column.isNullable())
        text += QLatin1String(" NOT NULL") + onConflict(option(column.options, "on_conflict_not_null"));
    if (column.isPrimaryKey && column.autoIncrement == Column::AutoIncrement::Yes && table.primaryKey()
        && table.primaryKey()->columns.size() != 1)
        return refuse(QStringLiteral("SQLite does not support autoincrement for composite primary keys"));
    if (isInlineKey(column, table))
        text += QLatin1String(" PRIMARY KEY") + onConflict(option(column.options, "on_conflict_primary_key"))
            + QLatin1String(" AUTOINCREMENT");
    if (column.computed)
        text += QLatin1Char(' ') + computed(*column.computed);
    return text;
}

bool SqliteCompiler::hasInlineKey(const Constraint& constraint, const Table& table)
{
    const Column* column = constraint.columns.size() == 1 ? table.column(constraint.columns.front()) : nullptr;
    return column && isInlineKey(*column, table);
}

QString SqliteCompiler::primaryKey(const Constraint& constraint, const Table& table)
{
    QVariant clause = option(constraint.options, "on_conflict");
    if (clause.isNull() && constraint.columns.size() == 1)
        if (const Column* column = table.column(constraint.columns.front()))
            clause = option(column->options, "on_conflict_primary_key");
    return Compiler::primaryKey(constraint, table) + onConflict(clause);
}

QString SqliteCompiler::foreignKey(const Constraint& constraint, const Table& table)
{
    // no references between attached databases
    return constraint.target.schema == table.name.schema ? Compiler::foreignKey(constraint, table) : QString();
}

QString SqliteCompiler::unique(const Constraint& constraint, const Table& table)
{
    QVariant clause = option(constraint.options, "on_conflict");
    if (clause.isNull() && constraint.columns.size() == 1)
        if (const Column* column = table.column(constraint.columns.front()))
            clause = option(column->options, "on_conflict_unique");
    return Compiler::unique(constraint, table) + onConflict(clause);
}

QString SqliteCompiler::check(const Constraint& constraint, const Table& table, bool atColumn)
{
    const QVariant clause = option(constraint.options, "on_conflict");
    if (atColumn && !clause.isNull())
        return refuse(QStringLiteral("SQLite does not support on conflict clause for column check constraint"));
    return Compiler::check(constraint, table, atColumn) + onConflict(clause);
}

QString SqliteCompiler::createIndex(const schema::Index& index, const Table& table, bool ifNotExists)
{
    QStringList elements;
    for (const Expression& element : index.elements)
        elements.append(plain(element));
    QString text = QStringLiteral("CREATE ");
    if (index.isUnique)
        text += QLatin1String("UNIQUE ");
    text += QLatin1String("INDEX ");
    if (ifNotExists)
        text += QLatin1String("IF NOT EXISTS ");
    text += (table.name.schema.isEmpty() ? QString() : names().quoted(table.name.schemaIdentifier()) + QLatin1Char('.'))
        + indexName(index.name) + QLatin1String(" ON ") + names().quoted(table.name.identifier()) + QLatin1String(" (")
        + elements.join(QStringLiteral(", ")) + QLatin1Char(')');
    if (const std::optional<Expression> where = expressionOption(index.options, "where"))
        text += QLatin1String(" WHERE ") + plain(*where);
    return text;
}

QString SqliteCompiler::tableSuffix(const Table& table)
{
    QStringList options;
    if (const QVariant rowid = option(table.options, "with_rowid"); !rowid.isNull() && !rowid.toBool())
        options.append(QStringLiteral("WITHOUT ROWID"));
    if (option(table.options, "strict").toBool())
        options.append(QStringLiteral("STRICT"));
    return options.isEmpty() ? QString() : QLatin1String("\n ") + options.join(QStringLiteral(",\n "));
}

} // namespace espalier::dialects::sqlite
