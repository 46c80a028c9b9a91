#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

/// contextlib.nullcontext() and closing().
class Context final : public Object {
public:
    explicit Context(Value entered, Value close = {})
        : m_entered(std::move(entered))
        , m_close(std::move(close))
    { }
    QString typeName() const override { return QStringLiteral("AbstractContextManager"); }
    std::optional<Value> enter(Interpreter&) override { return m_entered; }
    bool leave(Interpreter& interpreter, bool) override
    {
        if (!m_close.isNone())
            interpreter.call(m_close);
        return false;
    }

private:
    Value m_entered;
    Value m_close;
};

/// contextlib.suppress()
class Suppress final : public Object {
public:
    explicit Suppress(std::vector<Value> classes)
        : m_classes(makeTuple(std::move(classes)))
    { }
    QString typeName() const override { return QStringLiteral("suppress"); }
    std::optional<Value> enter(Interpreter&) override { return Value(); }
    Value leftBy(Interpreter& interpreter, const Value& exception) override
    {
        if (exception.isNone())
            return Value::boolean(false);
        return exception.isUnknown() ? exception : interpreter.isInstance(exception, m_classes);
    }
    QStringList swallows() const override
    {
        QStringList names;
        for (const Value& type : m_classes.as<Tuple>()->items)
            names.append(type.isObject() ? type.object()->className() : QStringLiteral("BaseException"));
        return names;
    }

private:
    Value m_classes;
};

Value contextManager(const Call& call)
{
    if (const auto code = call[0].as<Function>())
        code->isContextManager = true;
    return call[0];
}

Value closing(const Call& call)
{
    const Value close = call.interpreter.attribute(call[0], QStringLiteral("close"));
    return Value::of(std::make_shared<Context>(call[0], close));
}

} // namespace

void addContexts(Registry& registry)
{
    const Unknowns keep = Unknowns::Keep;
    const auto swallow = [](const Call& call) { return Value::of(std::make_shared<Suppress>(call.rest)); };
    const auto plain = [](const Call& call) { return Value::of(std::make_shared<Context>(call[0])); };
    registry.functions("contextlib",
        {
            { "contextmanager(func)", contextManager, keep },
            { "asynccontextmanager(func)", contextManager, keep },
            { "suppress(*exceptions)", swallow, keep },
            { "nullcontext(enter_result?)", plain, keep },
            { "closing(thing)", closing, keep },
            { "aclosing(thing)", closing, keep },
        });
    for (const char* signature : { "ContextDecorator()", "AbstractContextManager()", "AbstractAsyncContextManager()" })
        registry.type("contextlib", signature, [](const Call&) { return Value(); });
    registry.unknown("contextlib", { "ExitStack", "AsyncExitStack", "redirect_stdout", "redirect_stderr" },
        QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

} // namespace espalier::symbolic::library
