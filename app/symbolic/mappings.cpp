#include "symbolic/containers.h"
#include "symbolic/library.h"
#include "symbolic/library/methods.h"

#include <algorithm>

namespace espalier::symbolic {

// ---- Dict

namespace {

std::vector<Value> heldBy(const std::vector<std::pair<Value, Value>>& entries)
{
    std::vector<Value> held;
    for (const auto& entry : entries) {
        held.push_back(entry.first);
        held.push_back(entry.second);
    }
    return held;
}

Unseen unseenOf(const DictState& other, const DoubtPtr& why)
{
    Unseen unseen = Unseen::of(heldBy(other.content), other.doubt ? other.doubt.why() : why);
    unseen.add(other.doubt);
    return unseen;
}

} // namespace

Value Dict::anyElement() const { return anyOf(heldBy(m_entries), doubt); }

void Dict::forHeld(const std::function<void(const Value&)>& each) const
{
    for (const auto& entry : m_entries) {
        each(entry.first);
        each(entry.second);
    }
}

/// Set where code of its class says which keys are the same.
static DoubtPtr ownEqualityOf(const Value& key)
{
    const auto instance = key.as<Instance>();
    if (!instance || instance->type->isDataclass
        || (!instance->type->find(QStringLiteral("__eq__")) && !instance->type->find(QStringLiteral("__hash__"))))
        return nullptr;
    return std::make_shared<const Doubt>(
        Doubt{ { QT_TRANSLATE_NOOP("Messages", "`%1` says itself what is the same"), { instance->type->name } },
            instance->type->name, instance->type->place });
}

const Value* Dict::find(const Value& given) const
{
    const Value& key = plainOf(given);
    if (key.isString()) {
        const auto found = m_strings.constFind(key.text());
        return found == m_strings.cend() ? nullptr : &m_entries[*found].second;
    }
    for (const auto& entry : m_entries)
        if (!entry.first.isString() && plainlyEqual(entry.first, key) == true)
            return &entry.second;
    return nullptr;
}

void Dict::insert(const Value& given, const Value& value)
{
    if (const DoubtPtr why = ownEqualityOf(given))
        doubt.add(Unseen::of({ given, value }, why));
    if (const Value* found = find(given)) {
        const_cast<Value&>(*found) = value;
        return;
    }
    const Value& key = plainOf(given);
    if (key.isString())
        m_strings.insert(key.text(), m_entries.size());
    m_entries.emplace_back(given, value);
}

bool Dict::remove(const Value& key)
{
    const Value* found = find(key);
    if (!found)
        return false;
    const auto at
        = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& entry) { return &entry.second == found; });
    m_entries.erase(at);
    reindex();
    return true;
}

void Dict::clear()
{
    m_entries.clear();
    m_strings.clear();
}

void Dict::reindex()
{
    m_strings.clear();
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Value& key = plainOf(m_entries[i].first);
        if (key.isString())
            m_strings.insert(key.text(), i);
    }
}

std::optional<std::pair<Value, std::vector<Value>>> Dict::elements(Interpreter&)
{
    std::vector<Value> keys;
    for (const auto& entry : m_entries)
        keys.push_back(entry.first);
    return std::pair(doubt ? anyElement() : Value(), std::move(keys));
}

std::optional<Value> Dict::length(Interpreter&)
{
    return doubt ? Value::data(doubt) : Value::number(qint64(m_entries.size()));
}

Value Dict::truth(Interpreter&) { return doubt ? Value::data(doubt) : Value::boolean(!m_entries.empty()); }

std::optional<Value> Dict::item(Interpreter& interpreter, const Value& key)
{
    checkHashable(interpreter, key);
    if (const DoubtPtr why = firstDoubt(key); why && !defaultFactory.isNone()) { // it may be one that is made now
        const Value made = interpreter.call(defaultFactory);
        interpreter.touch(*this);
        doubt.add(Unseen::of({ key, made }, why));
    }
    if (key.isUnknown())
        return key;
    if (doubt)
        return anyElement();
    if (const Value* found = find(key))
        return *found;
    if (!defaultFactory.isNone()) {
        const Value made = interpreter.call(defaultFactory);
        interpreter.touch(*this);
        insert(key, made);
        return made;
    }
    interpreter.raiseKeyError(key);
}

bool Dict::setItem(Interpreter& interpreter, const Value& key, const Value& value)
{
    checkHashable(interpreter, key);
    interpreter.touch(*this);
    if (const DoubtPtr why = firstDoubt(key))
        doubt.add(Unseen::of({ key, value }, why));
    else
        insert(key, value);
    return true;
}

