#include "symbolic/heap.h"
#include "symbolic/iterator.h"
#include "symbolic/library/support.h"
#include "symbolic/object_class.h"

namespace espalier::symbolic {

using python::Node;

namespace {

/// A parameter as the grammar has it.
struct Parameter {
    enum class Kind { Plain, Rest, Keywords, KeywordSeparator, PositionalSeparator };
    Kind kind = Kind::Plain;
    QString name;
};

Parameter parameterOf(const Node& node)
{
    if (node.is("keyword_separator"))
        return { Parameter::Kind::KeywordSeparator, {} };
    if (node.is("positional_separator"))
        return { Parameter::Kind::PositionalSeparator, {} };
    if (node.is("list_splat_pattern"))
        return { Parameter::Kind::Rest, node.firstNamed().text() };
    if (node.is("dictionary_splat_pattern"))
        return { Parameter::Kind::Keywords, node.firstNamed().text() };
    if (node.is("typed_parameter"))
        return parameterOf(node.firstNamed());
    if (node.is("identifier"))
        return { Parameter::Kind::Plain, node.text() };
    return { Parameter::Kind::Plain, node.field("name").text() };
}

/// What a method of plain data gives: a UUID's `hex`, a time's isoformat() are words still.
Value methodResult(const Value& callee, const Arguments& given)
{
    const bool isBare = given.keywords.empty()
        && std::none_of(given.positional.begin(), given.positional.end(),
            [](const Value& value) { return value.isString() || value.isUnknown() || value.isObject(); });
    return isBare ? callee.part() : Value::data(callee.doubt()).aliased(callee.isAliased());
}

/// super(): attributes from the classes after `type` in the order of `self`.
class Super final : public Object {
public:
    Value self;
    std::shared_ptr<ClassObject> type;
    QString typeName() const override { return QStringLiteral("super"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        bool isAfter = false;
        for (const auto& base : orderOf()) {
            if (isAfter) {
                const auto found = base->scope->names.constFind(name);
                if (found != base->scope->names.cend())
                    return bound(interpreter, *found, name);
            }
            isAfter = isAfter || base == type;
        }
        for (const ObjectPtr& base : type->foreign)
            if (auto found = base->inherited(interpreter, self, name))
                return found;
        if (const auto instance = self.as<Instance>(); instance && instance->hasPlain)
            if (auto found = plainAttribute(interpreter, instance->plain, name))
                return found;
        if (type->isException && name == QLatin1String("__init__"))
            return exceptionInit(self);
        if (const auto own = self.as<ClassObject>(); own && name == QLatin1String("__call__")) // of a metaclass
            return builtin(
                name, [own](Interpreter& caller, const Arguments& given) { return own->made(caller, given); });
        if (auto found = objectMethod(name, self))
            return found;
        // A base that is not known, or not all of it, may have it.
        for (const auto& base : orderOf())
            if (base->scope->doubt)
                return Value::unknown(base->scope->doubt);
        if (type->foreign.empty() && !type->isException)
            return std::nullopt;
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    }

private:
    const std::vector<std::shared_ptr<ClassObject>>& orderOf() const
    {
        const auto instance = self.as<Instance>();
        const auto own = self.as<ClassObject>();
        return instance ? instance->type->order : own ? own->order : type->order;
    }
    Value bound(Interpreter& interpreter, const Value& found, const QString& name) const
    {
        if (const auto instance = self.as<Instance>())
            return unwrapped(interpreter, found, self, Value::of(instance->type), true);
        const bool isOfClass = name == QLatin1String("__init_subclass__"); // without being said so
        return unwrapped(interpreter, found, self, self, isOfClass);
    }
};

} // namespace

// ---- calling

Value Interpreter::call(const Value& callee, std::vector<Value> positional)
{
    Arguments given;
    given.positional = std::move(positional);
    given.place = place();
    given.node = m_node;
    return call(callee, given);
}

Value Interpreter::call(const Value& callee, const Arguments& given)
{
    spend();
    if (callee.isData() && isOfPlainData(given)) // else it could call what it is given
        return methodResult(callee, given);
    if (const auto alternatives = callee.isUnknown() ? callee.as<Alternatives>() : nullptr)
        return callEither(*alternatives, callee.doubt(), given);
    if (callee.isUnknown()) {
        callUnknown(callee.doubt(), given);
        return Value::unknown(callee.doubt());
    }
    if (callee.isObject())
        if (auto result = callee.object()->call(*this, given))
            return *result;
    raise(
        QStringLiteral("TypeError"), QLatin1Char('\'') + typeName(callee) + QLatin1String("' object is not callable"));
}

Value Interpreter::callEither(const Alternatives& alternatives, const DoubtPtr& why, const Arguments& given)
{
    std::vector<std::function<Value()>> calls;
    for (const Value& one : alternatives.callables)
        calls.push_back([this, &one, &given] { return call(one, given); });
    return either(why, calls);
}

// It may do anything to the world, and to what it was given, or was given before.
void Interpreter::callUnknown(const DoubtPtr& why, const Arguments& given, World::Reach reach)
{
    if (!isImporting())
        m_world->unknownCall(place(), why, reach);
    const bool isAnything = reach == World::Reach::Anything;
    given.forEach([&](const Value& value) {
        if (isAnything) {
            mayBeCalled(value, why);
            escape(value);
        } else {
            library::taint(*this, value, Unseen(why));
        }
    });
    if (isAnything)
        mayHaveChanged(Unseen(why));
}

Value Interpreter::callFunction(const std::shared_ptr<Function>& function, const Arguments& given)
{
    if (function->isContextManager) {
        const auto context = std::make_shared<GeneratorContext>();
        context->function = function;
        context->arguments = given;
        return Value::of(context);
    }
    return function->isGenerator ? generator(function, given) : enterFunction(function, given, nullptr);
}

void Interpreter::runGenerator(
    const std::shared_ptr<Function>& function, const Arguments& given, const std::function<void(const Value&)>& onYield)
{
    enterFunction(function, given, onYield);
}

Value Interpreter::enterFunction(const std::shared_ptr<Function>& function, const Arguments& given,
    const std::function<void(const Value&)>& onYield, const Value& sent)
{
    if (m_frames.size() >= size_t(m_options.limits.depth))
        throw Exhausted{ doubt(QT_TRANSLATE_NOOP("Messages", "calls itself, or others, too deeply")) };
    if (recursesWithoutKnownEnd(*function, given)) {
        const DoubtPtr why = doubt(QT_TRANSLATE_NOOP("Messages", "calls itself, or others, too deeply"));
        callUnknown(why, given);
        return Value::unknown(why);
    }
    const ScopePtr local = newScope(function->scope);
    local->function = function;
    bindParameters(*function, given, local);
    Frame frame;
    frame.onYield = onYield;
    frame.function = function;
    frame.sent = sent;
    frame.scope = local;
    const size_t frames = m_frames.size();
    const size_t depth = m_uncertain.size();
    frame.doubts = m_saves.size() + depth;
    const Node outer = m_node;
    m_frames.push_back(&frame);
    if (function->module)
        m_running.push_back(function->module);
    const size_t running = m_running.size() - (function->module ? 1 : 0);
    const auto leave = [&] {
        m_frames.resize(frames);
        m_running.resize(running);
        closeUncertain(depth, Leaving::Turn, m_loops + 1);
        m_node = outer;
    };
    Flow flow = Flow::Next;
    try {
        if (function->definition.is("lambda")) {
            frame.returned.push_back(value(function->definition.field("body"), local));
            flow = Flow::Return;
        } else {
            flow = block(function->definition.field("body"), local);
        }
    } catch (const Raised& raised) {
        m_frames.resize(frames);
        m_frames.push_back(&frame);
        const bool mayHaveReturned = !frame.returned.empty() && leftBefore(raised, depth);
        m_frames.resize(frames);
        if (!mayHaveReturned) {
            leave();
            throw;
        }
        flow = Flow::Return;
    }
    if (flow == Flow::Next)
        frame.returned.push_back({});
    leave();
    return joinedResult(frame.returned, function->name);
}

// Given what is not known, and each time in more doubt than the time before: nothing here can end it.
bool Interpreter::recursesWithoutKnownEnd(const Function& function, const Arguments& given) const
{
    constexpr int deepest = 2;
    int times = 0;
    size_t doubts = m_saves.size() + m_uncertain.size();
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend() && times < deepest; ++frame) {
        if ((*frame)->function.get() != &function || (*frame)->doubts >= doubts)
            continue;
        doubts = (*frame)->doubts;
        ++times;
    }
    if (times < deepest)
        return false;
    bool isOfOthers = false;
    given.forEach([&](const Value& value) { isOfOthers |= value.as<External>() != nullptr; });
    return isOfOthers || given.firstDoubt();
}

Value Interpreter::joinedResult(const std::vector<Value>& returned, const QString& function)
{
    for (const Value& other : returned) {
        if (isSame(other, returned.front()))
            continue;
        if (other.isUnknown())
            return oneOf(returned, other.doubt());
        if (returned.front().isUnknown())
            return oneOf(returned, returned.front().doubt());
        return oneOf(returned, doubt(QT_TRANSLATE_NOOP("Messages", "what %1() returns is not known"), { function }));
    }
    return returned.empty() ? Value() : returned.front();
}

void Interpreter::bindParameters(const Function& function, const Arguments& given, const ScopePtr& local)
{
    QSet<QString> taken;
    size_t next = 0;
    bool isKeywordOnly = false;
    std::shared_ptr<Dict> keywords;
    const auto defaultOf = [&](const QString& name) -> std::optional<Value> {
        for (const auto& one : function.defaults)
            if (one.first == name)
                return one.second;
        return std::nullopt;
    };
    const auto parameters = function.definition.field("parameters").children();
    bool isPositionalOnly = std::any_of(
        parameters.begin(), parameters.end(), [](const Node& node) { return node.is("positional_separator"); });
    const auto fail = [&](const QString& message) { raise(QStringLiteral("TypeError"), function.name + message); };
    for (const Node& node : parameters) {
        const Parameter parameter = parameterOf(node);
        if (parameter.kind == Parameter::Kind::PositionalSeparator)
            isPositionalOnly = false;
        if (parameter.kind == Parameter::Kind::KeywordSeparator)
            isKeywordOnly = true;
        if (parameter.kind == Parameter::Kind::Rest) {
            std::vector<Value> rest(
                given.positional.begin() + ptrdiff_t(std::min(next, given.positional.size())), given.positional.end());
            next = given.positional.size();
            const Value tuple = makeTuple(std::move(rest));
            tuple.as<Tuple>()->doubt = given.doubt;
            local->names.insert(parameter.name, tuple);
            isKeywordOnly = true;
        } else if (parameter.kind == Parameter::Kind::Keywords) {
            keywords = std::make_shared<Dict>();
            keywords->doubt = given.doubt;
            local->names.insert(parameter.name, Value::of(keywords));
        } else if (parameter.kind == Parameter::Kind::Plain) {
            const bool isPositional = !isKeywordOnly && next < given.positional.size();
            const Value* named = isPositionalOnly ? nullptr : given.keyword(parameter.name);
            if (named && isPositional)
                fail(QLatin1String("() got multiple values for argument '") + parameter.name + QLatin1Char('\''));
            const Value* found = isPositional ? &given.positional[next++] : named;
            if (named)
                taken.insert(parameter.name);
            const auto otherwise = defaultOf(parameter.name);
            if (!found && !otherwise && !given.doubt)
                fail(QLatin1String("() missing a required argument: '") + parameter.name + QLatin1Char('\''));
            local->names.insert(parameter.name,
                found             ? *found
                    : given.doubt ? Value::unknown(given.doubt)
                                  : *otherwise);
        }
    }
    if (next < given.positional.size())
        fail(QLatin1String("() takes fewer positional arguments than were given"));
    for (const auto& keyword : given.keywords) {
        if (taken.contains(keyword.first))
            continue;
        if (!keywords)
            fail(QLatin1String("() got an unexpected keyword argument '") + keyword.first + QLatin1Char('\''));
        keywords->insert(Value::string(keyword.first), keyword.second);
    }
}

Value Interpreter::superObject(const ScopePtr&)
{
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        const auto& function = (*frame)->function;
        if (!function)
            continue;
        if (!function->owner)
            break;
        const auto made = std::make_shared<Super>();
        made->type = function->owner;
        const Node first = function->definition.field("parameters").firstNamed();
        made->self = (*frame)->scope->names.value(first ? parameterOf(first).name : QString());
        return Value::of(made);
    }
    const bool isWithinMethod = std::any_of(
        m_frames.begin(), m_frames.end(), [](const Frame* frame) { return frame->function && frame->function->owner; });
    if (!isWithinMethod)
        raise(QStringLiteral("RuntimeError"), QStringLiteral("super(): no arguments"));
    return unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

} // namespace espalier::symbolic
