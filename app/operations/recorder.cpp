// Operations as they are written down.
#include "operations/recorder.h"

#include "dialects/sql_reader.h"
#include "operations/alembic/alembic_names.h"
#include "operations/alembic/plugins.h"
#include "operations/database/block_run.h"
#include "operations/database/connection.h"
#include "operations/flask/current_app.h"
#include "operations/flask/flask_application.h"
#include "operations/installed_constants.h"
#include "operations/operation_kind.h"
#include "operations/plain_value.h"
#include "operations/written_rows.h"

namespace espalier::operations {

namespace {

core::Location locationOf(const symbolic::Place& place) { return { place.file, place.line }; }

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

/// Statements as a database gets them.
void takeBound(std::vector<Operation>& operations)
{
    for (Operation& operation : operations) {
        if (auto* opaque = std::get_if<Opaque>(&operation.what))
            takeBound(opaque->possible);
        if (!operation.bound)
            continue;
        operation.sql = operation.bound->sql;
        if (operation.bound->unknown && !operation.isRead)
            operation.what
                = Opaque{ *operation.bound->unknown, operation.bound->expression, Opaque::Reach::Rows, {}, {} };
    }
}

/// The same, of rows that nobody knows.
schema::Changes withUnknownRows(schema::Changes changes)
{
    for (schema::Change& change : changes)
        if (auto* touched = std::get_if<schema::TouchRows>(&change))
            touched->rows = nullptr;
    return changes;
}

/// Whether it is a value that SQLAlchemy does not print.
bool isOfLiteral(const core::Error& error)
{
    return error.detail.startsWith(QLatin1String("No literal value renderer"))
        || error.detail.startsWith(QLatin1String("Could not render literal value"));
}

/// INSERT … VALUES of nothing but literals: nothing that a reader could add.
bool isPlainInsert(const schema::Statement& statement)
{
    const auto* insert = std::get_if<schema::Insert>(&statement);
    if (!insert || insert->from)
        return false;
    for (const auto& row : insert->rows)
        for (const schema::Assignment& one : row)
            if (!one.value.is(schema::Expression::Kind::Literal))
                return false;
    return true;
}

} // namespace

DoubtPtr unrendered(const Interpreter& interpreter, const core::Error& error)
{
    return interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is not known here: %1"), { error.detail });
}

std::vector<core::Message> Evaluation::assumptions() const
{
    std::vector<core::Message> all;
    if (!assumedEmpty.isEmpty())
        all.push_back({ QT_TRANSLATE_NOOP("Messages", "Holds for an empty database, where nothing is in %1"),
            { assumedEmpty.join(QLatin1String(", ")) } });
    if (!assumedSettings.isEmpty())
        all.push_back({ QT_TRANSLATE_NOOP(
                            "Messages", "Holds where the application's settings are as its own code gives them: %1"),
            { assumedSettings.join(QLatin1String(", ")) } });
    QStringList calls;
    for (const core::Location& at : assumedCode)
        calls.append(QStringLiteral("%1:%2").arg(QFileInfo(at.file).fileName()).arg(at.line));
    if (!calls.isEmpty())
        all.push_back({ QT_TRANSLATE_NOOP(
                            "Messages", "Holds where code that is not known here has left the schema as it was: %1"),
            { calls.join(QLatin1String(", ")) } });
    return all;
}

QStringList Evaluation::sql() const
{
    QStringList all;
    for (const Operation& operation : operations)
        if (!operation.isRead)
            all += operation.sql;
    return all;
}

Recorder::Recorder(const Circumstances& circumstances, schema::Replay& state, RunMemo& memo, RowKnowledge* rows,
    SchemaCertainty* certainty)
    : m_circumstances(circumstances)
    , m_state(&state)
    , m_memo(memo)
    , m_rows(rows)
    , m_ownCertainty(circumstances.dialect->schemaRules())
    , m_certainty(certainty ? certainty : &m_ownCertainty)
    , m_plugins(std::make_shared<Plugins>())
{ }

Recorder::Recorder(const Circumstances& circumstances, RunMemo& memo)
    : m_circumstances(circumstances)
    , m_memo(memo)
    , m_ownCertainty(circumstances.dialect->schemaRules())
    , m_certainty(&m_ownCertainty)
    , m_plugins(std::make_shared<Plugins>())
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
    if (m_isOnlineOnly || !isOffline())
        takeBound(m_operations);
    evaluation.operations = std::move(m_operations);
    evaluation.operations.shrink_to_fit(); // it may be kept for long, beside thousands of others
    if (!last.value && !last.exhausted) {
        evaluation.refused = interpreter.describe(last.exception);
        const bool isOfPackage = last.place.file.startsWith(QLatin1Char('<')) && !m_called.file.isEmpty();
        evaluation.refusedAt = locationOf(isOfPackage ? m_called : last.place);
        if (last.exception.isUnknown())
            evaluation.isUnderstood = false;
    }
    collectReasons(evaluation.operations, evaluation.reasons);
    evaluation.isUnderstood = evaluation.isUnderstood && evaluation.reasons.empty();
    evaluation.schemaDoubt = schemaReason();
    endTransaction();
    evaluation.problems = std::move(m_problems);
    evaluation.dependsOnMode = m_dependsOnMode;
    evaluation.assumedEmpty = QStringList(m_assumedEmpty.cbegin(), m_assumedEmpty.cend());
    evaluation.assumedEmpty.sort();
    evaluation.assumedSettings = QStringList(m_assumedSettings.cbegin(), m_assumedSettings.cend());
    evaluation.assumedSettings.sort();
    evaluation.assumedCode = m_circumstances.settings.hooks;
    for (const DoubtPtr& why : m_certainty->presumed())
        evaluation.assumedCode.push_back(locationOf(why->place));
    return evaluation;
}

