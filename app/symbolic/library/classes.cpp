#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

/// dataclasses.field(), which the interpreter reads where an instance is made.
class Field final : public Object {
public:
    QString typeName() const override { return QStringLiteral("Field"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == QLatin1String("default"))
            return otherwise;
        if (name == QLatin1String("default_factory"))
            return factory;
        if (name == QLatin1String("metadata"))
            return metadata;
        return std::nullopt;
    }
    Value otherwise;
    Value factory;
    Value metadata;
};

Value marked(const Call& call)
{
    if (const auto type = call[0].as<ClassObject>())
        type->isDataclass = true;
    return call[0];
}

Value dataclass(const Call& call)
{
    if (call.has(0) && !call[0].isNone())
        return marked(call);
    return function("decorate(cls)", marked, Unknowns::Keep);
}

Value field(const Call& call)
{
    const auto made = std::make_shared<Field>();
    for (const auto& [name, value] : call.more) {
        if (name == QLatin1String("default"))
            made->otherwise = value;
        else if (name == QLatin1String("default_factory"))
            made->factory = value;
        else if (name == QLatin1String("metadata"))
            made->metadata = value;
    }
    return Value::of(made);
}

// Fields of a dataclass instance, in their order.
std::vector<std::pair<Value, Value>> fieldsOf(const Call& call)
{
    const auto instance = call[0].as<Instance>();
    if (!instance || !instance->type->isDataclass) {
        if (const DoubtPtr doubt = mystery(call.interpreter, call[0]))
            give(doubt);
        call.typeError(QStringLiteral("asdict() should be called on dataclass instances"));
    }
    std::vector<std::pair<Value, Value>> made;
    const auto& order = instance->type->order;
    for (auto base = order.rbegin(); base != order.rend(); ++base)
        for (const QString& name : (*base)->written)
            if ((*base)->annotationNodes.contains(name))
                made.emplace_back(Value::string(name), call.interpreter.attribute(call[0], name));
    return made;
}

Value replacedClassFields(const Call& call)
{
    Arguments arguments;
    for (const auto& [name, value] : fieldsOf(call))
        arguments.keywords.emplace_back(name.text(), value);
    for (const auto& [name, value] : call.more) {
        const auto found = std::find_if(arguments.keywords.begin(), arguments.keywords.end(),
            [&, key = name](const auto& keyword) { return keyword.first == key; });
        if (found == arguments.keywords.end())
            arguments.keywords.emplace_back(name, value);
        else
            found->second = value;
    }
    return call.interpreter.call(Value::of(call[0].as<Instance>()->type), arguments);
}

Value copied(const Call& call, const Value& value, bool isDeep)
{
    const Nesting nesting(call.interpreter);
    call.interpreter.spend();
    const auto inner = [&](const Value& part) { return isDeep ? copied(call, part, true) : part; };
    std::vector<Value> items;
    if (const auto sequence = value.as<Sequence>()) {
        if (sequence->doubt)
            give(sequence->doubt);
        if (sequence->isTuple() && !isDeep)
            return value;
        for (const Value& item : sequence->items)
            items.push_back(inner(item));
        if (!sequence->isTuple())
            return makeList(std::move(items));
        const auto made = std::make_shared<Tuple>(std::move(items));
        made->names = value.as<Tuple>()->names;
        made->typeNameOf = value.as<Tuple>()->typeNameOf;
        return Value::of(made);
    }
    if (const auto dict = value.as<Dict>()) {
        if (dict->doubt)
            give(dict->doubt);
        const auto made = std::make_shared<Dict>();
        made->defaultFactory = dict->defaultFactory;
        for (const auto& [key, item] : dict->entries())
            made->insert(key, inner(item));
        return Value::of(made);
    }
    if (const auto set = value.as<Set>()) {
        if (set->doubt)
            give(set->doubt);
        return makeSet(set->items(), set->isFrozen);
    }
    if (const auto instance = value.as<Instance>(); instance && !instance->type->isEnum) {
        const auto made = std::make_shared<Instance>();
        made->type = instance->type;
        made->written = instance->written;
        made->plain = instance->plain;
        made->hasPlain = instance->hasPlain;
        for (auto it = instance->attributes.cbegin(); it != instance->attributes.cend(); ++it)
            made->attributes.insert(it.key(), inner(it.value()));
        return Value::of(made);
    }
    // Plain data and what never changes is its own copy; of what else there is, some have a way to be copied.
    if (value.isObject())
        if (const auto way = call.interpreter.findAttribute(value, QStringLiteral("__copy__")))
            return call.interpreter.call(*way);
    return value;
}

