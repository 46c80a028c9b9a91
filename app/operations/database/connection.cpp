#include "operations/database/connection.h"

#include "dialects/sql_reader.h"
#include "operations/alembic/alembic_names.h"
#include "operations/database/catalogue.h"

namespace espalier::operations {

namespace {

using symbolic::builtin;
using symbolic::CompareOperator;
using symbolic::makeTuple;

Value nothing(const QString& name)
{
    return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
}

/// The table that a statement writes to, even where its values are not known.
schema::ObjectName writtenTable(const schema::Statement& statement)
{
    if (const auto* insert = std::get_if<schema::Insert>(&statement))
        return insert->table;
    if (const auto* update = std::get_if<schema::Update>(&statement))
        return update->table;
    if (const auto* removal = std::get_if<schema::Delete>(&statement))
        return removal->table;
    return {};
}

/// The statement of an execute() with values for its parameters, where it cannot be printed without them.
schema::Statement bound(Interpreter& interpreter, Recorder& recorder, const schema::Statement& statement,
    const Value& parameters, DoubtPtr& why)
{
    const auto* text = std::get_if<schema::Expression>(&statement);
    const auto given = parameters.as<symbolic::Dict>();
    if (!text || !text->is(schema::Expression::Kind::Text) || !given)
        return statement;
    if (given->doubt)
        why = given->doubt;
    std::vector<schema::Expression> binds = text->operands();
    for (const auto& entry : given->entries()) {
        const Known<schema::Literal> literal = asLiteral(interpreter, recorder, entry.second);
        if (literal.doubt && !why)
            why = literal.doubt;
        const auto same = std::find_if(binds.begin(), binds.end(),
            [&](const schema::Expression& bind) { return bind.textOf() == symbolic::plainOf(entry.first).text(); });
        const schema::Expression bind = schema::Expression::bind(symbolic::plainOf(entry.first).text(), literal.value,
            same == binds.end() ? schema::SqlType() : same->type());
        if (same == binds.end())
            binds.push_back(bind);
        else
            *same = bind;
    }
    return schema::Expression::text(text->textOf(), binds);
}

/// SQL text as it was given; empty for constructs.
QString statementText(const schema::Statement& statement)
{
    const auto* text = std::get_if<schema::Expression>(&statement);
    return text && text->is(schema::Expression::Kind::Text) ? text->textOf() : QString();
}

/// The one row that aggregates give of nothing.
Value rowOf(const std::vector<dialects::QueryRows::Output>& outputs)
{
    const auto row = std::make_shared<symbolic::Tuple>(std::vector<Value>());
    for (const auto& output : outputs) {
        using Kind = dialects::CatalogueValue::Kind;
        row->items.push_back(output.value.kind == Kind::Number ? Value::number(output.value.text.toLongLong())
                : output.value.kind == Kind::Boolean ? Value::boolean(output.value.text == QLatin1String("true"))
                                                     : Value());
        row->names.append(output.name);
    }
    row->typeNameOf = QStringLiteral("Row");
    return Value::of(row);
}

/// Rows of the catalogue know their names from the query, where that gives one row of aggregates.
void nameOutputs(const std::vector<Value>& rows, const std::vector<dialects::QueryRows::Output>& outputs)
{
    for (const Value& value : rows) {
        const auto row = value.as<symbolic::Tuple>();
        if (!row || !row->names.isEmpty() || row->items.size() != outputs.size())
            continue;
        for (const auto& output : outputs)
            row->names.append(output.name);
        row->typeNameOf = QStringLiteral("Row");
    }
}

/// A connection of SQLAlchemy 2.0 does not execute plain strings any more.
void expectConstruct(Interpreter& interpreter, Recorder& recorder, const Value& statement)
{
    if (symbolic::plainOf(statement).isString())
        recorder.refusedByLibrary(interpreter, QStringLiteral("plain-string"),
            { QT_TRANSLATE_NOOP("Messages",
                  "SQLAlchemy 2.0 executes no plain string here (ObjectNotExecutableError), as 1.4 did: text() is "
                  "missing"),
                {} });
}

/// What is known of the result of a statement: tables that it reads, and its rows where they are the schema's own.
struct Reading {
    QStringList tables;
    std::optional<std::vector<Value>> rows;
    QSet<QString> assumedEmpty; ///< that the rows rest on
    bool findsNothing = false; ///< an UPDATE or DELETE of a table without rows
    DoubtPtr why;
};

Reading readingOf(Interpreter& interpreter, Recorder& recorder, const schema::Statement& statement, const QString& sql)
{
    Reading reading;
    if (const auto* select = std::get_if<schema::Select>(&statement)) {
        for (const schema::Source& source : select->from)
            if (!source.table.name.isEmpty())
                reading.tables.append(source.table.key());
    }
    const auto read = recorder.dialect().sqlReader().read(sql);
    for (const dialects::ReadStatement& one : read)
        for (const schema::ObjectName& table : one.tables)
            reading.tables.append(table.key());
    reading.tables.removeDuplicates();
    for (const dialects::ReadStatement& one : read)
        if (one.isOfRows() && one.areTablesSure)
            recorder.reads(interpreter, one.tables, one.columns);
    if (read.size() == 1 && read.front().query) {
        if (auto answer = answerCatalogueQuery(interpreter, recorder, *read.front().query)) {
            reading.why = answer->doubt;
            if (!answer->doubt)
                reading.rows = std::move(answer->value);
        }
    }
    if (read.size() == 1 && !reading.rows && read.front().rows
        && !recorder.emptyTablesOf(*read.front().rows).isEmpty()) {
        reading.assumedEmpty = recorder.emptyTablesOf(*read.front().rows);
        reading.why = nullptr;
        reading.rows.emplace();
        if (const auto& single = read.front().rows->single)
            reading.rows->push_back(rowOf(*single));
    }
    if (read.size() == 1 && reading.rows && read.front().rows && read.front().rows->single)
        nameOutputs(*reading.rows, *read.front().rows->single);
    if (read.size() == 1 && read.front().changes.size() == 1)
        if (const auto* touched = std::get_if<schema::TouchRows>(&read.front().changes.front());
            touched && (touched->verb == QLatin1String("update") || touched->verb == QLatin1String("delete"))) {
            reading.assumedEmpty = recorder.emptyTablesOf({ { { touched->table } } });
            reading.findsNothing = !reading.assumedEmpty.isEmpty();
        }
    return reading;
}

Value executed(
    Interpreter& interpreter, Recorder& recorder, const schema::Statement& statement, const Value& parameters)
{
    schema::Statement whole = statement;
    dialects::Statements sql = recorder.ddl().execute(statement);
    DoubtPtr why;
    if (!sql && parameters.isObject()) {
        // offline Alembic drops the parameters, and then misses them
        recorder.askedForMode();
        whole = bound(interpreter, recorder, statement, parameters, why);
        sql = recorder.ddl().execute(whole);
    } else if (const auto given = parameters.as<symbolic::Dict>(); sql && given && !given->entries().empty()) {
        recorder.leavesOutParameters({ interpreter.place().file, interpreter.place().line });
    }
    if (why) {
        const auto read = recorder.dialect().sqlReader().read(statementText(statement));
        const auto* touched = read.size() == 1 && read.front().changes.size() == 1 && !read.front().callsUnknown
            ? std::get_if<schema::TouchRows>(&read.front().changes.front())
            : nullptr;
        recorder.opaque(interpreter, why, Opaque::Reach::Rows, touched ? touched->table : schema::ObjectName());
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is what a statement returns that is not known"));
    }
    const Reading reading = readingOf(interpreter, recorder, whole, sql ? sql->join(QLatin1String(";\n")) : QString());
    const size_t at = recorder.statement(interpreter, whole, sql);
    const auto result = std::make_shared<Result>(recorder, at, reading.tables);
    result->known = reading.rows;
    result->why = reading.why;
    result->assumedEmpty = reading.assumedEmpty;
    result->isCount = reading.findsNothing;
    return Value::of(result);
}

} // namespace

Value executeStatement(Interpreter& interpreter, Recorder& recorder, const Value& construct, const Arguments& arguments)
{
    const Value& plain = symbolic::plainOf(construct);
    if (plain.isUnknown()) {
        recorder.opaque(interpreter, plain.doubt());
        return plain;
    }
    const Value parameters = arguments.get(0, u"parameters");
    if (plain.isString())
        return executed(interpreter, recorder, schema::Expression::text(plain.text()), parameters);
    if (const auto rows = parameters.as<symbolic::Sequence>(); rows && isTable(construct) == false) {
        // many rows at once
        for (const Value& row : rows->items) {
            Arguments one;
            one.positional = { row };
            executeStatement(interpreter, recorder, construct, one);
        }
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is what a statement returns that is not known"));
    }
    const auto executable = asExecutable(interpreter, recorder, construct);
    if (!executable) {
        if (construct.as<symbolic::External>()) {
            recorder.opaque(interpreter,
                interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "executes something that is not known here: %1"),
                    { interpreter.typeName(construct) }));
            return {};
        }
        interpreter.raise(QStringLiteral("sqlalchemy.exc.ObjectNotExecutableError"),
            QLatin1String("Not an executable object: ") + interpreter.typeName(construct));
    }
    if (executable->doubt) {
        const auto* statement = std::get_if<schema::Statement>(&executable->value.what);
        const bool isRead = statement && std::holds_alternative<schema::Select>(*statement);
        const bool isRowsOnly = statement && !std::holds_alternative<schema::Expression>(*statement);
        recorder.opaque(interpreter, executable->doubt,
            isRead           ? Opaque::Reach::Nothing
                : isRowsOnly ? Opaque::Reach::Rows
                             : Opaque::Reach::Anything,
            statement ? writtenTable(*statement) : schema::ObjectName());
        return Value::unknown(executable->doubt);
    }
    if (const auto* changes = std::get_if<schema::Changes>(&executable->value.what)) {
        for (const schema::Change& change : *changes)
            recorder.record(interpreter, { change, nullptr }, {}, false);
        return {};
    }
    return executed(interpreter, recorder, std::get<schema::Statement>(executable->value.what), parameters);
}

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
            const Value result = executeStatement(i, recorder, arguments.get(0, u"statement"), {});
            return i.call(i.attribute(result, name));
        });
    if (name == QLatin1String("dialect"))
        return makeDialect(recorder);
    if (name == QLatin1String("name"))
        return Value::string(recorder.dialect().id());
    if (name == QLatin1String("engine") || name == QLatin1String("connection") || name == QLatin1String("bind"))
        return Value::object(shared_from_this());
    if (name == QLatin1String("begin_nested") || name == QLatin1String("rollback"))
        recorder.usesSavepoints();
    if (name == QLatin1String("begin") || name == QLatin1String("begin_nested"))
        return builtin(name,
            [&recorder](Interpreter&, const Arguments&) { return Value::of(std::make_shared<Transaction>(recorder)); });
    static const QSet<QString> same{ QStringLiteral("connect"), QStringLiteral("execution_options"),
        QStringLiteral("execution_option"), QStringLiteral("contextual_connect"), QStringLiteral("get_bind"),
        QStringLiteral("raw_connection") };
    const Value self = Value::object(shared_from_this());
    if (same.contains(name))
        return builtin(name, [self](Interpreter&, const Arguments&) { return self; });
    static const QSet<QString> silent{ QStringLiteral("commit"), QStringLiteral("rollback"), QStringLiteral("close"),
        QStringLiteral("detach"), QStringLiteral("dispose"), QStringLiteral("flush") };
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

