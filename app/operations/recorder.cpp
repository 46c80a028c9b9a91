// Operations as they are written down. Where the interpreter walks several ways, each way's operations go into a group
// of their own, which becomes one opaque operation when the ways meet again; the simulated schema goes on from the way
// that did most to it, and what that touched is held to be incomplete, so that nothing later is called wrong for sure.
#include "operations/recorder.h"

#include "dialects/changes_sql.h"
#include "dialects/sql_reader.h"
#include "operations/alembic/alembic_names.h"
#include "operations/database/connection.h"
#include "operations/database/inspector.h"
#include "operations/database/session.h"

namespace espalier::operations {

namespace {

core::Location locationOf(const symbolic::Place& place) { return { place.file, place.line }; }

bool isStructural(const schema::Change& change)
{
    return !std::holds_alternative<schema::TouchRows>(change)
        && !std::holds_alternative<schema::SessionStatement>(change)
        && !std::holds_alternative<schema::AlterOther>(change);
}

bool isAnyStructural(const schema::Changes& changes)
{
    return std::any_of(changes.begin(), changes.end(), isStructural);
}

Opaque::Reach reachOf(const std::vector<Operation>& operations)
{
    Opaque::Reach reach = Opaque::Reach::Nothing;
    for (const Operation& operation : operations) {
        Opaque::Reach one = Opaque::Reach::Anything;
        if (const auto* opaque = std::get_if<Opaque>(&operation.what))
            one = opaque->reach;
        else if (operation.isRead || std::holds_alternative<AutocommitBlock>(operation.what))
            one = Opaque::Reach::Nothing;
        else if (std::holds_alternative<Execute>(operation.what))
            one = isAnyStructural(operation.changes) ? Opaque::Reach::Anything : Opaque::Reach::Rows;
        reach = std::max(reach, one);
    }
    return reach;
}

bool isDone(const Operation& operation)
{
    return !operation.isRead && !std::holds_alternative<AutocommitBlock>(operation.what);
}

void collectReasons(const std::vector<Operation>& operations, std::vector<Reason>& reasons)
{
    for (const Operation& operation : operations) {
        const auto* opaque = std::get_if<Opaque>(&operation.what);
        if (!opaque)
            continue;
        const Reason reason{ opaque->reason, opaque->expression, operation.at };
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
            reasons.push_back(reason);
        collectReasons(opaque->possible, reasons);
    }
}

/// A change that depends on whether its object is there.
schema::Change checked(schema::Change change)
{
    std::visit(
        [](auto& one) {
            if constexpr (requires { one.ifNotExists; })
                one.ifNotExists = true;
            if constexpr (requires { one.ifExists; })
                one.ifExists = true;
            if constexpr (requires { one.checkFirst; })
                one.checkFirst = true;
        },
        change);
    return change;
}

} // namespace

QStringList Evaluation::sql() const
{
    QStringList all;
    for (const Operation& operation : operations)
        if (!operation.isRead)
            all += operation.sql;
    return all;
}

Recorder::Recorder(const Circumstances& circumstances, schema::Replay& state, RunMemo& memo)
    : m_circumstances(circumstances)
    , m_state(&state)
    , m_memo(memo)
{ }

Recorder::Recorder(const Circumstances& circumstances, RunMemo& memo)
    : m_circumstances(circumstances)
    , m_memo(memo)
{ }

schema::Replay& Recorder::state() const
{
    if (!m_state)
        throw NeedsSchema{};
    return *m_state;
}

Evaluation Recorder::finish(Interpreter& interpreter, const Interpreter::Attempt& last)
{
    while (!m_groups.empty()) // the script ended in the middle of a way
        settle();
    Evaluation evaluation;
    if (last.exhausted)
        opaque(interpreter, last.exhausted);
    evaluation.operations = std::move(m_operations);
    if (!last.value && !last.exhausted) {
        evaluation.refused = interpreter.describe(last.exception);
        evaluation.refusedAt = locationOf(last.place);
        if (last.exception.isUnknown())
            evaluation.isUnderstood = false;
    }
    collectReasons(evaluation.operations, evaluation.reasons);
    evaluation.isUnderstood = evaluation.isUnderstood && evaluation.reasons.empty();
    evaluation.problems = std::move(m_problems);
    evaluation.dependsOnMode = m_dependsOnMode;
    return evaluation;
}

// ---- writing down

void Recorder::add(Interpreter& interpreter, Operation operation)
{
    if (interpreter.isImporting())
        return;
    operation.at = locationOf(interpreter.place());
    m_operations.push_back(std::move(operation));
}

void Recorder::refuse(Interpreter& interpreter, const core::Error& error)
{
    interpreter.raise(QStringLiteral("sqlalchemy.exc.CompileError"), error.detail);
}

void Recorder::opaque(Interpreter& interpreter, const DoubtPtr& why, Opaque::Reach reach)
{
    Opaque made;
    made.reason = why->reason;
    made.expression = why->expression;
    made.reach = reach;
    Operation operation;
    operation.what = std::move(made);
    add(interpreter, std::move(operation));
    if (reach == Opaque::Reach::Anything && !interpreter.isImporting())
        doubtSchema(why);
}

void Recorder::change(Interpreter& interpreter, schema::Change change, const dialects::Statements& sql)
{
    if (interpreter.isImporting())
        return;
    if (!sql && sql.error().code == core::ErrorCode::Refused)
        refuse(interpreter, sql.error());
    if (!sql) {
        opaque(interpreter,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is not known here: %1"), { sql.error().detail }));
        return;
    }
    applied(interpreter, { change }, false);
    Operation operation;
    operation.what = std::move(change);
    operation.sql = *sql;
    add(interpreter, std::move(operation));
}

void Recorder::batch(Interpreter& interpreter, Batch batch, const dialects::Statements& sql)
{
    if (!sql && sql.error().code == core::ErrorCode::Refused)
        refuse(interpreter, sql.error());
    if (!sql) {
        opaque(interpreter,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is not known here: %1"), { sql.error().detail }));
        return;
    }
    Operation operation;
    operation.changes = changesOf(batch);
    applied(interpreter, operation.changes, true);
    operation.what = std::move(batch);
    operation.sql = *sql;
    add(interpreter, std::move(operation));
}

size_t Recorder::statement(
    Interpreter& interpreter, const schema::Statement& statement, const dialects::Statements& sql, bool isBulkInsert)
{
    if (interpreter.isImporting())
        return SIZE_MAX;
    if (!sql && sql.error().code == core::ErrorCode::Refused)
        refuse(interpreter, sql.error());
    if (!sql) {
        opaque(interpreter,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is not known here: %1"), { sql.error().detail }));
        return SIZE_MAX;
    }
    Operation operation;
    operation.what = Execute{ statement, isBulkInsert };
    operation.sql = *sql;
    const auto touch = [&](const char* verb, const schema::ObjectName& table) {
        operation.changes.push_back(schema::TouchRows{ QLatin1String(verb), table });
    };
    if (const auto* insert = std::get_if<schema::Insert>(&statement))
        touch("insert", insert->table);
    else if (const auto* update = std::get_if<schema::Update>(&statement))
        touch("update", update->table);
    else if (const auto* removal = std::get_if<schema::Delete>(&statement))
        touch("delete", removal->table);
    else if (std::holds_alternative<schema::Expression>(statement))
        readSql(operation, operation.sql.join(QLatin1String(";\n")));
    applied(interpreter, operation.changes, false);
    add(interpreter, std::move(operation));
    return m_operations.size() - 1;
}

void Recorder::readSql(Operation& operation, const QString& sql)
{
    const dialects::SqlReader* reader = &m_circumstances.dialect->sqlReader();
    if (!reader)
        return;
    for (const dialects::ReadStatement& one : reader->read(sql))
        operation.changes.insert(operation.changes.end(), one.changes.begin(), one.changes.end());
}

void Recorder::autocommit(Interpreter& interpreter, bool begins)
{
    if (interpreter.isImporting())
        return;
    m_autocommit += begins ? 1 : -1;
    Operation operation;
    operation.what = AutocommitBlock{ begins };
    if (m_circumstances.settings.transactionalDdl.value_or(ddl().isTransactional()))
        operation.sql = { begins ? ddl().commit() : ddl().begin() };
    add(interpreter, std::move(operation));
}

void Recorder::becomesRead(size_t operation)
{
    if (operation < m_operations.size())
        m_operations[operation].isRead = true;
}

// ---- the simulated schema

void Recorder::doubtSchema(const DoubtPtr& why)
{
    if (isAhead())
        throw NeedsSchema{}; // what is sure later depends on it
    m_schemaDoubt = why;
}

void Recorder::applied(Interpreter& interpreter, const schema::Changes& changes, bool copiesTable)
{
    const Ahead::Step step{ changes, copiesTable, interpreter.place() };
    if (isAhead())
        m_steps.push_back(step);
    else
        apply(step, &interpreter);
}

std::vector<Problem> Recorder::make(const std::vector<Ahead::Step>& steps)
{
    for (const Ahead::Step& step : steps)
        apply(step, nullptr);
    return std::move(m_problems);
}

void Recorder::apply(const Ahead::Step& step, Interpreter* interpreter)
{
    schema::ApplyOptions options;
    options.memo = &m_memo.applied;
    options.versionTable = m_circumstances.settings.versionTable;
    options.copiesTable = step.copiesTable;
    for (const schema::Change& change : step.changes) {
        const schema::Replay::Outcome outcome = state().apply(change, options);
        if (outcome.effect == schema::Effect::Changed)
            ++m_changes;
        if (outcome.effect == schema::Effect::Unknown) {
            const auto* unread = std::get_if<schema::UnknownStatement>(&change);
            const char* const why = QT_TRANSLATE_NOOP("Messages", "runs SQL that is not understood: %1");
            const QStringList words{ unread ? unread->reason.english() : QString() };
            m_schemaDoubt = interpreter
                ? interpreter->doubt(why, words)
                : std::make_shared<const symbolic::Doubt>(symbolic::Doubt{ { why, words }, {}, step.place });
        }
        faulted(outcome, step.place, interpreter);
    }
}

void Recorder::faulted(const schema::Replay::Outcome& outcome, const symbolic::Place& place, Interpreter* interpreter)
{
    const bool isTransactional = m_circumstances.settings.transactionalDdl.value_or(ddl().isTransactional());
    if (m_aborted && m_groups.empty()) {
        m_problems.push_back({ QStringLiteral("transaction-aborted"),
            { QT_TRANSLATE_NOOP("Messages",
                  "follows a statement that failed at line %1 in the same transaction: "
                  "the database refuses everything until it is rolled back"),
                { QString::number(m_aborted->line) } },
            locationOf(place), true, false });
        m_aborted.reset();
    }
    for (const schema::Fault& fault : outcome.faults) {
        const bool isSure = fault.wouldFail() && m_groups.empty() && !m_schemaDoubt;
        const bool isAssumed = fault.kind == schema::FaultKind::TableMissing;
        if (interpreter && !m_tries.empty() && !isOffline() && fault.outcome != schema::Fault::Outcome::Accepted) {
            if (isSure && !isAssumed) {
                if (isTransactional && m_autocommit == 0)
                    m_aborted = locationOf(place);
                interpreter->raise(QStringLiteral("sqlalchemy.exc.ProgrammingError"), fault.message.english());
            }
            m_tries.back().mayFail
                = interpreter->doubt(QT_TRANSLATE_NOOP("Messages", "may fail here: %1"), { fault.message.english() });
            continue;
        }
        m_problems.push_back({ codeName(fault.kind), fault.message, locationOf(place), isSure, isAssumed });
    }
}

// ---- World: doubt

std::optional<Value> Recorder::imported(Interpreter& interpreter, const QString& dotted)
{
    if (auto found = alembicName(interpreter, *this, dotted))
        return found;
    return sqlalchemyName(interpreter, *this, dotted);
}

void Recorder::doubt(const DoubtPtr& why)
{
    Group group{ why, std::move(m_operations), {}, state(), std::nullopt, 0, m_changes, !m_schemaDoubt };
    m_operations.clear();
    m_groups.push_back(std::move(group));
}

void Recorder::settleWay(Group& group)
{
    const size_t changes = m_changes - group.changes;
    if (!group.best || changes > group.mostChanges) {
        group.best = state();
        group.mostChanges = changes;
    }
    for (Operation& operation : m_operations)
        group.ways.push_back(std::move(operation));
    m_operations.clear();
}

void Recorder::otherwise()
{
    Group& group = m_groups.back();
    settleWay(group);
    state() = group.start;
    m_changes = group.changes;
}

void Recorder::settle()
{
    Group group = std::move(m_groups.back());
    m_groups.pop_back();
    settleWay(group);
    m_operations = std::move(group.outer);
    state() = std::move(*group.best);
    m_changes = group.changes + group.mostChanges;
    if (!std::any_of(group.ways.begin(), group.ways.end(), isDone))
        return;
    Opaque made;
    made.reason = group.why->reason;
    made.expression = group.why->expression;
    made.reach = reachOf(group.ways);
    if (made.reach == Opaque::Reach::Anything && !m_schemaDoubt)
        doubtSchema(group.why);
    made.possible = std::move(group.ways);
    Operation operation;
    operation.at = locationOf(group.why->place);
    operation.what = std::move(made);
    m_operations.push_back(std::move(operation));
}

void Recorder::unknownCall(const symbolic::Place& place, const DoubtPtr& why)
{
    Opaque made;
    made.reason = why->reason;
    made.expression = why->expression;
    Operation operation;
    operation.what = std::move(made);
    operation.at = locationOf(place);
    m_operations.push_back(std::move(operation));
    doubtSchema(why);
}

void Recorder::mayStop(const symbolic::Place& place, const DoubtPtr& why, const QString& exception)
{
    Opaque made;
    made.reason = { QT_TRANSLATE_NOOP("Messages", "may stop here with %1: %2"), { exception, why->reason.english() } };
    made.expression = why->expression;
    made.reach = Opaque::Reach::Nothing;
    Operation operation;
    operation.what = std::move(made);
    operation.at = locationOf(place);
    m_operations.push_back(std::move(operation));
}

void Recorder::enterTry()
{
    state(); // whether a statement fails in it decides what follows
    m_tries.push_back({});
}

void Recorder::leaveTry() { m_tries.pop_back(); }
DoubtPtr Recorder::mayFail(const QStringList&) { return m_tries.back().mayFail; }

// ---- SqlalchemyContext

dialects::Statements Recorder::rendered(const schema::Change& change)
{
    if (const auto* created = std::get_if<schema::CreateTable>(&change))
        return ddl().createTable(created->table, created->ifNotExists, m_memo.printed);
    if (const auto* dropped = std::get_if<schema::DropTable>(&change)) {
        schema::Table bare;
        bare.name = dropped->table;
        return ddl().dropTable(bare, dropped->ifExists, m_memo.printed);
    }
    return dialects::changeToSql(ddl(), change);
}

void Recorder::record(Interpreter& interpreter, const Known<schema::Change>& change, const Value& bind, bool isChecked)
{
    if (bind.isUnknown() || change.doubt) {
        opaque(interpreter, change.doubt ? change.doubt : bind.doubt());
        return;
    }
    if (!isOffline() && isChecked) { // whether it is there decides
        schema::Replay trial = state();
        schema::ApplyOptions options;
        const auto outcome = trial.apply(checked(change.value), options);
        if (outcome.effect == schema::Effect::Nothing)
            return;
    }
    const dialects::Statements sql = rendered(change.value);
    if (sql && sql->isEmpty())
        return; // the dialect has no such objects
    this->change(interpreter, isChecked ? checked(change.value) : change.value, sql);
}

Value Recorder::execute(Interpreter& interpreter, const Value& construct, const Arguments& parameters)
{
    return executeStatement(interpreter, *this, construct, parameters);
}

Known<std::optional<schema::Table>> Recorder::reflected(Interpreter& interpreter, const schema::ObjectName& name)
{
    const schema::ObjectName key = schema::keyOf(name, m_circumstances.dialect->schemaRules());
    const schema::Table* table = schema().table(key);
    Known<std::optional<schema::Table>> answer;
    if (table)
        answer.value = *table;
    if (table && schema().incomplete.contains(key.key()))
        answer.doubt = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "no revision makes the table %1, so that not all of it is known"),
            { key.key() });
    if (!table && m_schemaDoubt)
        answer.doubt = m_schemaDoubt;
    if (!table && !answer.doubt && isOffline())
        answer.doubt = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "reads the table %1, which no revision before makes"), { key.key() });
    return answer;
}

Known<std::vector<schema::ObjectName>> Recorder::reflectedNames(Interpreter&, const QString& schemaName)
{
    Known<std::vector<schema::ObjectName>> answer;
    for (auto it = schema().tables.keyBegin(); it != schema().tables.keyEnd(); ++it)
        if (it->schema == schemaName)
            answer.value.push_back(*it);
    answer.doubt = m_schemaDoubt;
    return answer;
}

Value Recorder::inspect(Interpreter&, const Value&) { return Value::of(std::make_shared<Inspector>(*this)); }

Value Recorder::session(Interpreter&, const Arguments&) { return Value::of(std::make_shared<Session>(*this)); }

Value Recorder::engine(Interpreter& interpreter, const Arguments&)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "opens a connection of its own"));
}

} // namespace espalier::operations
