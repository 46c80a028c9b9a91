#include "dialects/sql/compiler.h"
#include "dialects/sql/python_text.h"

#include <algorithm>

// CREATE TABLE and its columns; comments, sequences, identities.

namespace espalier::dialects::sql {

using schema::Column;
using schema::Constraint;
using schema::Table;

namespace {

bool holds(const Constraint& constraint, const QString& column) { return constraint.columns.contains(column); }

bool isForeignKeyColumn(const Table& table, const Column& column)
{
    return !column.foreignKeys.empty()
        || std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
               return constraint.kind == Constraint::Kind::ForeignKey && holds(constraint, column.name);
           });
}

/// Whether the database may make this column's values, where the script did not say so itself.
bool isAutoCandidate(const Table& table, const Column& column)
{
    const Affinity affinity = typeFacts(column.type).affinity;
    return (affinity == Affinity::Integer || affinity == Affinity::Numeric) && !column.hasClientDefault
        && !column.serverDefault && !column.computed
        && (column.autoIncrement == Column::AutoIncrement::IgnoreForeignKey || !isForeignKeyColumn(table, column));
}

} // namespace

const Column* Compiler::autoIncrementColumn(const Table& table)
{
    const Constraint* key = table.primaryKey();
    if (!key)
        return nullptr;
    if (key->columns.size() != 1) {
        for (const QString& name : key->columns) {
            const Column* column = table.column(name);
            if (column && column->autoIncrement == Column::AutoIncrement::Yes)
                return checkedAutomatic(*column, table);
        }
        return nullptr;
    }
    const Column* column = table.column(key->columns.front());
    if (!column || column->autoIncrement == Column::AutoIncrement::No)
        return nullptr;
    if (column->autoIncrement != Column::AutoIncrement::Yes)
        return isAutoCandidate(table, *column) ? column : nullptr;
    return checkedAutomatic(*column, table);
}

const Column* Compiler::checkedAutomatic(const Column& column, const Table& table)
{
    const Affinity affinity = typeFacts(column.type).affinity;
    if (affinity != Affinity::Integer && affinity != Affinity::Numeric)
        refuseOutright(QStringLiteral("Column type %1 on column '%2.%3' is not compatible with autoincrement=True")
                           .arg(pythonTypeName(column.type), table.name.name, column.name));
    return &column;
}

QString Compiler::defaultText(const schema::Expression& value)
{
    if (value.is(schema::Expression::Kind::Literal) && value.value().kind == schema::Literal::Kind::String
        && value.type().isNull())
        return stringLiteral(value.value().text);
    return expression(value);
}

QString Compiler::columnSpecification(const Column& column, const Table&)
{
    QString text = names().quoted(column.identifier()) + QLatin1Char(' ') + type(column.type);
    if (column.serverDefault)
        text += QLatin1String(" DEFAULT ") + defaultText(*column.serverDefault);
    if (column.computed)
        text += QLatin1Char(' ') + computed(*column.computed);
    if (column.identity && m_facts.hasIdentity)
        text += QLatin1Char(' ') + identity(*column.identity);
    if (!column.isNullable() && !(column.identity && m_facts.hasIdentity))
        text += QLatin1String(" NOT NULL");
    return text;
}

QString Compiler::columnChecks(const Column& column, const Table& table)
{
    QString text;
    for (const Constraint& constraint : column.checks)
        text += QLatin1Char(' ') + check(constraint, table, true);
    return text;
}

QString Compiler::createTable(const Table& table, bool ifNotExists)
{
    QString text = QStringLiteral("\nCREATE ");
    for (const QString& prefix : table.prefixes)
        text += prefix + QLatin1Char(' ');
    text += QLatin1String("TABLE ");
    if (ifNotExists)
        text += QLatin1String("IF NOT EXISTS ");
    text += names().quotedName(table.name);
    const QString parent = tableParent(table);
    QStringList parts;
    for (const Column& column : table.columns) {
        if (column.isSystem)
            continue;
        const bool hadFailed = failed();
        const QString part = columnSpecification(column, table) + columnChecks(column, table);
        if (failed() && !hadFailed)
            prefixRefusal(QStringLiteral("(in table '%1', column '%2'): ").arg(table.name.name, column.name));
        if (!part.isNull())
            parts.append(part);
    }
    parts.append(tableConstraints(table));
    if (parts.isEmpty() && !parent.isEmpty())
        return text + parent + tableSuffix(table);
    text += parent + QLatin1String(" (");
    for (qsizetype i = 0; i < parts.size(); ++i)
        text += (i == 0 ? QLatin1String("\n\t") : QLatin1String(", \n\t")) + parts[i];
    return text + QLatin1String("\n)") + tableSuffix(table) + QLatin1String("\n\n");
}

