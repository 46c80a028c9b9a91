#include "dialects/mysql/mysql_rules.h"

#include "dialects/mysql/mysql_compiler.h"
#include "dialects/sql/identifiers.h"
#include "schema/column_use.h"

#include <algorithm>
#include <QSet>

namespace espalier::dialects::mysql {

using schema::Column;
using schema::ColumnChange;
using schema::ColumnHold;
using schema::Constraint;
using schema::Expression;
using schema::Fault;
using schema::FaultKind;
using schema::Index;
using schema::NameKind;
using schema::SchemaFacts;
using schema::Table;
using ConstraintKind = Constraint::Kind;

namespace {

/// On an Index that the server made for a foreign key: it goes when another index serves as well.
QString generatedOption() { return QStringLiteral("mysql_generated"); }

SchemaFacts declared(Product product)
{
    SchemaFacts facts;
    facts.dialect = QStringLiteral("mysql");
    facts.foldsColumns = true;
    facts.foreignKeys = SchemaFacts::Scope::Schema;
    facts.checks = product == Product::MySql ? SchemaFacts::Scope::Schema : SchemaFacts::Scope::Table;
    facts.uniquesAreIndexes = facts.checksTargets = facts.holdsTargets = facts.keysStayNotNull = true;
    facts.addsConstraints = facts.hasComments = facts.refusesLongText = true;
    facts.reflectsWholeTables = facts.inspector.tellsIndexType = true;
    facts.refusesNullableKeys = product == Product::MySql;
    facts.hasSequences = product == Product::MariaDb;
    facts.primaryKeyName = QStringLiteral("PRIMARY");
    return facts;
}

bool startsWith(const QStringList& columns, const QStringList& wanted)
{
    return columns.size() >= wanted.size()
        && std::equal(wanted.begin(), wanted.end(), columns.begin(),
            [](const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; });
}

bool isKey(const Constraint& constraint)
{
    return constraint.kind == ConstraintKind::PrimaryKey || constraint.kind == ConstraintKind::Unique;
}

/// Whether some index but `except` begins with those columns.
bool hasIndexOn(const Table& table, const QStringList& columns, const Index* except = nullptr)
{
    return std::any_of(table.constraints.begin(), table.constraints.end(),
               [&](const Constraint& key) { return isKey(key) && startsWith(key.columns, columns); })
        || std::any_of(table.indexes.begin(), table.indexes.end(),
            [&](const Index& index) { return &index != except && startsWith(schema::leadingColumns(index), columns); });
}

/// Names of indexes, unique constraints among them; lower case.
QSet<QString> indexNames(const Table& table)
{
    QSet<QString> names{ QStringLiteral("primary") };
    for (const Constraint& constraint : table.constraints)
        if (constraint.kind == ConstraintKind::Unique)
            names.insert(constraint.name.text.toLower());
    for (const Index& index : table.indexes)
        names.insert(index.name.text.toLower());
    return names;
}

/// make_unique_key_name() of sql_table.cc: the first column, then that with _2, _3, …
QString indexName(const Table& table, const QString& column)
{
    const QSet<QString> taken = indexNames(table);
    QString name = column;
    for (int i = 2; taken.contains(name.toLower()); ++i)
        name = QStringLiteral("%1_%2").arg(column).arg(i);
    return name;
}

/// The next number of names like "t_ibfk_1": one more than the highest there is.
int nextNumber(const Table& table, const QString& prefix)
{
    int highest = 0;
    for (const Constraint& constraint : table.constraints)
        if (constraint.name.text.startsWith(prefix, Qt::CaseInsensitive))
            highest = std::max(highest, constraint.name.text.mid(prefix.size()).toInt());
    return highest + 1;
}

/// CHECKs among a column's own arguments go with it.
bool isColumnCheck(const Constraint& constraint)
{
    return constraint.kind == ConstraintKind::Check && !constraint.isTypeBound && constraint.columns.size() == 1;
}

QString checkName(const Table& table, const Constraint& check, Product product)
{
    if (product == Product::MySql) {
        const QString prefix = table.name.name + QLatin1String("_chk_");
        return prefix + QString::number(nextNumber(table, prefix));
    }
    if (isColumnCheck(check))
        return check.columns.front();
    int number = 1;
    const auto name = [&] { return QStringLiteral("CONSTRAINT_%1").arg(number); };
    while (table.constraint(name()))
        ++number;
    return name();
}

QString constraintName(const Table& table, const Constraint& constraint, Product product)
{
    const QString prefix = table.name.name + QLatin1String("_ibfk_");
    switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
        return QStringLiteral("PRIMARY");
    case ConstraintKind::Unique:
        return indexName(table, constraint.columns.value(0));
    case ConstraintKind::ForeignKey:
        return prefix + QString::number(nextNumber(table, prefix));
    case ConstraintKind::Check:
        return checkName(table, constraint, product);
    case ConstraintKind::Exclusion:
        break;
    }
    return {};
}

/// As MysqlDdl writes it: CHANGE or MODIFY with the whole definition, or the default alone.
bool rewritesColumn(const ColumnChange& change)
{
    const std::optional<schema::SqlType> type = change.type ? change.type : change.existingType;
    const bool isMoment = type && sql::typeFacts(*type).affinity == sql::Affinity::DateTime
        && !std::holds_alternative<schema::NoDefault>(change.serverDefault);
    return !change.newName.isEmpty() || isMoment || change.nullable || change.type || change.autoIncrement
        || change.changesComment;
}

/// Whether a column with AUTO_INCREMENT has no other index than the primary key.
bool automaticNeedsKey(const Table& table)
{
    Table keyless = table;
    keyless.constraints.erase(std::remove_if(keyless.constraints.begin(), keyless.constraints.end(),
                                  [](const Constraint& c) { return c.kind == ConstraintKind::PrimaryKey; }),
        keyless.constraints.end());
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.autoIncrement == Column::AutoIncrement::Yes && !hasIndexOn(keyless, { column.name });
    });
}

