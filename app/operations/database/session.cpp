#include "operations/database/session.h"

#include "operations/database/connection.h"
#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/table.h"

namespace espalier::operations {

namespace {

using symbolic::builtin;

/// Whether objects of that class may have others tied to them.
bool isTied(SqlalchemyContext& context, const symbolic::ClassObject& type)
{
    const auto hasTie = [](const std::shared_ptr<symbolic::ClassObject>& one) {
        return std::any_of(one->written.cbegin(), one->written.cend(), [&](const QString& name) {
            const auto found = one->find(name);
            const auto inert = found ? found->as<InertHost>() : nullptr;
            return (found && found->isUnknown()) || (inert && inert->isTie());
        });
    };
    return !InertHost::backrefs(context).empty() || std::any_of(type.order.begin(), type.order.end(), hasTie);
}

/// The tables that an object of a mapped class has a row in, those of its bases too, where it has nothing but plain
/// data: no other objects that go with it. One without a name where that is not sure.
std::vector<schema::ObjectName> tablesOf(SqlalchemyContext& context, const Value& object)
{
    const auto instance = object.as<symbolic::Instance>();
    const bool isAlone = instance && !isTied(context, *instance->type)
        && std::all_of(instance->attributes.cbegin(), instance->attributes.cend(),
            [](const Value& value) { return symbolic::isPlainData(symbolic::plainOf(value)); });
    std::vector<schema::ObjectName> names;
    for (const auto& type : isAlone ? instance->type->order : std::vector<std::shared_ptr<symbolic::ClassObject>>()) {
        const auto table = tableHost(Value::of(type));
        if (table && table->nameDoubt)
            return { {} };
        if (table && std::find(names.begin(), names.end(), table->name) == names.end())
            names.push_back(table->name);
    }
    return names.empty() ? std::vector<schema::ObjectName>{ {} } : names;
}

/// add(), delete(), …: what the ORM writes when it flushes.
Value writes(Interpreter& interpreter, Recorder& recorder, const QString& method, const Arguments& arguments)
{
    recorder.askedForMode();
    const DoubtPtr why
        = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "writes objects through the ORM"), { arguments.source() });
    std::vector<Value> objects = arguments.positional;
    if (method == QLatin1String("add_all") && objects.size() == 1)
        objects = interpreter.elements(objects.front()).value_or(objects);
    if (method != QLatin1String("add") && method != QLatin1String("add_all"))
        objects = { Value::unknown(why) };
    for (const Value& object : objects)
        for (const schema::ObjectName& table : tablesOf(recorder, object))
            recorder.opaque(interpreter, why, Opaque::Reach::Rows, { QStringLiteral("insert"), table });
    return {};
}

/// What a SELECT gives through a session may be objects.
Value executedInSession(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
{
    Arguments rest = arguments;
    if (!rest.positional.empty())
        rest.positional.erase(rest.positional.begin());
    const Value statement = arguments.get(0, u"statement");
    const Value made = executeStatement(interpreter, recorder, statement, rest);
    if (!isSelect(statement))
        return made;
    if (const auto result = made.as<Result>())
        result->hasObjects = true;
    return made.isUnknown() ? Value::unknown(made.doubt()) : made;
}

/// The SELECT behind a query.
std::optional<Known<schema::Select>> selectOf(Interpreter& interpreter, Recorder& recorder, const Value& select)
{
    const auto executable = asExecutable(interpreter, recorder, select);
    if (!executable)
        return std::nullopt;
    const auto* statement = std::get_if<schema::Statement>(&executable->value.what);
    const auto* found = statement ? std::get_if<schema::Select>(statement) : nullptr;
    if (!found)
        return std::nullopt;
    return Known<schema::Select>{ *found, executable->doubt };
}

} // namespace

