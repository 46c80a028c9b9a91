#include "operations/alembic/batch_host.h"

#include "dialects/changes_sql.h"
#include "operations/alembic/alembic_names.h"

namespace espalier::operations {

class BatchHost::Steps final : public symbolic::Object::State {
public:
    Steps(std::vector<Step> all, DoubtPtr why)
        : steps(std::move(all))
        , doubt(std::move(why))
    { }
    std::vector<Step> steps;
    DoubtPtr doubt;
};

BatchHost::BatchHost(Recorder& recorder, Interpreter& interpreter, const Arguments& arguments)
    : m_recorder(recorder)
    , m_arguments(arguments)
{
    DirectiveArguments reader(
        interpreter, recorder, arguments, "table_name schema recreate partial_reordering copy_from");
    m_table = reader.table();
    if (const QString recreate = reader.text("recreate"); !recreate.isNull())
        m_recreate = recreate;
    static const QStringList ways{ QStringLiteral("auto"), QStringLiteral("always"), QStringLiteral("never") };
    if (!reader.doubt() && !ways.contains(m_recreate))
        interpreter.raise(
            QStringLiteral("ValueError"), QStringLiteral("recreate may be one of 'auto', 'always', or 'never'."));
    m_doubt = reader.doubt();
    m_ownQuoting = reader.ownQuoting();
}

std::optional<Value> BatchHost::attribute(Interpreter&, const QString& name)
{
    const DirectiveFacts* facts = findDirective(name);
    if (!facts || !facts->batchParameters) {
        static const QStringList shared{ QStringLiteral("f"), QStringLiteral("get_bind"), QStringLiteral("get_context"),
            QStringLiteral("inline_literal"), QStringLiteral("run_async") };
        return shared.contains(name) ? directive(m_recorder, name) : std::nullopt;
    }
    const auto self = std::static_pointer_cast<BatchHost>(shared_from_this());
    return symbolic::builtin(name, [self, facts](Interpreter& interpreter, const Arguments& arguments) {
        DirectiveArguments reader(interpreter, self->m_recorder, arguments, facts->batchParameters);
        const Value result = facts->run(reader, self->m_recorder, *self);
        if (!self->m_ownQuoting)
            self->m_ownQuoting = reader.ownQuoting();
        if (reader.doubt()) {
            interpreter.touch(*self);
            self->noteDoubt(reader.doubt());
        }
        return result;
    });
}

std::optional<Value> BatchHost::enter(Interpreter&) { return Value::object(shared_from_this()); }

bool BatchHost::leave(Interpreter& interpreter, bool isByException)
{
    if (!isByException)
        flush(interpreter);
    return false;
}

void BatchHost::take(Interpreter& interpreter, schema::Change change, dialects::BatchStep step)
{
    if (const auto* addition = std::get_if<dialects::BatchColumn>(&step);
        addition && !(addition->insertBefore.isEmpty() && addition->insertAfter.isEmpty()) && !copies())
        interpreter.raise(QStringLiteral("alembic.util.exc.CommandError"),
            QStringLiteral(
                "Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'"));
    interpreter.touch(*this);
    m_steps.push_back({ std::move(change), std::move(step) });
}

bool BatchHost::copies() const
{
    if (m_recreate != QLatin1String("auto"))
        return m_recreate == QLatin1String("always");
    if (!m_recorder.ddl().recreatesInBatch())
        return false;
    std::vector<dialects::BatchStep> steps;
    for (const Step& step : m_steps)
        steps.push_back(step.step);
    return dialects::needsRecreation(steps);
}

void BatchHost::flush(Interpreter& interpreter)
{
    if (m_doubt) {
        m_recorder.opaquePart(interpreter, m_doubt, { m_table });
        return;
    }
    if (!copies()) {
        for (const Step& step : m_steps)
            m_recorder.change(interpreter, step.change, dialects::changeToSql(m_recorder.ddl(), step.change));
        return;
    }
    Batch batch;
    const auto table = copy(interpreter, batch.lost);
    if (!table)
        return;
    if (m_ownQuoting || schema::hasOwnQuoting(table->table)) {
        const DoubtPtr why = m_ownQuoting
            ? m_ownQuoting
            : interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "the name %1 with a quoting of its own"), { m_table.key() });
        m_recorder.opaquePart(interpreter, why, { m_table });
        return;
    }
    batch.table = m_table;
    batch.steps = table->steps;
    batch.copy = table;
    m_recorder.batch(interpreter, batch, m_recorder.ddl().recreate(*table, m_recorder.memo()));
}

