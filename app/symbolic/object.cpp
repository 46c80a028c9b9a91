#include "symbolic/object.h"

#include "symbolic/containers.h"
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

/// The position that an index means; nullopt where it is out of range.
std::optional<size_t> position(qint64 index, size_t size)
{
    const qint64 count = qint64(size);
    const qint64 at = index < 0 ? index + count : index;
    return at < 0 || at >= count ? std::nullopt : std::optional(size_t(at));
}

} // namespace

Value search(Interpreter& interpreter, const std::vector<Value>& items, const Value& value)
{
    DoubtPtr doubt;
    for (const Value& item : items) {
        interpreter.spend();
        const auto same = plainlyEqual(item, value);
        if (same == true)
            return Value::boolean(true);
        if (!same)
            doubt = firstDoubt(item) ? firstDoubt(item) : firstDoubt(value);
    }
    return doubt ? Value::unknown(doubt) : Value::boolean(false);
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

namespace {

/// P(x=1, y=2)
Value namedRepr(Interpreter& interpreter, const Tuple& tuple)
{
    QStringList parts;
    for (size_t i = 0; i < tuple.items.size(); ++i) {
        const Value one = interpreter.repr(tuple.items[i]);
        if (!one.isString())
            return one;
        parts.append(tuple.names.value(qsizetype(i)) + QLatin1Char('=') + one.text());
    }
    return Value::string(tuple.typeNameOf + QLatin1Char('(') + parts.join(QLatin1String(", ")) + QLatin1Char(')'));
}

} // namespace

std::optional<Value> comparedBy(std::optional<bool> same, CompareOperator op, const Value& a, const Value& b)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    if (!same) {
        const DoubtPtr doubt = firstDoubt(a) ? firstDoubt(a) : firstDoubt(b);
        return doubt ? Value::unknown(doubt) : Value::boolean(op == CompareOperator::Ne);
    }
    return Value::boolean(*same == (op == CompareOperator::Eq));
}

bool isSameList(const std::vector<Value>& a, const std::vector<Value>& b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), isSame);
}

// ---- Object

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

const Value* Arguments::keyword(QStringView name) const
{
    for (const auto& given : keywords)
        if (given.first == name)
            return &given.second;
    return nullptr;
}

const Value* Arguments::find(size_t position, QStringView name) const
{
    return position < positional.size() ? &positional[position] : keyword(name);
}

Value Arguments::get(size_t position, QStringView name, const Value& otherwise) const
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

// ---- Sequence, List, Tuple

std::optional<std::pair<Value, std::vector<Value>>> Sequence::elements(Interpreter&)
{
    if (doubt)
        return std::pair(Value::unknown(doubt), std::vector<Value>());
    return std::pair(Value(), items);
}

std::optional<Value> Sequence::length(Interpreter&)
{
    return doubt ? Value::unknown(doubt) : Value::number(qint64(items.size()));
}

Value Sequence::truth(Interpreter&) { return doubt ? Value::unknown(doubt) : Value::boolean(!items.empty()); }

std::optional<Value> Sequence::item(Interpreter& interpreter, const Value& key)
{
    if (doubt)
        return Value::unknown(doubt);
    const Value& index = plainOf(key);
    if (index.isUnknown())
        return index;
    if (!index.isInteger() && !index.isBool())
        interpreter.raise(QStringLiteral("TypeError"),
            typeName() + QLatin1String(" indices must be integers or slices, not ") + interpreter.typeName(key));
    const auto at = position(index.integer(), items.size());
    if (!at)
        interpreter.raise(QStringLiteral("IndexError"), typeName() + QLatin1String(" index out of range"));
    return items[*at];
}

std::optional<Value> Sequence::contains(Interpreter& interpreter, const Value& value)
{
    return doubt ? Value::unknown(doubt) : search(interpreter, items, value);
}

std::optional<Value> Sequence::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    const Value self = Value::object(shared_from_this());
    if (op == CompareOperator::Eq || op == CompareOperator::Ne)
        return comparedBy(plainlyEqual(self, other), op, self, other);
    return isReflected ? plainCompare(interpreter, op, other, self) : plainCompare(interpreter, op, self, other);
}

Value Sequence::repr(Interpreter& interpreter)
{
    if (doubt)
        return Value::unknown(doubt);
    if (!isTuple())
        return joinedRepr(interpreter, items, QStringLiteral("["), QStringLiteral("]"));
    if (const auto& tuple = static_cast<const Tuple&>(*this); !tuple.names.isEmpty())
        return namedRepr(interpreter, tuple);
    return joinedRepr(
        interpreter, items, QStringLiteral("("), items.size() == 1 ? QStringLiteral(",)") : QStringLiteral(")"));
}

