#include "operations/alembic/batch_host.h"

#include "dialects/changes_sql.h"
#include "operations/alembic/alembic_names.h"
#include "schema/column_use.h"

#include <QRegularExpression>

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

/// Whether a constraint or index is of a column that the same block renames, by its new name: such may be left out.
bool BatchHost::renamesWhatItNames() const
{
    QStringList names;
    for (const Step& step : m_steps)
        if (const auto* changed = std::get_if<schema::ColumnChange>(&step.change))
            names.append(changed->newName);
    names.removeAll(QString());
    return std::any_of(m_steps.begin(), m_steps.end(), [&](const Step& step) {
        const auto* added = std::get_if<schema::AddConstraint>(&step.change);
        return added && std::any_of(names.cbegin(), names.cend(), [&](const QString& name) {
            return added->constraint.columns.contains(name);
        });
    });
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
    if (renamesWhatItNames()) {
        m_recorder.opaquePart(interpreter,
            interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "names a column of %1 by the name that it gets"), { m_table.key() }),
            { m_table });
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
        if (known.value) {
            batch.table = *known.value;
            if (known.value->name.name != m_table.name) // which SQLAlchemy does not read back then
                reader.note(interpreter.doubt(
                    QT_TRANSLATE_NOOP("Messages", "%1 is called by its name in another case"), { m_table.key() }));
            reader.note(settleReflected(interpreter, batch.table));
            noteHolders(interpreter, batch.table);
            const Value* convention = m_arguments.keyword(u"naming_convention");
            const bool hasNameless = std::any_of(batch.table.constraints.begin(), batch.table.constraints.end(),
                [](const schema::Constraint& one) { return one.name.isEmpty(); });
            if (convention && !convention->isNone() && hasNameless)
                reader.note(interpreter.doubt(
                    QT_TRANSLATE_NOOP("Messages", "constraints of %1 are given names"), { m_table.key() }));
        }
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

namespace {

/// A default, as the database stores it, as Alembic writes it into a copy: what is not known to be a value stands in
/// parentheses. False where it is not known how the database has it.
bool settleDefault(schema::Column& column, const QString& stored)
{
    if (!column.serverDefault)
        return true;
    static const QRegularExpression asItIs(QStringLiteral("^(?:[0-9.]|'.+'|\\(.+\\))$"));
    static const QRegularExpression plain(
        QStringLiteral("^(?:-?[0-9.]+|CURRENT_(?:TIMESTAMP|DATE|TIME)|NULL|TRUE|FALSE)$"),
        QRegularExpression::CaseInsensitiveOption);
    if (asItIs.match(stored).hasMatch())
        return true;
    column.serverDefault = schema::Expression::text(QLatin1Char('(') + stored + QLatin1Char(')'));
    return plain.match(stored).hasMatch();
}

} // namespace

DoubtPtr BatchHost::settleReflected(Interpreter& interpreter, schema::Table& table) const
{
    const schema::SchemaRules& rules = m_recorder.dialect().schemaRules();
    const schema::Table before = table;
    const auto isTold = [&](schema::Column& column) {
        const schema::ComparableColumn stored = rules.comparable(column, before);
        return !column.type.name.isEmpty() && column.type.collation.isEmpty() && !column.computed
            && rules.reflectedType(stored.type) && settleDefault(column, stored.defaultValue);
    };
    for (schema::Column& column : table.columns)
        if (!isTold(column))
            return interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "what SQLAlchemy reads back of column %1 of %2"),
                { column.name, m_table.key() });
    for (const schema::Index& index : table.indexes)
        if (!index.options.isEmpty()
            || std::any_of(index.elements.begin(), index.elements.end(),
                [](const schema::Expression& one) { return !one.is(schema::Expression::Kind::Column); }))
            return interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "what SQLAlchemy reads back of index %1 of %2"),
                { index.name.text, m_table.key() });
    if (!table.options.isEmpty())
        return interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "what SQLAlchemy reads back of the options of %1"), { m_table.key() });
    const bool areKeysAlone = std::all_of(table.constraints.begin(), table.constraints.end(),
        [](const schema::Constraint& one) { return one.kind == schema::Constraint::Kind::PrimaryKey; });
    const bool isCounted = std::any_of(
        table.columns.begin(), table.columns.end(), [](const schema::Column& one) { return bool(one.identity); });
    if (!m_recorder.ddl().recreatesInBatch() && (!areKeysAlone || isCounted)) // some of it in the order of a set
        return interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "what SQLAlchemy reads back of the constraints of %1"), { m_table.key() });
    const auto& others = m_recorder.schema().others;
    for (auto it = others.cbegin(); it != others.cend(); ++it)
        if (it.key().kind == QLatin1String("trigger") && (*it)->table.compare(m_table.name, Qt::CaseInsensitive) == 0)
            return interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "%1 has triggers, which its copy has not"), { m_table.key() });
    return nullptr;
}

void BatchHost::noteHolders(Interpreter& interpreter, const schema::Table& table) const
{
    const auto stop = [&](const char* why, const QStringList& words) {
        m_recorder.mayStop(interpreter.place(), interpreter.doubt(why, words), QStringLiteral("OperationalError"));
    };
    for (const auto& view : m_recorder.schema().views)
        if (schema::mentions(view->definition, m_table.name))
            stop(QT_TRANSLATE_NOOP("Messages", "view %1 reads %2, for which its copy cannot stand in then"),
                { view->name.key(), m_table.key() });
    const auto goes = [&](const schema::Index& index) {
        return std::any_of(m_steps.begin(), m_steps.end(), [&](const Step& step) {
            const auto* dropped = std::get_if<schema::DropIndex>(&step.change);
            return dropped && dropped->index.name == index.name.text;
        });
    };
    for (const Step& step : m_steps)
        if (const auto* dropped = std::get_if<schema::DropColumn>(&step.change))
            for (const schema::Index& index : table.indexes)
                if (index.elements.size() > 1 && !goes(index)
                    && std::any_of(index.elements.begin(), index.elements.end(),
                        [&](const schema::Expression& one) { return schema::columnOf(one) == dropped->column; }))
                    stop(QT_TRANSLATE_NOOP("Messages", "index %1 is of other columns too than %2"),
                        { index.name.text, dropped->column });
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
