#include "operations/database/connection.h"

#include "operations/alembic/alembic_names.h"
#include "operations/database/any_order.h"
#include "operations/sqlalchemy/state.h"

namespace espalier::operations {

namespace {

using symbolic::builtin;
using symbolic::CompareOperator;

Value nothing(const QString& name)
{
    return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
}

Value rollback(Recorder& recorder)
{
    return builtin(QStringLiteral("rollback"), [&recorder](Interpreter& interpreter, const Arguments&) {
        recorder.rollBack(interpreter);
        return Value();
    });
}

/// engine.url: of the database's kind, and nothing more is known of it.
class Url final : public symbolic::Object {
public:
    Url(QString backend, DoubtPtr why)
        : m_backend(std::move(backend))
        , m_doubt(std::move(why))
    { }
    QString typeName() const override { return QStringLiteral("URL"); }
    bool isInstanceOf(const QString& className) const override { return className == typeName(); }
    Value str(Interpreter&) override { return beginning(); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == QLatin1String("drivername"))
            return beginning();
        if (name == QLatin1String("get_backend_name"))
            return builtin(name, [kept = m_backend](Interpreter&, const Arguments&) { return Value::string(kept); });
        if (name == QLatin1String("render_as_string"))
            return builtin(name, [kept = beginning()](Interpreter&, const Arguments&) { return kept; });
        return Value::data(m_doubt);
    }

private:
    /// What follows the backend's name, a driver or "://", may be anything.
    Value beginning() const { return Value::data(m_doubt, m_backend + QLatin1Char('q') + symbolic::sampleWord()); }
    QString m_backend;
    DoubtPtr m_doubt;
};

/// A connection of SQLAlchemy 2.0 does not execute plain strings any more.
void expectConstruct(Interpreter& interpreter, Recorder& recorder, const Value& statement)
{
    if (!symbolic::plainOf(statement).isString())
        return;
    const core::Message message{ QT_TRANSLATE_NOOP("Messages",
                                     "SQLAlchemy 2.0 executes no plain string here (ObjectNotExecutableError), as 1.4 "
                                     "did: text() is missing"),
        {} };
    recorder.refusedByLibrary(interpreter, QStringLiteral("plain-string"), message);
    if (recorder.isInTry() && !recorder.isOffline())
        interpreter.mayFail(interpreter.doubt(message.source));
}

} // namespace

// ---- Connection

