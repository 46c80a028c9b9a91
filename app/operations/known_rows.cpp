#include "operations/known_rows.h"

#include "schema/apply.h"

namespace espalier::operations {

namespace {

using schema::WrittenValue;

constexpr size_t mostRows = 500; // of a table

Cell cellOf(const schema::Literal& literal) { return { true, literal.isNone(), literal }; }
Cell someValue(bool mayBeNull) { return { false, mayBeNull, {} }; }

/// What a column gets that is not written.
Cell defaultCell(const schema::Column& column)
{
    if (column.serverDefault && column.serverDefault->is(schema::Expression::Kind::Literal))
        return cellOf(column.serverDefault->value());
    if (column.serverDefault)
        return someValue(column.isNullable());
    const bool isCounted = column.identity || column.autoIncrement == schema::Column::AutoIncrement::Yes;
    return isCounted || column.computed || column.sequence ? someValue(column.isNullable() && !isCounted)
                                                           : cellOf(schema::Literal::none());
}

Cell cellOf(const WrittenValue& value, const schema::Column* column)
{
    switch (value.kind) {
    case WrittenValue::Kind::Literal:
        return cellOf(value.literal);
    case WrittenValue::Kind::Made:
        return someValue(false);
    case WrittenValue::Kind::Default:
        return column ? defaultCell(*column) : someValue(true);
    case WrittenValue::Kind::Expression:
        break;
    }
    return someValue(!column || column->isNullable());
}

} // namespace

QString KnownRows::keyOf(const schema::ObjectName& name) const { return schema::keyOf(name, *m_rules).key(); }

const TableRows* KnownRows::rowsOf(const schema::ObjectName& table) const
{
    const auto found = m_tables.find(keyOf(table));
    return found == m_tables.end() ? nullptr : found->get();
}

void KnownRows::keepCommon(const KnownRows& other)
{
    for (const QString& table : m_tables.keys())
        if (other.m_tables.value(table) != m_tables.value(table))
            m_tables.remove(table);
}

void KnownRows::insert(const schema::TouchRows& change, const schema::Table& table, bool wasEmpty)
{
    const TableRows* before = rowsOf(change.table);
    const bool isKnown = wasEmpty || before;
    if (!isKnown || !change.rows || change.rows->isOfQuery || change.rows->rows.size() > mostRows)
        return forget(change.table);
    TableRows now = before && !wasEmpty ? *before : TableRows();
    if (now.rows.size() > mostRows)
        return forget(change.table);
    now.areAllThere = now.areAllThere && !change.rows->skipsDoubles;
    for (const auto& written : change.rows->rows) {
        QHash<QString, Cell> row;
        for (const schema::Column& column : table.columns)
            row.insert(column.name, defaultCell(column));
        for (size_t i = 0; i < written.size(); ++i) {
            const QString name = change.rows->columns.isEmpty()
                ? (i < table.columns.size() ? table.columns[i].name : QString())
                : change.rows->columns.value(qsizetype(i));
            row.insert(name, cellOf(written[i], table.column(name)));
        }
        now.rows.push_back(std::move(row));
    }
    m_tables.insert(keyOf(change.table), std::make_shared<const TableRows>(std::move(now)));
}

void KnownRows::update(const schema::TouchRows& change)
{
    const TableRows* before = rowsOf(change.table);
    if (!before)
        return;
    if (!change.rows || change.rows->rows.size() != 1)
        return forget(change.table);
    TableRows now = *before;
    for (auto& row : now.rows)
        for (size_t i = 0; i < change.rows->rows.front().size(); ++i) {
            const QString column = change.rows->columns.value(qsizetype(i));
            const Cell cell = cellOf(change.rows->rows.front()[i], nullptr);
            const bool mayBeNull = cell.isNull || (!change.rows->isOfAll && row.value(column).isNull);
            row.insert(column, change.rows->isOfAll ? cell : someValue(mayBeNull));
        }
    m_tables.insert(keyOf(change.table), std::make_shared<const TableRows>(std::move(now)));
}

/// Rows of other tables that go, or change, with those that they point to.
void KnownRows::forgetDependents(const schema::TouchRows& change, const schema::Schema& after)
{
    const bool isInsert = change.verb == QLatin1String("insert");
    const bool isUpdate = change.verb == QLatin1String("update");
    if (m_tables.isEmpty() || isInsert)
        return;
    const schema::ObjectName key = schema::keyOf(change.table, *m_rules);
    for (const auto& other : after.tables)
        for (const schema::Constraint& one : other->constraints)
            if (one.kind == schema::Constraint::Kind::ForeignKey && schema::keyOf(one.target, *m_rules) == key
                && !(isUpdate ? one.onUpdate : one.onDelete).isEmpty())
                forget(other->name);
}

void KnownRows::addColumn(const schema::ColumnAddition& change)
{
    const TableRows* before = rowsOf(change.table);
    if (!before)
        return;
    TableRows now = *before;
    for (auto& row : now.rows)
        if (!row.contains(change.column.name) || !change.ifNotExists)
            row.insert(change.column.name, defaultCell(change.column));
    m_tables.insert(keyOf(change.table), std::make_shared<const TableRows>(std::move(now)));
}

void KnownRows::apply(const schema::Change& change, const schema::Schema& after, bool wasEmpty)
{
    if (const auto* touched = std::get_if<schema::TouchRows>(&change)) {
        const schema::Table* table = after.table(schema::keyOf(touched->table, *m_rules));
        if (touched->verb == QLatin1String("read"))
            return;
        if (table && !wasEmpty)
            forgetDependents(*touched, after);
        if (touched->verb == QLatin1String("insert") && table)
            insert(*touched, *table, wasEmpty);
        else if (touched->verb == QLatin1String("update"))
            update(*touched);
        else if (const TableRows* rows = rowsOf(touched->table); rows && touched->verb == QLatin1String("delete")) {
            TableRows fewer = *rows;
            fewer.areAllThere = false;
            m_tables.insert(keyOf(touched->table), std::make_shared<const TableRows>(std::move(fewer)));
        } else
            forget(touched->table);
    } else if (const auto* added = std::get_if<schema::ColumnAddition>(&change)) {
        addColumn(*added);
    } else if (const auto* changed = std::get_if<schema::ColumnChange>(&change)) {
        if (!changed->newName.isEmpty() || changed->type)
            forget(changed->table); // other values, or under other names
    } else if (const auto* column = std::get_if<schema::DropColumn>(&change)) {
        if (const TableRows* rows = rowsOf(column->table)) {
            TableRows less = *rows;
            for (auto& row : less.rows)
                row.remove(column->column);
            m_tables.insert(keyOf(column->table), std::make_shared<const TableRows>(std::move(less)));
        }
    } else if (const auto* dropped = std::get_if<schema::DropTable>(&change)) {
        forget(dropped->table);
    } else if (const auto* created = std::get_if<schema::CreateTable>(&change)) {
        if (!created->ifNotExists)
            forget(created->table.name);
    } else if (const auto* renamed = std::get_if<schema::RenameTable>(&change)) {
        const auto rows = m_tables.take(keyOf(renamed->table));
        schema::ObjectName name = renamed->newName;
        if (name.schema.isEmpty())
            name.schema = renamed->table.schema;
        m_tables.remove(keyOf(name));
        if (rows)
            m_tables.insert(keyOf(name), rows);
    } else if (std::holds_alternative<schema::UnknownStatement>(change)) {
        forgetAll();
    }
}

} // namespace espalier::operations
