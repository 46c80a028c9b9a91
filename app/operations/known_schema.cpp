#include "operations/known_schema.h"

#include "operations/operation_kind.h"

#include <algorithm>

namespace espalier::operations {

namespace {

using schema::DriftDoubt;
using About = DriftDoubt::About;

/// Collects what one thing that is not known may have done.
class DoubtCollector {
public:
    DoubtCollector(std::vector<DriftDoubt>& all, const core::Message& reason, const core::Location& at)
        : m_all(all)
        , m_reason(reason)
        , m_at(at)
    { }

    void anything() { add(About::Everything, {}); }

    void possible(const std::vector<Operation>& operations)
    {
        for (const Operation& operation : operations) {
            const auto* change = std::get_if<schema::Change>(&operation.what);
            if (const auto* opaque = std::get_if<Opaque>(&operation.what))
                opaquely(*opaque);
            else if (change)
                changed(*change);
            else if (const auto* batch = std::get_if<Batch>(&operation.what))
                add(About::Everything, batch->table);
            for (const schema::Change& one : operation.changes)
                changed(one);
        }
    }

    void opaquely(const Opaque& opaque)
    {
        if (opaque.reach == Opaque::Reach::Table)
            return add(About::Everything, opaque.table);
        if (opaque.reach != Opaque::Reach::Anything)
            return;
        if (opaque.possible.empty())
            anything();
        else
            possible(opaque.possible);
    }

private:
    void changed(const schema::Change& change)
    {
        if (std::holds_alternative<schema::UnknownStatement>(change)
            || std::holds_alternative<schema::DropSchema>(change))
            return anything();
        if (std::holds_alternative<schema::TouchRows>(change)
            || std::holds_alternative<schema::SessionStatement>(change)
            || std::holds_alternative<schema::AlterOther>(change))
            return;
        const OperationFacts facts = factsOf(change);
        add(facts.table.isEmpty() ? About::Others : About::Everything, { facts.schema, facts.table });
        if (const auto* rename = std::get_if<schema::RenameTable>(&change))
            add(About::Everything, rename->newName);
        if (const auto* index = std::get_if<schema::DropIndex>(&change); index && index->table.name.isEmpty())
            anything();
    }

    void add(About about, const schema::ObjectName& table)
    {
        const DriftDoubt doubt{ about, table.name.isEmpty() ? schema::ObjectName() : table, {}, m_reason, m_at };
        if (std::find(m_all.begin(), m_all.end(), doubt) == m_all.end())
            m_all.push_back(doubt);
    }

    std::vector<DriftDoubt>& m_all;
    core::Message m_reason;
    core::Location m_at;
};

} // namespace

std::vector<DriftDoubt> schemaDoubts(const Evaluation& evaluation)
{
    std::vector<DriftDoubt> all;
    for (const Operation& operation : evaluation.operations) {
        if (const auto* opaque = std::get_if<Opaque>(&operation.what))
            DoubtCollector(all, opaque->reason, operation.at).opaquely(*opaque);
        for (const schema::Change& change : operation.changes)
            if (const auto* unknown = std::get_if<schema::UnknownStatement>(&change))
                DoubtCollector(all, unknown->reason, operation.at).anything();
    }
    if (evaluation.operations.empty()) // the script cannot be read
        for (const Reason& reason : evaluation.reasons)
            DoubtCollector(all, reason.message, reason.at).anything();
    if (all.empty() && evaluation.schemaDoubt)
        DoubtCollector(all, evaluation.schemaDoubt->message, evaluation.schemaDoubt->at).anything();
    return all;
}

schema::DriftPlace placeOf(const SchemaAt& at) { return { at.schema, at.doubts }; }

schema::DriftPlace placeOf(const SchemaMoment& moment) { return { moment.schema, moment.unknown }; }

} // namespace espalier::operations