std::optional<Value> Connection::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    return Value::boolean((other.as<Connection>() != nullptr) == (op == CompareOperator::Eq));
}

std::optional<Value> Transaction::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("rollback"))
        m_recorder.usesSavepoints();
    if (name == QLatin1String("commit") || name == QLatin1String("rollback") || name == QLatin1String("close"))
        return nothing(name);
    return std::make_shared<Connection>(m_recorder)->attribute(interpreter, name);
}

// ---- Result

Value Result::rows(Interpreter& interpreter)
{
    m_recorder.needRows();
    m_recorder.becomesRead(m_operation);
    m_recorder.askedForMode();
    if (why)
        return Value::unknown(why);
    if (m_tables.isEmpty())
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"));
    return interpreter.unknown(
        QT_TRANSLATE_NOOP("Messages", "reads rows of %1: depends on data"), { m_tables.join(QLatin1String(", ")) });
}

/// Rows that are known are asked for.
void Result::use()
{
    m_recorder.becomesRead(m_operation);
    m_recorder.askedForMode();
    m_recorder.assumeEmpty(assumedEmpty);
}

/// one(), scalar_one(): the row that there has to be.
Value Result::single(Interpreter& interpreter)
{
    if (known->empty())
        interpreter.raise(
            QStringLiteral("sqlalchemy.exc.NoResultFound"), QStringLiteral("No row was found when one was required"));
    if (known->size() > 1)
        interpreter.raise(QStringLiteral("sqlalchemy.exc.MultipleResultsFound"),
            QStringLiteral("Multiple rows were found when exactly one was required"));
    return known->front();
}

