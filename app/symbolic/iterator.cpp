#include "symbolic/iterator.h"

#include "symbolic/containers.h"
#include "symbolic/library/support.h"

namespace espalier::symbolic {

namespace {

struct IteratorState final : Object::State {
    qint64 position = 0;
    Unseen unseen;
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

Iterator::Iterator(QString typeName, std::vector<Value> items, Unseen unseen)
    : m_typeName(std::move(typeName))
    , m_items(std::move(items))
    , m_unseen(std::move(unseen))
{ }

bool Iterator::isOfPlainData() const
{
    return !m_transform && !m_endless && m_unseen.isData() && std::all_of(m_items.begin(), m_items.end(), isPlainData);
}

/// What any one of the elements is, as it was before anything was made of it.
Value Iterator::anyElement() const
{
    return m_transform || m_endless ? Value::unknown(m_unseen) : anyOf(m_items, m_unseen);
}

std::optional<Value> Iterator::next(Interpreter& interpreter)
{
    interpreter.touch(*this);
    try {
        while (!m_unseen) {
            interpreter.spend();
            if (m_endless)
                return m_endless(interpreter, m_position++);
            if (size_t(m_position) >= m_items.size())
                return std::nullopt;
            const Value item = m_items[size_t(m_position++)];
            if (!m_transform)
                return item;
            if (const std::optional<Value> made = m_transform(interpreter, item))
                return made;
        }
    } catch (const library::Unsure& unsure) { // whether the element is one at all
        m_unseen = unsure.unknown.doubt();
    }
    return anyElement();
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

// Takes what comes before the value.
std::optional<Value> Iterator::contains(Interpreter& interpreter, const Value& value)
{
    if (m_endless)
        return std::nullopt;
    while (const std::optional<Value> taken = next(interpreter)) {
        if (m_unseen)
            return Value::data(m_unseen);
        const Value isIt = search(interpreter, { *taken }, value);
        if (isIt.isUnknown())
            m_unseen = isIt.doubt();
        if (isIt.isUnknown() || isIt.integer())
            return isIt;
    }
    return Value::boolean(false);
}

std::optional<std::pair<Value, std::vector<Value>>> Iterator::elements(Interpreter& interpreter)
{
    if (m_endless)
        return std::pair(
            interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "goes on without end")), std::vector<Value>());
    std::vector<Value> taken;
    while (const std::optional<Value> value = next(interpreter)) {
        if (m_unseen)
            return std::pair(anyElement(), std::vector<Value>());
        taken.push_back(*value);
        if (taken.size() % 4096 == 0)
            library::checkCount(interpreter, taken.size());
    }
    return std::pair(Value(), std::move(taken));
}

bool Iterator::isInstanceOf(const QString& className) const
{
    return className == m_typeName || className == QLatin1String("Iterator") || className == QLatin1String("Iterable")
        || (className == QLatin1String("Generator") && m_typeName == QLatin1String("generator"));
}

std::unique_ptr<Object::State> Iterator::save() const
{
    auto state = std::make_unique<IteratorState>();
    state->position = m_position;
    state->unseen = m_unseen;
    return state;
}

void Iterator::restore(const State& state)
{
    const auto& saved = static_cast<const IteratorState&>(state);
    m_position = saved.position;
    m_unseen = saved.unseen;
}

void Iterator::join(const State& other, const DoubtPtr& why)
{
    const auto& saved = static_cast<const IteratorState&>(other);
    if (saved.unseen)
        m_unseen.add(saved.unseen);
    else if (saved.position != m_position)
        m_unseen.add(Unseen::data(why)); // one of those that are there
}

bool Iterator::isWithin(const State& state) const
{
    const auto& kept = static_cast<const IteratorState&>(state);
    if (kept.unseen)
        return m_unseen.isData() || !kept.unseen.isData();
    return !m_unseen && kept.position == m_position;
}

void Iterator::forHeld(const std::function<void(const Value&)>& each) const
{
    for (const Value& item : m_items)
        each(item);
}

void Iterator::mayHaveChanged(const Unseen& unseen) { m_unseen.add(Unseen::data(unseen)); }

} // namespace espalier::symbolic
