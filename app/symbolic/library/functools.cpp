#include "symbolic/library/methods.h"
#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

Value identity(const Call& call) { return call[0]; }

Value partial(const Call& call)
{
    const Value work = call[0];
    return builtin(QStringLiteral("partial"),
        [work, first = call.rest, named = call.more](Interpreter& interpreter, const Arguments& given) {
            Arguments all = given;
            all.positional.insert(all.positional.begin(), first.begin(), first.end());
            for (const auto& [name, value] : named)
                if (!given.keyword(name))
                    all.keywords.emplace_back(name, value);
            return interpreter.call(work, all);
        });
}

Value reduced(const Call& call)
{
    std::vector<Value> items = call.elements(1);
    if (call.has(2))
        items.insert(items.begin(), call[2]);
    if (items.empty())
        call.typeError(QStringLiteral("reduce() of empty iterable with no initial value"));
    Value made = items.front();
    for (size_t i = 1; i < items.size(); ++i)
        made = call.interpreter.call(call[0], { made, items[i] });
    return made;
}

// Caches change nothing but the time it takes; the functions keep their attributes for it.
Value cached(const Value& work)
{
    const auto nothing = [](const Call&) { return Value(); };
    if (const auto code = work.as<Function>())
        for (const char* name : { "cache_clear", "cache_info" }) {
            const QByteArray signature = QByteArray(name) + "()";
            code->attributes.insert(QString::fromLatin1(name), function(signature.constData(), nothing));
        }
    return work;
}

Value cacheDecorator(const Call& call)
{
    if (call[0].isObject())
        return cached(call[0]);
    return function(
        "decorate(function)", [](const Call& inner) { return cached(inner[0]); }, Unknowns::Keep);
}

Value wrapping(const Call& call)
{
    const Value wrapped = call[0];
    return function(
        "decorate(function)",
        [wrapped](const Call& inner) {
            const auto code = inner[0].as<Function>();
            for (const char* name : { "__name__", "__doc__" }) {
                if (!code || wrapped.isUnknown())
                    break;
                if (const auto found = inner.interpreter.findAttribute(wrapped, QString::fromLatin1(name)))
                    code->attributes.insert(QString::fromLatin1(name), *found);
            }
            return inner[0];
        },
        Unknowns::Keep);
}

Value cachedProperty(const Call& call)
{
    const auto made = std::make_shared<Descriptor>();
    made->kind = Descriptor::Kind::Property;
    made->function = call[0];
    return Value::of(made);
}

/// What cmp_to_key() makes of an element.
class ComparedKey final : public Object {
public:
    ComparedKey(Value compare, Value value)
        : m_compare(std::move(compare))
        , m_value(std::move(value))
    { }
    QString typeName() const override { return QStringLiteral("K"); }
    std::optional<Value> compare(
        Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected) override
    {
        const auto key = other.as<ComparedKey>();
        if (!key)
            return std::nullopt;
        const Value sign = isReflected ? interpreter.call(m_compare, { key->m_value, m_value })
                                       : interpreter.call(m_compare, { m_value, key->m_value });
        return interpreter.compare(op, sign, Value::number(0));
    }

private:
    Value m_compare;
    Value m_value;
};

Value comparing(const Call& call)
{
    const Value compare = call[0];
    return function(
        "K(obj)", [compare](const Call& inner) { return Value::of(std::make_shared<ComparedKey>(compare, inner[0])); },
        Unknowns::Keep);
}

} // namespace

void addFunctools(Registry& registry)
{
    const Unknowns keep = Unknowns::Keep;
    registry.functions("functools",
        {
            { "partial(func, *args, **keywords)", partial, keep },
            { "reduce(function, iterable, initial?)", reduced, keep },
            { "wraps(wrapped, assigned?, updated?)", wrapping, keep },
            { "lru_cache(maxsize?, typed?)", cacheDecorator, keep },
            { "cache(user_function)", cacheDecorator, keep },
            { "cached_property(func)", cachedProperty, keep },
            { "total_ordering(cls)", identity, keep },
            { "cmp_to_key(mycmp)", comparing, keep },
        });
    registry.unknown("functools", { "singledispatch", "singledispatchmethod", "partialmethod", "update_wrapper" },
        QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

} // namespace espalier::symbolic::library
