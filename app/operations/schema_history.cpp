#include "operations/schema_history.h"

#include "operations/known_schema.h"
#include "operations/operation_kind.h"
#include "schema/describe.h"

#include <algorithm>

namespace espalier::operations {

namespace {

using Doubt = SchemaDifference::Doubt;

constexpr qsizetype mostKept = 160;
constexpr size_t keptEvery = 64; // revisions

bool isRename(const schema::Change& change)
{
    if (std::holds_alternative<schema::RenameTable>(change))
        return true;
    const auto* column = std::get_if<schema::ColumnChange>(&change);
    return column && !column->newName.isEmpty();
}

/// What else a statement changes with the name is found by comparing.
schema::Change renameAlone(const schema::Change& change)
{
    const auto* column = std::get_if<schema::ColumnChange>(&change);
    if (!column)
        return change;
    schema::ColumnChange rename;
    rename.table = column->table;
    rename.column = column->column;
    rename.newName = column->newName;
    return rename;
}

/// Whether what is renamed is there, known, and not made on the way.
bool canRename(const schema::Schema& schema, const schema::Change& change, const schema::SchemaRules& rules)
{
    const auto* ofTable = std::get_if<schema::RenameTable>(&change);
    const auto* ofColumn = std::get_if<schema::ColumnChange>(&change);
    const schema::ObjectName name = schema::keyOf(ofTable ? ofTable->table : ofColumn->table, rules);
    const schema::Table* table = schema.table(name);
    if (!table || ofTable)
        return table;
    return std::any_of(table->columns.begin(), table->columns.end(),
        [&](const schema::Column& column) { return column.name == ofColumn->column; });
}

schema::Difference differenceOf(const schema::Change& rename, const schema::SchemaRules& rules)
{
    schema::Difference found;
    if (const auto* ofTable = std::get_if<schema::RenameTable>(&rename)) {
        found.object = schema::ObjectKind::Table;
        found.table = schema::keyOf(ofTable->newName, rules);
        found.name = found.table.name;
        schema::RenameTable back;
        back.table = ofTable->newName;
        back.newName = ofTable->table;
        found.backward = { back };
    } else {
        const auto& ofColumn = std::get<schema::ColumnChange>(rename);
        found.object = schema::ObjectKind::Column;
        found.table = schema::keyOf(ofColumn.table, rules);
        found.name = ofColumn.newName;
        schema::ColumnChange back;
        back.table = ofColumn.table;
        back.column = ofColumn.newName;
        back.newName = ofColumn.column;
        found.backward = { back };
    }
    found.schema = found.table.schema;
    found.detail = schema::describe(rename);
    found.forward = { rename };
    return found;
}

/// Renames first, as far as they are of what was there: comparing alone would take them for something gone and
/// something new.
std::vector<schema::Difference> withRenames(schema::Schema before, const schema::Schema& after,
    const schema::Changes& renames, const schema::SchemaRules& rules)
{
    std::vector<schema::Difference> changes;
    for (const schema::Change& rename : renames) {
        if (!canRename(before, rename, rules))
            continue;
        schema::Applied applied = schema::apply(before, rename, rules);
        if (!applied.faults.empty() || !applied.assumed.empty() || applied.effect != schema::Effect::Changed)
            continue;
        before = std::move(applied.after);
        changes.push_back(differenceOf(rename, rules));
    }
    std::vector<schema::Difference> others = schema::difference(before, after, rules);
    std::move(others.begin(), others.end(), std::back_inserter(changes));
    return changes;
}

void addTables(QStringList& tables, const std::vector<Operation>& operations)
{
    for (const Operation& operation : operations) {
        const OperationFacts facts = factsOf(operation);
        if (!facts.table.isEmpty())
            tables += schema::ObjectName{ facts.schema, facts.table }.key();
        if (const auto* opaque = std::get_if<Opaque>(&operation.what))
            addTables(tables, opaque->possible);
    }
}

Doubt doubtOf(const QString& revision, const Operation& operation, const Opaque& opaque)
{
    Doubt doubt{ revision, opaque.reason, opaque.expression, operation.at, false };
    addTables(doubt.tables, opaque.possible);
    if (opaque.reach == Opaque::Reach::Table)
        doubt.tables += opaque.table.key();
    return doubt;
}

void append(std::vector<Doubt>& all, const std::vector<Doubt>& more)
{
    all.insert(all.end(), more.begin(), more.end());
}

} // namespace

struct SchemaHistory::Sequence {
    std::vector<Index> revisions;
    std::vector<Key> keys; ///< of the beginning that ends with the revision

