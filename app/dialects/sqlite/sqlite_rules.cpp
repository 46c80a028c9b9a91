#include "dialects/sqlite/sqlite_rules.h"

#include "dialects/sqlite/sqlite_compiler.h"
#include "schema/column_use.h"

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
    facts.foreignKeys = facts.checks = SchemaFacts::Scope::Nowhere;
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

QString SqliteRules::storedType(const QString& sql) const { return sql.simplified().toUpper(); }

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
    return result;
}

bool SqliteRules::isSystem(const schema::ObjectName& name) const
{
    return name.name.startsWith(QLatin1String("sqlite_"), Qt::CaseInsensitive);
}

} // namespace espalier::dialects::sqlite