// What the table is before: `copy_from`, or what the database would tell, which offline Alembic cannot ask and the
// simulated schema knows.
std::optional<dialects::BatchTable> BatchHost::copy(Interpreter& interpreter, std::vector<schema::Constraint>& lost)
{
    DirectiveArguments reader(
        interpreter, m_recorder, m_arguments, "table_name schema recreate partial_reordering copy_from");
    dialects::BatchTable batch;
    batch.convention = m_recorder.convention();
    if (const Value* given = reader.find("copy_from"); given && !given->isNone()) {
        batch.table = schema::declared(reader.take(asTable(interpreter, m_recorder, *given)), batch.convention);
    } else {
        const auto known = m_recorder.reflected(interpreter, m_table);
        reader.note(known.doubt);
        if (!known.doubt && !known.value)
            interpreter.raise(QStringLiteral("sqlalchemy.exc.NoSuchTableError"), m_table.key());
        if (known.value)
            batch.table = *known.value;
        const auto isLost = [](const schema::Constraint& one) {
            return one.kind == schema::Constraint::Kind::Check && one.name.isEmpty();
        };
        std::vector<schema::Constraint>& all = batch.table.constraints;
        std::copy_if(all.begin(), all.end(), std::back_inserter(lost), isLost);
        std::erase_if(all, isLost);
        if (!reader.doubt())
            overrideColumns(interpreter, batch.table);
    }
    if (const Value* all = reader.find("table_args"); all && !all->isNone()) {
        DoubtPtr why;
        const auto items = interpreter.elements(*all, &why);
        reader.note(why);
        for (const Value& item : items.value_or(std::vector<Value>()))
            if (isConstraint(item))
                batch.tableArguments.push_back(reader.take(asConstraint(interpreter, m_recorder, item)));
    }
    if (const Value* options = reader.find("table_kwargs"); options && !options->isNone()) {
        const auto given = options->as<symbolic::Dict>();
        if (!given || given->doubt)
            reader.note(given ? given->doubt.why() : interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is not known")));
        Arguments keywords;
        if (given)
            for (const auto& [key, value] : given->entries())
                keywords.keywords.emplace_back(reader.take(asText(interpreter, key)), value);
        batch.tableOptions = reader.take(dialectOptions(interpreter, m_recorder, keywords));
    }
    if (const Value* groups = reader.find("partial_reordering"); groups && !groups->isNone())
        for (const Value& group : interpreter.elements(*groups).value_or(std::vector<Value>())) {
            QStringList names;
            for (const Value& name : interpreter.elements(group).value_or(std::vector<Value>()))
                names.append(reader.take(asText(interpreter, name)));
            batch.partialReordering.push_back(names);
        }
    for (const Step& step : m_steps)
        batch.steps.push_back(step.step);
    if (!reader.doubt())
        return batch;
    m_recorder.opaquePart(interpreter, reader.doubt(), { m_table });
    return std::nullopt;
}

// reflect_args: columns that stand for those of the same name.
void BatchHost::overrideColumns(Interpreter& interpreter, schema::Table& table)
{
    const Value* given = m_arguments.keyword(u"reflect_args");
    if (!given)
        return;
    for (const Value& item : interpreter.elements(*given).value_or(std::vector<Value>())) {
        if (!isColumn(item))
            continue;
        const Known<schema::Column> column = asColumn(interpreter, m_recorder, item);
        if (schema::Column* existing = table.column(column.value.name); existing && !column.doubt)
            *existing = column.value;
    }
}

std::unique_ptr<symbolic::Object::State> BatchHost::save() const { return std::make_unique<Steps>(m_steps, m_doubt); }

void BatchHost::restore(const State& state)
{
    const auto& kept = static_cast<const Steps&>(state);
    m_steps = kept.steps;
    m_doubt = kept.doubt;
}

void BatchHost::join(const State& other, const DoubtPtr& why)
{
    const auto& kept = static_cast<const Steps&>(other);
    if (kept.doubt || kept.steps.size() != m_steps.size())
        noteDoubt(kept.doubt ? kept.doubt : why);
}

} // namespace espalier::operations