bool Dict::removeItem(Interpreter& interpreter, const Value& key)
{
    interpreter.touch(*this);
    if (const DoubtPtr why = firstDoubt(key))
        doubt.add(Unseen::data(why));
    if (!doubt && !remove(key))
        interpreter.raiseKeyError(key);
    return true;
}

std::optional<Value> Dict::contains(Interpreter& interpreter, const Value& value)
{
    checkHashable(interpreter, value);
    if (doubt)
        return Value::data(doubt);
    if (value.isUnknown())
        return Value::data(value.doubt());
    return Value::boolean(find(value) != nullptr);
}

std::optional<Value> Dict::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    const Value self = Value::object(shared_from_this());
    return comparedBy(plainlyEqual(self, other), op, self, other);
}

bool library::isCounter(const Dict& dict)
{
    const auto factory = dict.defaultFactory.as<Builtin>();
    return factory && factory->name() == QLatin1String("zero");
}

std::optional<Value> Dict::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    const auto more = other.as<Dict>();
    if (more && library::isCounter(*this) && library::isCounter(*more))
        return Value::data(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
    if (op != BinaryOperator::Or || !more)
        return std::nullopt;
    const auto merged = std::make_shared<Dict>();
    merged->doubt = doubt;
    merged->doubt.add(more->doubt);
    merged->order = order ? order : more->order;
    for (const Dict* part : { isReflected ? more.get() : this, isReflected ? this : more.get() })
        for (const auto& entry : part->entries())
            merged->insert(entry.first, entry.second);
    return Value::of(merged);
}

Value Dict::repr(Interpreter& interpreter)
{
    if (const DoubtPtr why = orderDoubt())
        return Value::data(why);
    if (doubt)
        return Value::data(doubt);
    QStringList parts;
    for (const auto& entry : m_entries) {
        const Value key = interpreter.repr(entry.first);
        const Value value = interpreter.repr(entry.second);
        if (!key.isString() || !value.isString())
            return key.isString() ? value : key;
        parts.append(key.text() + QLatin1String(": ") + value.text());
    }
    return Value::string(QLatin1Char('{') + parts.join(QLatin1String(", ")) + QLatin1Char('}'));
}

std::unique_ptr<Object::State> Dict::save() const { return std::make_unique<DictState>(m_entries, doubt); }

void Dict::restore(const State& state)
{
    const auto& kept = static_cast<const DictState&>(state);
    m_entries = kept.content;
    doubt = kept.doubt;
    reindex();
}

void Dict::join(const State& other, const DoubtPtr& why)
{
    const auto& kept = static_cast<const DictState&>(other);
    const bool isOfOtherKeys = doubt || kept.doubt || kept.content.size() != m_entries.size()
        || !std::equal(m_entries.begin(), m_entries.end(), kept.content.begin(),
            [](const auto& a, const auto& b) { return isSame(a.first, b.first); });
    if (isOfOtherKeys) {
        doubt.add(unseenOf(kept, why));
        return;
    }
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Value& value = m_entries[i].second;
        if (!isSame(value, kept.content[i].second))
            value = Interpreter::oneOf({ value, kept.content[i].second }, why);
    }
}

bool Dict::isWithin(const State& state) const
{
    const auto& kept = static_cast<const DictState&>(state);
    if (kept.doubt)
        return anyElement().isData() || !unseenOf(kept, nullptr).isData();
    return !doubt
        && std::equal(m_entries.begin(), m_entries.end(), kept.content.begin(), kept.content.end(),
            [](const auto& a, const auto& b) { return isSame(a.first, b.first) && isSame(a.second, b.second); });
}

// ---- Set

bool Set::has(const Value& given) const
{
    const Value& value = plainOf(given);
    if (value.isString())
        return m_strings.contains(value.text());
    return std::any_of(m_items.begin(), m_items.end(),
        [&](const Value& item) { return !item.isString() && plainlyEqual(item, value) == true; });
}

void Set::insert(const Value& given)
{
    if (const DoubtPtr why = ownEqualityOf(given))
        doubt.add(Unseen::of({ given }, why));
    if (has(given))
        return;
    const Value& value = plainOf(given);
    if (value.isString())
        m_strings.insert(value.text(), m_items.size());
    m_items.push_back(given);
}

bool Set::remove(const Value& given)
{
    const auto found = std::find_if(
        m_items.begin(), m_items.end(), [&](const Value& item) { return plainlyEqual(item, given) == true; });
    if (found == m_items.end())
        return false;
    m_items.erase(found);
    m_strings.remove(plainOf(given).text());
    return true;
}

std::optional<std::pair<Value, std::vector<Value>>> Set::elements(Interpreter&)
{
    return std::pair(doubt ? anyElement() : Value(), m_items);
}

