#include "dialects/sql/batch_copy.h"
#include "dialects/sql/default_ddl.h"

// batch_alter_table() where the table is copied.

namespace espalier::dialects {

namespace {

bool isPlainAddition(const BatchColumn& step)
{
    const schema::Column& column = step.column;
    const bool hasSqlDefault = column.serverDefault && !column.serverDefault->is(schema::Expression::Kind::Literal);
    const bool isStored = column.computed && column.computed->persisted.value_or(false);
    // unique and indexed is a unique index, no constraint
    const bool bringsConstraints = (column.isUnique && !column.isIndexed) || !column.foreignKeys.empty();
    return !hasSqlDefault && !isStored && !bringsConstraints;
}

} // namespace

schema::ObjectName temporaryTable(const schema::ObjectName& table)
{
    return { table.schema, (QLatin1String("_alembic_tmp_") + table.name).left(50) };
}

std::vector<schema::Index> temporaryIndexes(const schema::ObjectName& table, const schema::Column& added)
{
    if (!added.isIndexed)
        return {};
    schema::Table alone;
    alone.name = temporaryTable(table);
    alone.columns.push_back(added);
    return schema::declared(std::move(alone), {}).indexes;
}

bool needsRecreation(const std::vector<BatchStep>& steps)
{
    for (const BatchStep& step : steps) {
        if (const auto* addition = std::get_if<BatchColumn>(&step)) {
            if (!isPlainAddition(*addition))
                return true;
        } else if (!std::holds_alternative<BatchIndex>(step) && !std::holds_alternative<BatchDropIndex>(step)) {
            return true;
        }
    }
    return false;
}

} // namespace espalier::dialects

namespace espalier::dialects::sql {

Statements DefaultDdl::recreate(const BatchTable& batch, DdlMemo& memo) const
{
    Script script = this->script();
    const BatchCopy copy(batch, *script.sql);
    if (script.sql->failed())
        return script.result();
    const schema::Insert transfer = copy.transfer();
    if (transfer.columns.isEmpty()) // no column goes on: Alembic fails over its own INSERT
        script.sql->refuse(QStringLiteral("'insert_from_select'"));
    beforeRecreation(script, batch.table, copy.carriedNames());
    createTableIn(script, copy.newTable(), false, memo);
    script.add(script.sql->insert(transfer));
    script.add(script.sql->dropTable(batch.table.name));
    dropTypes(script, batch.table, memo);
    script.add(alterTable(script, copy.newTable().name) + QLatin1String(" RENAME TO ")
        + renameTarget(script, copy.newTable().name, batch.table.name.name));
    schema::Table bare;
    bare.name = batch.table.name;
    for (const schema::Index& index : copy.indexes())
        script.add(script.sql->createIndex(index, bare, false));
    return script.result();
}

} // namespace espalier::dialects::sql
