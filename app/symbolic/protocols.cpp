#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"
#include "symbolic/library/representation.h"
#include "symbolic/library/text.h"
#include "symbolic/object_class.h"

namespace espalier::symbolic {

namespace {

/// What an operator makes of plain data, some of which is not known: texts put together, words of words and numbers.
Value dataOf(BinaryOperator op, const Value& a, const Value& b, const DoubtPtr& why)
{
    const auto isOfWords = [](const Value& value) {
        return value.isWord() || (!value.isUnknown() && !value.isString() && !value.isObject());
    };
    if (isOfWords(a) && isOfWords(b))
        return Value::data(why, sampleWord());
    const auto sampleOf = [](const Value& value) {
        if (value.isUnknown() && value.sample().isNull())
            return QLatin1Char('q') + sampleWord();
        return value.isUnknown() ? value.sample() : value.isString() ? value.text() : QString();
    };
    const bool hasText = a.isString() || b.isString() || !(a.sample().isNull() || b.sample().isNull());
    const bool isText = op == BinaryOperator::Add && hasText && !sampleOf(a).isNull() && !sampleOf(b).isNull();
    return Value::data(why, isText ? sampleOf(a) + sampleOf(b) : QString());
}

/// What of a time or an identifier is words again.
bool isOfWord(const QString& attribute)
{
    static const core::WordSet names = [] {
        core::WordSet all;
        for (const char* name : { "hex", "int", "time", "date", "year", "month", "day", "hour", "minute", "second",
                 "microsecond", "isoformat", "timestamp", "lower", "upper", "strip", "astimezone", "replace", "weekday",
                 "isoweekday", "toordinal", "total_seconds", "days", "seconds" })
            all.insert(QLatin1String(name));
        return all;
    }();
    return names.contains(attribute);
}

} // namespace

// ---- protocols

std::optional<Value> Interpreter::findAttribute(const Value& owner, const QString& name)
{
    spend();
    if (owner.isUnknown()) {
        if (auto method = owner.isData() ? methodOfPartlyKnown(owner, name) : std::nullopt)
            return method;
        mayBeChangedBy(owner, name);
        const bool isWord = owner.isWord() && isOfWord(name);
        return owner.isData() ? Value::data(owner.doubt(), isWord ? sampleWord() : QString()).aliased(owner.isAliased())
                              : owner.part();
    }
    if (owner.isObject()) {
        if (const auto instance = owner.as<Instance>())
            if (const auto getter = instance->type->find(QStringLiteral("__getattribute__")))
                return call(*getter, { owner, Value::string(name) });
        if (auto found = owner.object()->attribute(*this, name))
            return found;
    }
    return plainAttribute(*this, owner, name);
}

namespace {

/// Whether a package's class stands behind it, of which not all is known here: what is missing may well be there.
bool isPartlyKnown(const Value& owner)
{
    if (!owner.isObject())
        return false;
    const auto instance = owner.as<Instance>();
    const auto type = instance ? instance->type : owner.as<ClassObject>();
    if (!type)
        return owner.object()->isInstanceOf(QLatin1String("sqlalchemy.") + owner.object()->typeName());
    for (const auto& one : type->order)
        for (const ObjectPtr& base : one->foreign)
            if (base->className().isEmpty() || base->className().contains(QLatin1Char('.')))
                return true;
    return false;
}

} // namespace

Value Interpreter::attribute(const Value& owner, const QString& name)
{
    if (auto found = findAttribute(owner, name)) {
        if (found->mayBeMissing())
            mayRaise(found->doubt());
        return found->maybeMissing(false);
    }
    if (isPartlyKnown(owner) || owner.as<Builtin>())
        return unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of %2 is not known here"), { name, typeName(owner) });
    raise(QStringLiteral("AttributeError"),
        QLatin1Char('\'') + typeName(owner) + QLatin1String("' object has no attribute '") + name + QLatin1Char('\''));
}

/// What the class has for it: __setattr__(), a property, a descriptor. False where the attribute is just set.
bool Interpreter::setByClass(Instance& instance, const QString& name, const Value& value)
{
    const Value self = Value::object(instance.shared_from_this());
    if (const auto setter = instance.type->find(QStringLiteral("__setattr__"))) {
        call(*setter, { self, Value::string(name), value });
        return true;
    }
    const auto found = instance.type->find(name);
    const auto descriptor = found ? found->as<Descriptor>() : nullptr;
    if (descriptor && descriptor->kind == Descriptor::Kind::Property && !descriptor->isCached) {
        if (descriptor->setter.isNone())
            raise(QStringLiteral("AttributeError"), QLatin1String("can't set attribute '") + name + QLatin1Char('\''));
        call(descriptor->setter, { self, value });
        return true;
    }
    const auto other = found ? found->as<Instance>() : nullptr;
    if (const auto setter = other ? other->type->find(QStringLiteral("__set__")) : std::nullopt) {
        call(*setter, { *found, self, value });
        return true;
    }
    return false;
}

void Interpreter::setAttribute(const Value& owner, const QString& name, const Value& value)
{
    if (!owner.isObject()) {
        if (!owner.isUnknown())
            raise(QStringLiteral("AttributeError"), typeName(owner) + QLatin1String(" has no attribute ") + name);
        if (!owner.isData())
            mayHaveAttribute(owner, name, value);
        return;
    }
    if (const auto instance = owner.as<Instance>()) {
        if (setByClass(*instance, name, value))
            return;
        checkSlots(*this, *instance, name);
    }
    if (const auto type = owner.as<ClassObject>())
        for (const ObjectPtr& base : type->foreign)
            if (const auto setter = base->inherited(*this, owner, QStringLiteral("__setattr__"))) {
                call(*setter, { Value::string(name), value });
                return;
            }
    if (!owner.object()->setAttribute(*this, name, value) && !owner.as<External>())
        raise(QStringLiteral("AttributeError"), typeName(owner) + QLatin1String(" has no attribute ") + name);
}

Value Interpreter::item(const Value& owner, const Value& key)
{
    spend();
    if (owner.isUnknown() || plainOf(key).isUnknown())
        mayRaise(owner.isUnknown() ? owner.doubt() : plainOf(key).doubt());
    if (owner.isUnknown())
        return owner.part();
    if (owner.isString() || owner.kind() == Value::Kind::Bytes) {
        const Value& index = plainOf(key);
        if (index.isUnknown())
            return index;
        const QString& text = owner.text();
        spend(int(text.size() / 1024));
        const qint64 size = library::lengthOf(text);
        const qint64 at = index.integer() < 0 ? index.integer() + size : index.integer();
        if (!index.isInteger() && !index.isBool())
            raise(QStringLiteral("TypeError"), QStringLiteral("string indices must be integers"));
        if (at < 0 || at >= size)
            raise(QStringLiteral("IndexError"), QStringLiteral("string index out of range"));
        if (!owner.isString())
            return Value::number(text[at].unicode());
        const qsizetype unit = library::toUnits(text, at);
        return Value::string(text.mid(unit, library::toUnits(text.mid(unit, 2), 1)));
    }
    if (owner.isObject())
        if (auto found = owner.object()->item(*this, key))
            return found->isUnknown() && plainOf(key).isUnknown() ? oneOf({ owner }, found->doubt()) : *found;
    raise(QStringLiteral("TypeError"),
        QLatin1Char('\'') + typeName(owner) + QLatin1String("' object is not subscriptable"));
}

void Interpreter::setItem(const Value& owner, const Value& key, const Value& value)
{
    if (owner.isUnknown())
        return mayHaveChanged(owner, { key, value });
    if (owner.as<External>())
        return;
    if (!owner.isObject() || !owner.object()->setItem(*this, key, value))
        raise(QStringLiteral("TypeError"),
            QLatin1Char('\'') + typeName(owner) + QLatin1String("' object does not support item assignment"));
}

Value Interpreter::binary(BinaryOperator op, const Value& a, const Value& b)
{
    spend();
    if (a.isObject() && !(b.isObject() && a.as<External>()))
        if (auto result = a.object()->binary(*this, op, b, false))
            return *result;
    const bool isFormat = op == BinaryOperator::Mod && plainOf(a).isString();
    if (isFormat && b.as<Instance>() && b.as<Instance>()->hasPlain) // as what it is, not as the text that it is as well
        return *plainBinary(*this, op, a, b);
    if (b.isObject())
        if (auto result = b.object()->binary(*this, op, a, true))
            return *result;
    if (const Value* unknown_ = firstUnknown({ &a, &b })) {
        const bool isAliased = bool(int(escape(a)) | int(escape(b)));
        const bool isDivision = op == BinaryOperator::TrueDiv || op == BinaryOperator::FloorDiv
            || (op == BinaryOperator::Mod && !a.isString());
        if (isDivision)
            mayRaise(unknown_->doubt());
        if (!isPlainData(a) || !isPlainData(b))
            return Value::unknown(unknown_->doubt());
        return dataOf(op, a, b, unknown_->doubt()).aliased(isAliased);
    }
    if (const auto external_ = a.as<External>())
        return Value::unknown(external_->doubt(*this));
    if (auto result = plainBinary(*this, op, plainOf(a), plainOf(b)))
        return *result;
    raise(QStringLiteral("TypeError"),
        QLatin1String("unsupported operand type(s): '") + typeName(a) + QLatin1String("' and '") + typeName(b)
            + QLatin1Char('\''));
}

Value Interpreter::unary(UnaryOperator op, const Value& given)
{
    if (const auto instance = given.as<Instance>(); instance && instance->hasPlain)
        if (auto result = instance->unary(*this, op))
            return *result;
    const Value& a = plainOf(given);
    if (a.isUnknown())
        return a.part();
    if (a.isObject()) {
        if (auto result = a.object()->unary(*this, op))
            return *result;
        if (const auto external_ = a.as<External>())
            return Value::unknown(external_->doubt(*this));
    }
    if (a.kind() == Value::Kind::Float && op != UnaryOperator::Invert)
        return op == UnaryOperator::Minus ? Value::real(-a.realNumber()) : a;
    if (!a.isNumber())
        raise(QStringLiteral("TypeError"), QLatin1String("bad operand type for unary operator: ") + typeName(a));
    return Value::number(op == UnaryOperator::Plus ? a.integer()
            : op == UnaryOperator::Minus           ? -a.integer()
                                                   : ~a.integer());
}

Value Interpreter::compare(CompareOperator op, const Value& a, const Value& b)
{
    spend();
    if (a.isObject())
        if (auto result = a.object()->compare(*this, op, b, false))
            return *result;
    if (b.isObject())
        if (auto result = b.object()->compare(*this, op, a, true))
            return *result;
    if (const Value* unknown_ = firstUnknown({ &a, &b }))
        return unknown_->part();
    if (op == CompareOperator::Eq || op == CompareOperator::Ne)
        return Value::boolean(plainlyEqual(a, b).value_or(false) == (op == CompareOperator::Eq));
    if (auto result = plainCompare(*this, op, plainOf(a), plainOf(b)))
        return *result;
    raise(QStringLiteral("TypeError"),
        QLatin1String("'<' not supported between instances of '") + typeName(a) + QLatin1String("' and '") + typeName(b)
            + QLatin1Char('\''));
}

Value Interpreter::contains(const Value& container, const Value& value)
{
    spend();
    if (auto result = isInPartlyKnown(container, value))
        return *result;
    if (container.isUnknown())
        return container.part();
    if (container.isObject()) {
        if (auto result = container.object()->contains(*this, value))
            return *result;
        DoubtPtr why;
        const auto all = elements(container, &why);
        return all ? contains(makeList(*all), value) : Value::unknown(why);
    }
    const Value& needle = plainOf(value);
    if (needle.isUnknown())
        return needle.part();
    if (container.kind() != needle.kind() || container.isNumber() || container.isNone())
        raise(QStringLiteral("TypeError"),
            QLatin1String("argument of type '") + typeName(container) + QLatin1String("' is not iterable"));
    return Value::boolean(container.text().contains(needle.text()));
}

Value Interpreter::truth(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Unknown:
        return value.part();
    case Value::Kind::None:
        return Value::boolean(false);
    case Value::Kind::Bool:
    case Value::Kind::Integer:
        return Value::boolean(value.integer() != 0);
    case Value::Kind::Float:
        return Value::boolean(value.realNumber() != 0);
    case Value::Kind::String:
    case Value::Kind::Bytes:
        return Value::boolean(!value.text().isEmpty());
    case Value::Kind::Object:
        return value.object()->truth(*this);
    }
    return value;
}

