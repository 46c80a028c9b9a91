#include "symbolic/containers.h"
#include "symbolic/interpreter.h"
#include "symbolic/library.h"
#include "symbolic/library/support.h"
#include "symbolic/names_state.h"

namespace espalier::symbolic {

namespace {

/// A method of an instance, called; nullopt where its class has none of that name.
std::optional<Value> special(
    Interpreter& interpreter, Instance& self, const char* name, std::vector<Value> arguments = {})
{
    const auto found = self.type->find(QLatin1String(name));
    if (!found)
        return std::nullopt;
    arguments.insert(arguments.begin(), Value::object(self.shared_from_this()));
    return interpreter.call(*found, std::move(arguments));
}

/// What a method for an operator gave; nullopt where it says that it has no answer.
std::optional<Value> answered(const Value& result)
{
    const bool isNone = result.isObject() && result.object()->typeName() == QLatin1String("NotImplementedType");
    return isNone ? std::nullopt : std::optional(result);
}

/// What `next` gives, asked with 0, 1 and so on, until it raises that.
std::pair<Value, std::vector<Value>> untilRaised(
    Interpreter& interpreter, const char* exceptionClass, const std::function<std::optional<Value>(size_t at)>& next)
{
    std::vector<Value> items;
    for (;;) {
        library::checkCount(interpreter, items.size() + 1);
        const auto given = interpreter.outcome(QLatin1String(exceptionClass), [&] { return next(items.size()); });
        if (given.mayRaise)
            return { Value::unknown(given.mayRaise), {} };
        if (!given.value)
            return { Value(), std::move(items) };
        items.push_back(*given.value);
    }
}

/// What every exception has.
std::optional<Value> ofException(const Interpreter& interpreter, const Value& self, const QString& name)
{
    if (name == QLatin1String("__cause__") || name == QLatin1String("__context__"))
        return Value();
    if (name == QLatin1String("__traceback__") || name == QLatin1String("__suppress_context__"))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    if (name == QLatin1String("with_traceback") || name == QLatin1String("add_note"))
        return builtin(name, [self, name](Interpreter&, const Arguments&) {
            return name == QLatin1String("add_note") ? Value() : self;
        });
    // attributes of classes of Python's and SQLAlchemy's own: more than their arguments say
    static const QSet<QString> others{ QStringLiteral("value"), QStringLiteral("code"), QStringLiteral("name"),
        QStringLiteral("path"), QStringLiteral("msg"), QStringLiteral("errno"), QStringLiteral("strerror"),
        QStringLiteral("filename"), QStringLiteral("filename2"), QStringLiteral("obj"), QStringLiteral("object"),
        QStringLiteral("start"), QStringLiteral("end"), QStringLiteral("reason"), QStringLiteral("encoding"),
        QStringLiteral("doc"), QStringLiteral("pos"), QStringLiteral("lineno"), QStringLiteral("colno"),
        QStringLiteral("offset"), QStringLiteral("text"), QStringLiteral("orig"), QStringLiteral("statement"),
        QStringLiteral("params"), QStringLiteral("detail"), QStringLiteral("connection_invalidated"),
        QStringLiteral("hide_parameters"), QStringLiteral("ismulti"), QStringLiteral("pgcode"),
        QStringLiteral("pgerror"), QStringLiteral("diag"), QStringLiteral("sqlstate"), QStringLiteral("__notes__") };
    if (others.contains(name))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")).maybeMissing();
    return std::nullopt;
}

} // namespace

std::optional<Value> Instance::attribute(Interpreter& interpreter, const QString& name)
{
    const auto own = attributes.constFind(name);
    if (own != attributes.cend())
        return *own;
    const Value self = Value::object(shared_from_this());
    for (const auto& base : type->order) {
        const auto found = base->scope->names.constFind(name);
        if (found == base->scope->names.cend())
            continue;
        const Value held = interpreter.resolved(*found, name, base->scope);
        if (mayHaveMore && !isCode(held) && !held.as<Descriptor>())
            return Interpreter::oneOf({ held }, mayHaveMore);
        const Value made = unwrapped(interpreter, held, self, Value::of(type), true);
        if (const auto descriptor = held.as<Descriptor>(); descriptor && descriptor->isCached)
            setAttribute(interpreter, name, made);
        return made;
    }
    if (name == QLatin1String("__class__"))
        return Value::of(type);
    if (name == QLatin1String("__dict__")) {
        const auto all = std::make_shared<Dict>();
        for (const QString& attribute : written)
            if (!type->isException || attribute != QLatin1String("args"))
                all->insert(Value::string(attribute), attributes.value(attribute));
        return Value::of(all);
    }
    if (hasPlain)
        if (auto found = plainAttribute(interpreter, plain, name))
            return found;
    if (type->isException)
        if (auto found = ofException(interpreter, self, name))
            return found;
    for (const ObjectPtr& base : type->foreign)
        if (auto found = base->inherited(interpreter, self, name))
            return found;
    if (mayHaveMore)
        return Value::unknown(mayHaveMore).maybeMissing();
    if (const auto getter = type->find(QStringLiteral("__getattr__")))
        return interpreter.call(*getter, { self, Value::string(name) });
    for (const ObjectPtr& base : type->foreign)
        if (const auto external = std::dynamic_pointer_cast<External>(base))
            return Value::unknown(external->doubt(interpreter));
    return std::nullopt;
}

bool Instance::setAttribute(Interpreter& interpreter, const QString& name, const Value& value)
{
    interpreter.touch(*this);
    if (!attributes.contains(name))
        written.append(name);
    attributes.insert(name, value);
    return true;
}

std::optional<Value> Instance::call(Interpreter& interpreter, const Arguments& arguments)
{
    const auto found = type->find(QStringLiteral("__call__"));
    if (!found)
        return std::nullopt;
    Arguments all = arguments;
    all.positional.insert(all.positional.begin(), Value::object(shared_from_this()));
    return interpreter.call(*found, all);
}

/// What a base class that is not known may do; nullopt where there is none.
std::optional<Value> Instance::foreign(const Interpreter& interpreter) const
{
    for (const ObjectPtr& base : type->foreign)
        if (const auto external = std::dynamic_pointer_cast<External>(base))
            return Value::unknown(external->doubt(interpreter));
    return std::nullopt;
}

std::optional<Value> Instance::item(Interpreter& interpreter, const Value& key)
{
    if (auto found = special(interpreter, *this, "__getitem__", { key }))
        return found;
    return hasPlain ? std::optional(interpreter.item(plain, key)) : foreign(interpreter);
}

bool Instance::setItem(Interpreter& interpreter, const Value& key, const Value& value)
{
    return special(interpreter, *this, "__setitem__", { key, value }) || foreign(interpreter);
}

bool Instance::removeItem(Interpreter& interpreter, const Value& key)
{
    return special(interpreter, *this, "__delitem__", { key }) || foreign(interpreter);
}

std::optional<Value> Instance::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    static const char* const names[] = { "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__" };
    static const char* const reflected[] = { "__eq__", "__ne__", "__gt__", "__ge__", "__lt__", "__le__" };
    if (auto result = special(interpreter, *this, isReflected ? reflected[int(op)] : names[int(op)], { other }))
        return answered(*result);
    if (op == CompareOperator::Ne && type->find(QStringLiteral("__eq__"))) {
        const auto answer = answered(*special(interpreter, *this, "__eq__", { other }));
        if (!answer)
            return std::nullopt;
        const Value same = interpreter.truth(*answer);
        return same.isUnknown() ? same : Value::boolean(same.integer() == 0);
    }
    const auto peer = type->isDataclass ? other.as<Instance>() : nullptr;
    if (peer && peer->type == type && (op == CompareOperator::Eq || op == CompareOperator::Ne))
        return comparedBy(areAlike(*peer), op, makeTuple(values()), makeTuple(peer->values()));
    if (hasPlain) {
        const Value& right = plainOf(other);
        return isReflected ? interpreter.compare(op, right, plain) : interpreter.compare(op, plain, right);
    }
    return Object::compare(interpreter, op, other, isReflected);
}

