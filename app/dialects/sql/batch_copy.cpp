#include "dialects/sql/batch_copy.h"

#include <algorithm>
#include <QSet>

// Alembic's operations/batch.py, ApplyBatchImpl.

namespace espalier::dialects::sql {

using schema::Column;
using schema::Constraint;
using schema::Expression;

namespace {

Expression renamed(const Expression& expression, const QMap<QString, QString>& renames);

std::vector<Expression> renamedAll(const std::vector<Expression>& all, const QMap<QString, QString>& renames)
{
    std::vector<Expression> result;
    for (const Expression& one : all)
        result.push_back(renamed(one, renames));
    return result;
}

Expression renamed(const Expression& expression, const QMap<QString, QString>& renames)
{
    if (renames.isEmpty())
        return expression;
    if (expression.is(Expression::Kind::Column))
        return Expression::column(renames.value(expression.textOf(), expression.textOf()), expression.type());
    return expression.operands().empty() ? expression
                                         : expression.withOperands(renamedAll(expression.operands(), renames));
}

void collect(const Expression& expression, QStringList& columns)
{
    if (expression.is(Expression::Kind::Column))
        columns.append(expression.textOf());
    for (const Expression& operand : expression.operands())
        collect(operand, columns);
}

bool isNamed(const std::vector<Constraint>& constraints, const QString& name)
{
    return std::any_of(
        constraints.begin(), constraints.end(), [&](const Constraint& c) { return c.name.text == name; });
}

void removeNamed(std::vector<Constraint>& constraints, const QString& name)
{
    constraints.erase(std::remove_if(constraints.begin(), constraints.end(),
                          [&](const Constraint& c) { return c.name.text == name; }),
        constraints.end());
}

} // namespace

QStringList sorted(const std::vector<std::pair<QString, QString>>& pairs, const QStringList& items)
{
    QStringList result;
    QStringList rest = items;
    while (!rest.isEmpty()) {
        QStringList ready;
        for (const QString& item : rest) {
            const bool waits = std::any_of(pairs.begin(), pairs.end(),
                [&](const auto& pair) { return pair.second == item && rest.contains(pair.first); });
            if (!waits)
                ready.append(item);
        }
        if (ready.isEmpty())
            return result;
        for (const QString& item : ready)
            rest.removeAll(item);
        result += ready;
    }
    return result;
}

BatchCopy::BatchCopy(const BatchTable& batch, Compiler& compiler)
    : m_batch(batch)
    , m_compiler(compiler)
{
    for (const Column& column : batch.table.columns) {
        Moved moved{ column.name, column, Expression::column(column.name, column.type, batch.table.name) };
        m_columns.push_back(moved);
        m_existing.append(column.name);
    }
    for (const Constraint& constraint : batch.table.constraints)
        if (!constraint.isTypeBound)
            (constraint.name.isEmpty() ? m_unnamed : m_named).push_back(constraint);
    m_indexes = batch.table.indexes;
    for (const BatchStep& step : batch.steps)
        std::visit([this](const auto& one) { apply(one); }, step);
    if (!compiler.failed())
        build();
}

QString BatchCopy::temporaryName() const { return temporaryTable(m_batch.table.name).name; }

QStringList BatchCopy::carriedNames() const
{
    QStringList all;
    for (const Constraint& constraint : m_named)
        all.append(constraint.name.text);
    return all;
}

BatchCopy::Moved* BatchCopy::find(const QString& key)
{
    const auto found
        = std::find_if(m_columns.begin(), m_columns.end(), [&](const Moved& moved) { return moved.key == key; });
    if (found != m_columns.end())
        return &*found;
    m_compiler.refuse(QLatin1Char('\'') + key + QLatin1Char('\''));
    return nullptr;
}

void BatchCopy::placeNew(const BatchColumn& step)
{
    QString before = step.insertBefore;
    QString after = step.insertAfter;
    const QString& name = step.column.name;
    const auto partner = [this](const QString& key, bool wantsSecond) {
        for (const Pair& pair : m_added)
            if ((wantsSecond ? pair.first : pair.second) == key)
                return wantsSecond ? pair.second : pair.first;
        return QString();
    };
    if (m_batch.partialReordering.empty()) {
        if (!after.isEmpty() && before.isEmpty()) {
            const qsizetype place = m_existing.indexOf(after);
            before = place >= 0 ? m_existing.value(place + 1) : partner(after, true);
        } else if (!before.isEmpty() && after.isEmpty()) {
            const qsizetype place = m_existing.indexOf(before);
            after = place > 0 ? m_existing.value(place - 1) : place == 0 ? QString() : partner(before, false);
        }
    }
    if (!before.isEmpty())
        m_added.push_back({ name, before });
    if (!after.isEmpty())
        m_added.push_back({ after, name });
    if (m_batch.partialReordering.empty() && before.isEmpty() && after.isEmpty() && !m_existing.isEmpty())
        m_added.push_back({ m_existing.last(), name });
}

void BatchCopy::apply(const BatchColumn& step)
{
    placeNew(step);
    schema::Table alone;
    alone.name = m_batch.table.name;
    alone.columns.push_back(step.column);
    alone = schema::declared(std::move(alone), m_batch.convention);
    m_columns.push_back({ step.column.name, alone.columns.front(), std::nullopt });
    for (const Constraint& constraint : alone.constraints)
        if (constraint.kind != Constraint::Kind::PrimaryKey && !constraint.isTypeBound)
            apply(constraint);
    for (const schema::Index& index : alone.indexes)
        m_newIndexes.push_back(index);
    for (const schema::Index& index : temporaryIndexes(m_batch.table.name, step.column))
        m_temporaryIndexes.push_back(index);
}

void BatchCopy::apply(const BatchDropColumn& step)
{
    if (!find(step.column))
        return;
    for (std::vector<Constraint>* constraints : { &m_named, &m_unnamed })
        for (Constraint& constraint : *constraints)
            if (constraint.kind == Constraint::Kind::PrimaryKey)
                constraint.columns.removeAll(step.column);
    m_columns.erase(std::remove_if(m_columns.begin(), m_columns.end(),
                        [&](const Moved& moved) { return moved.key == step.column; }),
        m_columns.end());
    m_existing.removeAll(step.column);
    if (step.existingType && step.existingType->enumeration)
        removeNamed(m_named, step.existingType->enumeration->name);
}

void BatchCopy::setType(Moved& moved, const schema::SqlType& type)
{
    const bool differs = !sameAffinity(moved.column.type, type);
    const bool isJson = typeFacts(type).affinity == Affinity::Json;
    if (moved.from && differs && (m_compiler.facts().canAlter || !isJson))
        moved.from = Expression::cast(*moved.from, type);
    moved.column.type = type;
    moved.isRetyped = true;
}

void BatchCopy::apply(const ColumnChange& step)
{
    Moved* moved = find(step.column);
    if (!moved)
        return;
    if (!step.newName.isEmpty() && step.newName != step.column) {
        moved->column.name = step.newName;
        if (step.existingType && step.existingType->enumeration)
            removeNamed(m_named, step.existingType->enumeration->name);
    }
    if (step.type)
        setType(*moved, *step.type);
    if (step.nullable)
        moved->column.nullable = step.nullable;
    if (std::holds_alternative<NoDefault>(step.serverDefault))
        moved->column.serverDefault.reset();
    else if (const auto* value = std::get_if<Expression>(&step.serverDefault))
        moved->column.serverDefault = *value;
    if (step.autoIncrement)
        moved->column.autoIncrement = *step.autoIncrement ? Column::AutoIncrement::Yes : Column::AutoIncrement::No;
    if (step.changesComment)
        moved->column.comment = step.comment;
}

void BatchCopy::apply(const Constraint& step)
{
    if (step.name.isEmpty()) {
        m_compiler.refuse(QStringLiteral("Constraint must have a name"));
        return;
    }
    if (step.kind == Constraint::Kind::PrimaryKey)
        m_unnamed.erase(std::remove_if(m_unnamed.begin(), m_unnamed.end(),
                            [](const Constraint& c) { return c.kind == Constraint::Kind::PrimaryKey; }),
            m_unnamed.end());
    removeNamed(m_named, step.name.text);
    m_named.push_back(step);
}

void BatchCopy::apply(const BatchDropConstraint& step)
{
    if (step.name.isEmpty()) {
        m_compiler.refuse(QStringLiteral("Constraint must have a name"));
        return;
    }
    for (Moved& moved : m_columns) {
        if (isNamed(moved.column.checks, step.name)) {
            removeNamed(moved.column.checks, step.name);
            return;
        }
    }
    if (!isNamed(m_named, step.name)) {
        m_compiler.refuse(QStringLiteral("No such constraint: '%1'").arg(step.name));
        return;
    }
    for (const Constraint& constraint : m_named)
        if (constraint.name.text == step.name && constraint.kind == Constraint::Kind::PrimaryKey)
            for (const QString& name : constraint.columns)
                for (Moved& moved : m_columns)
                    if (moved.key == name) {
                        moved.column.nullable = moved.column.isNullable();
                        moved.column.isPrimaryKey = false;
                    }
    removeNamed(m_named, step.name);
}

void BatchCopy::apply(const BatchIndex& step) { m_newIndexes.push_back(step.index); }

void BatchCopy::apply(const BatchDropIndex& step)
{
    const auto found = std::find_if(
        m_indexes.begin(), m_indexes.end(), [&](const schema::Index& index) { return index.name.text == step.name; });
    if (found == m_indexes.end())
        m_compiler.refuse(QStringLiteral("No such index: '%1'").arg(step.name));
    else
        m_indexes.erase(found);
}

void BatchCopy::apply(const BatchRenameTable&) { m_compiler.refuse(QStringLiteral("TODO")); }

void BatchCopy::apply(const BatchTableComment&) { } // Alembic leaves these out when it copies

void BatchCopy::order()
{
    if (m_batch.partialReordering.empty() && m_added.empty())
        return;
    QStringList keys;
    for (const Moved& moved : m_columns)
        keys.append(moved.key);
    std::vector<Pair> pairs;
    for (const QStringList& group : m_batch.partialReordering)
        for (qsizetype i = 1; i < group.size(); ++i)
            pairs.push_back({ group[i - 1], group[i] });
    if (m_batch.partialReordering.empty())
        for (qsizetype i = 1; i < m_existing.size(); ++i)
            pairs.push_back({ keys[i - 1], m_existing[i] });
    pairs.insert(pairs.end(), m_added.begin(), m_added.end());
    pairs.erase(std::remove_if(pairs.begin(), pairs.end(), [](const Pair& pair) { return pair.first == pair.second; }),
        pairs.end());
    std::vector<Moved> ordered;
    for (const QString& key : sorted(pairs, keys))
        ordered.push_back(*find(key));
    m_columns = ordered;
}

QMap<QString, QString> BatchCopy::renames() const
{
    QMap<QString, QString> all;
    for (const Moved& moved : m_columns)
        if (moved.key != moved.column.name)
            all.insert(moved.key, moved.column.name);
    return all;
}

/// The constraint on the new table; none where one of its columns is gone.
std::optional<Constraint> BatchCopy::carried(const Constraint& constraint) const
{
    QStringList keys;
    for (const Moved& moved : m_columns)
        keys.append(moved.key);
    QStringList used = constraint.columns;
    if (constraint.condition)
        collect(*constraint.condition, used);
    for (const QString& column : used)
        if (!keys.contains(column))
            return {};
    Constraint copy = constraint;
    copy.isImplicit = false;
    const QMap<QString, QString> names = renames();
    for (QString& column : copy.columns)
        column = names.value(column, column);
    if (copy.condition)
        copy.condition = renamed(*copy.condition, names);
    return copy;
}

/// A key's column is NOT NULL unless the script that made the table said otherwise; alter_column() does not count.
void BatchCopy::settleKeyColumn(const QString& name)
{
    Column* column = m_new.column(name);
    column->isPrimaryKey = true;
    for (const Moved& moved : m_columns) {
        const Column* old = moved.column.name == name ? m_batch.table.column(moved.key) : nullptr;
        if (old && !old->nullable)
            column->nullable.reset();
    }
}

void BatchCopy::build()
{
    order();
    m_new.name = { m_batch.table.name.schema, temporaryName() };
    m_new.options = m_batch.tableOptions;
    for (auto it = m_batch.table.options.cbegin(); it != m_batch.table.options.cend(); ++it)
        if (!m_new.options.contains(it.key()))
            m_new.options.insert(it.key(), it.value());
    for (const Moved& moved : m_columns)
        m_new.columns.push_back(moved.column);
    m_new.constraints = m_batch.tableArguments;
    m_new = schema::declared(std::move(m_new), {});
    std::vector<Constraint> retyped; // their checks come last: alter_column() adds them
    for (const Moved& moved : m_columns) {
        const auto isItsCheck = [&](const Constraint& c) {
            return moved.isRetyped && c.isTypeBound && c.columns.contains(moved.column.name);
        };
        std::copy_if(m_new.constraints.begin(), m_new.constraints.end(), std::back_inserter(retyped), isItsCheck);
        m_new.constraints.erase(
            std::remove_if(m_new.constraints.begin(), m_new.constraints.end(), isItsCheck), m_new.constraints.end());
    }
    std::vector<Constraint> all = m_named;
    all.insert(all.end(), m_unnamed.begin(), m_unnamed.end());
    for (const Constraint& constraint : all) {
        const std::optional<Constraint> copy = carried(constraint);
        if (!copy)
            continue;
        if (copy->kind == Constraint::Kind::PrimaryKey) // there is one, and columns made it already
            m_new.constraints.erase(std::remove_if(m_new.constraints.begin(), m_new.constraints.end(),
                                        [](const Constraint& c) { return c.kind == Constraint::Kind::PrimaryKey; }),
                m_new.constraints.end());
        for (const QString& name : copy->kind == Constraint::Kind::PrimaryKey ? copy->columns : QStringList())
            settleKeyColumn(name);
        if (copy->kind != Constraint::Kind::PrimaryKey || !copy->columns.isEmpty())
            m_new.constraints.push_back(*copy);
    }
    m_new.constraints.insert(m_new.constraints.end(), retyped.begin(), retyped.end());
    m_new.indexes = m_temporaryIndexes;
}

schema::Insert BatchCopy::transfer() const
{
    schema::Insert insert;
    insert.table = m_new.name;
    schema::Select select;
    for (const Moved& moved : m_columns) {
        if (!moved.from)
            continue;
        insert.columns.append(moved.column.name);
        select.columns.push_back(*moved.from);
    }
    select.from.push_back(schema::Source::of(m_batch.table.name));
    insert.from = std::make_shared<const schema::Select>(std::move(select));
    return insert;
}

std::vector<schema::Index> BatchCopy::indexes() const
{
    std::vector<schema::Index> all;
    const QMap<QString, QString> names = renames();
    for (const schema::Index& index : m_indexes) {
        if (index.isFromColumn)
            continue;
        schema::Index copy = index;
        copy.elements = renamedAll(index.elements, names);
        all.push_back(std::move(copy));
    }
    all.insert(all.end(), m_newIndexes.begin(), m_newIndexes.end());
    return all;
}

} // namespace espalier::dialects::sql