bool isDeferrable(const Constraint& constraint)
{
    return constraint.deferrable.has_value() || !constraint.initially.isEmpty();
}

Fault unsupported(const char* source, const QStringList& arguments, const schema::ObjectName& table)
{
    return { FaultKind::Unsupported, Fault::Outcome::Refused, { source, arguments }, table, {} };
}

/// The first constraint of a change that says DEFERRABLE or INITIALLY.
const Constraint* deferrableIn(const schema::Change& change)
{
    if (const auto* addition = std::get_if<schema::AddConstraint>(&change))
        return isDeferrable(addition->constraint) ? &addition->constraint : nullptr;
    if (const auto* creation = std::get_if<schema::CreateTable>(&change)) {
        const auto& all = creation->table.constraints;
        const auto found = std::find_if(all.begin(), all.end(), isDeferrable);
        return found == all.end() ? nullptr : &*found;
    }
    return nullptr;
}

} // namespace

MysqlRules::MysqlRules(Product product)
    : DefaultRules(declared(product))
    , m_product(product)
{ }

std::unique_ptr<sql::Compiler> MysqlRules::compiler() const { return std::make_unique<MysqlCompiler>(); }

schema::StoredName MysqlRules::storedName(const schema::Name& name, NameKind) const
{
    constexpr int longest = 64;
    const QString stored = name.isConventional ? sql::shortened(name.text, longest) : name.text;
    return { stored, stored != name.text, stored.size() > longest };
}

void MysqlRules::nameParts(Table& table, const schema::TakenNames&) const
{
    for (Constraint& constraint : table.constraints)
        if (constraint.name.isEmpty())
            constraint.name = { constraintName(table, constraint, m_product), true };
    for (Index& index : table.indexes)
        if (index.name.isEmpty())
            index.name = { indexName(table, schema::leadingColumns(index).value(0)), true };
}

void MysqlRules::settleColumn(Column& column, const Table& table) const
{
    const Column* automatic = MysqlCompiler().autoIncrementColumn(table);
    const bool isAutomatic = automatic && automatic->name == column.name && !column.serverDefault;
    column.autoIncrement = isAutomatic ? Column::AutoIncrement::Yes : Column::AutoIncrement::No;
}