std::vector<Value> Instance::values() const
{
    std::vector<Value> all;
    for (const QString& name : written)
        all.push_back(attributes.value(name));
    return all;
}

/// Whether a dataclass's instances hold the same; nullopt where that is not known.
std::optional<bool> Instance::areAlike(const Instance& other) const
{
    return plainlyEqual(makeTuple(values()), makeTuple(other.values()));
}

bool Instance::equals(const Object& other) const
{
    const auto* peer = dynamic_cast<const Instance*>(&other);
    return peer && type->isDataclass && peer->type == type && areAlike(*peer) == true;
}

std::optional<Value> Instance::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    static const char* const names[] = { "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor",
        "lshift", "rshift", "matmul" };
    const QByteArray name = QByteArray(isReflected ? "__r" : "__") + names[int(op)] + "__";
    if (auto result = special(interpreter, *this, name.constData(), { other }))
        return answered(*result);
    if (!hasPlain)
        return std::nullopt;
    return isReflected ? interpreter.binary(op, plainOf(other), plain) : interpreter.binary(op, plain, plainOf(other));
}

std::optional<Value> Instance::contains(Interpreter& interpreter, const Value& value)
{
    if (auto result = special(interpreter, *this, "__contains__", { value }))
        return result;
    if (type->find(QStringLiteral("__iter__")) || type->find(QStringLiteral("__getitem__"))) {
        DoubtPtr why;
        const auto all = interpreter.elements(Value::object(shared_from_this()), &why);
        return all ? search(interpreter, *all, value) : Value::data(why);
    }
    return hasPlain ? std::optional(interpreter.contains(plain, value)) : foreign(interpreter);
}