std::optional<Value> Connection::attribute(Interpreter& interpreter, const QString& name)
{
    Recorder& recorder = m_recorder;
    if (name == QLatin1String("execute") || name == QLatin1String("exec_driver_sql"))
        return builtin(name, [&recorder, name](Interpreter& i, const Arguments& arguments) {
            Arguments rest = arguments;
            if (!rest.positional.empty())
                rest.positional.erase(rest.positional.begin());
            if (name == QLatin1String("execute"))
                expectConstruct(i, recorder, arguments.get(0, u"statement"));
            return executeStatement(i, recorder, arguments.get(0, u"statement"), rest);
        });
    if (name == QLatin1String("scalar") || name == QLatin1String("scalars"))
        return builtin(name, [&recorder, name](Interpreter& i, const Arguments& arguments) {
            expectConstruct(i, recorder, arguments.get(0, u"statement"));
            Arguments rest = arguments;
            if (!rest.positional.empty())
                rest.positional.erase(rest.positional.begin());
            const Value result = executeStatement(i, recorder, arguments.get(0, u"statement"), rest);
            return i.call(i.attribute(result, name));
        });
    if (name == QLatin1String("dialect"))
        return makeDialect(recorder);
    if (name == QLatin1String("name"))
        return Value::string(recorder.dialect().id());
    if (name == QLatin1String("engine")) { // connections of its own see nothing of the transaction
        const auto engine = std::make_shared<Connection>(recorder);
        engine->isEngine = true;
        return Value::of(engine);
    }
    if (name == QLatin1String("connection") || name == QLatin1String("bind"))
        return Value::object(shared_from_this());
    if (name == QLatin1String("url")) {
        recorder.askedForMode();
        return Value::of(std::make_shared<Url>(recorder.dialect().id(),
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "asks the connection for %1"), { name })));
    }
    if (name == QLatin1String("begin_nested") || name == QLatin1String("rollback"))
        recorder.usesSavepoints();
    if (name == QLatin1String("begin"))
        return builtin(name, [&recorder](Interpreter& i, const Arguments&) {
            i.mayRaise(i.doubt(QT_TRANSLATE_NOOP("Messages", "a transaction may have begun")),
                { QStringLiteral("InvalidRequestError"), QStringLiteral("SQLAlchemyError") });
            return Value::of(std::make_shared<Transaction>(recorder));
        });
    if (name == QLatin1String("begin_nested") && recorder.isOffline()) { // what only prints has no savepoints
        recorder.askedForMode();
        interpreter.raise(QStringLiteral("AttributeError"),
            QStringLiteral("'MockConnection' object has no attribute 'begin_nested'"));
    }
    if (name == QLatin1String("begin_nested"))
        return builtin(name, [&recorder](Interpreter&, const Arguments&) {
            return Value::of(std::make_shared<Transaction>(recorder, recorder.setSavepoint()));
        });
    if (name == QLatin1String("rollback"))
        return rollback(recorder);
    if (name == QLatin1String("execution_options"))
        return builtin(name,
            [self = std::static_pointer_cast<Connection>(shared_from_this())](
                Interpreter& i, const Arguments& arguments) {
                self->setOptions(i, arguments);
                return Value::of(self);
            });
    static const QSet<QString> same{ QStringLiteral("connect"), QStringLiteral("contextual_connect"),
        QStringLiteral("get_bind"), QStringLiteral("raw_connection") };
    const Value self = Value::object(shared_from_this());
    if (same.contains(name))
        return builtin(name, [self](Interpreter&, const Arguments&) { return self; });
    static const QSet<QString> silent{ QStringLiteral("commit"), QStringLiteral("close"), QStringLiteral("detach"),
        QStringLiteral("dispose"), QStringLiteral("flush") };
    if (silent.contains(name))
        return nothing(name);
    if (name == QLatin1String("in_transaction") || name == QLatin1String("closed"))
        return builtin(name, [](Interpreter& i, const Arguments&) {
            return i.unknown(QT_TRANSLATE_NOOP("Messages", "depends on the connection's state"));
        });
    if (name == QLatin1String("run_callable") || name == QLatin1String("run_sync"))
        return builtin(name, [self](Interpreter& i, const Arguments& arguments) {
            Arguments rest = arguments;
            if (!rest.positional.empty())
                rest.positional.front() = self;
            return i.call(arguments.get(0, u"fn"), rest);
        });
    recorder.askedForMode();
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the connection for %1"), { name });
}

/// Which closes it.
bool Connection::leave(Interpreter& interpreter, bool)
{
    if (!isEngine && !m_recorder.isOffline())
        m_recorder.mayStop(interpreter.place(),
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "the connection that migrations run on is closed")),
            QStringLiteral("ResourceClosedError"));
    return false;
}

/// What changes the connection that migrations run on.
void Connection::setOptions(Interpreter& interpreter, const Arguments& arguments)
{
    const auto isGiven = [&](QAnyStringView name) { return arguments.doubt || arguments.keyword(name); };
    if (isGiven(u"schema_translate_map"))
        m_recorder.opaque(interpreter,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "names of schemas stand for others from here on")));
    if (isGiven(u"isolation_level") && !m_recorder.isOffline())
        m_recorder.mayStop(interpreter.place(),
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a transaction has begun, whose isolation cannot be set")),
            QStringLiteral("InvalidRequestError"));
}

bool Connection::isInstanceOf(const QString& className) const
{
    m_recorder.askedForMode();
    return !m_recorder.isOffline() && className == typeName();
}

Value connectionOf(Recorder& recorder)
{
    return recorder.only(
        QStringLiteral("connection"), [&recorder] { return Value::of(std::make_shared<Connection>(recorder)); });
}

std::optional<Value> Connection::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    return Value::boolean((other.as<Connection>() != nullptr) == (op == CompareOperator::Eq));
}

std::optional<Value> Transaction::attribute(Interpreter& interpreter, const QString& name)
{
    if (m_savepoint && (name == QLatin1String("rollback") || name == QLatin1String("close")))
        return builtin(name, [&recorder = m_recorder, savepoint = m_savepoint](Interpreter& i, const Arguments&) {
            recorder.rollBackTo(i, *savepoint);
            return Value();
        });
    if (m_savepoint && name == QLatin1String("commit"))
        return builtin(name, [&recorder = m_recorder, savepoint = m_savepoint](Interpreter& i, const Arguments&) {
            recorder.release(i, *savepoint);
            return Value();
        });
    if (name == QLatin1String("commit") || name == QLatin1String("close"))
        return nothing(name);
    return interpreter.findAttribute(connectionOf(m_recorder), name);
}

