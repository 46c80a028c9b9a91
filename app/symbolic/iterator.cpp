#include "symbolic/iterator.h"

#include "symbolic/library/support.h"

namespace espalier::symbolic {

namespace {

struct IteratorState final : Object::State {
    qint64 position = 0;
    DoubtPtr doubt;
};

} // namespace

Iterator::Iterator(QString typeName, std::vector<Value> items, Transform transform)
    : m_typeName(std::move(typeName))
    , m_items(std::move(items))
    , m_transform(std::move(transform))
{ }

Iterator::Iterator(QString typeName, Endless endless)
    : m_typeName(std::move(typeName))
    , m_endless(std::move(endless))
{ }

Iterator::Iterator(QString typeName, DoubtPtr doubt)
    : m_typeName(std::move(typeName))
    , m_doubt(std::move(doubt))
{ }

std::optional<Value> Iterator::next(Interpreter& interpreter)
{
    interpreter.touch(*this);
    try {
        while (!m_doubt) {
            interpreter.spend();
            if (m_endless)
                return m_endless(interpreter, m_position++);
            if (size_t(m_position) >= m_items.size())
                return std::nullopt;
            const Value& item = m_items[size_t(m_position++)];
            if (!m_transform)
                return item;
            if (const std::optional<Value> made = m_transform(interpreter, item))
                return made;
        }
    } catch (const library::Unsure& unsure) { // whether the element is one at all
        m_doubt = unsure.unknown.doubt();
    }
    return Value::unknown(m_doubt);
}

std::optional<Value> Iterator::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("close"))
        return library::function("close()", [](const library::Call&) { return Value(); });
    if (name != QLatin1String("__next__"))
        return std::nullopt;
    const std::shared_ptr<Object> self = shared_from_this();
    return library::function("__next__()", [self](const library::Call& call) -> Value {
        if (const std::optional<Value> value = static_cast<Iterator&>(*self).next(call.interpreter))
            return *value;
        call.interpreter.raise(QStringLiteral("StopIteration"), {});
    });
}

std::optional<std::pair<Value, std::vector<Value>>> Iterator::elements(Interpreter& interpreter)
{
    if (m_endless)
        return std::pair(
            interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "goes on without end")), std::vector<Value>());
    std::vector<Value> taken;
    while (const std::optional<Value> value = next(interpreter)) {
        if (m_doubt)
            return std::pair(Value::unknown(m_doubt), std::vector<Value>());
        taken.push_back(*value);
        if (taken.size() % 4096 == 0)
            library::checkCount(interpreter, taken.size());
    }
    return std::pair(Value(), std::move(taken));
}

bool Iterator::isInstanceOf(const QString& className) const
{
    return className == m_typeName || className == QLatin1String("Iterator") || className == QLatin1String("Iterable");
}

std::unique_ptr<Object::State> Iterator::save() const
{
    auto state = std::make_unique<IteratorState>();
    state->position = m_position;
    state->doubt = m_doubt;
    return state;
}

void Iterator::restore(const State& state)
{
    const auto& saved = static_cast<const IteratorState&>(state);
    m_position = saved.position;
    m_doubt = saved.doubt;
}

void Iterator::join(const State& other, const DoubtPtr& why)
{
    const auto& saved = static_cast<const IteratorState&>(other);
    if (!m_doubt && (saved.doubt || saved.position != m_position))
        m_doubt = saved.doubt ? saved.doubt : why;
}

} // namespace espalier::symbolic