std::optional<Value> Session::attribute(Interpreter& interpreter, const QString& name)
{
    Recorder& recorder = m_recorder;
    static const QSet<QString> writing{ QStringLiteral("add"), QStringLiteral("add_all"), QStringLiteral("delete"),
        QStringLiteral("merge"), QStringLiteral("bulk_save_objects"), QStringLiteral("bulk_insert_mappings"),
        QStringLiteral("bulk_update_mappings") };
    if (writing.contains(name))
        return builtin(name, [&recorder, name](Interpreter& i, const Arguments& arguments) {
            return writes(i, recorder, name, arguments);
        });
    if (name == QLatin1String("query"))
        return builtin(name, [&recorder](Interpreter& i, const Arguments& arguments) {
            recorder.askedForMode();
            const bool isPlain = std::all_of(arguments.positional.begin(), arguments.positional.end(), isOfRows);
            return Value::of(
                std::make_shared<Query>(recorder, makeSelect(i, recorder, arguments.positional), !isPlain));
        });
    if (name == QLatin1String("execute"))
        return builtin(name, [&recorder](Interpreter& i, const Arguments& arguments) {
            return executedInSession(i, recorder, arguments);
        });
    if (name == QLatin1String("scalar") || name == QLatin1String("scalars"))
        return builtin(name, [&recorder, name](Interpreter& i, const Arguments& arguments) {
            return i.call(i.attribute(executedInSession(i, recorder, arguments), name));
        });
    static const QSet<QString> silent{ QStringLiteral("commit"), QStringLiteral("flush"), QStringLiteral("close"),
        QStringLiteral("remove"), QStringLiteral("expunge_all"), QStringLiteral("expire_all"),
        QStringLiteral("refresh"), QStringLiteral("configure") };
    if (silent.contains(name))
        return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
    if (name == QLatin1String("get") || name == QLatin1String("new") || name == QLatin1String("dirty"))
        return builtin(name, [&recorder](Interpreter& i, const Arguments&) {
            recorder.askedForMode();
            return i.unknown(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"));
        });
    if (name == QLatin1String("no_autoflush"))
        return Value::object(shared_from_this());
    if (name == QLatin1String("connection") || name == QLatin1String("get_bind"))
        return builtin(name, [&recorder](Interpreter&, const Arguments&) { return connectionOf(recorder); });
    return interpreter.findAttribute(connectionOf(recorder), name);
}

// ---- Query

/// The tables without rows on which it rests that there is nothing to find.
QSet<QString> Query::emptyTables(Interpreter& interpreter) const
{
    m_recorder.needRows();
    m_recorder.needOnline();
    const QSet<QString> empty = m_recorder.emptyTablesOf({ neededTables(m_select) });
    if (!empty.isEmpty())
        return empty;
    const auto select = selectOf(interpreter, m_recorder, m_select);
    if (!select || select->doubt)
        return {};
    const auto sql = m_recorder.ddl().execute(select->value);
    if (!sql)
        return {};
    const auto read = m_recorder.dialect().sqlReader().read(sql->join(QLatin1String(";\n")));
    if (read.size() != 1 || !read.front().rows || read.front().rows->single)
        return {};
    return m_recorder.emptyTablesOf(*read.front().rows);
}

/// all(), first(), count(), …
Value Query::answered(Interpreter& interpreter, const QString& method) const
{
    const QSet<QString> empty = emptyTables(interpreter);
    if (empty.isEmpty())
        return rows(interpreter);
    m_recorder.assumeEmpty(empty);
    if (method == QLatin1String("all") || method == QLatin1String("values"))
        return symbolic::makeList(std::vector<Value>());
    if (method == QLatin1String("count"))
        return Value::number(0);
    if (method == QLatin1String("yield_per"))
        return Value::of(std::make_shared<Query>(m_recorder, m_select, m_hasObjects));
    if (method == QLatin1String("one"))
        interpreter.raise(
            QStringLiteral("sqlalchemy.exc.NoResultFound"), QStringLiteral("No row was found when one was required"));
    if (method == QLatin1String("exists"))
        return rows(interpreter);
    return {};
}

Value Query::rows(Interpreter& interpreter) const
{
    QStringList tables;
    for (const auto& needed : neededTables(m_select))
        for (const schema::ObjectName& table : needed)
            tables.append(table.key());
    tables.removeDuplicates();
    const DoubtPtr doubt = tables.isEmpty()
        ? interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"))
        : interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "reads rows of %1: depends on data"), { tables.join(QLatin1String(", ")) });
    return m_hasObjects ? Value::unknown(doubt) : Value::data(doubt);
}

std::optional<std::pair<Value, std::vector<Value>>> Query::elements(Interpreter& interpreter)
{
    const QSet<QString> empty = emptyTables(interpreter);
    if (empty.isEmpty())
        return std::pair(rows(interpreter), std::vector<Value>());
    m_recorder.assumeEmpty(empty);
    return std::pair(Value(), std::vector<Value>());
}