std::optional<bool> Interpreter::isTrue(const Value& value)
{
    const Value known = truth(value);
    return known.isUnknown() ? std::nullopt : std::optional(known.integer() != 0);
}

Value Interpreter::length(const Value& value)
{
    if (value.isUnknown())
        return value.part();
    if (value.isString() || value.kind() == Value::Kind::Bytes)
        return Value::number(library::lengthOf(value.text()));
    if (value.isObject())
        if (auto result = value.object()->length(*this))
            return *result;
    raise(QStringLiteral("TypeError"),
        QLatin1String("object of type '") + typeName(value) + QLatin1String("' has no len()"));
}

Value Interpreter::str(const Value& value)
{
    if (value.isString() || value.isUnknown())
        return value;
    return value.isObject() ? value.object()->str(*this) : repr(value);
}

Value Interpreter::repr(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Unknown:
        return value.isData() ? Value::data(value.doubt()) : value;
    case Value::Kind::None:
        return Value::string(QStringLiteral("None"));
    case Value::Kind::Bool:
        return Value::string(value.integer() ? QStringLiteral("True") : QStringLiteral("False"));
    case Value::Kind::Integer:
        return Value::string(QString::number(value.integer()));
    case Value::Kind::Float:
        return Value::string(reprOf(value.realNumber()));
    case Value::Kind::String:
        return Value::string(reprOf(value.text()));
    case Value::Kind::Bytes:
        return Value::string(library::reprOfBytes(value.text()));
    case Value::Kind::Object:
        return value.object()->repr(*this);
    }
    return value;
}

