#include "dialects/sqlite/sqlite_ddl.h"

#include "dialects/sqlite/sqlite_compiler.h"

namespace espalier::dialects::sqlite {

namespace {

QString noAlter()
{
    return QStringLiteral("No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode "
                          "feature which allows for SQLite migrations using a copy-and-move strategy.");
}

} // namespace

std::unique_ptr<sql::Compiler> SqliteDdl::compiler() const { return std::make_unique<SqliteCompiler>(); }

void SqliteDdl::addConstraintTo(Script& script, const schema::Table&, const schema::Constraint& constraint) const
{
    if (!constraint.isTypeBound) // a type's own CHECK is left out with a warning
        script.sql->refuse(noAlter());
}

Statements SqliteDdl::dropConstraint(const schema::ConstraintReference&, bool) const
{
    Script script = this->script();
    script.sql->refuse(noAlter());
    return script.result();
}

void SqliteDdl::renameColumn(Script& script, const ColumnChange& change) const
{
    const sql::IdentifierRules& names = script.sql->names();
    script.add(alterTable(script, change.table) + QLatin1String(" RENAME COLUMN ") + names.quoted(change.column)
        + QLatin1String(" TO ") + names.quoted(change.newName));
}

QString SqliteDdl::renameTarget(
    const Script& script, const schema::ObjectName&, const schema::Identifier& newName) const
{
    return script.sql->names().quoted(newName);
}

} // namespace espalier::dialects::sqlite