bool Transaction::leave(Interpreter& interpreter, bool isByException)
{
    if (m_savepoint && isByException)
        m_recorder.rollBackTo(interpreter, *m_savepoint);
    else if (m_savepoint)
        m_recorder.release(interpreter, *m_savepoint);
    return false;
}

// ---- Result

Value Result::rows(Interpreter& interpreter)
{
    m_recorder.needRows();
    m_recorder.needOnline();
    m_recorder.becomesRead(m_operation);
    m_recorder.askedForMode();
    interpreter.mayRaise(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data")),
        { QStringLiteral("NoResultFound"), QStringLiteral("MultipleResultsFound"),
            QStringLiteral("ResourceClosedError"), QStringLiteral("InvalidRequestError"),
            QStringLiteral("SQLAlchemyError") });
    const DoubtPtr doubt = why ? why
        : m_tables.isEmpty()
        ? interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"))
        : interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "reads rows of %1: depends on data"), { m_tables.join(QLatin1String(", ")) });
    return hasObjects ? Value::unknown(doubt) : Value::data(doubt);
}

/// Where a script is only printed, asking for rows ends it: then it is read as on a database. Within a `try` that may
/// be what it expects.
void Result::refuseNone(Interpreter& interpreter, const QString& exception, const QString& message) const
{
    if (!isOfflineNone() || !m_recorder.isInTry())
        return;
    m_recorder.askedForMode();
    interpreter.raise(exception, message);
}

/// Rows that are known are asked for.
void Result::use()
{
    m_recorder.needOnline();
    m_recorder.becomesRead(m_operation);
    m_recorder.askedForMode();
    m_recorder.assumeEmpty(assumedEmpty);
}

namespace {

struct ResultState {
    std::optional<std::vector<Value>> known;
    DoubtPtr why;
    size_t taken;
    bool isClosed;
};

} // namespace

std::unique_ptr<symbolic::Object::State> Result::save() const
{
    return saved(ResultState{ known, why, m_taken, m_isClosed });
}

void Result::restore(const State& state)
{
    const auto& old = stateOf<ResultState>(state);
    known = old.known;
    why = old.why;
    m_taken = old.taken;
    m_isClosed = old.isClosed;
}

void Result::join(const State& other, const DoubtPtr& reason)
{
    const auto& theirs = stateOf<ResultState>(other);
    if (m_taken == theirs.taken && m_isClosed == theirs.isClosed && known.has_value() == theirs.known.has_value())
        return;
    known.reset();
    why = reason;
}

std::vector<Value> Result::take(Interpreter& interpreter, size_t most)
{
    interpreter.touch(*this);
    if (m_isClosed)
        interpreter.raise(
            QStringLiteral("sqlalchemy.exc.ResourceClosedError"), QStringLiteral("This result object is closed."));
    const auto from = known->begin() + ptrdiff_t(m_taken);
    const size_t count = std::min(most, known->size() - m_taken);
    m_taken += count;
    return { from, from + ptrdiff_t(count) };
}

void Result::finish(Interpreter& interpreter)
{
    interpreter.touch(*this);
    m_taken = known->size();
    m_isClosed = true;
}

/// one(), scalar_one(): the row that there has to be.
Value Result::single(Interpreter& interpreter)
{
    const std::vector<Value> rest = take(interpreter, known->size());
    finish(interpreter);
    if (rest.empty())
        interpreter.raise(
            QStringLiteral("sqlalchemy.exc.NoResultFound"), QStringLiteral("No row was found when one was required"));
    if (rest.size() > 1)
        interpreter.raise(QStringLiteral("sqlalchemy.exc.MultipleResultsFound"),
            QStringLiteral("Multiple rows were found when exactly one was required"));
    return rest.front();
}