Value Result::answered(Interpreter& interpreter, const QString& method, const Arguments&)
{
    if (!known)
        return rows(interpreter);
    use();
    const auto first = [&]() -> Value { return known->empty() ? Value() : known->front(); };
    if (method == QLatin1String("fetchall") || method == QLatin1String("all"))
        return symbolic::makeList(*known);
    if (method == QLatin1String("fetchmany") && known->empty())
        return symbolic::makeList(std::vector<Value>());
    if (method == QLatin1String("fetchone") || method == QLatin1String("first")
        || (method == QLatin1String("one_or_none") && known->size() < 2))
        return first();
    if (method == QLatin1String("one"))
        return single(interpreter);
    if (method == QLatin1String("scalar_one"))
        return interpreter.item(single(interpreter), Value::number(0));
    if (method == QLatin1String("scalar") || (method == QLatin1String("scalar_one_or_none") && known->size() < 2))
        return known->empty() ? Value() : interpreter.item(first(), Value::number(0));
    return rows(interpreter);
}

std::optional<Value> Result::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("close"))
        return nothing(name);
    m_recorder.needRows();
    if (name == QLatin1String("rowcount") && isCount) {
        // the statement is still one of the script's
        m_recorder.askedForMode();
        m_recorder.assumeEmpty(assumedEmpty);
        return Value::number(0);
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
    for (const Value& row : *known) {
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

std::optional<std::pair<Value, std::vector<Value>>> Result::elements(Interpreter& interpreter)
{
    if (known) {
        use();
        return std::pair(Value(), *known);
    }
    return std::pair(rows(interpreter), std::vector<Value>());
}

} // namespace espalier::operations
