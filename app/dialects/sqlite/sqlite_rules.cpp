#include "dialects/sqlite/sqlite_rules.h"

#include "dialects/sqlite/sqlite_compiler.h"
#include "dialects/sqlite/unread_table.h"
#include "schema/column_use.h"
#include "schema/kept_statement.h"

#include <algorithm>

namespace espalier::dialects::sqlite {

using schema::Column;
using schema::ColumnHold;
using schema::Constraint;
using schema::Fault;
using schema::FaultKind;
using schema::Index;
using schema::SchemaFacts;
using schema::Table;

namespace {

SchemaFacts declaredFacts()
{
    SchemaFacts facts;
    facts.dialect = QStringLiteral("sqlite");
    facts.defaultSchema = QStringLiteral("main");
    facts.isTransactional = facts.foldsTables = facts.foldsColumns = facts.reflectsWholeTables = true;
    facts.indexes = SchemaFacts::Scope::Schema;
    facts.indexesAreRelations = true;
    facts.countsSelected = false;
    facts.foreignKeys = facts.checks = SchemaFacts::Scope::Nowhere;
    facts.inspector = { .tellsComments = false,
        .tellsCounting = false,
        .tellsPlaceInKey = true,
        .leavesOutExpressions = true,
        .countsUnique = true,
        .tellsKeysAsWritten = true };
    return facts;
}

bool isColumnCheck(const Constraint& constraint, const QString& column)
{
    return constraint.kind == Constraint::Kind::Check && !constraint.isTypeBound
        && constraint.columns == QStringList{ column };
}

Fault unsupported(const char* source, const QStringList& arguments, const schema::ObjectName& table)
{
    return { FaultKind::Unsupported, Fault::Outcome::Refused, { source, arguments }, table, {} };
}

bool onlyRenames(const schema::ColumnChange& change)
{
    return !change.newName.isEmpty() && !change.type && !change.nullable && !change.changesComment
        && std::holds_alternative<std::monostate>(change.serverDefault);
}

} // namespace

SqliteRules::SqliteRules()
    : DefaultRules(declaredFacts())
{ }

std::unique_ptr<sql::Compiler> SqliteRules::compiler() const { return std::make_unique<SqliteCompiler>(); }

// https://www.sqlite.org/lang_altertable.html#altertabdropcol
std::vector<ColumnHold> SqliteRules::dropColumn(Table& table, const QString& column) const
{
    std::vector<ColumnHold> holds;
    for (const Constraint& constraint : table.constraints)
        if (schema::uses(constraint, column) && !isColumnCheck(constraint, column))
            holds.push_back({ constraint.name.text, Fault::Outcome::Refused });
    for (const Index& index : table.indexes)
        if (schema::uses(index, column))
            holds.push_back({ index.name.text, Fault::Outcome::Refused });
    DefaultRules::dropColumn(table, column);
    return holds;
}

std::optional<Fault> SqliteRules::refusal(const schema::Change& change, const Table* table) const
{
    const schema::ObjectName name = table ? table->name : schema::ObjectName{};
    if (std::holds_alternative<schema::AddConstraint>(change) || std::holds_alternative<schema::DropConstraint>(change)
        || std::holds_alternative<schema::RenameConstraint>(change))
        return unsupported(
            QT_TRANSLATE_NOOP("Messages", "This database changes the constraints of a table only by copying it."), {},
            name);
    if (const auto* alteration = std::get_if<schema::ColumnChange>(&change); alteration && !onlyRenames(*alteration))
        return unsupported(
            QT_TRANSLATE_NOOP("Messages", "This database changes a column (%1) only by copying its table."),
            { alteration->column }, name);
    const auto* addition = std::get_if<schema::ColumnAddition>(&change);
    if (addition && (addition->inlinePrimaryKey || (addition->column.isUnique && !addition->column.isIndexed)))
        return unsupported(QT_TRANSLATE_NOOP("Messages", "This database adds no column (%1) that is a key or unique."),
            { addition->column.name }, name);
    return {};
}

/// "INT" is kept as a word of its own where it makes a key; else it is what INTEGER is.
QString SqliteRules::storedType(const QString& sql) const
{
    const QString type = sql.simplified().toUpper();
    return type == QLatin1String("INT") ? QStringLiteral("INTEGER") : type;
}

/// A column takes what it gets, as long as its table is no STRICT one; an INTEGER PRIMARY KEY wants integers.
schema::ValueFit SqliteRules::fit(
    const schema::Literal& value, const schema::Column& column, const schema::Table& table) const
{
    const bool isPlain = !column.isPrimaryKey || value.kind == schema::Literal::Kind::Integer;
    return isPlain && !table.options.contains(QStringLiteral("sqlite_strict")) ? schema::ValueFit::Fits
                                                                               : schema::ValueFit::Unknown;
}

/// Keys take NULL there unless NOT NULL is written as well (https://www.sqlite.org/lang_createtable.html): no
/// difference that anybody means.
schema::ComparableColumn SqliteRules::comparable(const schema::Column& column, const Table& table) const
{
    schema::ComparableColumn result = DefaultRules::comparable(column, table);
    result.isNullable = result.isNullable && !column.isPrimaryKey;
    const QString collation = column.type.collation.toUpper();
    if (!collation.isEmpty() && !result.type.contains(QLatin1String("COLLATE")))
        result.type += QLatin1String(" COLLATE ") + collation;
    if (result.type.endsWith(QLatin1String(" COLLATE BINARY"))
        || result.type.endsWith(QLatin1String(" COLLATE \"BINARY\"")))
        result.type = result.type.section(QLatin1String(" COLLATE "), 0, 0);
    return result;
}

/// What happens to a row that violates it; empty for what happens by itself.
static QString conflictText(const QVariant& resolution)
{
    const QString text = resolution.toString().toUpper();
    return text.isEmpty() || text == QLatin1String("ABORT") ? QString() : QLatin1String(" on conflict ") + text;
}

QString SqliteRules::comparable(const Constraint& constraint, const Table& table) const
{
    QString text = DefaultRules::comparable(constraint, table);
    QString resolution = option(constraint.options, "on_conflict");
    const bool isUnique = constraint.kind == Constraint::Kind::Unique;
    if (resolution.isEmpty() && constraint.columns.size() == 1
        && (isUnique || constraint.kind == Constraint::Kind::PrimaryKey))
        if (const Column* column = table.column(constraint.columns.front()))
            resolution = option(column->options, isUnique ? "on_conflict_unique" : "on_conflict_primary_key");
    text += option(constraint.options, "elements") + conflictText(resolution);
    const bool isAlone = constraint.kind == Constraint::Kind::PrimaryKey && constraint.columns.size() == 1;
    const Column* column = isAlone ? table.column(constraint.columns.front()) : nullptr;
    if (!column)
        return text;
    // "INTEGER PRIMARY KEY" is the number of the row, these are not: https://www.sqlite.org/lang_createtable.html#rowid
    const bool isInt = column->type.text.compare(QLatin1String("INT"), Qt::CaseInsensitive) == 0;
    const bool isDescending = !option(column->options, "descending").isEmpty();
    return text + QLatin1String(isInt ? " int" : "") + QLatin1String(isDescending ? " desc" : "");
}

/// Besides what is computed: whether it counts up for ever, and what NOT NULL does.
QString SqliteRules::generated(const Column& column, const Table& table) const
{
    QString text = DefaultRules::generated(column, table);
    if (column.computed && column.computed->persisted.value_or(false))
        text += QLatin1String(" stored");
    if (!column.isNullable())
        text += conflictText(option(column.options, "on_conflict_not_null"));
    const Constraint* key = column.isPrimaryKey ? table.primaryKey() : nullptr;
    const bool isAutomatic = key && key->columns.size() == 1 && !option(table.options, "autoincrement").isEmpty()
        && option(table.options, "autoincrement") != QLatin1String("false");
    return isAutomatic ? text + QLatin1String(" autoincrement") : text;
}

/// The words behind a table's columns, and all of a table whose columns are not its own (virtual ones).
schema::Changes SqliteRules::optionChanges(const Table& from, const Table& to) const
{
    const QString before = schema::keptStatement(from.options);
    const QString after = schema::keptStatement(to.options);
    const auto isVirtual = [](const Table& table) { return table.prefixes.contains(QLatin1String("VIRTUAL")); };
    const auto isWhole = [](const Table& table) { return table.options.contains(unreadOption()); };
    if (isVirtual(from) || isVirtual(to) || isWhole(from) || isWhole(to)) {
        if (before.simplified() == after.simplified())
            return {};
        schema::DropTable removal;
        removal.table = from.name;
        return { removal, schema::CreateTable{ to, false, true } };
    }
    QStringList words;
    for (const char* option : { "strict", "with_rowid" }) {
        const auto isSet = [&](const Table& table) {
            const QVariant value = table.options.value(QLatin1String("sqlite_") + QLatin1String(option));
            return value.isNull() ? QLatin1String(option) == QLatin1String("with_rowid") : value.toBool();
        };
        if (isSet(from) != isSet(to))
            words.append(QLatin1String(isSet(to) ? "" : "no ") + QLatin1String(option));
    }
    if (words.isEmpty())
        return {};
    return { schema::AlterOther{ QStringLiteral("table"), from.name, words.join(QStringLiteral(", ")) } };
}

bool SqliteRules::isSystem(const schema::ObjectName& name) const
{
    return name.name.startsWith(QLatin1String("sqlite_"), Qt::CaseInsensitive);
}

} // namespace espalier::dialects::sqlite