Value Result::answered(Interpreter& interpreter, const QString& method, const Arguments& arguments)
{
    if (!known)
        return rows(interpreter);
    use();
    const bool mayBeSeveral = known->size() - m_taken > 1;
    if (method == QLatin1String("fetchall") || method == QLatin1String("all"))
        return listInAnyOrder(take(interpreter, known->size()), order);
    const Value size = symbolic::plainOf(arguments.get(0, u"size"));
    if (method == QLatin1String("fetchmany") && (known->empty() || (size.isInteger() && size.integer() > 0)))
        return listInAnyOrder(take(interpreter, size_t(std::max<qint64>(size.integer(), 0))), order);
    const auto firstOf = [&](const std::vector<Value>& taken) -> Value {
        return taken.empty() ? Value() : order ? Value::data(order) : taken.front();
    };
    if (method == QLatin1String("fetchone"))
        return firstOf(take(interpreter, 1));
    if (method == QLatin1String("one"))
        return single(interpreter);
    if (method == QLatin1String("scalar_one"))
        return interpreter.item(single(interpreter), Value::number(0));
    const bool isFirst = method == QLatin1String("first") || method == QLatin1String("scalar");
    const bool isOne = method == QLatin1String("one_or_none") || method == QLatin1String("scalar_one_or_none");
    if (!isFirst && !(isOne && !mayBeSeveral)) {
        const Value unknown = rows(interpreter);
        interpreter.touch(*this);
        known.reset(); // it may have used up some
        return unknown;
    }
    const std::vector<Value> taken = take(interpreter, 1);
    finish(interpreter);
    return method.startsWith(QLatin1String("scalar")) && !taken.empty()
        ? interpreter.item(firstOf(taken), Value::number(0))
        : firstOf(taken);
}

std::optional<Value> Result::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("close"))
        return nothing(name);
    refuseNone(interpreter, QStringLiteral("AttributeError"),
        QStringLiteral("'NoneType' object has no attribute '%1'").arg(name));
    m_recorder.needRows();
    if (name == QLatin1String("rowcount") && isCount) {
        // the statement is still one of the script's
        m_recorder.needOnline();
        m_recorder.askedForMode();
        m_recorder.assumeEmpty(assumedEmpty);
        return Value::number(0);
    }
    if (name == QLatin1String("rowcount") && known && m_recorder.dialect().schemaRules().facts().countsSelected) {
        use();
        return Value::number(qint64(known->size()));
    }
    if (name == QLatin1String("rowcount") || name == QLatin1String("inserted_primary_key")
        || name == QLatin1String("lastrowid"))
        return rows(interpreter);
    const auto self = std::static_pointer_cast<Result>(shared_from_this());
    if (name == QLatin1String("scalars") || name == QLatin1String("mappings"))
        return builtin(name, [self, name](Interpreter& i, const Arguments&) { return self->filtered(i, name); });
    static const QSet<QString> same{ QStringLiteral("unique"), QStringLiteral("yield_per"), QStringLiteral("tuples"),
        QStringLiteral("execution_options") };
    if (known && known->empty() && same.contains(name))
        return builtin(name, [self](Interpreter&, const Arguments&) { return Value::of(self); });
    return builtin(
        name, [self, name](Interpreter& i, const Arguments& arguments) { return self->answered(i, name, arguments); });
}

/// scalars(): the rows' first columns; mappings(): the rows by name. Results again.
Value Result::filtered(Interpreter& interpreter, const QString& name)
{
    if (!known)
        return rows(interpreter);
    use();
    std::vector<Value> all;
    for (const Value& row : take(interpreter, known->size())) {
        if (name == QLatin1String("scalars")) {
            all.push_back(interpreter.item(row, Value::number(0)));
            continue;
        }
        const auto tuple = row.as<symbolic::Tuple>();
        if (tuple && tuple->names.isEmpty())
            return rows(interpreter);
        const auto dict = std::make_shared<symbolic::Dict>();
        for (qsizetype i = 0; tuple && i < tuple->names.size(); ++i)
            dict->insert(Value::string(tuple->names[i]), tuple->items[size_t(i)]);
        all.push_back(Value::of(dict));
    }
    const auto result = std::make_shared<Result>(m_recorder, m_operation, m_tables);
    result->known = std::move(all);
    result->order = order && differ(*result->known) ? order : nullptr;
    result->assumedEmpty = assumedEmpty;
    result->isFiltered = true;
    return Value::of(result);
}

std::optional<Value> Result::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    const bool isSame = (other.isNone() && isOfflineNone()) || other.object().get() == this;
    return Value::boolean(isSame == (op == CompareOperator::Eq));
}

std::optional<Value> Result::item(Interpreter& interpreter, const Value&)
{
    refuseNone(interpreter, QStringLiteral("TypeError"), QStringLiteral("'NoneType' object is not subscriptable"));
    return rows(interpreter);
}

std::optional<std::pair<Value, std::vector<Value>>> Result::elements(Interpreter& interpreter)
{
    refuseNone(interpreter, QStringLiteral("TypeError"), QStringLiteral("'NoneType' object is not iterable"));
    if (known) {
        use();
        return std::pair(Value(), take(interpreter, known->size()));
    }
    return std::pair(rows(interpreter), std::vector<Value>());
}

} // namespace espalier::operations