std::optional<Reason> Recorder::schemaReason() const
{
    if (!m_schemaDoubt)
        return std::nullopt;
    return Reason{ m_schemaDoubt->reason, m_schemaDoubt->expression, locationOf(m_schemaDoubt->place) };
}

// ---- writing down

int Recorder::add(Interpreter& interpreter, Operation operation)
{
    if (interpreter.isImporting())
        return 0;
    operation.at = locationOf(spotIn(interpreter));
    operation.serial = ++m_serial;
    m_operations.push_back(std::move(operation));
    return m_serial;
}

symbolic::Place Recorder::spotIn(const Interpreter& interpreter) const
{
    const symbolic::Place place = interpreter.place();
    return place.file.startsWith(QLatin1Char('<')) && !m_called.file.isEmpty() ? m_called : place;
}

/// Of this way, or of what was certain before it.
Operation* Recorder::found(int serial)
{
    const auto in = [serial](std::vector<Operation>& operations) -> Operation* {
        const auto it = std::find_if(operations.rbegin(), operations.rend(),
            [serial](const Operation& operation) { return operation.serial == serial; });
        return it == operations.rend() ? nullptr : &*it;
    };
    Operation* operation = serial > 0 ? in(m_operations) : nullptr;
    for (auto group = m_groups.rbegin(); serial > 0 && !operation && group != m_groups.rend(); ++group)
        operation = in(group->outer);
    return operation;
}

void Recorder::refuse(Interpreter& interpreter, const core::Error& error)
{
    if (isInTry()) // Alembic and SQLAlchemy raise errors of several classes
        interpreter.raise(Value::unknown(unrendered(interpreter, error)));
    interpreter.raise(QStringLiteral("sqlalchemy.exc.CompileError"), error.detail);
}

int Recorder::addOpaque(
    Interpreter& interpreter, const DoubtPtr& why, Opaque::Reach reach, const schema::ObjectName& table)
{
    Operation operation;
    operation.what = Opaque{ why->reason, why->expression, reach, table, {} };
    return add(interpreter, std::move(operation));
}

int Recorder::opaque(Interpreter& interpreter, const DoubtPtr& why, Opaque::Reach reach, const schema::TouchRows& rows)
{
    const int serial = addOpaque(interpreter, why, reach);
    if (interpreter.isImporting())
        return serial;
    if (reach == Opaque::Reach::Anything) {
        doubtSchema(why);
        m_certainty->doubtAll(why, SchemaCertainty::Duration::Revision);
    }
    if (isAhead() && reach == Opaque::Reach::Rows)
        throw NeedsSchema{}; // what is known of rows later depends on it
    if (reach == Opaque::Reach::Rows && !rows.table.name.isEmpty())
        reads(interpreter, { rows.table }); // it has to be there
    if (m_rows && reach == Opaque::Reach::Rows)
        m_rows->mayTouch(rows);
    else if (m_rows && reach == Opaque::Reach::Anything)
        m_rows->loseAll();
    return serial;
}

