#include "operations/operation.h"

namespace espalier::operations {

namespace {

/// A step of a batch as what it does to the batch's table.
class StepChange {
public:
    explicit StepChange(const schema::ObjectName& table)
        : m_table(table)
    { }
    schema::Change operator()(const dialects::BatchColumn& step) const
    {
        schema::ColumnAddition addition;
        addition.table = m_table;
        addition.column = step.column;
        return addition;
    }
    schema::Change operator()(const dialects::BatchDropColumn& step) const
    {
        return schema::DropColumn{ m_table, step.column };
    }
    schema::Change operator()(const dialects::ColumnChange& step) const { return step; }
    schema::Change operator()(const schema::Constraint& step) const { return schema::AddConstraint{ m_table, step }; }
    schema::Change operator()(const dialects::BatchDropConstraint& step) const
    {
        return schema::DropConstraint{ { m_table, { step.name, true }, step.kind } };
    }
    schema::Change operator()(const dialects::BatchIndex& step) const
    {
        return schema::CreateIndex{ m_table, step.index };
    }
    schema::Change operator()(const dialects::BatchDropIndex& step) const
    {
        return schema::DropIndex{ m_table, { m_table.schema, step.name } };
    }
    schema::Change operator()(const dialects::BatchRenameTable& step) const
    {
        return schema::RenameTable{ m_table, { m_table.schema, step.newName } };
    }
    schema::Change operator()(const dialects::BatchTableComment& step) const
    {
        return schema::SetTableComment{ m_table, step.comment };
    }

private:
    const schema::ObjectName& m_table;
};

} // namespace

schema::Changes changesOf(const Batch& batch)
{
    schema::Changes changes;
    if (!batch.lost.empty())
        changes.push_back(schema::DropConstraint{ { batch.table, {}, schema::Constraint::Kind::Check } });
    for (const dialects::BatchStep& step : batch.steps) {
        changes.push_back(std::visit(StepChange(batch.table), step));
        const auto* added = std::get_if<dialects::BatchColumn>(&step);
        if (!added || !batch.copy)
            continue;
        for (const schema::Index& index : dialects::temporaryIndexes(batch.table, added->column))
            changes.push_back(schema::CreateIndex{ batch.table, index });
    }
    for (const schema::Constraint& more : batch.copy ? batch.copy->tableArguments : std::vector<schema::Constraint>())
        if (more.kind != schema::Constraint::Kind::PrimaryKey)
            changes.push_back(schema::AddConstraint{ batch.table, more });
    return changes;
}

} // namespace espalier::operations