/// types.SimpleNamespace
class Namespace final : public Object {
public:
    std::vector<std::pair<QString, Value>> names;
    QString typeName() const override { return QStringLiteral("SimpleNamespace"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        for (const auto& entry : names)
            if (entry.first == name)
                return entry.second;
        return std::nullopt;
    }
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value& value) override
    {
        interpreter.touch(*this);
        for (auto& entry : names)
            if (entry.first == name) {
                entry.second = value;
                return true;
            }
        names.emplace_back(name, value);
        return true;
    }
    std::optional<Value> compare(Interpreter& interpreter, CompareOperator op, const Value& other, bool) override
    {
        const auto space = other.as<Namespace>();
        if (!space || (op != CompareOperator::Eq && op != CompareOperator::Ne))
            return std::nullopt;
        const auto asDict = [](const auto& all) {
            const auto dict = std::make_shared<Dict>();
            for (const auto& [name, value] : all)
                dict->insert(Value::string(name), value);
            return Value::of(dict);
        };
        return interpreter.compare(op, asDict(names), asDict(space->names));
    }
    std::unique_ptr<State> save() const override
    {
        auto state = std::make_unique<Kept>();
        state->names = names;
        return state;
    }
    void restore(const State& state) override { names = static_cast<const Kept&>(state).names; }
    void join(const State& other, const DoubtPtr& why) override
    {
        const auto& others = static_cast<const Kept&>(other).names;
        for (auto& [name, value] : names) {
            const auto found = std::find_if(
                others.cbegin(), others.cend(), [key = name](const auto& entry) { return entry.first == key; });
            if (found == others.cend() || !isSame(found->second, value))
                value = Value::unknown(why);
        }
        for (const auto& [name, value] : others)
            if (std::none_of(
                    names.cbegin(), names.cend(), [key = name](const auto& entry) { return entry.first == key; }))
                names.emplace_back(name, Value::unknown(why));
    }

private:
    struct Kept final : State {
        std::vector<std::pair<QString, Value>> names;
    };
};

Value abstracted(const Call& call)
{
    if (const auto function = call[0].as<Function>())
        function->attributes.insert(QStringLiteral("__isabstractmethod__"), Value::boolean(true));
    return call[0];
}

} // namespace

void addClasses(Registry& registry)
{
    const Unknowns keep = Unknowns::Keep;
    const auto identity = [](const Call& call) { return call[0]; };
    registry.functions("dataclasses",
        {
            { "dataclass(cls?, **options)", dataclass, keep },
            { "field(**options)", field, keep },
            { "asdict(obj)", [](const Call& call) { return makeDict(fieldsOf(call)); }, keep },
            { "astuple(obj)",
                [](const Call& call) {
                    std::vector<Value> items;
                    for (const auto& [name, value] : fieldsOf(call))
                        items.push_back(value);
                    return makeTuple(std::move(items));
                },
                keep },
            { "replace(obj, **changes)", replacedClassFields, keep },
            { "is_dataclass(obj)",
                [](const Call& call) {
                    const auto instance = call[0].as<Instance>();
                    const auto type = instance ? instance->type : call[0].as<ClassObject>();
                    return Value::boolean(type && type->isDataclass);
                } },
        });
    registry.value("dataclasses", "MISSING", Value());
    registry.functions("abc",
        { { "abstractmethod(funcobj)", abstracted, keep }, { "abstractclassmethod(callable)", identity, keep },
            { "abstractproperty(fget)",
                [](const Call& call) {
                    const auto made = std::make_shared<Descriptor>();
                    made->function = call[0];
                    return Value::of(made);
                },
                keep } });
    registry.type("abc", "ABC()", [](const Call&) { return Value(); });
    registry.type("abc", "ABCMeta(*args, **kwargs)", [](const Call& call) {
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "makes a class as it runs"));
    });
    registry.functions("copy",
        { { "copy(x)", [](const Call& call) { return copied(call, call[0], false); }, keep },
            { "deepcopy(x, memo?)", [](const Call& call) { return copied(call, call[0], true); }, keep } });
    registry.type(
        "types", "SimpleNamespace(**kwargs)",
        [](const Call& call) {
            const auto made = std::make_shared<Namespace>();
            made->names = call.more;
            return Value::of(made);
        },
        {}, keep);
}

} // namespace espalier::symbolic::library
