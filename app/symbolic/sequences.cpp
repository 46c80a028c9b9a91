#include "symbolic/containers.h"
#include "symbolic/library.h"

#include <algorithm>

namespace espalier::symbolic {

namespace {

/// The position that an index means; nullopt where it is out of range.
std::optional<size_t> position(qint64 index, size_t size)
{
    const qint64 count = qint64(size);
    const qint64 at = index < 0 ? index + count : index;
    return at < 0 || at >= count ? std::nullopt : std::optional(size_t(at));
}

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

// ---- Sequence, List, Tuple

Value Sequence::anyElement() const { return anyOf(items, doubt); }

void Sequence::forHeld(const std::function<void(const Value&)>& each) const
{
    for (const Value& item : items)
        each(item);
}

std::optional<std::pair<Value, std::vector<Value>>> Sequence::elements(Interpreter&)
{
    if (doubt)
        return std::pair(anyElement(), std::vector<Value>());
    return std::pair(Value(), items);
}

std::optional<Value> Sequence::length(Interpreter&)
{
    return doubt ? Value::data(doubt) : Value::number(qint64(items.size()));
}

Value Sequence::truth(Interpreter&) { return doubt ? Value::data(doubt) : Value::boolean(!items.empty()); }

std::optional<Value> Sequence::item(Interpreter& interpreter, const Value& key)
{
    if (doubt)
        return anyElement();
    const Value& index = plainOf(key);
    if (index.isUnknown())
        return index;
    if (const auto instance = index.as<Instance>(); instance && instance->type->find(QStringLiteral("__index__")))
        return item(interpreter, interpreter.call(interpreter.attribute(index, QStringLiteral("__index__"))));
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
    return doubt ? Value::data(doubt) : search(interpreter, items, value);
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
        return Value::data(doubt);
    if (!isTuple())
        return joinedRepr(interpreter, items, QStringLiteral("["), QStringLiteral("]"));
    if (const auto& tuple = static_cast<const Tuple&>(*this);
        !tuple.names.isEmpty() && tuple.typeNameOf != QLatin1String("Row"))
        return namedRepr(interpreter, tuple);
    return joinedRepr(
        interpreter, items, QStringLiteral("("), items.size() == 1 ? QStringLiteral(",)") : QStringLiteral(")"));
}

bool List::setItem(Interpreter& interpreter, const Value& key, const Value& value)
{
    interpreter.touch(*this);
    const Value& index = plainOf(key);
    if (index.isUnknown() || doubt)
        doubt.add(Unseen::of({ value }, index.isUnknown() ? index.doubt() : doubt.why()));
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
        doubt.add(Unseen::data(index.doubt()));
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
    return more ? more->doubt.why() : nullptr;
}

} // namespace

std::optional<Value> List::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (const DoubtPtr why = eitherDoubt(*this, other))
        return Interpreter::oneOf({ Value::object(shared_from_this()), other }, why);
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
    if (doubt || kept.doubt || !isSameList(items, kept.content))
        doubt.add(unseenOf(kept, why));
}

bool List::isWithin(const State& state) const
{
    const auto& kept = static_cast<const ListState&>(state);
    if (kept.doubt)
        return anyElement().isData() || !unseenOf(kept, nullptr).isData();
    return !doubt && isSameList(items, kept.content);
}

std::optional<Value> Tuple::attribute(Interpreter& interpreter, const QString& name)
{
    if (const qsizetype at = names.indexOf(name); at >= 0)
        return items[size_t(at)];
    static const QSet<QString> ofRows{ QStringLiteral("_mapping"), QStringLiteral("_asdict"), QStringLiteral("_fields"),
        QStringLiteral("_tuple"), QStringLiteral("_t"), QStringLiteral("t"), QStringLiteral("tuple") };
    if (typeNameOf == QLatin1String("Row") && ofRows.contains(name))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    return std::nullopt;
}

std::optional<Value> Tuple::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (const DoubtPtr why = eitherDoubt(*this, other))
        return Interpreter::oneOf({ Value::object(shared_from_this()), other }, why);
    auto items_ = combined(interpreter, *this, op, other, isReflected);
    return items_ ? std::optional(makeTuple(std::move(*items_))) : std::nullopt;
}

} // namespace espalier::symbolic