std::optional<Value> Set::length(Interpreter&)
{
    return doubt ? Value::data(doubt) : Value::number(qint64(m_items.size()));
}

Value Set::anyElement() const { return anyOf(m_items, doubt); }

void Set::forHeld(const std::function<void(const Value&)>& each) const
{
    for (const Value& item : m_items)
        each(item);
}

Value Set::truth(Interpreter&) { return doubt ? Value::data(doubt) : Value::boolean(!m_items.empty()); }

std::optional<Value> Set::contains(Interpreter& interpreter, const Value& value)
{
    if (!value.as<Set>()) // a set is looked for as a frozen one
        checkHashable(interpreter, value);
    if (doubt)
        return Value::data(doubt);
    if (has(value))
        return Value::boolean(true);
    return search(interpreter, m_items, value);
}

std::optional<Value> Set::compare(Interpreter&, CompareOperator op, const Value& other, bool isReflected)
{
    const auto more = other.as<Set>();
    if (!more && other.isObject()) // it may know: the keys of a dict
        return std::nullopt;
    const Value self = Value::object(shared_from_this());
    if (op == CompareOperator::Eq || op == CompareOperator::Ne)
        return comparedBy(plainlyEqual(self, other), op, self, other);
    if (!more)
        return std::nullopt;
    if (doubt || more->doubt)
        return Value::data(doubt ? doubt.why() : more->doubt.why());
    const Set* left = isReflected ? more.get() : this;
    const Set* right = isReflected ? this : more.get();
    if (op == CompareOperator::Gt || op == CompareOperator::Ge)
        std::swap(left, right);
    const bool isStrict = op == CompareOperator::Lt || op == CompareOperator::Gt;
    const bool isWithin
        = std::all_of(left->items().begin(), left->items().end(), [&](const Value& item) { return right->has(item); });
    return Value::boolean(isWithin && !(isStrict && left->items().size() == right->items().size()));
}

std::optional<Value> Set::binary(Interpreter&, BinaryOperator op, const Value& other, bool isReflected)
{
    const auto more = other.as<Set>();
    if (!more)
        return std::nullopt;
    const auto made = std::make_shared<Set>();
    made->isFrozen = isFrozen;
    made->doubt = doubt;
    made->doubt.add(more->doubt);
    const Set& left = isReflected ? *more : *this;
    const Set& right = isReflected ? *this : *more;
    const auto take = [&](const Set& from, const std::function<bool(const Value&)>& wanted) {
        for (const Value& item : from.items())
            if (wanted(item))
                made->insert(item);
    };
    const auto all = [](const Value&) { return true; };
    const auto inRight = [&](const Value& item) { return right.has(item); };
    const auto notInRight = [&](const Value& item) { return !right.has(item); };
    const auto notInLeft = [&](const Value& item) { return !left.has(item); };
    switch (op) {
    case BinaryOperator::Or:
        take(left, all);
        take(right, all);
        break;
    case BinaryOperator::And:
        take(left, inRight);
        break;
    case BinaryOperator::Sub:
        take(left, notInRight);
        break;
    case BinaryOperator::Xor:
        take(left, notInRight);
        take(right, notInLeft);
        break;
    default:
        return std::nullopt;
    }
    return Value::of(made);
}

Value Set::repr(Interpreter& interpreter)
{
    if (doubt)
        return Value::data(doubt);
    if (const DoubtPtr why = interpreter.orderDoubt(Value::object(shared_from_this())))
        return Value::data(why);
    if (m_items.empty())
        return Value::string(isFrozen ? QStringLiteral("frozenset()") : QStringLiteral("set()"));
    return isFrozen ? joinedRepr(interpreter, m_items, QStringLiteral("frozenset({"), QStringLiteral("})"))
                    : joinedRepr(interpreter, m_items, QStringLiteral("{"), QStringLiteral("}"));
}

std::unique_ptr<Object::State> Set::save() const { return std::make_unique<ListState>(m_items, doubt); }

void Set::restore(const State& state)
{
    const auto& kept = static_cast<const ListState&>(state);
    m_items.clear();
    m_strings.clear();
    doubt = kept.doubt;
    for (const Value& item : kept.content)
        insert(item);
}

void Set::join(const State& other, const DoubtPtr& why)
{
    const auto& kept = static_cast<const ListState&>(other);
    if (doubt || kept.doubt || !isSameList(m_items, kept.content))
        doubt.add(unseenOf(kept, why));
}

bool Set::isWithin(const State& state) const
{
    const auto& kept = static_cast<const ListState&>(state);
    if (kept.doubt)
        return anyElement().isData() || !unseenOf(kept, nullptr).isData();
    return !doubt && isSameList(m_items, kept.content);
}

} // namespace espalier::symbolic
