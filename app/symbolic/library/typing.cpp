#include "symbolic/library/typing.h"

#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

/// Something that annotations are made of: Optional, Sequence[int], TypeVar("T").
class TypingName final : public Object {
public:
    explicit TypingName(QString name, Value parameters = {})
        : m_name(std::move(name))
        , m_parameters(std::move(parameters))
    { }
    QString typeName() const override { return m_name; }
    bool isBase() const override { return true; }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == QLatin1String("__args__"))
            return arguments();
        return name == QLatin1String("__name__") ? Value::string(m_name) : Value::object(shared_from_this());
    }
    std::optional<Value> call(Interpreter&, const Arguments&) override { return Value::object(shared_from_this()); }
    std::optional<Value> item(Interpreter&, const Value& key) override
    {
        return Value::of(std::make_shared<TypingName>(m_name, key.isNone() ? makeTuple({ key }) : key));
    }
    std::optional<Value> binary(Interpreter&, BinaryOperator op, const Value& other, bool isReflected) override
    {
        const Value self = Value::object(shared_from_this());
        if (op != BinaryOperator::Or)
            return self;
        return isReflected ? makeTuple({ other, self }) : makeTuple({ self, other });
    }

private:
    /// What stood in the brackets: Optional[int] is of (int, None).
    std::optional<Value> arguments() const
    {
        if (m_parameters.isNone())
            return std::nullopt;
        const auto tuple = m_parameters.as<Tuple>();
        std::vector<Value> items = tuple ? tuple->items : std::vector<Value>{ m_parameters };
        if (m_name == QLatin1String("Optional"))
            items.emplace_back();
        return makeTuple(std::move(items));
    }

    QString m_name;
    Value m_parameters; ///< None where nothing stood in brackets
};

/// NewType("UserId", int), TypeAliasType("Name", …): a name that stands for another type.
class NamedType final : public Object {
public:
    NamedType(const char* kind, QString name, Value behind)
        : m_kind(kind)
        , m_name(std::move(name))
        , m_behind(std::move(behind))
    { }
    QString typeName() const override
    {
        return m_kind == QLatin1String("__supertype__") ? QStringLiteral("NewType") : QStringLiteral("TypeAliasType");
    }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == m_kind)
            return m_behind;
        return name == QLatin1String("__name__") ? std::optional(Value::string(m_name)) : std::nullopt;
    }
    std::optional<Value> call(Interpreter&, const Arguments& arguments) override
    {
        return arguments.positional.empty() ? Value() : arguments.positional.front();
    }
    std::optional<Value> item(Interpreter&, const Value&) override { return Value::object(shared_from_this()); }
    std::optional<Value> binary(Interpreter&, BinaryOperator op, const Value& other, bool isReflected) override
    {
        if (op != BinaryOperator::Or)
            return std::nullopt;
        const Value self = Value::object(shared_from_this());
        return isReflected ? makeTuple({ other, self }) : makeTuple({ self, other });
    }

private:
    QLatin1String m_kind; ///< the attribute that has what is behind it
    QString m_name;
    Value m_behind;
};

Value namedType(const char* kind, const Value& name, const Value& behind)
{
    return Value::of(std::make_shared<NamedType>(kind, name.isString() ? name.text() : QString(), behind));
}

