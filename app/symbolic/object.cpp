#include "symbolic/object.h"

#include "symbolic/aliases.h"
#include "symbolic/code.h"
#include "symbolic/containers.h"
#include "symbolic/iterator.h"
#include "symbolic/library.h"

#include <algorithm>
#include <cmath>

namespace espalier::symbolic {

namespace {

constexpr int deepestComparison = 40;

std::optional<bool> equal(const Value& a, const Value& b, int depth);

std::optional<bool> equalItems(const std::vector<Value>& a, const std::vector<Value>& b, int depth)
{
    if (a.size() != b.size())
        return false;
    bool isKnown = true;
    for (size_t i = 0; i < a.size(); ++i) {
        const auto same = equal(a[i], b[i], depth);
        if (same == false)
            return false;
        isKnown = isKnown && same.has_value();
    }
    return isKnown ? std::optional(true) : std::nullopt;
}

std::optional<bool> equalDicts(const Dict& a, const Dict& b, int depth)
{
    if (a.entries().size() != b.entries().size())
        return false;
    bool isKnown = true;
    for (const auto& entry : a.entries()) {
        const Value* other = b.find(entry.first);
        const auto same = other ? equal(entry.second, *other, depth) : std::optional(false);
        if (same == false)
            return false;
        isKnown = isKnown && same.has_value();
    }
    return isKnown ? std::optional(true) : std::nullopt;
}

std::optional<bool> equalObjects(const Value& a, const Value& b, int depth)
{
    if (a.object() == b.object())
        return true;
    const auto left = a.as<Sequence>();
    const auto right = b.as<Sequence>();
    if (left && right) {
        if (left->isTuple() != right->isTuple())
            return false;
        return left->doubt || right->doubt ? std::nullopt : equalItems(left->items, right->items, depth);
    }
    const auto leftDict = a.as<Dict>();
    const auto rightDict = b.as<Dict>();
    if (leftDict && rightDict)
        return leftDict->doubt || rightDict->doubt ? std::nullopt : equalDicts(*leftDict, *rightDict, depth);
    const auto leftSet = a.as<Set>();
    const auto rightSet = b.as<Set>();
    if (leftSet && rightSet) {
        if (leftSet->doubt || rightSet->doubt)
            return std::nullopt;
        return leftSet->items().size() == rightSet->items().size()
            && std::all_of(leftSet->items().begin(), leftSet->items().end(),
                [&](const Value& item) { return rightSet->has(item); });
    }
    return a.object()->equals(*b.object());
}

std::optional<bool> equal(const Value& first, const Value& second, int depth)
{
    const Value& a = plainOf(first);
    const Value& b = plainOf(second);
    if (a.isUnknown() || b.isUnknown() || depth > deepestComparison)
        return std::nullopt;
    if (a.isNumber() && b.isNumber()) {
        if (a.kind() == Value::Kind::Float || b.kind() == Value::Kind::Float)
            return a.realNumber() == b.realNumber();
        return a.integer() == b.integer();
    }
    if (a.kind() != b.kind())
        return false;
    if (a.isObject())
        return equalObjects(a, b, depth + 1);
    return a.text() == b.text();
}

} // namespace

namespace {

bool hasOwnEquality(const Value& value)
{
    const auto instance = value.as<Instance>();
    return instance && (instance->type->isDataclass || instance->type->find(QStringLiteral("__eq__")));
}

DoubtPtr doubtOf(const Interpreter& interpreter, const Value& a, const Value& b)
{
    for (const Value* value : { &a, &b })
        if (DoubtPtr why = firstDoubt(*value))
            return why;
    return interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "whether these are the same is not known"));
}

} // namespace

Value search(Interpreter& interpreter, const std::vector<Value>& items, const Value& value)
{
    DoubtPtr doubt;
    for (const Value& item : items) {
        interpreter.spend();
        const auto same = hasOwnEquality(item) || hasOwnEquality(value)
            ? interpreter.isTrue(interpreter.compare(CompareOperator::Eq, item, value))
            : plainlyEqual(item, value);
        if (same == true)
            return Value::boolean(true);
        if (!same)
            doubt = doubtOf(interpreter, item, value);
    }
    return doubt ? Value::data(doubt) : Value::boolean(false);
}

