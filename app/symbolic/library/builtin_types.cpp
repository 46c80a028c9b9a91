#include "symbolic/containers.h"
#include "symbolic/library/builtins.h"
#include "symbolic/library/methods.h"
#include "symbolic/library/numbers.h"
#include "symbolic/library/range.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

/// object(): something that is only itself.
class PlainObject final : public Object {
public:
    explicit PlainObject(QString typeName = QStringLiteral("object"))
        : m_typeName(std::move(typeName))
    { }
    QString typeName() const override { return m_typeName; }

private:
    QString m_typeName;
};

// What x.__int__() and the like give, for objects that have such; else none.
std::optional<Value> converted(const Call& call, const char* method)
{
    if (const DoubtPtr doubt = mystery(call.interpreter, call[0]))
        give(doubt);
    if (!call[0].isObject())
        return std::nullopt;
    const auto found = call.interpreter.findAttribute(call[0], QString::fromLatin1(method));
    return found ? std::optional(call.interpreter.call(*found)) : std::nullopt;
}

Value makeInteger(const Call& call)
{
    const Value& value = plainOf(call[0]);
    if (!call.has(0))
        return Value::number(0);
    if (value.isString() || value.kind() == Value::Kind::Bytes) {
        bool isTooLarge = false;
        const auto base = int(call.integer(1, 10));
        if (base != 0 && (base < 2 || base > 36))
            call.valueError(QStringLiteral("int() base must be >= 2 and <= 36, or 0"));
        const std::optional<qint64> number = parseInteger(value.text(), base, &isTooLarge);
        if (!number)
            call.valueError(QStringLiteral("invalid literal for int() with base %1: %2")
                                .arg(base)
                                .arg(reprOfValue(call.interpreter, value)));
        return isTooLarge ? tooLarge(call.interpreter) : Value::number(*number);
    }
    if (value.kind() == Value::Kind::Float)
        return toInteger(call.interpreter, value.realNumber());
    if (value.isNumber())
        return Value::number(value.integer());
    if (const auto made = converted(call, "__int__"))
        return *made;
    call.typeError(QStringLiteral("int() argument must be a string, a bytes-like object or a real number, not '%1'")
                       .arg(call.interpreter.typeName(value)));
}

Value toFloat(const Call& call)
{
    const Value& value = plainOf(call[0]);
    if (!call.has(0))
        return Value::real(0);
    if (value.isNumber())
        return Value::real(value.realNumber());
    if (value.isString()) {
        const std::optional<double> number = parseFloat(value.text());
        if (!number)
            call.valueError(QStringLiteral("could not convert string to float: %1").arg(reprOf(value.text())));
        return Value::real(*number);
    }
    if (const auto made = converted(call, "__float__"))
        return *made;
    call.typeError(QStringLiteral("float() argument must be a string or a real number, not '%1'")
                       .arg(call.interpreter.typeName(value)));
}

Value toText(const Call& call)
{
    if (!call.has(0))
        return Value::string(QString());
    if (call[0].kind() == Value::Kind::Bytes && call.has(1))
        return call.interpreter.call(*bytesMethods().bound(QStringLiteral("decode"), call[0]), { call[1] });
    return call.interpreter.str(call[0]);
}

Value bytesFrom(const Call& call)
{
    const Value& value = plainOf(call[0]);
    if (value.as<Instance>())
        if (const auto made = converted(call, "__bytes__"))
            return *made;
    if (value.isNone())
        return Value::bytes(QString());
    if (value.isString()) {
        if (!call.has(1))
            call.typeError(QStringLiteral("string argument without an encoding"));
        return call.interpreter.call(*stringMethods().bound(QStringLiteral("encode"), value), { call[1] });
    }
    if (value.kind() == Value::Kind::Bytes)
        return value;
    if (value.isNumber()) {
        call.interpreter.checkSize(call.integer(0));
        return Value::bytes(QString(std::max<qint64>(0, call.integer(0)), QChar(0)));
    }
    if (const auto made = converted(call, "__bytes__"))
        return *made;
    QString bytes;
    for (const Value& item : call.elements(0)) {
        if (item.isUnknown())
            give(item);
        const qint64 byte = integerOf(call.interpreter, item);
        if (byte < 0 || byte > 255)
            call.valueError(QStringLiteral("bytes must be in range(0, 256)"));
        bytes += QChar(ushort(byte));
    }
    return Value::bytes(bytes);
}

std::vector<Value> given(const Call& call)
{
    if (!call.has(0))
        return {};
    std::vector<Value> items = call.elements(0);
    checkCount(call.interpreter, items.size());
    return items;
}

Value toDict(const Call& call)
{
    const auto dict = std::make_shared<Dict>();
    update(call, *dict, call[0], call.more);
    return Value::of(dict);
}

Value toSet(const Call& call, bool isFrozen)
{
    std::vector<Value> items = given(call);
    for (const Value& item : items)
        checkHashable(call.interpreter, item);
    return makeSet(std::move(items), isFrozen);
}

Value toRange(const Call& call)
{
    const bool isStopOnly = !call.has(1);
    const qint64 step = call.has(2) ? call.integer(2) : 1;
    if (step == 0)
        call.valueError(QStringLiteral("range() arg 3 must not be zero"));
    return Value::of(std::make_shared<Range>(
        isStopOnly ? 0 : call.integer(0), isStopOnly ? call.integer(0) : call.integer(1), step));
}