Value Interpreter::format(const Value& value, const QString& spec)
{
    if (value.isUnknown() && !spec.isEmpty())
        return value.isData() ? Value::data(value.doubt()) : value;
    if (spec.isEmpty())
        return str(value);
    if (value.isObject()) {
        if (const auto formatter = findAttribute(value, QStringLiteral("__format__"));
            formatter && !formatter->isUnknown())
            return str(call(*formatter, { Value::string(spec) }));
    }
    return plainFormat(*this, value, spec);
}

std::optional<std::vector<Value>> Interpreter::elements(const Value& value, DoubtPtr* why, Value* each)
{
    DoubtPtr ignored;
    Value unseen;
    DoubtPtr& reason = why ? *why : ignored;
    Value& element = each ? *each : unseen;
    if (value.isUnknown()) {
        mayHaveTaken(value);
        reason = value.doubt();
        element = value.part();
        return std::nullopt;
    }
    if (value.isString() || value.kind() == Value::Kind::Bytes) {
        std::vector<Value> characters;
        spend(int(value.text().size()));
        for (const uint code : value.text().toUcs4()) {
            const char32_t character = code;
            characters.push_back(
                value.isString() ? Value::string(QString::fromUcs4(&character, 1)) : Value::number(code));
        }
        return characters;
    }
    auto found = value.isObject() ? value.object()->elements(*this) : std::nullopt;
    if (!found)
        raise(QStringLiteral("TypeError"),
            QLatin1Char('\'') + typeName(value) + QLatin1String("' object is not iterable"));
    if (found->first.isUnknown()) {
        reason = found->first.doubt();
        element = found->first;
        return std::nullopt;
    }
    spend(int(found->second.size()));
    return std::move(found->second);
}

