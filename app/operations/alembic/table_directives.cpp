#include "operations/alembic/directives.h"

#include "operations/database/connection.h"
#include "operations/sqlalchemy/table.h"

namespace espalier::operations {

namespace {

/// What Python says of columns, and the database does not: INSERT has them, as their types print them.
void keepDefaults(const Value& table, const Arguments& arguments)
{
    const auto host = table.as<TableHost>();
    for (const Value& item : arguments.positional)
        if (const auto given = item.as<ColumnHost>())
            if (const auto column = host->columnOfKey(given->key.isEmpty() ? given->column.name : given->key)) {
                column->clientDefault = given->clientDefault;
                column->onUpdate = given->onUpdate;
                if (given->isTypeGiven)
                    column->type = given->type;
            }
}

} // namespace

Value createTable(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget&)
{
    schema::CreateTable change;
    schema::Table table = reader.take(
        operations::tableOf(reader.interpreter(), recorder, reader.arguments(), { QStringLiteral("if_not_exists") }));
    change.ifNotExists = reader.isSet("if_not_exists");
    const Value made = makeTable(reader.interpreter(), recorder, table);
    keepDefaults(made, reader.arguments());
    change.table = schema::declared(std::move(table), recorder.convention());
    if (!reader.doubt())
        recorder.change(reader.interpreter(), change,
            recorder.ddl().createTable(change.table, change.ifNotExists, recorder.memo()));
    return made;
}

Value dropTable(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget&)
{
    schema::DropTable change;
    change.table = reader.table();
    change.ifExists = reader.isSet("if_exists");
    schema::Table bare;
    bare.name = change.table;
    if (!reader.doubt())
        recorder.change(reader.interpreter(), change, recorder.ddl().dropTable(bare, change.ifExists, recorder.memo()));
    return {};
}

Value renameTable(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget&)
{
    schema::RenameTable change;
    change.table = reader.table("old_table_name");
    change.newName = reader.table("new_table_name");
    if (!reader.doubt())
        recorder.change(
            reader.interpreter(), change, recorder.ddl().renameTable(change.table, change.newName.identifier()));
    return {};
}

Value createTableComment(DirectiveArguments& reader, Recorder&, DirectiveTarget& target)
{
    schema::SetTableComment change;
    change.table = tableOf(reader, target);
    change.comment = reader.text("comment");
    if (!reader.doubt())
        target.take(reader.interpreter(), change, dialects::BatchTableComment{ change.comment });
    return {};
}

Value dropTableComment(DirectiveArguments& reader, Recorder&, DirectiveTarget& target)
{
    const schema::SetTableComment change{ tableOf(reader, target), {} };
    if (!reader.doubt())
        target.take(reader.interpreter(), change, dialects::BatchTableComment{ {} });
    return {};
}

Value executeDirective(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget&)
{
    executeStatement(reader.interpreter(), recorder, reader.required("sqltext"), {});
    return {};
}

Value bulkInsert(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget&)
{
    Interpreter& interpreter = reader.interpreter();
    const Value rows = reader.required("rows");
    if (rows.as<symbolic::Tuple>() || rows.as<symbolic::Dict>())
        interpreter.raise(QStringLiteral("TypeError"), QStringLiteral("List expected"));
    const schema::Insert insert = reader.take(asRows(interpreter, recorder, reader.required("table"), rows));
    if (reader.doubt()) {
        recorder.opaque(interpreter, reader.doubt(), Opaque::Reach::Rows, { QStringLiteral("insert"), insert.table });
        return {};
    }
    if (insert.rows.empty())
        return {};
    const std::optional<schema::Statement> printed = asPrinted(insert);
    const dialects::Statements sql = recorder.ddl().bulkInsert(printed ? std::get<schema::Insert>(*printed) : insert);
    recorder.statement(
        interpreter, insert, sql, true, printed ? boundTo(interpreter, recorder.ddl().bulkInsert(insert)) : nullptr);
    return {};
}

} // namespace espalier::operations
