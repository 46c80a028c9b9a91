#include "dialects/sql/default_ddl.h"

#include <algorithm>

// add_column, drop_column, alter_column.

namespace espalier::dialects::sql {

using schema::Constraint;
using schema::ObjectName;
using schema::SqlType;
using schema::Table;

namespace {

/// "REFERENCES t (c)" in place of a constraint of its own: one foreign key of one column.
const Constraint* inlineReference(const ColumnAddition& addition, const Table& table)
{
    if (!addition.inlineReferences || addition.column.foreignKeys.size() != 1)
        return nullptr;
    const auto found = std::find_if(table.constraints.begin(), table.constraints.end(),
        [](const Constraint& constraint) { return constraint.kind == Constraint::Kind::ForeignKey; });
    return found == table.constraints.end() ? nullptr : &*found;
}

} // namespace

QString DefaultDdl::additionText(Script& script, const ColumnAddition& addition, const Table& table) const
{
    Compiler& sql = *script.sql;
    const schema::Column& column = table.columns.front();
    QString text = alterTable(script, addition.table) + QLatin1String(" ADD COLUMN ")
        + (addition.ifNotExists ? QStringLiteral("IF NOT EXISTS ") : QString())
        + sql.columnSpecification(column, table);
    if (addition.inlinePrimaryKey && column.isPrimaryKey)
        text += QLatin1String(" PRIMARY KEY");
    if (const Constraint* reference = inlineReference(addition, table))
        text += QLatin1String(" REFERENCES ") + sql.names().quotedName(reference->target) + QLatin1String(" (")
            + sql.names().list(reference->targetColumns) + QLatin1Char(')') + sql.match(*reference)
            + sql.cascades(*reference) + sql.deferrability(*reference);
    return text + sql.columnChecks(column, table);
}

Statements DefaultDdl::addColumn(const ColumnAddition& addition) const
{
    Script script = this->script();
    Table table;
    table.name = addition.table;
    table.columns.push_back(addition.column);
    table = schema::declared(std::move(table), addition.convention);
    script.add(additionText(script, addition, table));
    const Constraint* inlined = inlineReference(addition, table);
    for (const Constraint& constraint : table.constraints)
        if (constraint.kind != Constraint::Kind::PrimaryKey && &constraint != inlined)
            addConstraintTo(script, table, constraint);
    for (const schema::Index& index : table.indexes)
        script.add(script.sql->createIndex(index, table, false));
    const DialectFacts& facts = script.sql->facts();
    if (!addition.column.comment.isEmpty() && facts.hasComments && !facts.hasInlineComments)
        script.add(script.sql->setColumnComment(addition.table, addition.column.identifier(), addition.column.comment));
    return script.result();
}

Statements DefaultDdl::dropColumn(const ObjectName& table, const schema::Identifier& column, bool ifExists) const
{
    Script script = this->script();
    script.add(alterTable(script, table) + QLatin1String(" DROP COLUMN ")
        + (ifExists ? QStringLiteral("IF EXISTS ") : QString()) + script.sql->names().quoted(column));
    return script.result();
}

namespace {

/// All that is known of the table whose column gets that type.
Table tableOf(const ColumnChange& change, const SqlType& type)
{
    Table table;
    table.name = change.table;
    schema::Column column;
    column.name = change.column;
    column.quoting = change.column.quoting;
    column.type = type;
    table.columns.push_back(column);
    return schema::declared(std::move(table), change.convention);
}

} // namespace

std::optional<Constraint> DefaultDdl::typeCheckOf(Script& script, const ColumnChange& change, const SqlType& type)
{
    for (const Constraint& constraint : tableOf(change, type).constraints)
        if (constraint.isTypeBound && script.sql->isCreated(constraint))
            return constraint;
    return {};
}

void DefaultDdl::dropTypeCheck(Script& script, const schema::ConstraintReference& reference) const
{
    script.add(script.sql->dropConstraint(reference, false));
}

Statements DefaultDdl::alterColumn(const ColumnChange& change) const
{
    Script script = this->script();
    if (change.existingType && change.type) {
        if (const std::optional<Constraint> check = typeCheckOf(script, change, *change.existingType))
            dropTypeCheck(script, { change.table, check->name, Constraint::Kind::Check });
    }
    changeColumn(script, change);
    if (change.type) {
        if (const std::optional<Constraint> check = typeCheckOf(script, change, *change.type))
            addConstraintTo(script, tableOf(change, *change.type), *check);
    }
    return script.result();
}

QString DefaultDdl::alterColumnText(const Script& script, const ColumnChange& change)
{
    return alterTable(script, change.table) + QLatin1String(" ALTER COLUMN ")
        + script.sql->names().quoted(change.column);
}

void DefaultDdl::changeColumn(Script& script, const ColumnChange& change) const
{
    if (change.nullable)
        script.add(alterColumnText(script, change)
            + (*change.nullable ? QLatin1String(" DROP NOT NULL") : QLatin1String(" SET NOT NULL")));
    if (!std::holds_alternative<std::monostate>(change.serverDefault))
        changeDefault(script, change);
    if (change.type)
        script.add(alterColumnText(script, change) + QLatin1String(" TYPE ") + script.sql->type(*change.type));
    if (change.changesComment)
        changeComment(script, change);
    if (!change.newName.isEmpty())
        renameColumn(script, change);
}

void DefaultDdl::changeDefault(Script& script, const ColumnChange& change) const
{
    if (isOrWas<schema::Computed>(change)) {
        script.sql->refuse(
            QStringLiteral("Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or "
                           "from an existing column is not supported."));
        return;
    }
    if (isOrWas<schema::Identity>(change))
        return changeIdentity(script, change);
    if (const auto* value = std::get_if<schema::Expression>(&change.serverDefault))
        script.add(alterColumnText(script, change) + QLatin1String(" SET DEFAULT ") + script.sql->defaultText(*value));
    else
        script.add(alterColumnText(script, change) + QLatin1String(" DROP DEFAULT"));
}

void DefaultDdl::changeIdentity(Script& script, const ColumnChange&) const
{
    script.sql->refuse(QStringLiteral("Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS "
                                      "IDENTITY, to or from an existing column is not supported in this dialect."));
}

void DefaultDdl::changeComment(Script& script, const ColumnChange&) const
{
    unsupported(script,
        "alembic.ddl.base.ColumnComment'>: <class 'alembic.ddl.base.ColumnComment'> construct has no default "
        "compilation handler.");
}

void DefaultDdl::renameColumn(Script& script, const ColumnChange& change) const
{
    const IdentifierRules& names = script.sql->names();
    script.add(alterTable(script, change.table) + QLatin1String(" RENAME ") + names.quoted(change.column)
        + QLatin1String(" TO ") + names.quoted(change.newName));
}

} // namespace espalier::dialects::sql