void MysqlRules::settle(Table& table) const
{
    const auto isNeedless = [&](const Index& index) {
        return index.options.contains(generatedOption()) && hasIndexOn(table, schema::leadingColumns(index), &index);
    };
    for (size_t i = table.indexes.size(); i-- > 0;)
        if (isNeedless(table.indexes[i]))
            table.indexes.erase(table.indexes.begin() + static_cast<std::ptrdiff_t>(i));
    for (const Constraint& constraint : table.constraints) {
        if (constraint.kind != ConstraintKind::ForeignKey || hasIndexOn(table, constraint.columns))
            continue;
        Index index;
        const bool isNumbered = constraint.name.text.startsWith(table.name.name + QLatin1String("_ibfk_"));
        index.name = { isNumbered ? indexName(table, constraint.columns.value(0)) : constraint.name.text, true };
        for (const QString& column : constraint.columns)
            index.elements.push_back(Expression::column(column));
        index.options.insert(generatedOption(), true);
        table.indexes.push_back(std::move(index));
    }
}

bool MysqlRules::comesByItself(const Index& index, const Table& table) const
{
    const QStringList columns = schema::leadingColumns(index);
    return !index.isUnique && !hasIndexOn(table, columns, &index)
        && std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& key) {
               return key.kind == ConstraintKind::ForeignKey && key.columns == columns
                   && (key.name.text == index.name.text || index.name.text == columns.value(0)
                       || index.options.contains(generatedOption()));
           });
}

/// The index of a foreign key is called as the key is where that was said, and else as its first column.
bool MysqlRules::isCreatedWith(const Index& index, const Table& table) const
{
    const Constraint* key = table.constraint(index.name.text);
    return comesByItself(index, table)
        && (index.options.contains(generatedOption())
            || (key && key->kind == ConstraintKind::ForeignKey && key->columns == schema::leadingColumns(index)));
}

void MysqlRules::settleRenamed(Table& table, const schema::ObjectName& oldName) const
{
    const QString key = oldName.name + QLatin1String("_ibfk_");
    const QString check = oldName.name + QLatin1String("_chk_");
    for (Constraint& constraint : table.constraints) {
        const bool isOwnKey = constraint.kind == ConstraintKind::ForeignKey && constraint.name.text.startsWith(key);
        const bool isOwnCheck = m_product == Product::MySql && constraint.kind == ConstraintKind::Check
            && constraint.name.text.startsWith(check);
        if (isOwnKey || isOwnCheck)
            constraint.name.text.replace(0, oldName.name.size(), table.name.name);
    }
}

bool MysqlRules::canBeTarget(const Table& table, const QStringList& columns) const
{
    return hasIndexOn(table, columns);
}

void MysqlRules::changeColumn(Column& column, const ColumnChange& change) const
{
    DefaultRules::changeColumn(column, change);
    if (!rewritesColumn(change))
        return;
    // a whole definition: what it does not say is gone
    if (!change.type && change.existingType)
        column.type = *change.existingType;
    column.nullable = change.nullable.value_or(change.existingNullable.value_or(true)) && !column.isPrimaryKey;
    column.autoIncrement = change.autoIncrement.value_or(change.existingAutoIncrement.value_or(false))
        ? Column::AutoIncrement::Yes
        : Column::AutoIncrement::No;
    if (!change.changesComment)
        column.comment = change.existingComment;
    const auto& value = std::holds_alternative<std::monostate>(change.serverDefault) ? change.existingServerDefault
                                                                                     : change.serverDefault;
    column.serverDefault.reset();
    if (const auto* expression = std::get_if<Expression>(&value))
        column.serverDefault = *expression;
}