bool List::setItem(Interpreter& interpreter, const Value& key, const Value& value)
{
    interpreter.touch(*this);
    const Value& index = plainOf(key);
    if (index.isUnknown())
        doubt = index.doubt();
    if (doubt)
        return true;
    const auto at = index.isInteger() ? position(index.integer(), items.size()) : std::nullopt;
    if (!at)
        interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("list assignment index out of range"));
    items[*at] = value;
    return true;
}

bool List::removeItem(Interpreter& interpreter, const Value& key)
{
    interpreter.touch(*this);
    const Value& index = plainOf(key);
    if (index.isUnknown())
        doubt = index.doubt();
    if (doubt)
        return true;
    const auto at = index.isInteger() ? position(index.integer(), items.size()) : std::nullopt;
    if (!at)
        interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("list assignment index out of range"));
    items.erase(items.begin() + ptrdiff_t(*at));
    return true;
}

namespace {

/// list + list, list * n; null where the operator does not fit.
std::optional<std::vector<Value>> combined(
    Interpreter& interpreter, const Sequence& self, BinaryOperator op, const Value& other, bool isReflected)
{
    if (op == BinaryOperator::Add) {
        const auto more = other.as<Sequence>();
        if (!more || more->isTuple() != self.isTuple())
            return std::nullopt;
        std::vector<Value> items = isReflected ? more->items : self.items;
        const std::vector<Value>& rest = isReflected ? self.items : more->items;
        interpreter.spend(int(rest.size()));
        items.insert(items.end(), rest.begin(), rest.end());
        return items;
    }
    if (op == BinaryOperator::Mul && other.isNumber() && other.kind() != Value::Kind::Float) {
        std::vector<Value> items;
        for (qint64 i = 0; i < other.integer(); ++i) {
            interpreter.spend(int(self.items.size()) + 1);
            items.insert(items.end(), self.items.begin(), self.items.end());
        }
        return items;
    }
    return std::nullopt;
}

DoubtPtr eitherDoubt(const Sequence& self, const Value& other)
{
    if (self.doubt)
        return self.doubt;
    if (other.isUnknown())
        return other.doubt();
    const auto more = other.as<Sequence>();
    return more ? more->doubt : nullptr;
}

} // namespace

std::optional<Value> List::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (const DoubtPtr why = eitherDoubt(*this, other))
        return Value::unknown(why);
    auto items_ = combined(interpreter, *this, op, other, isReflected);
    return items_ ? std::optional(makeList(std::move(*items_))) : std::nullopt;
}

std::unique_ptr<Object::State> List::save() const { return std::make_unique<ListState>(items, doubt); }

void List::restore(const State& state)
{
    const auto& kept = static_cast<const ListState&>(state);
    items = kept.content;
    doubt = kept.doubt;
}

void List::join(const State& other, const DoubtPtr& why)
{
    const auto& kept = static_cast<const ListState&>(other);
    if (!doubt && (kept.doubt || !isSameList(items, kept.content)))
        doubt = kept.doubt ? kept.doubt : why;
}

std::optional<Value> Tuple::attribute(Interpreter&, const QString& name)
{
    const qsizetype at = names.indexOf(name);
    return at < 0 ? std::nullopt : std::optional(items[size_t(at)]);
}

std::optional<Value> Tuple::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (const DoubtPtr why = eitherDoubt(*this, other))
        return Value::unknown(why);
    auto items_ = combined(interpreter, *this, op, other, isReflected);
    return items_ ? std::optional(makeTuple(std::move(*items_))) : std::nullopt;
}

// ---- functions

std::optional<bool> plainlyEqual(const Value& a, const Value& b) { return equal(a, b, 0); }

bool isSame(const Value& a, const Value& b)
{
    if (a.kind() != b.kind())
        return false;
    if (a.isUnknown())
        return a.isData() == b.isData() && a.sample() == b.sample()
            && (a.doubt() == b.doubt() || a.doubt()->reason == b.doubt()->reason);
    if (a.isObject() && !a.as<Sequence>() && !a.as<Dict>() && !a.as<Set>())
        return a.object() == b.object();
    // equal lists are two lists all the same: what changes one of them later would not change the other
    if (a.isObject() && a.object() != b.object() && !(a.as<Tuple>() && b.as<Tuple>()))
        return false;
    return plainlyEqual(a, b) == true;
}

namespace {

bool isPlainTo(const Value& value, int depth)
{
    if (value.isUnknown())
        return value.isData();
    if (!value.isObject())
        return true;
    if (depth > deepestComparison)
        return false;
    if (const auto sequence = value.as<Sequence>())
        return !sequence->doubt && std::all_of(sequence->items.begin(), sequence->items.end(), [&](const Value& item) {
            return isPlainTo(item, depth + 1);
        });
    const auto dict = value.as<Dict>();
    return dict && !dict->doubt && std::all_of(dict->entries().begin(), dict->entries().end(), [&](const auto& entry) {
        return isPlainTo(entry.first, depth + 1) && isPlainTo(entry.second, depth + 1);
    });
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