    bool contains(Index revision) const { return isIn[static_cast<size_t>(revision)]; }
    std::vector<bool> isIn; ///< by index
};

SchemaHistory::SchemaHistory(const revisions::LoadedProject& project, const dialects::Dialect& dialect)
    : m_project(project)
    , m_dialect(dialect)
    , m_kept(mostKept)
{ }

core::Result<SchemaHistory::Index> SchemaHistory::indexOf(const QString& revision) const
{
    const Index index = m_project.graph->indexOf(revision);
    if (index < 0 || m_project.graph->isGhost(index))
        return core::fail(
            core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "No script defines revision %1."), { revision });
    return index;
}

SchemaHistory::Sequence SchemaHistory::sequenceTo(const std::vector<Index>& revisions) const
{
    const revisions::RevisionGraph& graph = *m_project.graph;
    Sequence sequence;
    sequence.isIn.assign(static_cast<size_t>(graph.size() + graph.ghostCount()), false);
    for (const Index index : graph.ancestors(revisions))
        sequence.isIn[static_cast<size_t>(index)] = true;
    Key key;
    for (const Index index : graph.upgradeOrder()) {
        if (!sequence.contains(index) || graph.isShadowed(index))
            continue;
        key = { qHashMulti(key.hash, index), key.length + 1, index };
        sequence.revisions.push_back(index);
        sequence.keys.push_back(key);
    }
    return sequence;
}

SchemaHistory::Facts SchemaHistory::factsOf(const QString& revision, const Evaluation& evaluation) const
{
    Facts facts;
    for (const Operation& operation : evaluation.operations) {
        // Rows that are not known leave the schema known.
        if (const auto* opaque = std::get_if<Opaque>(&operation.what); opaque && opaque->reach >= Opaque::Reach::Table)
            facts.doubts.push_back(doubtOf(revision, operation, *opaque));
        for (const schema::Change& change : operation.changes)
            if (const auto* unknown = std::get_if<schema::UnknownStatement>(&change))
                facts.doubts.push_back({ revision, unknown->reason, unknown->sql, operation.at, false });
    }
    if (evaluation.operations.empty()) // the script cannot be read
        for (const Reason& reason : evaluation.reasons)
            facts.doubts.push_back({ revision, reason.message, reason.expression, reason.at, false });
    for (const Problem& problem : evaluation.problems)
        if (problem.wouldFail)
            facts.doubts.push_back({ revision, problem.message, {}, problem.at, true });
    if (!evaluation.refused.isEmpty())
        facts.doubts.push_back({ revision, { QT_TRANSLATE_NOOP("Messages", "stops with %1"), { evaluation.refused } },
            {}, evaluation.refusedAt, true });
    for (const Operation& operation : evaluation.operations) {
        const auto* change = std::get_if<schema::Change>(&operation.what);
        for (const schema::Change& one : change ? schema::Changes{ *change } : operation.changes)
            if (isRename(one))
                facts.renames.push_back(renameAlone(one));
    }
    facts.unknown = schemaDoubts(evaluation);
    facts.touched = TouchedTables(evaluation, rules());
    return facts;
}

/// The simulated database after the sequence's first `count` revisions.
core::Result<MigrationRun> SchemaHistory::after(const Sequence& sequence, size_t count, const jobs::JobContext& context)
{
    if (!m_circumstances)
        m_circumstances = circumstancesOf(m_project.project, m_dialect, false);
    size_t done = count;
    while (done > 0 && !m_kept.contains(sequence.keys[done - 1]))
        --done;
    const auto trees = std::make_shared<ScriptTrees>(*m_project.graph, m_project.trees);
    MigrationRun run
        = done > 0 ? *m_kept.object(sequence.keys[done - 1]) : MigrationRun(m_project, *m_circumstances, nullptr);
    run.useTrees(trees);
    std::vector<Forerunner::Turn> turns;
    for (size_t next = done; next < count; ++next)
        turns.emplace_back(sequence.revisions[qsizetype(next)], Direction::Up);
    run.prepare(std::move(turns));
    for (; done < count; ++done) {
        if (const auto going = context.cancel().check(); !going)
            return tl::unexpected(going.error());
        const Key& key = sequence.keys[done];
        Facts facts = factsOf(m_project.graph->id(key.last), run.run(key.last, Direction::Up));
        if (!facts.isEmpty())
            m_facts.insert(key, std::move(facts));
        if (size_t(key.length) % keptEvery == 0 || done + 1 == count) {
            auto kept = std::make_unique<MigrationRun>(run);
            kept->finishPreparation();
            kept->useTrees(nullptr); // they are large, and seldom wanted again
            m_kept.insert(key, kept.release());
        }
        context.progress({ {}, qint64(done + 1), qint64(count), QStringLiteral("revisions") });
    }
    run.finishPreparation();
    return run;
}

