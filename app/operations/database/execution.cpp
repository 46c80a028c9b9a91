// What execute() does: a statement is written down, and its result is known where the schema, or that tables are empty,
// says it.
#include "operations/database/connection.h"

#include "dialects/sql/types.h"
#include "dialects/sql_reader.h"
#include "operations/alembic/alembic_names.h"
#include "operations/database/any_order.h"
#include "operations/database/catalogue.h"
#include "operations/written_rows.h"

namespace espalier::operations {

namespace {

/// What SQL does whose values are not known: those of its parameters, or what stands in it as sampleWord(), between
/// quotes as "q" and that. What a script puts between quotes is a value: else the statement would not be its author's.
struct Effect {
    Opaque::Reach reach = Opaque::Reach::Anything;
    schema::TouchRows rows = {};
};

/// What a statement does to rows; no table where that is not sure, or more than one.
schema::TouchRows touchedBy(const schema::Statement& statement)
{
    return schema::writingsIn(statement).empty() ? touchOf(statement).value_or(schema::TouchRows())
                                                 : schema::TouchRows();
}

bool hasOnlyValues(const QString& sql)
{
    const QString value = QLatin1Char('q') + symbolic::sampleWord();
    for (qsizetype at = sql.indexOf(value); at >= 0; at = sql.indexOf(value, at + 1)) {
        const qsizetype end = at + value.size();
        if (at == 0 || end >= sql.size() || sql[at - 1] != QLatin1Char('\'') || sql[end] != QLatin1Char('\''))
            return false;
    }
    return !sql.contains(QLatin1Char('-') + symbolic::sampleWord());
}

Effect effectOf(const Recorder& recorder, const QString& sql)
{
    const QString word = symbolic::sampleWord();
    const auto read = recorder.dialect().sqlReader().read(sql);
    if (read.size() != 1 || !read.front().unknownFunctions.isEmpty() || !hasOnlyValues(sql))
        return {};
    if (read.front().isRead && read.front().changes.empty())
        return { Opaque::Reach::Nothing };
    const auto* touched
        = read.front().changes.size() == 1 ? std::get_if<schema::TouchRows>(&read.front().changes.front()) : nullptr;
    if (!touched || touched->table.name.isEmpty() || touched->table.key().contains(word))
        return {};
    return { Opaque::Reach::Rows, *touched };
}

/// What a driver makes of a Python list: an array, where the database has such.
schema::SqlType arrayTypeOf(const schema::Literal& list)
{
    using Kind = schema::Literal::Kind;
    const std::vector<schema::Literal>& items = list.elements();
    const auto areAll = [&](Kind kind) {
        return list.kind == Kind::List && !items.empty()
            && std::all_of(items.begin(), items.end(), [kind](const auto& item) { return item.kind == kind; });
    };
    if (areAll(Kind::String))
        return schema::SqlType::arrayOf(schema::SqlType::of(QStringLiteral("String")));
    return areAll(Kind::Integer) ? schema::SqlType::arrayOf(schema::SqlType::of(QStringLiteral("Integer")))
                                 : schema::SqlType();
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
        schema::SqlType type = same == binds.end() ? schema::SqlType() : same->type();
        if (type.isNull() && entry.second.as<symbolic::List>())
            type = arrayTypeOf(literal.value);
        const schema::Expression bind
            = schema::Expression::bind(symbolic::plainOf(entry.first).text(), literal.value, type);
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

/// What is known of the result of a statement: tables that it reads, and its rows where they are the schema's own.
struct Reading {
    QStringList tables;
    std::optional<std::vector<Value>> rows;
    QSet<QString> assumedEmpty; ///< that the rows rest on
    bool findsNothing = false; ///< an UPDATE or DELETE of a table without rows
    DoubtPtr why;
    DoubtPtr order; ///< set where it is not known in which order the rows come
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
                reading.rows = std::move(answer->rows);
            reading.order = answer->order;
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
    if (read.size() != 1 || read.front().changes.size() != 1)
        return reading;
    const auto* touched = std::get_if<schema::TouchRows>(&read.front().changes.front());
    if (touched && (touched->verb == QLatin1String("update") || touched->verb == QLatin1String("delete"))) {
        reading.assumedEmpty = recorder.emptyTablesOf({ { { touched->table } } });
        reading.findsNothing = !reading.assumedEmpty.isEmpty();
    } else if (touched && touched->verb == QLatin1String("insert") && read.front().rows && !read.front().rows->single) {
        reading.assumedEmpty = recorder.emptyTablesOf(*read.front().rows);
        reading.findsNothing = !reading.assumedEmpty.isEmpty();
    }
    return reading;
}

/// What a statement returns of which nothing is known but that it is rows.
Value returned(const Interpreter& interpreter)
{
    return Value::data(
        interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is what a statement returns that is not known")));
}

/// The result of a SELECT that is not all known, where a table without rows says that it has none.
std::optional<Value> foundNothing(
    Interpreter& interpreter, Recorder& recorder, const Value& construct, const DoubtPtr& why)
{
    const QSet<QString> empty = recorder.emptyTablesOf({ neededTables(construct) });
    if (empty.isEmpty())
        return std::nullopt;
    const int asked = recorder.opaque(interpreter, why, Opaque::Reach::Nothing); // until its rows are asked for
    const auto result = std::make_shared<Result>(recorder, asked, QStringList());
    result->known.emplace();
    result->assumedEmpty = empty;
    return Value::of(result);
}

/// An INSERT that says no values: they are its parameters.
bool isBare(const schema::Statement& statement)
{
    const auto* insert = std::get_if<schema::Insert>(&statement);
    return insert && !insert->from && (insert->rows.empty() || insert->rows.front().empty());
}

/// The statement with its parameters; null where it has none.
std::shared_ptr<const Bound> boundOf(Interpreter& interpreter, Recorder& recorder, const Value& construct,
    schema::Statement& whole, const Value& parameters)
{
    if (parameters.isNone()
        || (parameters.as<symbolic::Sequence>() && parameters.as<symbolic::Sequence>()->items.empty()))
        return nullptr;
    DoubtPtr why = symbolic::firstDoubt(parameters);
    const bool isText = std::holds_alternative<schema::Expression>(whole);
    if (isBare(whole)) {
        const Known<schema::Insert> rows = asRows(interpreter, recorder, construct, parameters);
        whole = rows.value;
        why = why ? why : rows.doubt;
    } else if (isText && parameters.as<symbolic::Dict>()) {
        whole = bound(interpreter, recorder, whole, parameters, why);
    } else if (!why) {
        why = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "gives a statement parameters in a way not followed here"));
    }
    return boundTo(interpreter, recorder.ddl().execute(whole), why);
}

/// A text's parameters that nothing gives a value, as a database driver misses them.
void expectParameters(
    Interpreter& interpreter, const Recorder& recorder, const schema::Statement& statement, const Value& parameters)
{
    const QString sql = statementText(statement);
    const auto given = parameters.as<symbolic::Dict>();
    if (recorder.isPrinted() || !sql.contains(QLatin1Char(':')) || !(parameters.isNone() || (given && !given->doubt)))
        return;
    static const QRegularExpression names(QStringLiteral("(?<![:\\w\\\\]):(\\w+)(?!:)")); // of sqlalchemy.sql.elements
    const auto& binds = std::get<schema::Expression>(statement).operands();
    for (auto all = names.globalMatch(sql); all.hasNext();) {
        const QString name = all.next().captured(1);
        const bool isBound = (given && given->find(name))
            || std::any_of(binds.begin(), binds.end(), [&](const schema::Expression& bind) {
                   return bind.is(schema::Expression::Kind::Bind) && bind.textOf() == name && bind.hasValue();
               });
        if (!isBound)
            interpreter.raise(QStringLiteral("sqlalchemy.exc.StatementError"),
                QStringLiteral("A value is required for bind parameter '%1'").arg(name));
    }
}

Value executed(Interpreter& interpreter, Recorder& recorder, const Value& construct, const schema::Statement& statement,
    const Value& parameters)
{
    expectParameters(interpreter, recorder, statement, parameters);
    schema::Statement whole = statement;
    const std::optional<schema::Statement> printed = asPrinted(statement);
    dialects::Statements sql = recorder.ddl().execute(printed ? *printed : statement);
    schema::Statement given = statement;
    std::shared_ptr<const Bound> online = boundOf(interpreter, recorder, construct, given, parameters);
    if (online && isBare(statement)) { // without them it would be no statement
        if (online->unknown) {
            recorder.opaque(interpreter,
                std::make_shared<const symbolic::Doubt>(
                    symbolic::Doubt{ *online->unknown, online->expression, interpreter.place() }),
                Opaque::Reach::Rows, touchedBy(statement));
            return returned(interpreter);
        }
        sql = online->sql;
        whole = given;
        online = nullptr;
    }
    if (printed && !online)
        online = boundTo(interpreter, recorder.ddl().execute(statement));
    DoubtPtr why;
    if (!sql && parameters.isObject()) {
        // offline Alembic drops the parameters, and then misses them
        recorder.askedForMode();
        whole = bound(interpreter, recorder, statement, parameters, why);
        sql = recorder.ddl().execute(whole);
    }
    if (why) {
        recorder.opaque(interpreter, why, Opaque::Reach::Rows, effectOf(recorder, statementText(statement)).rows);
        return returned(interpreter);
    }
    const QStringList read = online && !online->unknown ? online->sql : sql ? *sql : QStringList();
    const Reading reading = readingOf(interpreter, recorder, whole, read.join(QLatin1String(";\n")));
    const int at = recorder.statement(interpreter, whole, sql, false, online);
    const auto result = std::make_shared<Result>(recorder, at, reading.tables);
    result->known = reading.rows;
    result->why = reading.why;
    result->order = reading.order;
    result->assumedEmpty = reading.assumedEmpty;
    result->isCount = reading.findsNothing;
    return Value::of(result);
}

} // namespace

namespace {

/// Of those that Python says; sequences and SQL are the database's own.
bool withoutDefaults(std::vector<schema::Assignment>& row)
{
    bool isChanged = false;
    for (schema::Assignment& one : row) {
        if (!one.isClientDefault || !one.value.is(schema::Expression::Kind::Literal))
            continue;
        one.value = schema::Expression::literal(schema::Literal::none());
        isChanged = true;
    }
    return isChanged;
}

} // namespace

std::optional<schema::Statement> asPrinted(const schema::Statement& statement)
{
    schema::Statement made = statement;
    bool isChanged = false;
    if (auto* insert = std::get_if<schema::Insert>(&made))
        for (std::vector<schema::Assignment>& row : insert->rows)
            isChanged = withoutDefaults(row) || isChanged;
    if (auto* update = std::get_if<schema::Update>(&made))
        isChanged = withoutDefaults(update->values);
    return isChanged ? std::optional(made) : std::nullopt;
}

std::optional<schema::Statement> asSent(const schema::Statement& statement)
{
    schema::Statement made = statement;
    bool isChanged = false;
    const auto addTypes = [&](std::vector<schema::Assignment>& row) {
        for (schema::Assignment& one : row)
            if (one.type.isNull() && one.value.is(schema::Expression::Kind::Literal) && one.value.type().isNull()) {
                one.type = dialects::sql::typeOfValue(one.value.value());
                isChanged = isChanged || !one.type.isNull();
            }
    };
    if (auto* insert = std::get_if<schema::Insert>(&made))
        for (std::vector<schema::Assignment>& row : insert->rows)
            addTypes(row);
    if (auto* update = std::get_if<schema::Update>(&made))
        addTypes(update->values);
    return isChanged ? std::optional(made) : std::nullopt;
}

std::shared_ptr<const Bound> boundTo(Interpreter& interpreter, const dialects::Statements& sql, DoubtPtr why)
{
    if (!sql && !why)
        why = unrendered(interpreter, sql.error());
    auto made = std::make_shared<Bound>();
    if (why) {
        made->unknown = why->reason;
        made->expression = why->expression;
    } else {
        made->sql = *sql;
    }
    return made;
}

Value executeStatement(Interpreter& interpreter, Recorder& recorder, const Value& construct, const Arguments& arguments)
{
    const Value& plain = symbolic::plainOf(construct);
    if (plain.isUnknown()) {
        const Effect effect = plain.sample().isNull() ? Effect() : effectOf(recorder, plain.sample());
        if (effect.reach == Opaque::Reach::Anything)
            recorder.opaqueSql(interpreter, plain.doubt(), plain.sample());
        else
            recorder.opaque(interpreter, plain.doubt(), effect.reach, effect.rows);
        return plain.isData() ? returned(interpreter) : plain;
    }
    const Value parameters = arguments.get(0, u"parameters");
    if (plain.isString())
        return executed(interpreter, recorder, construct, schema::Expression::text(plain.text()), parameters);
    if (const auto rows = parameters.as<symbolic::Sequence>(); rows && isTable(construct) == false) {
        // many rows at once
        for (size_t i = 0; i < rows->items.size(); ++i) {
            Arguments one;
            one.positional = { rows->items[i] };
            const size_t before = recorder.count();
            executeStatement(interpreter, recorder, construct, one);
            if (i > 0)
                recorder.printOnce(before);
        }
        return returned(interpreter);
    }
    const auto executable = asExecutable(interpreter, recorder, construct);
    if (!executable) {
        const auto instance = construct.as<symbolic::Instance>(); // of a class that a package's may make executable
        if (construct.as<symbolic::External>() || (instance && !instance->type->foreign.empty())) {
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
        const bool isWritingQuery = statement && std::holds_alternative<schema::Select>(*statement)
            && !schema::writingsIn(*statement).empty();
        if (!isWritingQuery)
            if (const auto nothing = foundNothing(interpreter, recorder, construct, executable->doubt))
                return *nothing;
        Effect effect;
        if (statement && std::holds_alternative<schema::Select>(*statement) && !isWritingQuery)
            effect.reach = Opaque::Reach::Nothing;
        else if (statement && !std::holds_alternative<schema::Expression>(*statement))
            effect = { Opaque::Reach::Rows, touchedBy(*statement) };
        else if (statement && !statementText(*statement).isEmpty())
            effect = effectOf(recorder, statementText(*statement));
        if (effect.reach == Opaque::Reach::Anything && statement)
            recorder.opaqueSql(interpreter, executable->doubt, statementText(*statement));
        else
            recorder.opaque(interpreter, executable->doubt, effect.reach, effect.rows);
        return Value::data(executable->doubt);
    }
    if (const auto* changes = std::get_if<schema::Changes>(&executable->value.what)) {
        for (const schema::Change& change : *changes)
            recorder.record(interpreter, { change, nullptr }, {}, false);
        return {};
    }
    return executed(interpreter, recorder, construct, std::get<schema::Statement>(executable->value.what), parameters);
}

} // namespace espalier::operations
