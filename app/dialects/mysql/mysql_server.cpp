#include "dialects/mysql/mysql_server.h"

#include "dialects/changes_sql.h"
#include "dialects/mysql/server_options.h"
#include "dialects/steps_sql.h"
#include "schema/column_use.h"

#include <algorithm>

namespace espalier::dialects::mysql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Index;
using schema::Schema;
using schema::Table;

namespace {

bool beginsWith(const Index& index, const QString& column) { return schema::leadingColumns(index).value(0) == column; }

/// Whether a column is the first one of a key or index, without which it may not count up.
bool isKeyed(const Table& table, const QString& column)
{
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& key) {
        const bool isKey = key.kind == Constraint::Kind::PrimaryKey || key.kind == Constraint::Kind::Unique;
        return isKey && key.columns.value(0) == column;
    }) || std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return beginsWith(index, column);
    });
}

const Column* automatic(const Table& table)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
        [](const Column& column) { return column.autoIncrement == Column::AutoIncrement::Yes; });
    return found == table.columns.end() ? nullptr : &*found;
}

/// Where a column stands among others.
QString placeOf(const Column& column, const Table& table, const ServerCompiler& sql)
{
    const auto at = static_cast<size_t>(&column - table.columns.data());
    return at == 0 ? QStringLiteral(" FIRST")
                   : QLatin1String(" AFTER ") + sql.names().quoted(table.columns[at - 1].identifier());
}

} // namespace

bool isOwnCheck(const Constraint& constraint)
{
    return constraint.kind == Constraint::Kind::Check && !constraint.isTypeBound
        && constraint.columns == QStringList{ constraint.name.text };
}

QString ServerCompiler::columnSpecification(const Column& column, const Table& table)
{
    QStringList parts{ names().quoted(column.identifier()), type(column.type) };
    parts.append(column.options.value(compressionOption()).toString());
    const bool isRow = column.computed && column.computed->expression.textOf().startsWith(QLatin1String("ROW "));
    if (isRow) // of a period
        parts.append(QLatin1String("GENERATED ALWAYS AS ") + column.computed->expression.textOf());
    else if (column.computed)
        parts.append(computed(*column.computed));
    if (column.options.value(invisibleOption()).toBool())
        parts.append(QStringLiteral("INVISIBLE"));
    if (!column.isNullable() && !isRow)
        parts.append(QStringLiteral("NOT NULL"));
    else if (!column.computed && sql::typeFacts(resolved(column.type)).visit == QLatin1String("TIMESTAMP"))
        parts.append(QStringLiteral("NULL"));
    if (column.serverDefault)
        parts.append(QLatin1String("DEFAULT ") + defaultText(*column.serverDefault));
    if (const QString update = option(column.options, "on_update").toString(); !update.isEmpty())
        parts.append(QLatin1String("ON UPDATE ") + update);
    if (column.autoIncrement == Column::AutoIncrement::Yes && !column.serverDefault && isKeyed(table, column.name))
        parts.append(QStringLiteral("AUTO_INCREMENT"));
    if (!column.comment.isEmpty())
        parts.append(QLatin1String("COMMENT ") + stringLiteral(column.comment));
    if (column.options.contains(versioningOption()))
        parts.append(QStringLiteral("WITHOUT SYSTEM VERSIONING"));
    parts.removeAll(QString());
    QString text = parts.join(QLatin1Char(' '));
    for (const Constraint& constraint : table.constraints)
        if (isOwnCheck(constraint) && constraint.columns.front() == column.name)
            text += QLatin1String(" CHECK (") + plain(*constraint.condition) + QLatin1Char(')');
    return text;
}

QString ServerCompiler::wholeColumn(const Column& column, const Table& table)
{
    return columnSpecification(column, table);
}

QString ServerCompiler::check(const Constraint& constraint, const Table& table, bool atColumn)
{
    return isOwnCheck(constraint) && !atColumn ? QString() : MysqlCompiler::check(constraint, table, atColumn);
}