core::Result<SchemaDifference> SchemaHistory::ofRevision(
    const QString& revision, Direction direction, const jobs::JobContext& context)
{
    const std::lock_guard locked(m_mutex);
    const auto index = indexOf(revision);
    if (!index)
        return tl::unexpected(index.error());
    const Sequence sequence = sequenceTo({ *index });
    const bool isUp = direction == Direction::Up;
    const size_t below = sequence.revisions.size() - 1;
    // The revision itself is the last of its ancestors.
    auto run = after(sequence, isUp ? below : below + 1, context);
    if (!run)
        return tl::unexpected(run.error());
    SchemaDifference result;
    result.before = run->schema();
    Facts facts;
    if (isUp) {
        run = after(sequence, below + 1, context);
        if (!run)
            return tl::unexpected(run.error());
        facts = m_facts.value(sequence.keys.back());
    } else {
        run->beginRun();
        facts = factsOf(revision, run->run(*index, direction));
    }
    result.after = run->schema();
    result.changes = withRenames(result.before, result.after, facts.renames, rules());
    result.doubts = facts.doubts;
    for (size_t at = 0; at < below; ++at)
        if (const auto found = m_facts.constFind(sequence.keys[at]); found != m_facts.cend())
            result.doubtfulBelow += found->doubts.empty() ? 0 : 1;
    return result;
}

core::Result<SchemaDifference> SchemaHistory::between(
    const QString& a, const QString& b, const jobs::JobContext& context)
{
    const std::lock_guard locked(m_mutex);
    const auto from = indexOf(a);
    const auto to = indexOf(b);
    if (!from || !to)
        return tl::unexpected((from ? to : from).error());
    const Sequence left = sequenceTo({ *from });
    const Sequence right = sequenceTo({ *to });
    const auto before = after(left, left.revisions.size(), context);
    if (!before)
        return tl::unexpected(before.error());
    const auto later = after(right, right.revisions.size(), context);
    if (!later)
        return tl::unexpected(later.error());
    SchemaDifference result;
    result.before = before->schema();
    result.after = later->schema();
    schema::Changes renames;
    const auto look = [&](const Sequence& one, const Sequence& other, bool isForwards) {
        for (const Key& key : one.keys) {
            const auto found = m_facts.constFind(key);
            if (found == m_facts.cend())
                continue;
            if (!other.contains(key.last)) {
                append(result.doubts, found->doubts);
                if (isForwards)
                    renames.insert(renames.end(), found->renames.begin(), found->renames.end());
            } else if (isForwards) {
                result.doubtfulBelow += found->doubts.empty() ? 0 : 1;
            }
        }
    };
    look(left, right, false);
    look(right, left, true);
    if (!right.contains(*from))
        renames.clear(); // on other branches they were renames of something else
    result.changes = withRenames(result.before, result.after, renames, rules());
    return result;
}

core::Result<SchemaMoment> SchemaHistory::at(const QStringList& revisions, const jobs::JobContext& context)
{
    const std::lock_guard locked(m_mutex);
    std::vector<Index> ends;
    for (const QString& revision : revisions) {
        const auto index = indexOf(revision);
        if (!index)
            return tl::unexpected(index.error());
        ends.push_back(*index);
    }
    const Sequence sequence = sequenceTo(ends);
    const auto run = after(sequence, sequence.revisions.size(), context);
    if (!run)
        return tl::unexpected(run.error());
    SchemaMoment moment;
    moment.schema = run->schema();
    moment.revisions = static_cast<int>(sequence.revisions.size());
    for (const Key& key : sequence.keys) {
        const auto found = m_facts.constFind(key);
        if (found == m_facts.cend())
            continue;
        append(moment.doubts, found->doubts);
        moment.unknown.insert(moment.unknown.end(), found->unknown.begin(), found->unknown.end());
        moment.histories.add(m_project.graph->id(key.last), found->touched);
    }
    return moment;
}

} // namespace espalier::operations
