#include "dialects/sql/default_ddl.h"

#include <algorithm>

// Tables, constraints, indexes, data, versions.

namespace espalier::dialects {

QString runningLine(const QString& direction, const QStringList& from, const QStringList& to)
{
    const auto list = [](const QStringList& versions) { return versions.join(QStringLiteral(", ")); };
    return QLatin1String("-- Running ") + direction + QLatin1Char(' ') + list(from) + QLatin1String(" -> ") + list(to);
}

schema::Table definitionOf(const VersionTable& table)
{
    schema::Table definition;
    definition.name = table.name;
    schema::Column column;
    column.name = QStringLiteral("version_num");
    column.type = schema::SqlType::string(QStringLiteral("String"), 32);
    column.nullable = false;
    definition.columns.push_back(column);
    if (table.hasPrimaryKey) {
        schema::Constraint key;
        key.kind = schema::Constraint::Kind::PrimaryKey;
        key.name.text = table.name.name + QLatin1String("_pkc");
        key.columns = { column.name };
        definition.constraints.push_back(key);
    }
    return definition;
}

} // namespace espalier::dialects

namespace espalier::dialects::sql {

using schema::Constraint;
using schema::Expression;
using schema::ObjectName;
using schema::Table;

void DefaultDdl::Script::add(const QString& statement)
{
    if (!sql->failed())
        statements.append(QString(statement).replace(QLatin1Char('\t'), QLatin1String("    ")).trimmed());
}

Statements DefaultDdl::Script::result() const
{
    if (sql->error())
        return core::fail(*sql->error());
    return statements;
}

QString DefaultDdl::alterTable(const Script& script, const ObjectName& table)
{
    const IdentifierRules& names = script.sql->names();
    return QLatin1String("ALTER TABLE ")
        + (table.schema.isEmpty() ? QString() : names.quotedDotted(table.schemaIdentifier()) + QLatin1Char('.'))
        + names.quoted(table.identifier());
}

QString DefaultDdl::unsupported(const Script& script, const char* element)
{
    const QString compiler = QString(QLatin1String(script.sql->facts().compilerName))
                                 .replace(QLatin1String("TypeCompiler"), QLatin1String("DDLCompiler"));
    return script.sql->refuse(
        QStringLiteral("Compiler <%1> can't render element of type <class '%2").arg(compiler, QLatin1String(element)));
}

void DefaultDdl::createTableIn(Script& script, const Table& table, bool ifNotExists, DdlMemo& memo) const
{
    createTypes(script, table, memo);
    script.add(script.sql->createTable(table, ifNotExists));
    for (const schema::Index& index : table.indexes)
        script.add(script.sql->createIndex(index, table, false));
    if (!script.sql->facts().hasComments || script.sql->facts().hasInlineComments)
        return;
    if (!table.comment.isEmpty())
        script.add(script.sql->setTableComment(table.name, table.comment));
    for (const schema::Column& column : table.columns)
        if (!column.comment.isEmpty())
            script.add(script.sql->setColumnComment(table.name, column.identifier(), column.comment));
}

Statements DefaultDdl::createTable(const Table& table, bool ifNotExists, DdlMemo& memo) const
{
    Script script = this->script();
    createTableIn(script, table, ifNotExists, memo);
    return script.result();
}

Statements DefaultDdl::dropTable(const Table& table, bool ifExists, DdlMemo& memo) const
{
    Script script = this->script();
    script.add(script.sql->dropTable(table.name, ifExists));
    dropTypes(script, table, memo);
    return script.result();
}

QString DefaultDdl::renameTarget(const Script& script, const ObjectName& table, const schema::Identifier& newName) const
{
    const IdentifierRules& names = script.sql->names();
    return (table.schema.isEmpty() ? QString() : names.quotedDotted(table.schemaIdentifier()) + QLatin1Char('.'))
        + names.quoted(newName);
}

Statements DefaultDdl::renameTable(const ObjectName& table, const schema::Identifier& newName) const
{
    Script script = this->script();
    script.add(alterTable(script, table) + QLatin1String(" RENAME TO ") + renameTarget(script, table, newName));
    return script.result();
}

Statements DefaultDdl::createTableComment(const ObjectName& table, const QString& comment) const
{
    Script script = this->script();
    script.add(script.sql->setTableComment(table, comment));
    return script.result();
}

Statements DefaultDdl::dropTableComment(const ObjectName& table) const
{
    Script script = this->script();
    script.add(script.sql->dropTableComment(table));
    return script.result();
}

void DefaultDdl::addConstraintTo(Script& script, const Table& table, const Constraint& constraint) const
{
    if (script.sql->isCreated(constraint))
        script.add(script.sql->addConstraint(constraint, table));
}

Statements DefaultDdl::addConstraint(const ObjectName& table, const Constraint& constraint) const
{
    Script script = this->script();
    Table bare;
    bare.name = table;
    addConstraintTo(script, bare, constraint);
    return script.result();
}

Statements DefaultDdl::dropConstraint(const schema::ConstraintReference& reference, bool ifExists) const
{
    Script script = this->script();
    script.add(script.sql->dropConstraint(reference, ifExists));
    return script.result();
}

Statements DefaultDdl::createIndex(const ObjectName& table, const schema::Index& index, bool ifNotExists) const
{
    Script script = this->script();
    Table bare;
    bare.name = table;
    script.add(script.sql->createIndex(index, bare, ifNotExists));
    return script.result();
}

Statements DefaultDdl::dropIndex(const ObjectName& table, const schema::Index& index, bool ifExists) const
{
    Script script = this->script();
    // what Alembic calls the table that it was not told
    ObjectName known = table;
    if (known.name.isEmpty())
        known.name = QStringLiteral("no_table");
    script.add(script.sql->dropIndex(index, known, ifExists));
    return script.result();
}

Statements DefaultDdl::bulkInsert(const schema::Insert& rows) const
{
    Script script = this->script();
    for (const std::vector<schema::Assignment>& row : rows.rows) {
        schema::Insert one;
        one.table = rows.table;
        one.rows.push_back(row);
        script.add(script.sql->insert(one));
    }
    return script.result();
}

Statements DefaultDdl::execute(const schema::Statement& statement) const
{
    Script script = this->script();
    script.add(script.sql->statement(statement));
    return script.result();
}

Statements DefaultDdl::createSequence(const ObjectName& name, const schema::SequenceOptions& options,
    const schema::SqlType& dataType, bool ifNotExists) const
{
    Script script = this->script();
    script.add(script.sql->createSequence(name, options, dataType, ifNotExists));
    return script.result();
}

Statements DefaultDdl::dropSequence(const ObjectName& name, bool ifExists) const
{
    Script script = this->script();
    script.add(script.sql->dropSequence(name, ifExists));
    return script.result();
}

Statements DefaultDdl::createSchema(const QString& name, bool ifNotExists) const
{
    return QStringList{ QLatin1String("CREATE SCHEMA ") + (ifNotExists ? QStringLiteral("IF NOT EXISTS ") : QString())
        + quoted(name) };
}

Statements DefaultDdl::dropSchema(const QString& name, bool ifExists, bool cascade) const
{
    return QStringList{ QLatin1String("DROP SCHEMA ") + (ifExists ? QStringLiteral("IF EXISTS ") : QString())
        + quoted(name) + (cascade ? QStringLiteral(" CASCADE") : QString()) };
}

core::Result<QString> DefaultDdl::type(const schema::SqlType& type) const
{
    const std::unique_ptr<Compiler> sql = compiler();
    return sql->result(sql->type(type));
}

core::Result<QString> DefaultDdl::expression(const Expression& expression) const
{
    const std::unique_ptr<Compiler> sql = compiler();
    return sql->result(sql->expression(expression));
}

QString DefaultDdl::quoted(const QString& identifier) const { return compiler()->names().quoted(identifier); }

Statements DefaultDdl::createVersionTable(const VersionTable& table) const
{
    DdlMemo memo;
    return createTable(dialects::definitionOf(table), false, memo);
}

Statements DefaultDdl::dropVersionTable(const VersionTable& table) const
{
    Table definition;
    definition.name = table.name;
    DdlMemo memo;
    return dropTable(definition, false, memo);
}

namespace {

Expression versionColumn(const VersionTable& table)
{
    return Expression::column(
        QStringLiteral("version_num"), schema::SqlType::string(QStringLiteral("String"), 32), table.name);
}

Expression versionText(const QString& version)
{
    return Expression::literalColumn(QLatin1Char('\'') + version + QLatin1Char('\''));
}

} // namespace

Statements DefaultDdl::insertVersion(const VersionTable& table, const QString& version) const
{
    schema::Insert insert;
    insert.table = table.name;
    insert.rows.push_back({ { QStringLiteral("version_num"), versionText(version), {} } });
    if (table.hasPrimaryKey)
        insert.key.push_back(versionColumn(table));
    return execute(insert);
}

Statements DefaultDdl::updateVersion(const VersionTable& table, const QString& from, const QString& to) const
{
    schema::Update update;
    update.table = table.name;
    update.values.push_back({ QStringLiteral("version_num"), versionText(to), {} });
    update.where = Expression::binary(schema::Operator::Eq, versionColumn(table), versionText(from));
    return execute(update);
}

Statements DefaultDdl::deleteVersion(const VersionTable& table, const QString& version) const
{
    schema::Delete removal;
    removal.table = table.name;
    removal.where = Expression::binary(schema::Operator::Eq, versionColumn(table), versionText(version));
    return execute(removal);
}

} // namespace espalier::dialects::sql