QStringList Compiler::tableConstraints(const Table& table)
{
    QStringList parts;
    const auto add = [&](const Constraint& constraint) {
        const QString text = this->constraint(constraint, table);
        // SQLAlchemy keeps an empty text and drops a missing one; only empty keys make empty texts
        if (!text.isNull())
            parts.append(text);
    };
    const Constraint* key = table.primaryKey();
    if (key && !key->columns.isEmpty() && !isInherited(*key, table))
        add(*key);
    for (const Constraint& constraint : table.constraints) {
        if (&constraint != key && isCreated(constraint) && !(m_facts.canAlter && constraint.useAlter)
            && !isInherited(constraint, table))
            add(constraint);
    }
    return parts;
}

QString Compiler::dropTable(const schema::ObjectName& table, bool ifExists)
{
    return QLatin1String("\nDROP TABLE ") + (ifExists ? QStringLiteral("IF EXISTS ") : QString())
        + names().quotedName(table);
}

QString Compiler::setTableComment(const schema::ObjectName& table, const QString& comment)
{
    return QStringLiteral("COMMENT ON TABLE ") + names().quotedName(table) + QLatin1String(" IS ")
        + stringLiteral(comment);
}

QString Compiler::dropTableComment(const schema::ObjectName& table)
{
    return QStringLiteral("COMMENT ON TABLE ") + names().quotedName(table) + QLatin1String(" IS NULL");
}

QString Compiler::setColumnComment(
    const schema::ObjectName& table, const schema::Identifier& column, const QString& comment)
{
    return QStringLiteral("COMMENT ON COLUMN ") + names().quotedName(table) + QLatin1Char('.') + names().quoted(column)
        + QLatin1String(" IS ") + stringLiteral(comment);
}

QString Compiler::sequenceOptions(const schema::SequenceOptions& options)
{
    QStringList parts;
    const auto add = [&](const char* text, const std::optional<qint64>& value) {
        if (value)
            parts.append(QLatin1String(text) + QLatin1Char(' ') + QString::number(*value));
    };
    add("INCREMENT BY", options.increment);
    add("START WITH", options.start);
    add("MINVALUE", options.minValue);
    add("MAXVALUE", options.maxValue);
    if (options.noMinValue)
        parts.append(QStringLiteral("NO MINVALUE"));
    if (options.noMaxValue)
        parts.append(QStringLiteral("NO MAXVALUE"));
    add("CACHE", options.cache);
    if (options.cycle)
        parts.append(*options.cycle ? QStringLiteral("CYCLE") : QStringLiteral("NO CYCLE"));
    return parts.join(QLatin1Char(' '));
}

QString Compiler::identity(const schema::Identity& identity)
{
    const QString options = sequenceOptions(identity.sequence);
    return QStringLiteral("GENERATED %1 AS IDENTITY%2")
        .arg(identity.always ? QStringLiteral("ALWAYS") : QStringLiteral("BY DEFAULT"),
            options.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(options));
}

QString Compiler::computed(const schema::Computed& computed)
{
    QString text = QLatin1String("GENERATED ALWAYS AS (") + plain(computed.expression) + QLatin1Char(')');
    if (computed.persisted)
        text += *computed.persisted ? QLatin1String(" STORED") : QLatin1String(" VIRTUAL");
    return text;
}

QString Compiler::createSequence(const schema::ObjectName& name, const schema::SequenceOptions& options,
    const schema::SqlType& dataType, bool ifNotExists)
{
    QString text = QLatin1String("CREATE SEQUENCE ") + (ifNotExists ? QStringLiteral("IF NOT EXISTS ") : QString())
        + names().quotedName(name);
    if (m_facts.hasSequenceTypes && !dataType.isNull())
        text += QLatin1String(" AS ") + type(dataType);
    const QString tail = sequenceOptions(options);
    return tail.isEmpty() ? text : text + QLatin1Char(' ') + tail;
}

QString Compiler::dropSequence(const schema::ObjectName& name, bool ifExists)
{
    return QLatin1String("DROP SEQUENCE ") + (ifExists ? QStringLiteral("IF EXISTS ") : QString())
        + names().quotedName(name);
}

} // namespace espalier::dialects::sql