Value Instance::truth(Interpreter& interpreter)
{
    if (auto result = special(interpreter, *this, "__bool__"))
        return interpreter.truth(*result);
    if (auto result = special(interpreter, *this, "__len__"))
        return interpreter.truth(*result);
    if (hasPlain && !type->isEnum)
        return interpreter.truth(plain);
    return foreign(interpreter).value_or(Value::boolean(true));
}

std::optional<Value> Instance::length(Interpreter& interpreter)
{
    if (auto result = special(interpreter, *this, "__len__"))
        return result;
    return hasPlain ? std::optional(interpreter.length(plain)) : foreign(interpreter);
}

std::optional<std::pair<Value, std::vector<Value>>> Instance::elements(Interpreter& interpreter)
{
    const library::Nesting nesting(interpreter); // each may give another one
    if (auto result = special(interpreter, *this, "__iter__")) {
        const auto iterator = result->as<Instance>();
        if (iterator && iterator->type->find(QStringLiteral("__next__")))
            return iterator->remaining(interpreter);
        DoubtPtr why;
        auto all = interpreter.elements(*result, &why);
        return std::pair(all ? Value() : Value::unknown(why), all.value_or(std::vector<Value>()));
    }
    if (type->find(QStringLiteral("__getitem__")))
        return counted(interpreter);
    const auto unknown = foreign(interpreter);
    return unknown ? std::optional(std::pair(*unknown, std::vector<Value>())) : std::nullopt;
}

/// What __getitem__() gives for 0, 1 and so on until it raises IndexError.
std::pair<Value, std::vector<Value>> Instance::counted(Interpreter& interpreter)
{
    return untilRaised(interpreter, "IndexError",
        [&](size_t at) { return special(interpreter, *this, "__getitem__", { Value::number(qint64(at)) }); });
}

std::optional<Value> Instance::unary(Interpreter& interpreter, UnaryOperator op)
{
    const char* name = op == UnaryOperator::Minus ? "__neg__" : op == UnaryOperator::Plus ? "__pos__" : "__invert__";
    if (auto result = special(interpreter, *this, name))
        return result;
    return hasPlain ? std::optional(interpreter.unary(op, plain)) : foreign(interpreter);
}

/// What __next__() gives until it raises StopIteration.
std::pair<Value, std::vector<Value>> Instance::remaining(Interpreter& interpreter)
{
    return untilRaised(interpreter, "StopIteration", [&](size_t) -> std::optional<Value> {
        return interpreter.call(interpreter.attribute(Value::object(shared_from_this()), QStringLiteral("__next__")));
    });
}

std::optional<Value> Instance::enter(Interpreter& interpreter) { return special(interpreter, *this, "__enter__"); }

Value Instance::leftBy(Interpreter& interpreter, const Value& exception)
{
    const auto raised = exception.as<Instance>();
    const Value kind = raised ? Value::of(raised->type) : exception;
    if (auto result = special(interpreter, *this, "__exit__", { kind, exception, Value() }))
        return *result;
    return foreign(interpreter).value_or(Value::boolean(false));
}

