#include "symbolic/library/methods.h"
#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

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

/// A function that runs once for the same arguments.
class Cached final : public Object {
public:
    /// `most`: results that are kept; 0 for any number.
    Cached(Value work, size_t most)
        : m_work(std::move(work))
        , m_most(most)
    { }
    QString typeName() const override { return QStringLiteral("_lru_cache_wrapper"); }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("Callable"); }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("__wrapped__"))
            return m_work;
        if (name == QLatin1String("cache_info"))
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
        if (name != QLatin1String("cache_clear"))
            return interpreter.findAttribute(m_work, name);
        return builtin(name, [known = m_known](Interpreter& caller, const Arguments&) {
            caller.touch(*known);
            known->clear();
            known->doubt = {};
            return Value();
        });
    }

    std::optional<Value> call(Interpreter& interpreter, const Arguments& given) override
    {
        const Value key = keyOf(given);
        const DoubtPtr why = given.doubt ? given.doubt
            : m_known->doubt             ? m_known->doubt.why()
                                         : symbolic::firstDoubt(key);
        if (const Value* found = why ? nullptr : m_known->find(key))
            return *found;
        Value made;
        if (why)
            interpreter.fork(why, { [] {}, [&] { made = interpreter.call(m_work, given); } });
        else
            made = interpreter.call(m_work, given);
        m_known->setItem(interpreter, key, made);
        if (m_most > 0 && m_known->entries().size() > m_most) // one of them is gone
            m_known->doubt.add(Unseen::data(
                interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "whether a cache still holds it is not known"))));
        return why ? Interpreter::oneOf({ made }, why) : made;
    }

    std::optional<Value> asMethodOf(const Value& self) override
    {
        const Value own = Value::object(shared_from_this());
        return builtin(typeName(), [own, self](Interpreter& interpreter, const Arguments& given) {
            Arguments all = given;
            all.positional.insert(all.positional.begin(), self);
            return interpreter.call(own, all);
        });
    }

private:
    static Value keyOf(const Arguments& given)
    {
        std::vector<Value> parts = given.positional;
        for (const auto& [name, value] : given.keywords) {
            parts.push_back(Value::string(name));
            parts.push_back(value);
        }
        return makeTuple(std::move(parts));
    }

    Value m_work;
    size_t m_most;
    std::shared_ptr<Dict> m_known = std::make_shared<Dict>();
};

Value cached(const Value& work, size_t most)
{
    return work.as<Function>() ? Value::of(std::make_shared<Cached>(work, most)) : work;
}

// @lru_cache, @lru_cache(maxsize=…) and @cache
Value cacheDecorator(const Call& call)
{
    constexpr size_t usual = 128;
    if (call[0].isObject())
        return cached(call[0], usual);
    const bool isEndless = call.has(0) && call[0].isNone();
    const size_t most = isEndless ? 0 : call[0].isInteger() ? size_t(std::max<qint64>(call[0].integer(), 1)) : usual;
    return function(
        "decorate(function)", [most](const Call& inner) { return cached(inner[0], most); }, Unknowns::Keep);
}

Value endlessCache(const Call& call) { return cached(call[0], 0); }

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
    made->isCached = true;
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
            { "cache(user_function)", endlessCache, keep },
            { "cached_property(func)", cachedProperty, keep },
            { "cmp_to_key(mycmp)", comparing, keep },
        });
    registry.unknown("functools",
        { "total_ordering", "singledispatch", "singledispatchmethod", "partialmethod", "update_wrapper" },
        QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

} // namespace espalier::symbolic::library