void checkHashable(Interpreter& interpreter, const Value& value)
{
    if (const auto tuple = value.as<Tuple>())
        for (const Value& item : tuple->items)
            checkHashable(interpreter, item);
    const auto set = value.as<Set>();
    if (value.as<List>() || value.as<Dict>() || (set && !set->isFrozen))
        interpreter.raise(QStringLiteral("TypeError"),
            QLatin1String("unhashable type: '") + interpreter.typeName(value) + QLatin1Char('\''));
}

Value joinedRepr(Interpreter& interpreter, const std::vector<Value>& items, const QString& before, const QString& after)
{
    QString text = before;
    bool isFirst = true;
    for (const Value& item : items) {
        const Value one = interpreter.repr(item);
        if (!one.isString())
            return one;
        interpreter.checkSize(text.size() + one.text().size());
        text += (isFirst ? QString() : QStringLiteral(", ")) + one.text();
        isFirst = false;
    }
    return Value::string(text + after);
}

std::optional<Value> comparedBy(std::optional<bool> same, CompareOperator op, const Value& a, const Value& b)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    if (!same) {
        const DoubtPtr doubt = firstDoubt(a) ? firstDoubt(a) : firstDoubt(b);
        return doubt ? Value::data(doubt) : Value::boolean(op == CompareOperator::Ne);
    }
    return Value::boolean(*same == (op == CompareOperator::Eq));
}

Value anyOf(const std::vector<Value>& items, const Unseen& unseen)
{
    const Value seen = Interpreter::oneOf(items, unseen);
    return unseen.isData() ? seen.aliased(seen.isAliased() || unseen.isAliased()) : Value::unknown(unseen);
}

Unseen unseenOf(const ListState& other, const DoubtPtr& why)
{
    Unseen unseen = Unseen::of(other.content, other.doubt ? other.doubt.why() : why);
    unseen.add(other.doubt);
    return unseen;
}

bool isSameList(const std::vector<Value>& a, const std::vector<Value>& b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), isSame);
}

// ---- Object

quint64& Object::newest()
{
    thread_local quint64 count = 0;
    return count;
}

std::optional<Value> Object::binary(Interpreter&, BinaryOperator, const Value&, bool) { return std::nullopt; }

std::optional<Value> Object::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    if (other.isUnknown())
        return other;
    return Value::boolean((other.isObject() && other.object().get() == this) == (op == CompareOperator::Eq));
}

Value Object::str(Interpreter& interpreter) { return repr(interpreter); }

Value Object::repr(Interpreter& interpreter)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the text of a %1 is not known"), { typeName() });
}

// ---- Arguments

const Value* Arguments::keyword(QAnyStringView name) const
{
    for (const auto& given : keywords)
        if (given.first == name)
            return &given.second;
    return nullptr;
}

const Value* Arguments::find(size_t position, QAnyStringView name) const
{
    return position < positional.size() ? &positional[position] : keyword(name);
}

Value Arguments::get(size_t position, QAnyStringView name, const Value& otherwise) const
{
    const Value* found = find(position, name);
    return found ? *found : doubt ? Value::unknown(doubt) : otherwise;
}

DoubtPtr Arguments::firstDoubt() const
{
    if (doubt)
        return doubt;
    for (const Value& value : positional)
        if (DoubtPtr found = symbolic::firstDoubt(value))
            return found;
    for (const auto& given : keywords)
        if (DoubtPtr found = symbolic::firstDoubt(given.second))
            return found;
    return nullptr;
}

// ---- Unseen

Unseen Unseen::data(DoubtPtr why)
{
    Unseen made(std::move(why));
    made.m_isData = true;
    return made;
}

Unseen Unseen::of(const std::vector<Value>& values, DoubtPtr why)
{
    Unseen made = either(std::all_of(values.begin(), values.end(), isPlainData), std::move(why));
    for (const Value& value : values)
        made.m_isAliased = escape(value) || made.m_isAliased;
    return made;
}

void Unseen::add(const Unseen& more)
{
    if (!more)
        return;
    m_isData = isData() && more.isData();
    m_isAliased = m_isAliased || more.m_isAliased;
    if (!m_why)
        m_why = more.m_why;
}

// ---- functions

std::optional<bool> plainlyEqual(const Value& a, const Value& b) { return equal(a, b, 0); }