void Recorder::opaqueSql(Interpreter& interpreter, const DoubtPtr& why, const QString& sql)
{
    if (addOpaque(interpreter, why, Opaque::Reach::Anything) == 0)
        return;
    doubtSchema(why);
    for (const dialects::ReadStatement& one : readSql(sql.isEmpty() ? symbolic::sampleWord() : sql))
        for (const schema::Change& change : one.changes) {
            const auto* unread = std::get_if<schema::UnknownStatement>(&change);
            const OperationFacts facts = factsOf(change);
            if (unread)
                m_certainty->doubtText(unread->sql, why, symbolic::sampleWord());
            else if ((facts.schema + facts.table + facts.name).contains(symbolic::sampleWord()))
                m_certainty->doubtAll(why, SchemaCertainty::Duration::Lasting);
            else
                m_certainty->doubt(change, why);
        }
    if (m_rows)
        m_rows->loseAll();
}

void Recorder::change(Interpreter& interpreter, schema::Change change, const dialects::Statements& sql)
{
    if (interpreter.isImporting())
        return;
    if (!sql && sql.error().code == core::ErrorCode::Refused)
        refuse(interpreter, sql.error());
    if (!sql)
        return opaquePart(interpreter, unrendered(interpreter, sql.error()), partOf(change));
    applied(interpreter, { .changes = { change }, .statement = callingText(*sql) });
    Operation operation;
    const bool isHeard = m_listener
        && (std::holds_alternative<schema::CreateTable>(change) || std::holds_alternative<schema::DropTable>(change));
    operation.what = std::move(change);
    operation.sql = *sql;
    add(interpreter, std::move(operation));
    if (isHeard)
        opaque(interpreter, m_listener);
}

void Recorder::batch(Interpreter& interpreter, Batch batch, const dialects::Statements& sql)
{
    if (!sql && sql.error().code == core::ErrorCode::Refused) {
        refuse(interpreter, sql.error());
    }
    if (!sql) {
        opaque(interpreter, unrendered(interpreter, sql.error()));
        return;
    }
    Operation operation;
    operation.changes = changesOf(batch);
    applied(interpreter, { .changes = operation.changes, .copiesTable = true, .statement = callingText(*sql) });
    operation.what = std::move(batch);
    operation.sql = *sql;
    add(interpreter, std::move(operation));
}

int Recorder::statement(Interpreter& interpreter, const schema::Statement& statement, const dialects::Statements& sql,
    bool isBulkInsert, std::shared_ptr<const Bound> bound)
{
    if (interpreter.isImporting())
        return 0;
    if (!sql && sql.error().code == core::ErrorCode::Refused) {
        if (isPrinted())
            refuse(interpreter, sql.error());
        if (const auto sent = asSent(statement)) // a driver finds the types of values by itself
            return this->statement(interpreter, *sent,
                isBulkInsert ? ddl().bulkInsert(std::get<schema::Insert>(*sent)) : ddl().execute(*sent), isBulkInsert,
                std::move(bound));
        if (isOfLiteral(sql.error()))
            return opaque(interpreter, unrendered(interpreter, sql.error()), Opaque::Reach::Rows,
                touchOf(statement).value_or(schema::TouchRows{}));
        refuse(interpreter, sql.error());
    }
    if (!sql)
        return opaque(interpreter, unrendered(interpreter, sql.error()));
    Operation operation;
    operation.what = Execute{ statement, isBulkInsert };
    operation.sql = *sql;
    operation.bound = std::move(bound);
    // printed without its parameters it says NULL for them
    const bool hasUnknownRows = operation.bound && operation.bound->unknown;
    const QStringList& done = operation.bound && !hasUnknownRows ? operation.bound->sql : operation.sql;
    const std::vector<const schema::Writing*> within = schema::writingsIn(statement);
    for (const schema::Writing* writing : within)
        std::visit([&](const auto& one) { operation.changes.push_back(*touchOf(one)); }, writing->statement);
    if (auto touched = touchOf(statement)) {
        if (within.empty()) // else all of them see the rows that were there before
            touched->rows = writtenRows(statement);
        operation.changes.push_back(*touched);
    }
    const QString text = done.join(QLatin1String(";\n"));
    schema::Changes happen = operation.changes;
    if (std::holds_alternative<schema::Expression>(statement))
        for (const dialects::ReadStatement& one : readSql(text)) {
            operation.changes.insert(operation.changes.end(), one.changes.begin(), one.changes.end());
            const auto ran = one.block ? runBlock(interpreter, *this, *one.block, happen) : std::nullopt;
            const schema::Changes& really = ran ? *ran : one.changes;
            happen.insert(happen.end(), really.begin(), really.end());
        }
    if (hasUnknownRows) {
        operation.changes = withUnknownRows(std::move(operation.changes));
        happen = withUnknownRows(std::move(happen));
    }
    weighReading(interpreter, text);
    applied(interpreter, { .changes = happen, .statement = isPlainInsert(statement) ? QString() : text });
    return add(interpreter, std::move(operation));
}