QString ServerCompiler::elementTexts(const Index& index)
{
    if (const QString whole = index.options.value(elementsOption()).toString(); !whole.isEmpty())
        return whole;
    const QVariantMap lengths = option(index.options, "length").toMap();
    QStringList elements;
    for (const Expression& element : index.elements) {
        const bool isDescending = element.is(Expression::Kind::Unary) && element.op() == schema::Operator::Desc;
        const Expression& inner = isDescending ? element.operands().front() : element;
        QString text = plain(inner);
        if (const int length = lengths.value(inner.textOf()).toInt(); length > 0)
            text += QStringLiteral("(%1)").arg(length);
        elements.append(isDescending ? text + QLatin1String(" DESC") : text);
    }
    return elements.join(QStringLiteral(", "));
}

QString ServerCompiler::indexOptions(const QVariantMap& options)
{
    QString text;
    if (const QString method = option(options, "using").toString(); !method.isEmpty())
        text += QLatin1String(" USING ") + method.toUpper();
    if (const QString parser = option(options, "with_parser").toString(); !parser.isEmpty())
        text += QLatin1String(" WITH PARSER ") + parser;
    if (const QString comment = options.value(commentOption()).toString(); !comment.isEmpty())
        text += QLatin1String(" COMMENT ") + stringLiteral(comment);
    return options.value(ignoredOption()).toBool() ? text + QLatin1String(" IGNORED") : text;
}

QString ServerCompiler::indexPart(const Index& index)
{
    const QString prefix = option(index.options, "prefix").toString();
    return (index.isUnique            ? QStringLiteral("UNIQUE ")
                   : prefix.isEmpty() ? QString()
                                      : prefix + QLatin1Char(' '))
        + QLatin1String("KEY ") + indexName(index.name) + QLatin1String(" (") + elementTexts(index) + QLatin1Char(')')
        + indexOptions(index.options);
}

QString ServerCompiler::createIndex(const Index& index, const Table& table, bool ifNotExists)
{
    const QString prefix = option(index.options, "prefix").toString();
    return QLatin1String("CREATE ")
        + (index.isUnique          ? QStringLiteral("UNIQUE ")
                : prefix.isEmpty() ? QString()
                                   : prefix + QLatin1Char(' '))
        + QLatin1String("INDEX ") + (ifNotExists ? QStringLiteral("IF NOT EXISTS ") : QString()) + indexName(index.name)
        + QLatin1String(" ON ") + names().quotedName(table.name) + QLatin1String(" (") + elementTexts(index)
        + QLatin1Char(')') + indexOptions(index.options);
}

QString ServerCompiler::primaryKey(const Constraint& constraint, const Table& table)
{
    const QString elements = constraint.options.value(elementsOption()).toString();
    Constraint unnamed = constraint; // the name that all have is taken for an index's
    unnamed.name = {};
    return (elements.isEmpty() ? MysqlCompiler::primaryKey(unnamed, table)
                               : QLatin1String("PRIMARY KEY (") + elements + QLatin1Char(')'))
        + indexOptions(constraint.options);
}

QString ServerCompiler::unique(const Constraint& constraint, const Table& table)
{
    const QString text = MysqlCompiler::unique(constraint, table);
    return text.isEmpty() ? text : text + indexOptions(constraint.options);
}

QString ServerCompiler::options(const Table& table)
{
    Table bare = table;
    bare.options.remove(QStringLiteral("mysql_partition_by"));
    QString text = MysqlCompiler::tableSuffix(bare);
    if (const QString storage = table.options.value(storageOption()).toString(); !storage.isEmpty())
        text += QLatin1Char(' ') + storage;
    if (table.options.value(versioningOption()).toBool())
        text += QLatin1String(" WITH SYSTEM VERSIONING");
    return text;
}

QString ServerCompiler::tableSuffix(const Table& table)
{
    const QString partitions = option(table.options, "partition_by").toString();
    return options(table) + (partitions.isEmpty() ? QString() : QLatin1String(" PARTITION BY ") + partitions);
}

QString ServerCompiler::createWhole(const Table& table)
{
    QString text = createTable(table);
    const QString end = QLatin1String("\n)") + tableSuffix(table) + QLatin1String("\n\n");
    if (failed() || !text.endsWith(end))
        return text;
    text.chop(end.size());
    for (const Index& index : table.indexes)
        text += QLatin1String(", \n\t") + indexPart(index);
    for (const QString& period : table.options.value(periodsOption()).toStringList())
        text += QLatin1String(", \n\t") + period;
    return text + end;
}