namespace {

/// Whether it returns anything but None and False.
bool mayReturnTrue(const python::Node& node)
{
    if (node.is("function_definition") || node.is("lambda") || node.is("class_definition"))
        return false;
    const auto children = node.children();
    if (node.is("return_statement"))
        return !children.isEmpty() && !children.first().is("none") && !children.first().is("false");
    return std::any_of(children.begin(), children.end(), mayReturnTrue);
}

} // namespace

QStringList Instance::swallows() const
{
    const auto exit = type->find(QStringLiteral("__exit__"));
    const auto function = exit ? exit->as<Function>() : nullptr;
    const bool isHarmless = function && !mayReturnTrue(function->definition.field("body"));
    return exit && !isHarmless ? QStringList{ QStringLiteral("BaseException") } : QStringList();
}

Value Instance::str(Interpreter& interpreter)
{
    if (auto result = special(interpreter, *this, "__str__"))
        return *result;
    if (type->isException) {
        const Value given = attributes.value(QStringLiteral("args"));
        const auto arguments = given.as<Tuple>();
        if (!arguments || arguments->items.empty())
            return Value::string(QString());
        if (arguments->items.size() == 1 && type->inheritsFrom(QStringLiteral("KeyError")))
            return interpreter.repr(arguments->items.front());
        return interpreter.str(arguments->items.size() == 1 ? arguments->items.front() : given);
    }
    if (hasPlain && !type->isEnum)
        return interpreter.str(plain);
    if (type->isEnum) {
        for (const char* base : { "StrEnum", "IntEnum", "IntFlag", "ReprEnum" })
            if (type->inheritsFrom(QLatin1String(base)))
                return interpreter.str(plain);
        const Value name = attributes.value(QStringLiteral("name"));
        return name.isString() ? Value::string(type->name + QLatin1Char('.') + name.text()) : name;
    }
    return repr(interpreter);
}

Value Instance::repr(Interpreter& interpreter)
{
    if (auto result = special(interpreter, *this, "__repr__"))
        return *result;
    if (type->isException) {
        const auto arguments = attributes.value(QStringLiteral("args")).as<Tuple>();
        QStringList parts;
        for (const Value& argument : arguments ? arguments->items : std::vector<Value>()) {
            const Value one = interpreter.repr(argument);
            if (!one.isString())
                return one;
            parts.append(one.text());
        }
        return Value::string(type->name + QLatin1Char('(') + parts.join(QLatin1String(", ")) + QLatin1Char(')'));
    }
    if (hasPlain && !type->isEnum)
        return interpreter.repr(plain);
    if (type->isEnum && hasPlain) {
        const Value shown = interpreter.repr(plain);
        if (!shown.isString())
            return shown;
        return Value::string(QLatin1Char('<') + type->name + QLatin1Char('.')
            + attributes.value(QStringLiteral("name")).text() + QLatin1String(": ") + shown.text() + QLatin1Char('>'));
    }
    return Object::repr(interpreter);
}

std::unique_ptr<Object::State> Instance::save() const { return std::make_unique<NamesState>(attributes, nullptr); }

void Instance::restore(const State& state)
{
    attributes = static_cast<const NamesState&>(state).names;
    for (auto it = written.begin(); it != written.end();)
        it = attributes.contains(*it) ? it + 1 : written.erase(it);
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it)
        if (!written.contains(it.key()))
            written.append(it.key());
}

void Instance::join(const State& other, const DoubtPtr& why)
{
    joinNames(attributes, static_cast<const NamesState&>(other).names, why);
}

bool Instance::isWithin(const State& state) const
{
    return areNamesWithin(attributes, static_cast<const NamesState&>(state).names);
}

void Instance::forHeld(const std::function<void(const Value&)>& each) const
{
    for (const Value& attribute : attributes)
        each(attribute);
}

void Instance::mayHaveChanged(const Unseen& unseen)
{
    for (Value& attribute : attributes)
        attribute = Value::unknown(unseen);
}

bool isCode(const Value& value)
{
    return value.as<Function>() || value.as<BoundMethod>() || value.as<Builtin>() || value.as<ClassObject>();
}

const Value& plainOf(const Value& value)
{
    if (value.isObject())
        if (const auto* instance = dynamic_cast<const Instance*>(value.object().get()); instance && instance->hasPlain)
            return instance->plain;
    return value;
}

} // namespace espalier::symbolic