/// The statements of a change where they call functions, in a default say: those may not be there.
QString Recorder::callingText(const QStringList& sql) const
{
    const QString text = sql.join(QLatin1String(";\n"));
    return m_circumstances.dialect->sqlReader().mayCallUnknown(text) ? text : QString();
}

std::vector<dialects::ReadStatement> Recorder::readSql(const QString& sql) const
{
    return m_circumstances.dialect->sqlReader().read(sql);
}

void Recorder::reads(Interpreter& interpreter, const std::vector<schema::ObjectName>& tables,
    const std::vector<dialects::ColumnUse>& columns)
{
    if (tables.empty() || isOffline() || interpreter.isImporting())
        return;
    schema::Changes changes;
    for (const schema::ObjectName& table : tables) {
        auto named = std::make_shared<schema::WrittenRows>();
        for (const dialects::ColumnUse& use : columns)
            if (use.table == table)
                named->columns.append(use.column);
        changes.push_back(schema::TouchRows{ QStringLiteral("read"), table, named });
    }
    applied(interpreter, { .changes = std::move(changes) });
}

QSet<QString> Recorder::emptyTablesOf(const dialects::QueryRows& rows) const
{
    QSet<QString> tables;
    if (m_rows)
        m_rows->hasNone(rows, &tables);
    return tables;
}

void Recorder::autocommit(Interpreter& interpreter, bool begins)
{
    if (interpreter.isImporting())
        return;
    m_autocommit += begins ? 1 : -1;
    Operation operation;
    operation.what = AutocommitBlock{ begins };
    if (runsInTransaction())
        operation.sql = { begins ? ddl().commit() : ddl().begin() };
    add(interpreter, std::move(operation));
}

std::optional<QVariant> Recorder::assumedSetting(const QString& name)
{
    if (!m_circumstances.application || m_changesSettings)
        return std::nullopt;
    const auto& settings = m_circumstances.application->settings();
    const auto found = settings.constFind(name);
    if (found == settings.cend())
        return std::nullopt;
    m_assumedSettings.insert(name);
    return *found;
}

void Recorder::readPlugins(Interpreter& interpreter, const QString& directive)
{
    const bool dependsOnMode = m_dependsOnMode; // not because env.py asks
    m_called = spotIn(interpreter);
    m_plugins->read(interpreter, m_circumstances);
    m_plugins->readPackage(interpreter, m_circumstances, directive);
    m_dependsOnMode = dependsOnMode;
}

std::optional<Value> Recorder::installedConstant(const QString& dotted) const
{
    const auto constant = m_circumstances.installed ? m_circumstances.installed->find(dotted) : std::nullopt;
    const bool isOurs = constant
        && !m_circumstances.imports.find(dotted.section(QLatin1Char('.'), 0, 0), 0, {}).isEmpty(); // the project's own
    return constant && !isOurs ? std::optional(fromPlain(*constant)) : std::nullopt;
}

// ---- World

std::optional<Value> Recorder::imported(Interpreter& interpreter, const QString& dotted)
{
    if (auto found = alembicName(interpreter, *this, dotted))
        return found;
    if (auto found = packageName(interpreter, m_circumstances, dotted))
        return found;
    if (auto found = currentAppName(*this, dotted))
        return found;
    if (auto found = sqlalchemyName(interpreter, *this, dotted))
        return found;
    return installedConstant(dotted);
}

} // namespace espalier::operations