DoubtPtr Interpreter::orderDoubt(const Value& value) const
{
    if (value.isObject())
        if (DoubtPtr why = value.object()->orderDoubt())
            return why;
    const auto set = value.as<Set>();
    if (!set || set->doubt || set->items().size() < 2)
        return nullptr;
    return doubt(QT_TRANSLATE_NOOP("Messages", "the order of a set differs from run to run"));
}

Value Interpreter::isInstance(const Value& value, const Value& cls)
{
    if (const Value* unknown_ = firstUnknown({ &value, &cls }))
        return Value::data(unknown_->doubt());
    if (const auto all = cls.as<Sequence>()) {
        Value result = Value::boolean(false);
        for (const Value& one : all->items) {
            const Value fits = isInstance(value, one);
            if (fits.isUnknown())
                result = fits;
            else if (fits.integer())
                return fits;
        }
        return result;
    }
    if (cls.isNone() || !cls.isObject())
        return Value::boolean(false);
    const auto external_ = value.as<External>() ? value.as<External>() : cls.as<External>();
    if (external_)
        return Value::data(external_->doubt(*this));
    if (const auto type = cls.as<ClassObject>(); type && type->behaviour)
        return Value::data(type->behaviour);
    if (const auto instance = value.as<Instance>())
        if (const auto type = cls.as<ClassObject>())
            return Value::boolean(std::find(instance->type->order.begin(), instance->type->order.end(), type)
                != instance->type->order.end());
    const QString name = cls.object()->className();
    if (name.isEmpty())
        return unknown(QT_TRANSLATE_NOOP("Messages", "asks for a class that is not known here"));
    return Value::boolean(isOfClass(value, name));
}

bool Interpreter::isOfClass(const Value& value, const QString& name) const
{
    if (name == QLatin1String("object"))
        return true;
    if (value.isBool())
        return name == QLatin1String("bool") || name == QLatin1String("int");
    if (!value.isObject())
        return name == typeName(value);
    if (value.object()->isInstanceOf(name) || value.object()->typeName() == name)
        return true;
    const Value& plain = plainOf(value);
    return !plain.isObject() && isOfClass(plain, name);
}

QString Interpreter::typeName(const Value& value) const
{
    switch (value.kind()) {
    case Value::Kind::Unknown:
        return QStringLiteral("unknown");
    case Value::Kind::None:
        return QStringLiteral("NoneType");
    case Value::Kind::Bool:
        return QStringLiteral("bool");
    case Value::Kind::Integer:
        return QStringLiteral("int");
    case Value::Kind::Float:
        return QStringLiteral("float");
    case Value::Kind::String:
        return QStringLiteral("str");
    case Value::Kind::Bytes:
        return QStringLiteral("bytes");
    case Value::Kind::Object:
        return value.object()->typeName();
    }
    return {};
}

} // namespace espalier::symbolic
