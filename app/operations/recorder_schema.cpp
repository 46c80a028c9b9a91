// The simulated schema, and what rows its tables may have, as operations change them.
#include "operations/operation_kind.h"
#include "operations/recorder.h"
#include "operations/statement_weight.h"
#include "schema/difference.h"

#include <QRegularExpression>

namespace espalier::operations {

namespace {

core::Location spotOf(const symbolic::Place& place) { return { place.file, place.line }; }

DoubtPtr doubtAt(const symbolic::Place& place, const core::Message& why)
{
    return std::make_shared<const symbolic::Doubt>(symbolic::Doubt{ why, {}, place });
}

/// A SELECT, of which a function may do what it likes.
bool isRead(const schema::Changes& changes)
{
    return !changes.empty() && std::all_of(changes.begin(), changes.end(), [](const schema::Change& change) {
        const auto* touched = std::get_if<schema::TouchRows>(&change);
        return touched && touched->verb == QLatin1String("select") && touched->table.name.isEmpty();
    });
}

} // namespace

void Recorder::doubtSchema(const DoubtPtr& why)
{
    if (isAhead())
        throw NeedsSchema{}; // what is sure later depends on it
    m_schemaDoubt = why;
}

void Recorder::applied(Interpreter& interpreter, Ahead::Step step)
{
    step.place = spotIn(interpreter);
    step.isAutocommitted = m_autocommit > 0;
    if (isAhead())
        m_steps.push_back(std::move(step));
    else
        apply(step, &interpreter);
}

std::vector<Problem> Recorder::make(const std::vector<Ahead::Step>& steps)
{
    for (const Ahead::Step& step : steps)
        apply(step, nullptr);
    endTransaction();
    return std::move(m_problems);
}

/// Functions that migrations made may change the schema.
void Recorder::doubtCalled(const std::vector<dialects::ReadStatement>& read, const symbolic::Place& place)
{
    for (const dialects::ReadStatement& one : read)
        for (const QString& function : one.unknownFunctions)
            if (m_certainty->routines().contains(function))
                m_certainty->doubtText(function,
                    doubtAt(place,
                        { QT_TRANSLATE_NOOP("Messages", "calls %1(), which may change the schema"), { function } }));
}

void Recorder::apply(const Ahead::Step& step, Interpreter* interpreter)
{
    if (step.statement.isEmpty() || (!m_rows && m_certainty->routines().isEmpty()))
        return applyToSchema(step, interpreter, RowEffect::Changes);
    const std::vector<dialects::ReadStatement> read = readSql(step.statement);
    if (!m_rows) {
        applyToSchema(step, interpreter, RowEffect::Changes);
        return doubtCalled(read, step.place);
    }
    const bool isOfNothing = m_rows->writesNothing(read);
    const bool callsUnknown = !isOfNothing
        && !std::all_of(read.begin(), read.end(),
            [&](const dialects::ReadStatement& one) { return m_rows->areReadOnly(one.unknownFunctions); });
    const bool mayWriteAnywhere = callsUnknown && !m_rows->isOfEmptyTables(step.changes);
    const bool readsOnly = !callsUnknown && isRead(step.changes); // by functions that write nothing
    applyToSchema(step, interpreter,
        isOfNothing     ? RowEffect::NoRow
            : readsOnly ? RowEffect::Keeps
                        : RowEffect::Changes);
    doubtCalled(read, step.place);
    const bool isOnlyNamed = m_rows->isOfEmptyTables(step.changes)
        && std::all_of(read.begin(), read.end(), [&](const auto& one) { return m_rows->areThere(one); });
    if (callsUnknown && !isOnlyNamed)
        m_problems.push_back({ QStringLiteral("function-unknown"),
            { QT_TRANSLATE_NOOP(
                  "Messages", "calls a function that is not known here: whether it is there, and what it does"),
                {} },
            spotOf(step.place), false, false, true });
    if (mayWriteAnywhere)
        m_rows->loseRows();
}

schema::ApplyOptions Recorder::optionsOf(const Ahead::Step& step, schema::EnumMemo& memo) const
{
    schema::ApplyOptions options;
    options.memo = &memo;
    options.versionTable = m_circumstances.settings.versionTable;
    options.copiesTable = step.copiesTable;
    return options;
}

void Recorder::applyToSchema(const Ahead::Step& step, Interpreter* interpreter, RowEffect effect)
{
    const schema::ApplyOptions options = optionsOf(step, m_memo.applied);
    for (const schema::Change& change : step.changes) {
        if (isOfHidden(change))
            continue;
        weighTransaction(change, step);
        if (interpreter && goesOnAfterFailure())
            weighFailure(*interpreter, change, step);
        if (interpreter && !m_tries.empty() && !isOffline())
            m_beforeChange = state();
        const auto* created = std::get_if<schema::CreateTable>(&change);
        const schema::Table* there = created && schema::isTemporary(created->table)
            ? schema().table(keyOfTable(created->table.name))
            : nullptr;
        const bool isHiding = there && !schema::isTemporary(*there);
        const std::shared_ptr<const schema::Table> before = tableBefore(change);
        const DoubtPtr doubtful = m_certainty->of(change);
        if (const OperationFacts facts = factsOf(change);
            !facts.table.isEmpty() && m_certainty->isHidden({ facts.schema, facts.table }))
            m_schemaDoubt = doubtful ? doubtful : m_schemaDoubt;
        schema::Replay::Outcome outcome = state().apply(change, options);
        if (outcome.effect == schema::Effect::Changed)
            ++m_changes;
        if (outcome.effect == schema::Effect::Unknown) {
            const auto* unread = std::get_if<schema::UnknownStatement>(&change);
            const char* const why = QT_TRANSLATE_NOOP("Messages", "runs SQL that is not understood: %1");
            const QStringList words{ unread ? unread->reason.english() : QString() };
            m_schemaDoubt = interpreter ? interpreter->doubt(why, words) : doubtAt(step.place, { why, words });
            m_certainty->doubt(change, m_schemaDoubt);
        } else if (!doubtful || m_tries.empty()) { // else it may have failed
            m_certainty->made(change);
        }
        doubtNames(change, step);
        static const QRegularExpression temporaryView(QStringLiteral("\\bTEMP(?:ORARY)?\\s+(?:RECURSIVE\\s+)?VIEW\\b"),
            QRegularExpression::CaseInsensitiveOption);
        if (const auto* view = std::get_if<schema::CreateView>(&change);
            view && temporaryView.match(step.statement).hasMatch())
            m_certainty->doubt(view->view.name, SchemaCertainty::Everything,
                doubtAt(step.place,
                    { QT_TRANSLATE_NOOP("Messages", "%1 is a temporary view"), { view->view.name.key() } }));
        if (const auto* other = std::get_if<schema::CreateOther>(&change);
            other && other->object.kind == QLatin1String("extension"))
            doubtBrought(other->object.name.name, step);
        if (isHiding) { // the name means the temporary one until that is gone
            outcome.faults.clear();
            m_certainty->hide(created->table.name);
            m_certainty->doubt(created->table.name, SchemaCertainty::Everything,
                doubtAt(step.place,
                    { QT_TRANSLATE_NOOP("Messages", "%1 is hidden by a temporary table"),
                        { created->table.name.key() } }));
        }
        if (created && schema::isTemporary(created->table))
            m_temporary.insert(schema::keyOf(created->table.name, m_circumstances.dialect->schemaRules()).key());
        if (const auto* dropped = std::get_if<schema::DropTable>(&change);
            dropped && outcome.effect == schema::Effect::Changed)
            m_temporary.remove(schema::keyOf(dropped->table, m_circumstances.dialect->schemaRules()).key());
        weighRows(change, before.get(), effect == RowEffect::NoRow, outcome);
        if (m_rows && effect == RowEffect::Changes)
            m_rows->apply(change, schema(), isSurelyNew(change, outcome.effect));
        if (!outcome.faults.empty())
            m_certainty->presume(change);
        faulted(outcome, step.place, interpreter, doubtful);
    }
}

/// Whether a change is about a temporary table that hides another one of its name.
bool Recorder::isOfHidden(const schema::Change& change) const
{
    const OperationFacts facts = factsOf(change);
    const schema::ObjectName name{ facts.schema, facts.table };
    const QString key = schema::keyOf(name, m_circumstances.dialect->schemaRules()).key();
    if (std::holds_alternative<schema::TouchRows>(change) || name.name.isEmpty() || !name.schema.isEmpty()
        || !m_temporary.contains(key))
        return false;
    const schema::Table* table = schema().table(keyOfTable(name));
    return table && !schema::isTemporary(*table);
}

/// What a database refuses within a transaction.
void Recorder::weighTransaction(const schema::Change& change, const Ahead::Step& step)
{
    const QString option = m_circumstances.dialect->id() + QLatin1String("_concurrently");
    const auto* created = std::get_if<schema::CreateIndex>(&change);
    const auto* dropped = std::get_if<schema::DropIndex>(&change);
    const bool isConcurrent = (created && created->index.options.value(option).toBool())
        || (dropped && dropped->options.value(option).toBool());
    if (const auto* session = std::get_if<schema::SessionStatement>(&change))
        m_hasEndedTransaction = m_hasEndedTransaction || session->verb == QLatin1String("COMMIT")
            || session->verb == QLatin1String("END") || session->verb == QLatin1String("ROLLBACK");
    const bool isWithin = runsInTransaction() && !step.isAutocommitted && !m_hasEndedTransaction;
    if (isConcurrent && isWithin)
        m_problems.push_back({ QStringLiteral("in-transaction"),
            { QT_TRANSLATE_NOOP(
                  "Messages", "CONCURRENTLY is refused within a transaction: autocommit_block() is missing"),
                {} },
            spotOf(step.place), m_groups.empty() && m_tries.empty() && !m_schemaDoubt, false, true });
}

/// What an extension brings with it.
void Recorder::doubtBrought(const QString& extension, const Ahead::Step& step)
{
    const DoubtPtr why
        = doubtAt(step.place, { QT_TRANSLATE_NOOP("Messages", "the extension %1 may have brought it"), { extension } });
    const auto brought = m_circumstances.dialect->schemaRules().broughtBy(extension);
    if (!brought)
        return m_certainty->doubtFurther(schema(), why);
    for (const QString& name : brought->relations)
        m_certainty->doubt({ {}, name }, SchemaCertainty::Everything, why);
    for (const QString& name : brought->types)
        m_certainty->doubt({ {}, name }, SchemaCertainty::Type, why);
}

/// Where names mean other tables from here on.
void Recorder::doubtNames(const schema::Change& change, const Ahead::Step& step)
{
    const auto* session = std::get_if<schema::SessionStatement>(&change);
    if (session && (session->verb.startsWith(QLatin1String("ROLLBACK")) || session->verb == QLatin1String("ABORT"))) {
        m_schemaDoubt = doubtAt(step.place, { QT_TRANSLATE_NOOP("Messages", "rolls back what was done before"), {} });
        m_certainty->doubtAll(m_schemaDoubt, SchemaCertainty::Duration::Lasting);
        if (m_rows)
            m_rows->loseAll();
        return;
    }
    static const QRegularExpression usual(
        QStringLiteral("search_path\\s*(?:=|TO)\\s*(?:public|'public'|\"\\$user\"\\s*,\\s*public|DEFAULT)\\s*;?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    const bool setsPath = session
        && (session->verb.contains(QLatin1String("SEARCH_PATH"))
            || (session->verb.contains(QLatin1String("SET_CONFIG"))
                && step.statement.contains(QLatin1String("search_path"), Qt::CaseInsensitive)));
    if (!setsPath || usual.match(step.statement).hasMatch())
        return;
    m_certainty->doubtAll(
        doubtAt(
            step.place, { QT_TRANSLATE_NOOP("Messages", "names may mean other tables since search_path was set"), {} }),
        SchemaCertainty::Duration::Lasting);
}

/// The table that a change alters, as it is before.
std::shared_ptr<const schema::Table> Recorder::tableBefore(const schema::Change& change) const
{
    schema::ObjectName name;
    if (const auto* added = std::get_if<schema::ColumnAddition>(&change))
        name = added->table;
    else if (const auto* changed = std::get_if<schema::ColumnChange>(&change))
        name = changed->table;
    if (!m_rows || name.name.isEmpty())
        return nullptr;
    return schema().tables.value(schema::keyOf(name, m_circumstances.dialect->schemaRules()));
}

/// What rows have against a change, where something is known of them.
void Recorder::weighRows(
    const schema::Change& change, const schema::Table* before, bool isOfNothing, schema::Replay::Outcome& outcome) const
{
    const auto* touched = std::get_if<schema::TouchRows>(&change);
    const bool isOfNoRow = isOfNothing
        || (touched && m_rows && touched->verb == QLatin1String("update") && m_rows->isEmpty(touched->table));
    std::erase_if(outcome.faults, [&](const schema::Fault& fault) {
        const bool isOfValues
            = fault.kind == schema::FaultKind::ValueUnknown || fault.kind == schema::FaultKind::NullRefused;
        return (fault.kind == schema::FaultKind::ValueUnknown && !m_rows) || (isOfNoRow && isOfValues);
    });
    if (!m_rows || isOfNothing)
        return;
    for (schema::Fault& fault : m_rows->weigh(change, schema(), before))
        outcome.faults.push_back(std::move(fault));
}

/// CREATE TABLE fails where there is one, and IF NOT EXISTS leaves that as it is, with its rows.
bool Recorder::isSurelyNew(const schema::Change& change, schema::Effect effect) const
{
    const auto* created = std::get_if<schema::CreateTable>(&change);
    return created
        && (!created->ifNotExists || (effect == schema::Effect::Changed && !m_schemaDoubt && m_rows->isWhole()));
}

void Recorder::aborted(const core::Location& at)
{
    m_problems.push_back({ QStringLiteral("transaction-aborted"),
        { QT_TRANSLATE_NOOP("Messages",
              "follows a statement that failed at line %1 in the same transaction: "
              "the database refuses everything until it is rolled back"),
            { QString::number(m_aborted->line) } },
        at, true, false, true });
    m_aborted.reset();
}

void Recorder::endTransaction()
{
    if (m_aborted) // nothing followed but the version table's own row
        aborted(*m_aborted);
}

void Recorder::refusedByLibrary(Interpreter& interpreter, const QString& code, const core::Message& message)
{
    if (isAhead())
        throw NeedsSchema{}; // problems are told when it runs
    if (isOffline() || interpreter.isImporting())
        return;
    const bool isSure = m_groups.empty() && m_tries.empty();
    m_problems.push_back({ code, message, spotOf(interpreter.place()), isSure, false, true });
}

void Recorder::usesSavepoints()
{
    m_usesSavepoints = true;
    m_aborted.reset();
}

/// `why`: set where what it is about is in doubt.
void Recorder::faulted(
    const schema::Replay::Outcome& outcome, const symbolic::Place& place, Interpreter* interpreter, const DoubtPtr& why)
{
    if (m_aborted && m_groups.empty())
        aborted(spotOf(place));
    for (const schema::Fault& fault : outcome.faults) {
        const bool isSure = fault.wouldFail() && m_groups.empty() && !m_schemaDoubt && !why;
        const bool isExpected = interpreter && !m_tries.empty() && !isOffline();
        if (isExpected && isSure && !isAssumed(fault)) {
            state() = *m_beforeChange; // what fails does nothing
            if (runsInTransaction() && m_autocommit == 0 && !m_usesSavepoints)
                m_aborted = spotOf(place);
            interpreter->raise(
                QLatin1String("sqlalchemy.exc.") + m_circumstances.dialect->schemaRules().errorClass(fault.kind),
                fault.message.english());
        }
        if (isExpected && goesOnAfterFailure() && fault.outcome != schema::Fault::Outcome::Accepted)
            continue; // that is among the ways
        m_problems.push_back({ codeName(fault.kind), fault.message, spotOf(place), isSure, isAssumed(fault),
            fault.outcome != schema::Fault::Outcome::Accepted });
    }
}

/// It may have been there before the first migration.
bool Recorder::isAssumed(const schema::Fault& fault) const
{
    return fault.kind == schema::FaultKind::TableMissing && !(m_rows && m_rows->isWhole());
}

bool Recorder::runsInTransaction() const
{
    return m_circumstances.settings.transactionalDdl.value_or(ddl().isTransactional());
}

/// Whether a script can go on after a statement failed: where that ends the transaction it runs in, it cannot.
bool Recorder::goesOnAfterFailure() const
{
    return !m_tries.empty() && !isOffline()
        && (!runsInTransaction() || m_autocommit > 0 || m_usesSavepoints
            || std::any_of(m_tries.begin(), m_tries.end(), [](const Attempt& attempt) { return attempt.rollsBack; }));
}

/// What is done from here on, in the `try`, is done only where the statement does not fail.
void Recorder::weighFailure(Interpreter& interpreter, const schema::Change& change, const Ahead::Step& step)
{
    const auto mayFail = [&](const core::Message& why) {
        interpreter.mayFail(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "may fail here: %1"), { why.english() }));
    };
    if (const DoubtPtr doubtful = m_certainty->of(change))
        return interpreter.mayFail(doubtful);
    const std::shared_ptr<const schema::Table> before = tableBefore(change);
    schema::Replay trial = state();
    schema::EnumMemo memo = m_memo.applied;
    schema::Replay::Outcome outcome = trial.apply(change, optionsOf(step, memo));
    weighRows(change, before.get(), false, outcome);
    for (const schema::Fault& fault : outcome.faults) {
        if (fault.outcome == schema::Fault::Outcome::Accepted)
            continue;
        if (!fault.wouldFail() || isAssumed(fault) || !m_groups.empty() || m_schemaDoubt)
            return mayFail(fault.message);
        return; // it does
    }
    if (step.copiesTable)
        return;
    const StatementWeight weight(schema(), m_circumstances.dialect->schemaRules(),
        [this](const schema::ObjectName& table) { return m_rows && m_rows->isEmpty(table); });
    const std::vector<dialects::ReadStatement> read
        = step.statement.isEmpty() ? std::vector<dialects::ReadStatement>() : readSql(step.statement);
    if (const auto why = weight.against(change, read.size() == 1 ? &read.front() : nullptr))
        interpreter.mayFail(interpreter.doubt(why->source, why->arguments));
}

void Recorder::weighReading(Interpreter& interpreter, const QString& sql)
{
    if (interpreter.isImporting() || !goesOnAfterFailure())
        return;
    const StatementWeight weight(schema(), m_circumstances.dialect->schemaRules(), nullptr);
    const std::vector<dialects::ReadStatement> read = readSql(sql);
    if (read.empty()) // drivers differ in what they make of nothing
        return interpreter.mayFail(interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "may fail here: whether the database takes it is not known")));
    for (const dialects::ReadStatement& one : read) {
        const auto why = one.isRead && one.changes.empty() ? weight.against(one) : std::nullopt;
        if (why)
            return interpreter.mayFail(interpreter.doubt(why->source, why->arguments));
    }
}

} // namespace espalier::operations