/// typing.NamedTuple and TypedDict as bases: classes whose instances are tuples and dicts.
class TypingBase final : public BuiltinClass {
public:
    using BuiltinClass::BuiltinClass;
    std::optional<Value> instantiate(
        Interpreter& interpreter, const std::shared_ptr<ClassObject>& type, const Arguments& arguments) override
    {
        if (arguments.doubt)
            return Value::unknown(arguments.doubt);
        if (name() == QLatin1String("TypedDict")) {
            std::vector<std::pair<Value, Value>> entries;
            for (const auto& [key, value] : arguments.keywords)
                entries.emplace_back(Value::string(key), value);
            return makeDict(entries);
        }
        return namedTuple(interpreter, *type, arguments);
    }

private:
    // Methods of the class would be lost on a tuple.
    static std::optional<Value> namedTuple(Interpreter& interpreter, ClassObject& type, const Arguments& arguments)
    {
        std::vector<Value> items;
        QStringList names;
        for (const QString& field : type.written) {
            const auto otherwise = type.scope->names.constFind(field);
            if (!type.annotationNodes.contains(field)) {
                if (otherwise != type.scope->names.cend() && otherwise->as<Function>())
                    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` is derived from %2"),
                        { type.name, QStringLiteral("NamedTuple") });
                continue;
            }
            const Value* given = arguments.find(items.size(), field);
            if (!given && otherwise == type.scope->names.cend())
                interpreter.raise(
                    QStringLiteral("TypeError"), QStringLiteral("missing required argument: '%1'").arg(field));
            items.push_back(given ? *given : *otherwise);
            names.append(field);
        }
        const auto made = std::make_shared<Tuple>(std::move(items));
        made->names = names;
        made->typeNameOf = type.name;
        return Value::of(made);
    }
};

// Names of typing, typing_extensions, collections.abc and types, those of the registry left out.
const QSet<QString>& typingNames()
{
    static const QSet<QString> names = [] {
        const QStringList all = QStringLiteral(
            "Annotated Any AnyStr AbstractSet AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable "
            "BinaryIO Buffer ByteString Callable ChainMap ClassVar Collection Concatenate Container ContextManager "
            "Coroutine Counter DefaultDict Deque Dict Doc Final ForwardRef FrozenSet Generator Generic Hashable IO "
            "ItemsView Iterable Iterator KeysView List Literal LiteralString Mapping MappingView Match MutableMapping "
            "MutableSequence MutableSet Never NoReturn NotRequired Optional OrderedDict ParamSpec ParamSpecArgs "
            "ParamSpecKwargs Pattern Protocol ReadOnly Required Reversible Self Sequence Set Sized SupportsAbs "
            "SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound Text TextIO Tuple "
            "Type TypeAlias TypeGuard TypeIs TypeVar TypeVarTuple Union Unpack ValuesView "
            "FunctionType LambdaType CodeType MappingProxyType GeneratorType CoroutineType MethodType "
            "BuiltinFunctionType ModuleType TracebackType FrameType GenericAlias UnionType NoneType EllipsisType")
                                    .split(QLatin1Char(' '));
        return QSet<QString>(all.cbegin(), all.cend());
    }();
    return names;
}

bool isTyping(const QString& module)
{
    return module == QLatin1String("typing") || module == QLatin1String("typing_extensions")
        || module == QLatin1String("collections.abc") || module == QLatin1String("types");
}

} // namespace

std::optional<Value> typingName(const QString& dotted)
{
    const QString module = dotted.section(QLatin1Char('.'), 0, -2);
    const QString name = dotted.section(QLatin1Char('.'), -1);
    if (!isTyping(module) || !typingNames().contains(name))
        return std::nullopt;
    return Value::of(std::make_shared<TypingName>(name));
}

void addTyping(Registry& registry)
{
    const auto identity = [](const Call& call) { return call[0]; };
    for (const char* module : { "typing", "typing_extensions" }) {
        registry.value(module, "TYPE_CHECKING", Value::boolean(false));
        registry.functions(module,
            {
                { "cast(typ, val)", [](const Call& call) { return call[1]; }, Unknowns::Keep },
                { "final(f)", identity, Unknowns::Keep },
                { "overload(func)", identity, Unknowns::Keep },
                { "override(func)", identity, Unknowns::Keep },
                { "no_type_check(arg)", identity, Unknowns::Keep },
                { "runtime_checkable(cls)", identity, Unknowns::Keep },
                { "assert_never(arg)", identity, Unknowns::Keep },
                { "NewType(name, tp)", [](const Call& call) { return namedType("__supertype__", call[0], call[1]); },
                    Unknowns::Keep },
                { "TypeAliasType(name, value, type_params?)",
                    [](const Call& call) { return namedType("__value__", call[0], call[1]); }, Unknowns::Keep },
                { "dataclass_transform(*args, **kwargs)",
                    [identity](const Call&) { return function("decorate(cls)", identity, Unknowns::Keep); },
                    Unknowns::Keep },
            });
        for (const char* name : { "NamedTuple", "TypedDict" })
            registry.value(module, name, Value::of(std::make_shared<TypingBase>(QString::fromLatin1(name), nullptr)));
    }
    registry.module("collections.abc");
    registry.unknown("typing", { "get_type_hints", "get_args", "get_origin" },
        QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

} // namespace espalier::symbolic::library
