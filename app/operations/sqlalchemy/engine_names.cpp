#include "operations/sqlalchemy/names.h"
#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>

namespace espalier::operations {

namespace {

using Context = SqlalchemyContext;

Value engine(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    return context.engine(interpreter, arguments);
}

/// inspect(bind), Inspector(bind); inspect(Model) is its mapper.
Value inspect(Interpreter& interpreter, Context& context, const QString& name, const Arguments& arguments)
{
    const Value subject = arguments.positional.empty() ? Value::none() : arguments.positional[0];
    if (isTable(subject))
        return Value::of(std::make_shared<InertHost>(context, name));
    return context.inspect(interpreter, subject);
}

/// listen(), listens_for(…): what they register is called where objects are written, and by nothing else that is read
/// here. Column types are asked whether something listens to them.
void noteListener(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    InertHost::backrefs(context).push_back(Value::none());
    const Value listened = arguments.get(0, u"target");
    static const QStringList heard{ QStringLiteral("create"), QStringLiteral("drop"), QStringLiteral("execute") };
    const Value event = arguments.get(1, u"identifier");
    const bool isOfTables = !event.isString()
        || std::any_of(heard.begin(), heard.end(), [&](const QString& one) { return event.text().endsWith(one); });
    if (!listened.as<symbolic::ClassObject>() && isOfTables)
        context.listensToTables(interpreter,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a function of the project listens to what is done")));
    const Value target = arguments.get(0, u"target");
    if (target.as<symbolic::ClassObject>())
        interpreter.setAttribute(target, listenedAttribute(), Value::boolean(true));
}

Value listen(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    noteListener(interpreter, context, arguments);
    return Value::none();
}

Value listensFor(Interpreter& interpreter, Context& context, const QString& name, const Arguments& given)
{
    noteListener(interpreter, context, given);
    return symbolic::builtin(name, [](Interpreter&, const Arguments& arguments) {
        return arguments.positional.empty() ? Value::none() : arguments.positional[0];
    });
}

class InspectorClass final : public ClassHost {
public:
    using ClassHost::ClassHost;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("from_engine"))
            return symbolic::builtin(
                name, [kept = self<InspectorClass>()](Interpreter& inner, const Arguments& arguments) {
                    return kept->context().inspect(inner, arguments.get(0, u"bind"));
                });
        return ClassHost::attribute(interpreter, name);
    }
};

/// Classes that scripts name in annotations and isinstance().
Value instanceless(Interpreter& interpreter, Context&, const QString& name, const Arguments&)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "an instance of SQLAlchemy's %1"), { name });
}

struct Entry {
    const char* name;
    ClassHost::Make make;
};
constexpr Entry entries[] = {
    { "create_engine", engine },
    { "engine_from_config", engine },
    { "create_async_engine", engine },
    { "create_mock_engine", engine },
    { "async_engine_from_config", engine },
    { "inspect", inspect },
    { "listen", listen },
    { "remove", listen },
    { "listens_for", listensFor },
    { "Engine", instanceless },
    { "Connection", instanceless },
    { "Connectable", instanceless },
    { "AsyncConnection", instanceless },
    { "AsyncEngine", instanceless },
    { "AsyncSession", instanceless },
    { "Row", instanceless },
    { "RowMapping", instanceless },
    { "Result", instanceless },
    { "CursorResult", instanceless },
    { "Dialect", instanceless },
    { "Transaction", instanceless },
    { "NullPool", instanceless },
    { "StaticPool", instanceless },
    { "QueuePool", instanceless },
};

} // namespace

std::optional<Value> engineName(Interpreter&, SqlalchemyContext& context, const QString& name)
{
    if (name == QLatin1String("Inspector"))
        return Value::of(std::make_shared<InspectorClass>(context, name, inspect));
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.name))
            return Value::of(std::make_shared<ClassHost>(context, name, entry.make));
    return std::nullopt;
}

} // namespace espalier::operations