namespace {

bool isSameTo(const Value& a, const Value& b, int depth)
{
    if (a.kind() != b.kind() || depth > deepestComparison)
        return false;
    if (a.isUnknown())
        return a.isData() == b.isData() && a.isAliased() == b.isAliased() && a.mayBeMissing() == b.mayBeMissing()
            && a.sample() == b.sample() && a.object() == b.object()
            && (a.doubt() == b.doubt() || a.doubt()->reason == b.doubt()->reason);
    if (!a.isObject())
        return plainlyEqual(a, b) == true;
    if (a.object() == b.object())
        return true;
    // equal lists are two lists all the same: what changes one of them later would not change the other
    const auto left = a.as<Tuple>();
    const auto right = b.as<Tuple>();
    return left && right && !left->doubt && !right->doubt
        && std::equal(left->items.begin(), left->items.end(), right->items.begin(), right->items.end(),
            [depth](const Value& one, const Value& other) { return isSameTo(one, other, depth + 1); });
}

} // namespace

bool isSame(const Value& a, const Value& b) { return isSameTo(a, b, 0); }

namespace {

bool isPlainTo(const Value& value, int depth)
{
    if (value.isUnknown())
        return value.isData();
    if (!value.isObject())
        return true;
    if (depth > deepestComparison)
        return false;
    const auto areAll = [&](const std::vector<Value>& items) {
        return std::all_of(items.begin(), items.end(), [&](const Value& item) { return isPlainTo(item, depth + 1); });
    };
    if (const auto sequence = value.as<Sequence>())
        return sequence->doubt.isData() && areAll(sequence->items);
    if (const auto set = value.as<Set>())
        return set->doubt.isData() && areAll(set->items());
    if (const auto iterator = value.as<Iterator>())
        return iterator->isOfPlainData();
    const auto dict = value.as<Dict>();
    if (!dict && !value.as<Instance>()) // a date, a path: data is the same as itself, and holds nothing else
        return value.object()->equals(*value.object());
    return dict && dict->doubt.isData()
        && std::all_of(dict->entries().begin(), dict->entries().end(),
            [&](const auto& entry) { return isPlainTo(entry.first, depth + 1) && isPlainTo(entry.second, depth + 1); });
}

} // namespace

bool isPlainData(const Value& value) { return isPlainTo(value, 0); }

bool isOfPlainData(const Arguments& arguments)
{
    return !arguments.doubt && std::all_of(arguments.positional.begin(), arguments.positional.end(), isPlainData)
        && std::all_of(arguments.keywords.begin(), arguments.keywords.end(),
            [](const auto& keyword) { return isPlainData(keyword.second); });
}

namespace {

DoubtPtr searchDoubt(const Value& value, int depth)
{
    if (value.isUnknown())
        return value.doubt();
    if (!value.isObject() || depth > deepestComparison)
        return nullptr;
    if (const auto iterator = value.as<Iterator>())
        return iterator->unseen();
    if (const auto sequence = value.as<Sequence>()) {
        if (sequence->doubt)
            return sequence->doubt;
        for (const Value& item : sequence->items)
            if (DoubtPtr found = searchDoubt(item, depth + 1))
                return found;
    } else if (const auto dict = value.as<Dict>()) {
        if (dict->doubt)
            return dict->doubt;
        for (const auto& entry : dict->entries()) {
            if (DoubtPtr found = searchDoubt(entry.first, depth + 1))
                return found;
            if (DoubtPtr found = searchDoubt(entry.second, depth + 1))
                return found;
        }
    } else if (const auto set = value.as<Set>()) {
        if (set->doubt)
            return set->doubt;
        for (const Value& item : set->items())
            if (DoubtPtr found = searchDoubt(item, depth + 1))
                return found;
    }
    return nullptr;
}

} // namespace

DoubtPtr firstDoubt(const Value& value) { return searchDoubt(value, 0); }

Value makeList(std::vector<Value> items) { return Value::of(std::make_shared<List>(std::move(items))); }
Value makeTuple(std::vector<Value> items) { return Value::of(std::make_shared<Tuple>(std::move(items))); }

Value makeList(const QStringList& items)
{
    std::vector<Value> values;
    for (const QString& item : items)
        values.push_back(Value::string(item));
    return makeList(std::move(values));
}

} // namespace espalier::symbolic
