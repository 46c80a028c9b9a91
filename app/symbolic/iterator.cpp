#include "symbolic/iterator.h"

#include "symbolic/containers.h"
#include "symbolic/library/builtins.h"
#include "symbolic/library/support.h"

namespace espalier::symbolic {

namespace {

/// The position of an iterator that has come to its end: it gives nothing any more, whatever its list becomes.
constexpr qint64 ended = std::numeric_limits<qint64>::max();

struct IteratorState final : Object::State {
    qint64 position = 0;
    Unseen unseen;
    std::shared_ptr<const ReadAhead> ahead;
};

ElementSource sourceOf(std::vector<Value> items)
{
    ElementSource source;
    source.items = std::move(items);
    return source;
}

} // namespace

// ---- ElementSource

std::optional<Value> ElementSource::at(Interpreter& interpreter, qint64 position) const
{
    if (iterator)
        return iterator->next(interpreter);
    if (dict && (dict->doubt || dict->entries().size() != dictSize)) {
        const auto fail = [&] {
            interpreter.raise(
                QStringLiteral("RuntimeError"), QStringLiteral("dictionary changed size during iteration"));
        };
        if (!dict->doubt)
            fail();
        interpreter.fork(dict->doubt, { [] {}, fail });
    }
    const std::vector<Value>& all = list ? list->items : items;
    const qint64 index = backFrom ? *backFrom - position : position;
    if (index >= 0 && index < qint64(all.size()))
        return all[size_t(index)];
    if (raise)
        raise();
    return std::nullopt;
}

Unseen ElementSource::unseen() const { return list ? list->doubt : iterator ? iterator->unseen() : Unseen(); }

Value ElementSource::anyElement(const Unseen& why) const
{
    return iterator ? Value::unknown(why) : anyOf(list ? list->items : items, why);
}

bool ElementSource::isOfPlainData() const
{
    if (list)
        return isPlainData(Value::of(list));
    return !iterator && std::all_of(items.begin(), items.end(), isPlainData);
}

size_t ElementSource::size() const { return iterator ? SIZE_MAX : list ? list->items.size() : items.size(); }

// ---- Iterator

Iterator::Iterator(QString typeName, std::vector<Value> items, Transform transform)
    : Iterator(std::move(typeName), sourceOf(std::move(items)), std::move(transform))
{ }

Iterator::Iterator(QString typeName, ElementSource source, Transform transform)
    : m_typeName(std::move(typeName))
    , m_transform(std::move(transform))
{
    m_sources.push_back(std::move(source));
}

Iterator::Iterator(QString typeName, std::vector<ElementSource> sources, Transform transform)
    : m_typeName(std::move(typeName))
    , m_sources(std::move(sources))
    , m_givesTuples(true)
    , m_transform(std::move(transform))
{ }

Iterator::Iterator(QString typeName, Endless endless)
    : m_typeName(std::move(typeName))
    , m_endless(std::move(endless))
{ }

Iterator::Iterator(QString typeName, std::vector<Value> items, Unseen unseen)
    : Iterator(std::move(typeName), std::move(items))
{
    m_unseen = std::move(unseen);
}

Iterator::Iterator(std::shared_ptr<GeneratorCode> code)
    : Iterator(QStringLiteral("generator"), std::vector<Value>())
{
    m_code = std::move(code);
}

bool Iterator::isEnded() const { return m_position == ended; }
void Iterator::end() { m_position = ended; }

bool Iterator::isOfPlainData() const
{
    return !m_transform && !(m_code && !m_ahead) && !m_endless && m_unseen.isData()
        && std::all_of(
            m_sources.begin(), m_sources.end(), [](const ElementSource& source) { return source.isOfPlainData(); });
}

Unseen Iterator::unseen() const
{
    Unseen all = m_unseen;
    if (const Unseen more = unseenSource())
        all.add(more);
    return all;
}

Unseen Iterator::unseenSource() const
{
    Unseen all;
    if (m_position != ended)
        for (const ElementSource& source : m_sources)
            if (const Unseen more = source.unseen())
                all.add(more);
    return all;
}

Value Iterator::anyElement() const
{
    const Unseen why = unseen();
    return m_transform || m_endless || (m_code && !m_ahead) ? Value::unknown(why) : anyOf({ anyOfSources() }, why);
}

/// What any one of the elements was before anything was made of it: a tuple of unknowns where there are several
/// sources.
Value Iterator::anyOfSources() const
{
    const Unseen why = unseen();
    std::vector<Value> each;
    for (const ElementSource& source : m_sources)
        each.push_back(source.anyElement(why));
    return m_givesTuples ? makeTuple(std::move(each)) : each.front();
}

bool Iterator::isEndless() const
{
    return m_endless
        || (!m_sources.empty() && std::all_of(m_sources.begin(), m_sources.end(), [](const ElementSource& source) {
               return source.iterator && source.iterator->isEndless();
           }));
}

bool Iterator::takesFrom(const Iterator& other) const
{
    return std::any_of(m_sources.begin(), m_sources.end(),
        [&](const ElementSource& source) { return source.iterator.get() == &other; });
}

/// One element, or a tuple of one of each source; nullopt at the end.
std::optional<Value> Iterator::taken(Interpreter& interpreter)
{
    std::vector<Value> each;
    for (const ElementSource& source : m_sources) {
        const std::optional<Value> one = source.at(interpreter, m_position);
        if (!one)
            return std::nullopt;
        each.push_back(*one);
    }
    if (each.empty())
        return std::nullopt;
    ++m_position;
    return m_givesTuples ? makeTuple(std::move(each)) : each.front();
}

std::optional<Value> Iterator::next(Interpreter& interpreter)
{
    interpreter.touch(*this);
    if (m_code && m_code->isRunning)
        throw Exhausted{ interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is read by another iterator as well")) };
    readAhead(interpreter);
    DoubtPtr why;
    try {
        while (!isDoubted()) {
            interpreter.spend();
            if (m_endless)
                return m_endless(interpreter, m_position++);
            const std::optional<Value> item = m_position == ended ? std::nullopt : taken(interpreter);
            if (isDoubted())
                break;
            if (!item) {
                m_position = ended;
                return std::nullopt;
            }
            if (!m_transform)
                return item;
            if (const std::optional<Value> made = m_transform(interpreter, *item))
                return made;
        }
    } catch (const library::Unsure& unsure) { // whether the element is one at all
        why = unsure.unknown.doubt();
    }
    why = why ? why : unseen().why();
    const bool hasReaders = std::any_of(
        m_sources.begin(), m_sources.end(), [](const ElementSource& source) { return source.iterator != nullptr; });
    if (m_transform || hasReaders)
        interpreter.fork(why, { [] {}, [&] { walkRest(interpreter); } });
    if (m_transform)
        m_unseen.add(why);
    return anyElement();
}

void Iterator::walkRest(Interpreter& interpreter)
{
    readAhead(interpreter);
    if (m_position == ended)
        return;
    if (!m_transform) {
        for (const ElementSource& source : m_sources)
            if (source.iterator && !source.iterator->isEndless())
                source.iterator->walkRest(interpreter);
        return;
    }
    interpreter.touch(*this);
    for (bool isKnown = true; isKnown;) {
        interpreter.spend();
        isKnown = !unseenSource();
        const std::optional<Value> item = isKnown ? taken(interpreter) : std::optional(anyOfSources());
        if (!item)
            return;
        try {
            m_transform(interpreter, *item);
        } catch (const library::Unsure&) { // the others are asked for all the same
        }
    }
}

std::optional<Value> Iterator::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("close"))
        return library::function("close()", [self = shared_from_this()](const library::Call& call) {
            call.interpreter.touch(*self);
            static_cast<Iterator&>(*self).end();
            return Value();
        });
    if (m_typeName == QLatin1String("generator") && (name == QLatin1String("send") || name == QLatin1String("throw")))
        return library::function("send(value, *more)", [self = shared_from_this()](const library::Call& call) {
            auto& generator = static_cast<Iterator&>(*self);
            if (generator.m_code)
                generator.m_code->sent = call.interpreter.unknown(
                    QT_TRANSLATE_NOOP("Messages", "what a generator does with it is not known"));
            generator.walkRest(call.interpreter);
            return library::outside(call.interpreter,
                call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "what a generator does with it is not known")));
        });
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
        if (const Unseen why = unseen())
            return Value::data(why);
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
    if (auto all = elementsOfCode(interpreter))
        return all;
    std::vector<Value> taken;
    while (const std::optional<Value> value = next(interpreter)) {
        if (isDoubted())
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
    state->ahead = m_ahead;
    return state;
}

void Iterator::restore(const State& state)
{
    const auto& saved = static_cast<const IteratorState&>(state);
    m_position = saved.position;
    m_unseen = saved.unseen;
    setAhead(saved.ahead);
}

void Iterator::join(const State& other, const DoubtPtr& why)
{
    const auto& saved = static_cast<const IteratorState&>(other);
    if (saved.unseen)
        m_unseen.add(saved.unseen);
    else if (saved.position != m_position)
        m_unseen.add(
            Unseen::either(!m_code || (m_ahead && m_ahead == saved.ahead), why)); // one of those that are there
    if (m_ahead != saved.ahead)
        setAhead(nullptr);
    m_position = std::min(m_position, saved.position);
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
    if (m_code)
        for (const Value& given : m_code->given)
            each(given);
    for (const ElementSource& source : m_sources) {
        if (source.iterator)
            each(Value::of(source.iterator));
        for (const Value& item : source.list ? source.list->items : source.items)
            each(item);
    }
}

void Iterator::mayHaveChanged(const Unseen& unseen) { m_unseen.add(Unseen::data(unseen)); }

} // namespace espalier::symbolic