Statements ServerDdl::createTable(const Table& table, bool ifNotExists, DdlMemo& memo) const
{
    if (ifNotExists)
        return MysqlDdl::createTable(table, ifNotExists, memo);
    ServerCompiler sql;
    const QString text = sql.createWhole(table);
    if (const auto result = sql.result(text); !result)
        return core::fail(result.error());
    return QStringList{ QString(text).replace(QLatin1Char('\t'), QLatin1String("    ")).trimmed() };
}

std::optional<Statements> ServerDdl::changeWithin(
    const schema::Change& change, const Schema& before, const Schema& after) const
{
    schema::ObjectName name = changedTable(change);
    if (const auto* creation = std::get_if<schema::CreateIndex>(&change))
        name = creation->table;
    else if (const auto* drop = std::get_if<schema::DropIndex>(&change))
        name = drop->table;
    const Table* from = before.table(name);
    const Table* to = after.table(name);
    if (name.name.isEmpty() || !from || !to)
        return std::nullopt;
    std::optional<Statements> own = changed(change, *from, *to);
    if (!from->options.value(versioningOption()).toBool())
        return own;
    Statements statements = own ? *own : changeToSql(*this, change);
    if (statements)
        statements->prepend(QStringLiteral("SET @@system_versioning_alter_history = KEEP"));
    return statements;
}

std::optional<Statements> ServerDdl::changed(const schema::Change& change, const Table& from, const Table& to) const
{
    ServerCompiler sql;
    QStringList parts;
    const auto modify
        = [&](const Column& column) { parts.append(QLatin1String("MODIFY COLUMN ") + sql.wholeColumn(column, to)); };
    if (const auto* alteration = std::get_if<schema::ColumnChange>(&change)) {
        const Column* old = from.column(alteration->column);
        const Column* now = to.column(alteration->column);
        if (!old || !now || !alteration->newName.isEmpty())
            return std::nullopt;
        const auto isVirtual
            = [](const Column& one) { return one.computed && !one.computed->persisted.value_or(false); };
        const bool isMadeAnew = (isVirtual(*old) || isVirtual(*now) || (old->computed && now->computed))
            && !(old->computed == now->computed);
        if (isMadeAnew)
            parts = { QLatin1String("DROP COLUMN ") + sql.names().quoted(old->identifier()),
                QLatin1String("ADD COLUMN ") + sql.wholeColumn(*now, to) + placeOf(*now, to, sql) };
        else
            modify(*now);
    } else if (const auto* addition = std::get_if<schema::ColumnAddition>(&change)) {
        const Column* now = to.column(addition->column.name);
        if (!now || addition->ifNotExists)
            return std::nullopt;
        parts.append(QLatin1String("ADD COLUMN ") + sql.wholeColumn(*now, to));
    } else {
        const auto* added = std::get_if<schema::AddConstraint>(&change);
        const auto* removed = std::get_if<schema::DropConstraint>(&change);
        const Constraint* own = added ? &added->constraint
            : removed                 ? from.constraint(removed->reference.name.text)
                                      : nullptr;
        if (own && isOwnCheck(*own))
            if (const Column* column = to.column(own->columns.front()))
                modify(*column);
        const Column* counter = parts.isEmpty() ? automatic(to) : nullptr;
        if (!counter || isKeyed(from, counter->name) == isKeyed(to, counter->name))
            counter = nullptr;
        if (counter) { // which is a counter from now on, or no longer
            const Statements statement = changeToSql(*this, change);
            const QString start = QLatin1String("ALTER TABLE ") + sql.names().quotedName(to.name) + QLatin1Char(' ');
            if (!statement || statement->size() != 1)
                return std::nullopt;
            const QString modified = QLatin1String("MODIFY COLUMN ") + sql.wholeColumn(*counter, to);
            const bool isLost = !isKeyed(to, counter->name);
            return isLost ? Statements(QStringList{ start + modified, statement->front() })
                          : Statements(QStringList{ statement->front(), start + modified });
        }
        if (parts.isEmpty())
            return std::nullopt;
    }
    const QString text = QLatin1String("ALTER TABLE ") + sql.names().quotedName(to.name) + QLatin1Char(' ')
        + parts.join(QStringLiteral(", "));
    if (const auto result = sql.result(text); !result)
        return Statements(core::fail(result.error()));
    return Statements(QStringList{ text });
}

} // namespace espalier::dialects::mysql
