#include "dialects/sqlite/sqlite_server.h"

#include "dialects/steps_sql.h"
#include "schema/column_use.h"
#include "schema/kept_statement.h"

#include <algorithm>
#include <QRegularExpression>

namespace espalier::dialects::sqlite {

using schema::Column;
using schema::Constraint;
using schema::ObjectName;
using schema::Schema;
using schema::Table;

namespace {

/// The name after CREATE … TABLE, which stands first but for "IF NOT EXISTS", behind it the rest.
QString renamed(const QString& statement, const QString& name)
{
    static const QRegularExpression start(
        QStringLiteral(
            R"(^\s*CREATE\s+TABLE\s+(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\w$]+)(.*)$)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption
            | QRegularExpression::UseUnicodePropertiesOption);
    const auto found = start.match(statement);
    return found.hasMatch() ? QLatin1String("CREATE TABLE ") + name + found.captured(1) : QString();
}

bool isPlainDefault(const Column& column)
{
    if (!column.serverDefault)
        return true;
    const QString text = column.serverDefault->textOf().trimmed();
    return !text.startsWith(QLatin1Char('(')) && !text.startsWith(QLatin1String("CURRENT_"), Qt::CaseInsensitive);
}

/// https://www.sqlite.org/lang_altertable.html#altertabaddcol
bool canBeAdded(const Column& column)
{
    const bool isStored = column.computed && column.computed->persisted.value_or(false);
    const bool hasValue = column.serverDefault || column.computed;
    return !column.isPrimaryKey && !column.isUnique && !isStored && isPlainDefault(column)
        && (column.isNullable() || hasValue) && column.foreignKeys.empty();
}

/// Whether anything but the column itself speaks of it.
bool isSpokenOf(const Table& table, const QString& column, const Schema& schema)
{
    const auto uses = [&](const auto& part) { return schema::uses(part, column); };
    const auto computes
        = [&](const Column& other) { return other.computed && schema::mentions(other.computed->expression, column); };
    return std::any_of(table.constraints.begin(), table.constraints.end(), uses)
        || std::any_of(table.indexes.begin(), table.indexes.end(), uses)
        || std::any_of(table.columns.begin(), table.columns.end(), computes) || !schema.views.isEmpty()
        || !schema.others.isEmpty();
}

} // namespace

/// The key of one column that has to stand with it: AUTOINCREMENT, or "INTEGER PRIMARY KEY DESC", which is no row
/// number.
bool ServerCompiler::isInline(const Column& column, const Table& table) const
{
    const Constraint* key = table.primaryKey();
    return key && key->columns == QStringList{ column.name }
    && (option(table.options, "autoincrement").toBool() || option(column.options, "descending").toBool());
}

QString ServerCompiler::columnSpecification(const Column& column, const Table& table)
{
    const QString type = column.type.isNull() ? QString() : this->type(column.type).trimmed();
    QString text = names().quoted(column.identifier());
    if (!type.isEmpty())
        text += QLatin1Char(' ') + type;
    if (!column.type.collation.isEmpty() && !type.contains(QLatin1String(" COLLATE ")))
        text += QLatin1String(" COLLATE ") + names().quoted(column.type.collation);
    if (column.serverDefault)
        text += QLatin1String(" DEFAULT ") + defaultText(*column.serverDefault);
    if (column.nullable.has_value() && !*column.nullable)
        text += QLatin1String(" NOT NULL") + onConflict(option(column.options, "on_conflict_not_null"));
    if (const Constraint* key = isInline(column, table) ? table.primaryKey() : nullptr) {
        const bool isDescending = option(column.options, "descending").toBool();
        text += QLatin1Char(' ') + constraintPreamble(*key) + QLatin1String("PRIMARY KEY")
            + (isDescending ? QLatin1String(" DESC") : QLatin1String())
            + onConflict(option(key->options, "on_conflict"))
            + (isDescending ? QLatin1String() : QLatin1String(" AUTOINCREMENT"));
    }
    if (column.computed)
        text += QLatin1Char(' ') + computed(*column.computed);
    return text;
}

bool ServerCompiler::hasInlineKey(const Constraint& constraint, const Table& table)
{
    const Column* column = constraint.columns.size() == 1 ? table.column(constraint.columns.front()) : nullptr;
    return column && isInline(*column, table);
}

/// With the orders and collations of its columns.
QString ServerCompiler::withElements(QString text, const Constraint& constraint, const Table& table) const
{
    const QStringList elements = option(constraint.options, "elements").toStringList();
    const QString plain
        = QLatin1Char('(') + columnList(constraint.columns, table, constraint.quotings) + QLatin1Char(')');
    return elements.isEmpty()
        ? text
        : text.replace(plain, QLatin1Char('(') + elements.join(QLatin1String(", ")) + QLatin1Char(')'));
}

QString ServerCompiler::primaryKey(const Constraint& constraint, const Table& table)
{
    return withElements(SqliteCompiler::primaryKey(constraint, table), constraint, table);
}

QString ServerCompiler::unique(const Constraint& constraint, const Table& table)
{
    return withElements(SqliteCompiler::unique(constraint, table), constraint, table);
}

/// Without columns it points to the other table's key, whatever that is and whether the table is there or not.
QString ServerCompiler::foreignKey(const Constraint& constraint, const Table& table)
{
    QString text = SqliteCompiler::foreignKey(constraint, table);
    return constraint.targetColumns.isEmpty() ? text.remove(QLatin1String(" ()")) : text;
}

Statements ServerDdl::createTable(const Table& table, bool ifNotExists, DdlMemo& memo) const
{
    const QString kept = schema::keptStatement(table.options);
    if (kept.isEmpty() && std::all_of(table.indexes.begin(), table.indexes.end(), [](const schema::Index& index) {
            return schema::keptStatement(index.options).isEmpty();
        }))
        return SqliteDdl::createTable(table, ifNotExists, memo);
    Table bare = table;
    bare.indexes.clear();
    Statements statements = kept.isEmpty() ? SqliteDdl::createTable(bare, ifNotExists, memo) : QStringList{ kept };
    for (const schema::Index& index : table.indexes) {
        const Statements own = createIndex(table.name, index, false);
        if (!statements || !own)
            return statements ? own : statements;
        *statements += *own;
    }
    return statements;
}

Statements ServerDdl::createIndex(const ObjectName& table, const schema::Index& index, bool ifNotExists) const
{
    const QString kept = schema::keptStatement(index.options);
    return kept.isEmpty() ? SqliteDdl::createIndex(table, index, ifNotExists) : QStringList{ kept };
}

std::optional<Statements> ServerDdl::changeWithin(
    const schema::Change& change, const Schema& before, const Schema& after) const
{
    const ObjectName name = changedTable(change);
    const Table* from = before.table(name);
    const Table* to = after.table(name);
    if (name.name.isEmpty() || !from || !to)
        return std::nullopt;
    if (const auto* addition = std::get_if<schema::ColumnAddition>(&change))
        if (const Column* added = to->column(addition->column.name); added && canBeAdded(*added))
            return std::nullopt;
    if (const auto* removal = std::get_if<schema::DropColumn>(&change))
        if (!isSpokenOf(*from, removal->column, before))
            return std::nullopt;
    return copied(*from, *to, after);
}

/// https://www.sqlite.org/lang_altertable.html#otheralter
Statements ServerDdl::copied(const Table& from, const Table& to, const Schema& after) const
{
    Table made = to;
    made.name.name = QStringLiteral("_new_") + to.name.name;
    made.indexes.clear();
    const std::unique_ptr<sql::Compiler> sql = compiler();
    const QString newName = sql->names().quotedName(made.name);
    const QString oldName = sql->names().quotedName(to.name);
    DdlMemo memo;
    Statements creation = QStringList{ renamed(schema::keptStatement(to.options), newName) };
    if (creation->front().isEmpty())
        creation = SqliteDdl::createTable(made, false, memo);
    if (!creation)
        return creation;
    QStringList columns;
    for (const Column& column : to.columns)
        if (const Column* old = from.column(column.name); old && !column.computed)
            columns.append(sql->names().quoted(column.identifier()));
    const QString all = columns.join(QStringLiteral(", "));
    QStringList statements{ QStringLiteral("PRAGMA foreign_keys = OFF"),
        QStringLiteral("PRAGMA legacy_alter_table = ON") };
    statements += *creation;
    if (!columns.isEmpty())
        statements.append(QStringLiteral("INSERT INTO %1 (%2) SELECT %2 FROM %3").arg(newName, all, oldName));
    statements.append(QStringLiteral("DROP TABLE %1").arg(oldName));
    statements.append(QStringLiteral("ALTER TABLE %1 RENAME TO %2").arg(newName, oldName));
    for (const schema::Index& index : to.indexes) {
        const Statements own = createIndex(to.name, index, false);
        if (!own)
            return own;
        statements += *own;
    }
    for (const auto& object : after.others)
        if (object->table == to.name.key() && !object->definition.isEmpty())
            statements.append(object->definition);
    statements.append(QStringLiteral("PRAGMA legacy_alter_table = OFF"));
    return statements;
}

} // namespace espalier::dialects::sqlite