Value toSlice(const Call& call)
{
    const auto made = std::make_shared<Slice>();
    made->start = call.has(1) ? call[0] : Value();
    made->stop = call.has(1) ? call[1] : call[0];
    made->step = call[2];
    return Value::of(made);
}

Value descriptor(const Call& call, Descriptor::Kind kind)
{
    const auto made = std::make_shared<Descriptor>();
    made->kind = kind;
    made->function = call[0];
    return Value::of(made);
}

Value makeClass(const Call& call)
{
    const auto names = call[2].as<Dict>();
    if (call.has(1) && (!call[0].isString() || !names || names->doubt))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "makes a class as it runs"));
    if (call.has(1))
        return call.interpreter.makeClass(call[0].text(), call.elements(1), *names);
    return classOf(call.interpreter, call[0]);
}

struct Type {
    const char* signature;
    Body body;
    const Methods* methods = nullptr;
    Unknowns unknowns = Unknowns::Spread;
};

Names makeTypes()
{
    const Type types[] = {
        { "object()", [](const Call&) { return Value::of(std::make_shared<PlainObject>()); } },
        { "type(object, bases?, dict?, **kwds)", makeClass, nullptr, Unknowns::Keep },
        { "int(x?, base?)", makeInteger, &integerMethods() },
        { "float(x?)", toFloat, &floatMethods() },
        { "bool(x?)", [](const Call& call) { return call.interpreter.truth(call[0]); }, &integerMethods() },
        { "complex(real?, imag?)",
            [](const Call& call) {
                return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a complex number"));
            } },
        { "str(object?, encoding?, errors?)", toText, &stringMethods() },
        { "bytes(source?, encoding?, errors?)", bytesFrom, &bytesMethods() },
        { "bytearray(source?, encoding?, errors?)", bytesFrom, &bytesMethods() },
        { "memoryview(object)", [](const Call& call) { return call[0]; } },
        { "list(iterable?)", [](const Call& call) { return makeList(given(call)); }, &listMethods(), Unknowns::Keep },
        { "tuple(iterable?)", [](const Call& call) { return call[0].as<Tuple>() ? call[0] : makeTuple(given(call)); },
            &tupleMethods(), Unknowns::Keep },
        { "dict(mapping?, **kwargs)", toDict, &dictMethods(), Unknowns::Keep },
        { "set(iterable?)", [](const Call& call) { return toSet(call, false); }, &setMethods(), Unknowns::Keep },
        { "frozenset(iterable?)", [](const Call& call) { return toSet(call, true); }, &setMethods(), Unknowns::Keep },
        { "range(start, stop?, step?)", toRange },
        { "slice(start, stop?, step?)", toSlice },
        { "property(fget?, fset?, fdel?, doc?)",
            [](const Call& call) { return descriptor(call, Descriptor::Kind::Property); }, nullptr, Unknowns::Keep },
        { "staticmethod(function)", [](const Call& call) { return descriptor(call, Descriptor::Kind::Static); },
            nullptr, Unknowns::Keep },
        { "classmethod(function)", [](const Call& call) { return descriptor(call, Descriptor::Kind::ClassMethod); },
            nullptr, Unknowns::Keep },
        { "NoneType()", [](const Call&) { return Value(); } },
        { "function()", nullptr },
        { "method()", nullptr },
        { "module()", nullptr },
        { "builtin_function_or_method()", nullptr },
        { "dict_keys()", nullptr },
        { "dict_values()", nullptr },
        { "dict_items()", nullptr },
    };
    Names names;
    for (const Type& type : types) {
        const QString name = QString::fromLatin1(type.signature).section(QLatin1Char('('), 0, 0);
        Builtin::Function make;
        if (type.body) {
            const auto routine = std::make_shared<const Routine>(type.signature, type.body, type.unknowns);
            make = [routine](Interpreter& interpreter, const Arguments& arguments) {
                return routine->call(interpreter, arguments);
            };
        }
        names.insert(name,
            Value::of(std::make_shared<BuiltinClass>(
                name, std::move(make), type.methods ? type.methods->members() : BuiltinClass::Members())));
    }
    return names;
}

const Names& allTypes()
{
    static const Names names = makeTypes();
    return names;
}

} // namespace

Names builtinTypes()
{
    Names names = allTypes();
    for (const char* hidden : { "NoneType", "function", "method", "module", "builtin_function_or_method", "dict_keys",
             "dict_values", "dict_items" })
        names.remove(QString::fromLatin1(hidden));
    static const Value notImplemented = Value::of(std::make_shared<PlainObject>(QStringLiteral("NotImplementedType")));
    names.insert(QStringLiteral("NotImplemented"), notImplemented);
    names.insert(QStringLiteral("Ellipsis"), Value()); // as `...` is
    return names;
}

std::optional<Value> builtinType(const QString& name)
{
    const auto found = allTypes().constFind(name);
    return found == allTypes().cend() ? std::nullopt : std::optional(*found);
}

Value classOf(Interpreter& interpreter, const Value& value)
{
    if (const auto instance = value.as<Instance>())
        return Value::of(instance->type);
    if (const DoubtPtr doubt = mystery(interpreter, value))
        return Value::unknown(doubt);
    const QString name = interpreter.typeName(value);
    if (const auto known = builtinType(name))
        return *known;
    if (const auto found = interpreter.findAttribute(value, QStringLiteral("__class__")))
        return *found;
    return Value::of(std::make_shared<NamedClass>(name));
}

} // namespace espalier::symbolic::library