std::vector<ColumnHold> MysqlRules::dropColumn(Table& table, const QString& column) const
{
    std::vector<ColumnHold> holds;
    for (const Constraint& constraint : table.constraints) {
        const bool isShared = isKey(constraint) && constraint.columns.size() > 1 && m_product == Product::MariaDb;
        const bool isOthersCheck = constraint.kind == ConstraintKind::Check && !isColumnCheck(constraint)
            && (m_product == Product::MariaDb || constraint.columns.size() != 1);
        if (schema::uses(constraint, column)
            && (isShared || isOthersCheck || constraint.kind == ConstraintKind::ForeignKey))
            holds.push_back({ constraint.name.text, Fault::Outcome::Refused });
    }
    const auto isGone = [&](const Constraint& constraint) {
        return constraint.columns.isEmpty() || (!isKey(constraint) && schema::uses(constraint, column));
    };
    for (Constraint& constraint : table.constraints)
        if (isKey(constraint))
            constraint.columns.removeAll(column);
    table.constraints.erase(std::remove_if(table.constraints.begin(), table.constraints.end(),
                                [&](const Constraint& constraint) {
                                    return (isKey(constraint) || schema::uses(constraint, column))
                                        && isGone(constraint);
                                }),
        table.constraints.end());
    for (Index& index : table.indexes)
        index.elements.erase(std::remove_if(index.elements.begin(), index.elements.end(),
                                 [&](const Expression& element) { return schema::mentions(element, column); }),
            index.elements.end());
    table.indexes.erase(std::remove_if(table.indexes.begin(), table.indexes.end(),
                            [](const Index& index) { return index.elements.empty(); }),
        table.indexes.end());
    table.columns.erase(std::remove_if(table.columns.begin(), table.columns.end(),
                            [&](const Column& one) { return one.name == column; }),
        table.columns.end());
    return holds;
}

QString MysqlRules::generated(const Column& column, const Table& table) const
{
    if (column.autoIncrement == Column::AutoIncrement::Yes)
        return QStringLiteral("auto_increment");
    QString text = DefaultRules::generated(column, table);
    if (const QString update = option(column.options, "on_update"); !update.isEmpty())
        text += QLatin1String(" on update ") + comparableSql(update, table);
    return column.computed && column.computed->persisted.value_or(false) ? text + QLatin1String(" stored") : text;
}

QString MysqlRules::lackingIndex(const Table& table) const
{
    for (const Constraint& constraint : table.constraints)
        if (constraint.kind == ConstraintKind::ForeignKey && !hasIndexOn(table, constraint.columns))
            return constraint.name.text;
    return {};
}

std::optional<Fault> MysqlRules::refusal(const schema::Change& change, const Table* table) const
{
    const schema::ObjectName name = table ? table->name : schema::ObjectName{};
    if (const Constraint* constraint = deferrableIn(change))
        return unsupported(QT_TRANSLATE_NOOP("Messages",
                               "Constraint %1 says DEFERRABLE or INITIALLY, which this database does not know."),
            { constraint->name.text }, name);
    if (const auto* addition = std::get_if<schema::ColumnAddition>(&change)) {
        Table alone;
        alone.name = addition->table;
        alone.columns.push_back(addition->column);
        alone = schema::declared(std::move(alone), addition->convention);
        if (!addition->inlinePrimaryKey && MysqlCompiler().autoIncrementColumn(alone))
            return unsupported(
                QT_TRANSLATE_NOOP(
                    "Messages", "Column %1 would be AUTO_INCREMENT without being a key, which this database refuses."),
                { addition->column.name }, name);
    }
    if (const auto* creation = std::get_if<schema::CreateTable>(&change)) {
        const Column* automatic = MysqlCompiler().autoIncrementColumn(creation->table);
        const auto isOf
            = [&](const Constraint& c) { return c.kind == ConstraintKind::Check && schema::uses(c, automatic->name); };
        const auto& all = creation->table.constraints;
        if (automatic && std::any_of(all.begin(), all.end(), isOf))
            return unsupported(QT_TRANSLATE_NOOP("Messages", "A CHECK of %1 speaks of the column with AUTO_INCREMENT."),
                { creation->table.name.key() }, creation->table.name);
    }
    const auto* removal = std::get_if<schema::DropConstraint>(&change);
    if (removal && table && removal->reference.kind == ConstraintKind::PrimaryKey && automaticNeedsKey(*table))
        return unsupported(
            QT_TRANSLATE_NOOP("Messages", "The key of %1 has a column with AUTO_INCREMENT, which must be in a key."),
            { name.key() }, name);
    return {};
}

bool MysqlRules::isSystem(const schema::ObjectName& name) const
{
    static const QSet<QString> schemas{ QStringLiteral("information_schema"), QStringLiteral("mysql"),
        QStringLiteral("performance_schema"), QStringLiteral("sys") };
    return schemas.contains(name.schema.toLower());
}

} // namespace espalier::dialects::mysql
