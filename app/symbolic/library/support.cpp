#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

void give(const Value& unknown) { throw Unsure{ Value::unknown(unknown.doubt()) }; }

void give(const DoubtPtr& doubt) { throw Unsure{ Value::unknown(doubt) }; }

std::optional<Value> sampled(const Value& value)
{
    if (value.isUnknown() || value.as<External>())
        return Value::string(value.sample().isNull() ? QLatin1Char('q') + sampleWord() : value.sample());
    if (const auto tuple = value.as<Tuple>(); tuple && !tuple->doubt) {
        std::vector<Value> items;
        for (const Value& item : tuple->items) {
            const auto one = sampled(item);
            if (!one)
                return std::nullopt;
            items.push_back(*one);
        }
        return makeTuple(std::move(items));
    }
    if (const auto dict = value.as<Dict>(); dict && !dict->doubt) {
        const auto made = std::make_shared<Dict>();
        for (const auto& entry : dict->entries()) {
            const auto one = sampled(entry.second);
            if (!one)
                return std::nullopt;
            made->insert(entry.first, *one);
        }
        return Value::of(made);
    }
    return value;
}

Value textMadeOf(const Value& text, const std::function<Value()>& again)
{
    if (!text.isUnknown())
        return text;
    try {
        const Value sample = again();
        return Value::data(text.doubt(), sample.isString() ? sample.text() : QString());
    } catch (const Raised&) { // a format that no word fits
        return Value::data(text.doubt());
    }
}

DoubtPtr mystery(const Interpreter& interpreter, const Value& value)
{
    if (value.isUnknown())
        return value.doubt();
    if (const auto external = value.as<External>())
        return external->doubt(interpreter);
    if (const auto instance = value.as<Instance>(); instance && !instance->hasPlain)
        for (const ObjectPtr& base : instance->type->foreign)
            if (const auto external = std::dynamic_pointer_cast<External>(base))
                return external->doubt(interpreter);
    return nullptr;
}

namespace {

[[noreturn]] void mismatch(Interpreter& interpreter, const Value& value, const QString& message)
{
    if (const DoubtPtr doubt = mystery(interpreter, value))
        give(doubt);
    interpreter.raise(QStringLiteral("TypeError"), message);
}

} // namespace

QString textOf(Interpreter& interpreter, const Value& value, const QString& what)
{
    const Value& plain = plainOf(value);
    if (plain.isString())
        return plain.text();
    mismatch(interpreter, value,
        QStringLiteral("%1 must be str, not %2")
            .arg(what, value.isNone() ? QStringLiteral("None") : interpreter.typeName(value)));
}

qint64 integerOf(Interpreter& interpreter, const Value& value)
{
    const Value& plain = plainOf(value);
    if (plain.isInteger() || plain.isBool())
        return plain.integer();
    mismatch(interpreter, value,
        QStringLiteral("'%1' object cannot be interpreted as an integer").arg(interpreter.typeName(value)));
}

std::vector<Value> elementsOf(Interpreter& interpreter, const Value& value)
{
    if (const DoubtPtr doubt = mystery(interpreter, value))
        give(doubt);
    DoubtPtr doubt;
    auto elements = interpreter.elements(value, &doubt);
    if (!elements)
        give(doubt);
    interpreter.spend(int(std::min<size_t>(elements->size(), 1'000'000)));
    return *std::move(elements);
}

bool truthOf(Interpreter& interpreter, const Value& value)
{
    const Value truth = interpreter.truth(value);
    if (truth.isUnknown())
        give(truth);
    return truth.integer() != 0;
}

bool equal(Interpreter& interpreter, const Value& a, const Value& b)
{
    for (const Value* value : { &a, &b })
        if (value->isUnknown())
            give(*value);
    return isSame(a, b) || truthOf(interpreter, interpreter.compare(CompareOperator::Eq, a, b));
}

QString strOf(Interpreter& interpreter, const Value& value)
{
    const Value text = interpreter.str(value);
    if (text.isUnknown())
        give(text);
    return text.text();
}

QString reprOfValue(Interpreter& interpreter, const Value& value)
{
    const Value text = interpreter.repr(value);
    if (text.isUnknown())
        give(text);
    return text.text();
}

void taint(Interpreter& interpreter, const Value& container, const Unseen& unseen)
{
    if (!container.isObject())
        return;
    interpreter.touch(*container.object());
    container.object()->mayHaveChanged(unseen);
}

void checkCount(Interpreter& interpreter, size_t count)
{
    if (count > interpreter.options().limits.elements)
        throw Exhausted{ interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "makes more than %1 elements"),
            { QString::number(interpreter.options().limits.elements) }) };
    interpreter.spend(int(count / 16));
}

Value tooLarge(const Interpreter& interpreter)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number of more than 64 bits"));
}

Value stringList(const std::vector<QString>& items)
{
    std::vector<Value> values;
    values.reserve(items.size());
    for (const QString& item : items)
        values.push_back(Value::string(item));
    return makeList(std::move(values));
}

Value makeSet(std::vector<Value> items, bool isFrozen)
{
    const auto set = std::make_shared<Set>();
    set->isFrozen = isFrozen;
    for (const Value& item : items) {
        if (item.isUnknown())
            set->doubt.add(Unseen::either(item.isData(), item.doubt()));
        else
            set->insert(item);
    }
    return Value::of(set);
}

Value makeDict(const std::vector<std::pair<Value, Value>>& entries)
{
    const auto dict = std::make_shared<Dict>();
    for (const auto& [key, value] : entries) {
        if (key.isUnknown())
            dict->doubt.add(Unseen::either(key.isData() && isPlainData(value), key.doubt()));
        else
            dict->insert(key, value);
    }
    return Value::of(dict);
}

Value makeIterator(const char* typeName, std::vector<Value> items, Iterator::Transform transform)
{
    return Value::of(std::make_shared<Iterator>(QString::fromLatin1(typeName), std::move(items), std::move(transform)));
}

ElementSource sourceOf(Interpreter& interpreter, const Value& value)
{
    if (const DoubtPtr doubt = mystery(interpreter, value))
        give(doubt);
    DoubtPtr doubt;
    Value each;
    auto source = interpreter.source(value, doubt, each);
    if (source && source->unseen())
        doubt = source->unseen();
    if (doubt)
        give(doubt);
    return *std::move(source);
}

int& Nesting::depth()
{
    thread_local int depth = 0;
    return depth;
}

Nesting::Nesting(Interpreter& interpreter)
{
    if (depth() >= 200)
        throw Exhausted{ interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "nests too deeply")) };
    ++depth();
}

} // namespace espalier::symbolic::library