Value Query::update(Interpreter& interpreter, const Value& values) const
{
    const auto select = selectOf(interpreter, m_recorder, m_select);
    DoubtPtr why = select ? select->doubt : nullptr;
    if (!select || select->value.from.size() != 1 || select->value.from.front().table.name.isEmpty())
        why = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "changes rows through the ORM"));
    schema::Update update;
    const auto given = values.as<symbolic::Dict>();
    if (!given || given->doubt)
        why = why ? why : symbolic::firstDoubt(values);
    if (!why && given) {
        update.table = select->value.from.front().table;
        update.where = select->value.where;
        for (const auto& entry : given->entries()) {
            const auto column = entry.first.isString()
                ? Known<schema::Expression>{ schema::Expression::column(entry.first.text()), nullptr }
                : asExpression(interpreter, m_recorder, entry.first, TextSense::Sql);
            const auto value = asExpression(interpreter, m_recorder, entry.second, TextSense::Value);
            why = why ? why : column.doubt ? column.doubt : value.doubt;
            update.values.push_back({ column.value.textOf(), value.value, column.value.type() });
        }
    }
    if (why || !given) {
        m_recorder.opaque(interpreter,
            why ? why : interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "changes rows through the ORM")),
            Opaque::Reach::Rows);
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"));
    }
    m_recorder.statement(interpreter, update, m_recorder.ddl().execute(update));
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"));
}

Value Query::remove(Interpreter& interpreter) const
{
    const auto select = selectOf(interpreter, m_recorder, m_select);
    DoubtPtr why = select ? select->doubt : nullptr;
    if (!select || select->value.from.size() != 1 || select->value.from.front().table.name.isEmpty())
        why = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "changes rows through the ORM"));
    if (why) {
        m_recorder.opaque(interpreter, why, Opaque::Reach::Rows);
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"));
    }
    schema::Delete removal;
    removal.table = select->value.from.front().table;
    removal.where = select->value.where;
    m_recorder.statement(interpreter, removal, m_recorder.ddl().execute(removal));
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the database: depends on its data"));
}

std::optional<Value> Query::attribute(Interpreter& interpreter, const QString& name)
{
    const auto self = std::static_pointer_cast<Query>(shared_from_this());
    static const QSet<QString> reading{ QStringLiteral("all"), QStringLiteral("first"), QStringLiteral("one"),
        QStringLiteral("one_or_none"), QStringLiteral("scalar"), QStringLiteral("count"), QStringLiteral("get"),
        QStringLiteral("exists"), QStringLiteral("yield_per"), QStringLiteral("values") };
    if (reading.contains(name))
        return builtin(name, [self, name](Interpreter& i, const Arguments&) { return self->answered(i, name); });
    if (name == QLatin1String("update"))
        return builtin(name, [self](Interpreter& i, const Arguments& arguments) {
            return self->update(i, arguments.get(0, u"values"));
        });
    if (name == QLatin1String("delete"))
        return builtin(name, [self](Interpreter& i, const Arguments&) { return self->remove(i); });
    static const QSet<QString> loading{ QStringLiteral("options"), QStringLiteral("enable_eagerloads"),
        QStringLiteral("execution_options"), QStringLiteral("populate_existing"), QStringLiteral("autoflush") };
    if (loading.contains(name))
        return builtin(name, [self](Interpreter&, const Arguments&) { return Value::of(self); });
    // filter(), join(), order_by(), …: of the SELECT, and a query again
    const QString onSelect = name == QLatin1String("filter") ? QStringLiteral("where") : name;
    const auto method = interpreter.findAttribute(m_select, onSelect);
    if (!method)
        return std::nullopt;
    static const QSet<QString> choosing{ QStringLiteral("filter"), QStringLiteral("filter_by"), QStringLiteral("where"),
        QStringLiteral("order_by"), QStringLiteral("limit"), QStringLiteral("offset"), QStringLiteral("distinct"),
        QStringLiteral("join") };
    const bool mayHaveObjects = m_hasObjects || !choosing.contains(name);
    return builtin(name, [self, method, mayHaveObjects](Interpreter& i, const Arguments& arguments) {
        return Value::of(std::make_shared<Query>(self->m_recorder, i.call(*method, arguments), mayHaveObjects));
    });
}

} // namespace espalier::operations
