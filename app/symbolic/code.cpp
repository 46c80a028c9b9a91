#include "symbolic/code.h"

#include "symbolic/interpreter.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"

namespace espalier::symbolic {

namespace {

/// Names and whether there may be others.
class NamesState final : public Object::State {
public:
    NamesState(QHash<QString, Value> kept, DoubtPtr why)
        : names(std::move(kept))
        , doubt(std::move(why))
    { }
    QHash<QString, Value> names;
    DoubtPtr doubt;
};

void joinNames(QHash<QString, Value>& names, const QHash<QString, Value>& others, const DoubtPtr& why)
{
    for (auto it = names.begin(); it != names.end(); ++it) {
        const auto other = others.constFind(it.key());
        if (other == others.cend() || !isSame(*it, *other))
            *it = other != others.cend() && isPlainData(*it) && isPlainData(*other) ? Value::data(why)
                                                                                    : Value::unknown(why);
    }
    for (auto it = others.cbegin(); it != others.cend(); ++it)
        if (!names.contains(it.key()))
            names.insert(it.key(), Value::unknown(why));
}

Value bound(const Value& self, const Value& function)
{
    const auto method = std::make_shared<BoundMethod>();
    method->self = self;
    method->function = function;
    return Value::of(method);
}

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

} // namespace

Value unwrapped(Interpreter& interpreter, const Value& found, const Value& self, const Value& type, bool isOnInstance)
{
    if (const auto descriptor = found.as<Descriptor>()) {
        if (descriptor->kind == Descriptor::Kind::Static)
            return descriptor->function;
        if (descriptor->kind == Descriptor::Kind::ClassMethod)
            return bound(type, descriptor->function);
        return isOnInstance ? interpreter.call(descriptor->function, { self }) : found;
    }
    if (isOnInstance && found.as<Function>())
        return bound(self, found);
    return found;
}

// ---- Scope, Module

std::unique_ptr<Object::State> Scope::save() const { return std::make_unique<NamesState>(names, doubt); }

void Scope::restore(const State& state)
{
    const auto& kept = static_cast<const NamesState&>(state);
    names = kept.names;
    doubt = kept.doubt;
}

void Scope::join(const State& other, const DoubtPtr& why)
{
    const auto& kept = static_cast<const NamesState&>(other);
    joinNames(names, kept.names, why);
    if (!doubt)
        doubt = kept.doubt;
}

std::optional<Value> Module::attribute(Interpreter& interpreter, const QString& attribute)
{
    const auto found = scope->names.constFind(attribute);
    const auto lazy = found == scope->names.cend() ? nullptr : found->as<LazyImport>();
    if (found != scope->names.cend() && !(lazy && lazy->isResolving))
        return interpreter.resolved(*found, attribute, scope);
    if (attribute == QLatin1String("__dict__"))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "reads the names of module %1"), { name });
    if (file.endsWith(QLatin1String("/__init__.py"))) {
        if (const auto submodule = interpreter.importModule(attribute, 1, file))
            return Value::of(submodule);
    }
    const auto getter = scope->names.constFind(QStringLiteral("__getattr__"));
    if (getter != scope->names.cend())
        return interpreter.call(*getter, { Value::string(attribute) });
    return scope->doubt ? std::optional(Value::unknown(scope->doubt)) : std::nullopt;
}

bool Module::setAttribute(Interpreter& interpreter, const QString& attribute, const Value& value)
{
    interpreter.touch(*scope);
    scope->names.insert(attribute, value);
    return true;
}

// ---- Function, BoundMethod, Descriptor

std::optional<Value> Function::attribute(Interpreter&, const QString& attribute)
{
    const auto found = attributes.constFind(attribute);
    if (found != attributes.cend())
        return *found;
    if (attribute == QLatin1String("__name__") || attribute == QLatin1String("__qualname__"))
        return Value::string(name);
    if (attribute == QLatin1String("__module__"))
        return Value::string(module ? module->name : QString());
    if (attribute == QLatin1String("__doc__"))
        return Value::none();
    return std::nullopt;
}

bool Function::setAttribute(Interpreter&, const QString& attribute, const Value& value)
{
    attributes.insert(attribute, value);
    return true;
}

std::optional<Value> Function::call(Interpreter& interpreter, const Arguments& arguments)
{
    return interpreter.callFunction(std::static_pointer_cast<Function>(shared_from_this()), arguments);
}

std::optional<Value> BoundMethod::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("__self__"))
        return self;
    if (name == QLatin1String("__func__"))
        return function;
    return interpreter.findAttribute(function, name);
}

std::optional<Value> BoundMethod::call(Interpreter& interpreter, const Arguments& arguments)
{
    Arguments all = arguments;
    all.positional.insert(all.positional.begin(), self);
    return interpreter.call(function, all);
}

std::optional<Value> Descriptor::attribute(Interpreter&, const QString& name)
{
    if (kind != Kind::Property)
        return std::nullopt;
    const auto self = Value::object(shared_from_this());
    if (name == QLatin1String("setter") || name == QLatin1String("deleter") || name == QLatin1String("getter"))
        return builtin(name, [self](Interpreter&, const Arguments&) { return self; });
    return std::nullopt;
}

std::optional<Value> Descriptor::call(Interpreter& interpreter, const Arguments& arguments)
{
    return kind == Kind::Property ? std::nullopt : std::optional(interpreter.call(function, arguments));
}

// ---- ClassObject

std::optional<Value> ClassObject::find(const QString& attribute) const
{
    for (const auto& type : order) {
        const auto found = type->scope->names.constFind(attribute);
        if (found != type->scope->names.cend())
            return *found;
    }
    return std::nullopt;
}

bool ClassObject::inheritsFrom(const QString& className) const
{
    for (const auto& type : order)
        if (type->name == className)
            return true;
    for (const ObjectPtr& base : foreign) {
        if (base->className() == className || base->isInstanceOf(className))
            return true;
        if (dynamic_cast<External*>(base.get()) && base->typeName().section(QLatin1Char('.'), -1) == className)
            return true;
    }
    return false;
}

std::optional<Value> ClassObject::attribute(Interpreter& interpreter, const QString& attribute)
{
    const Value self = Value::object(shared_from_this());
    for (const auto& type : order) {
        const auto found = type->scope->names.constFind(attribute);
        if (found != type->scope->names.cend())
            return unwrapped(interpreter, interpreter.resolved(*found, attribute, type->scope), self, self, false);
    }
    if (attribute == QLatin1String("__name__") || attribute == QLatin1String("__qualname__"))
        return Value::string(name);
    if (attribute == QLatin1String("__module__"))
        return Value::string(module ? module->name : QString());
    if (attribute == QLatin1String("__doc__"))
        return Value::none();
    if (isEnum && attribute == QLatin1String("__members__")) {
        const auto all = std::make_shared<Dict>();
        for (const Value& member : members)
            all->insert(interpreter.attribute(member, QStringLiteral("name")), member);
        return Value::of(all);
    }
    for (const ObjectPtr& base : foreign)
        if (auto found = base->inherited(interpreter, self, attribute))
            return found;
    for (const ObjectPtr& base : foreign)
        if (const auto external = std::dynamic_pointer_cast<External>(base))
            return external->attribute(interpreter, attribute);
    return std::nullopt;
}

bool ClassObject::setAttribute(Interpreter& interpreter, const QString& attribute, const Value& value)
{
    interpreter.touch(*scope);
    scope->names.insert(attribute, value);
    if (!written.contains(attribute))
        written.append(attribute);
    return true;
}

std::optional<Value> ClassObject::call(Interpreter& interpreter, const Arguments& arguments)
{
    return interpreter.makeInstance(std::static_pointer_cast<ClassObject>(shared_from_this()), arguments);
}

std::optional<Value> ClassObject::item(Interpreter& interpreter, const Value& key)
{
    if (!isEnum)
        return Value::object(shared_from_this()); // Generic[T]
    if (key.isUnknown())
        return key;
    for (const Value& member : members)
        if (plainlyEqual(interpreter.attribute(member, QStringLiteral("name")), key) == true)
            return member;
    if (const auto alias = key.isString() ? find(key.text()) : std::nullopt)
        return alias;
    interpreter.raise(QStringLiteral("KeyError"), interpreter.repr(key).text());
}

std::optional<std::pair<Value, std::vector<Value>>> ClassObject::elements(Interpreter&)
{
    if (!isEnum)
        return std::nullopt;
    return std::pair(scope->doubt ? Value::unknown(scope->doubt) : Value(), members);
}

std::optional<Value> ClassObject::length(Interpreter&)
{
    return isEnum ? std::optional(Value::number(qint64(members.size()))) : std::nullopt;
}

std::optional<Value> ClassObject::contains(Interpreter&, const Value& value)
{
    if (!isEnum)
        return std::nullopt;
    if (value.isUnknown())
        return value;
    for (const Value& member : members)
        if (member.object() == value.object() || plainlyEqual(member, value) == true)
            return Value::boolean(true);
    return Value::boolean(false);
}

// ---- Instance

std::optional<Value> Instance::attribute(Interpreter& interpreter, const QString& name)
{
    const auto own = attributes.constFind(name);
    if (own != attributes.cend())
        return *own;
    const Value self = Value::object(shared_from_this());
    for (const auto& base : type->order) {
        const auto found = base->scope->names.constFind(name);
        if (found != base->scope->names.cend())
            return unwrapped(interpreter, interpreter.resolved(*found, name, base->scope), self, Value::of(type), true);
    }
    if (name == QLatin1String("__class__"))
        return Value::of(type);
    if (name == QLatin1String("__dict__")) {
        const auto all = std::make_shared<Dict>();
        for (const QString& attribute : written)
            all->insert(Value::string(attribute), attributes.value(attribute));
        return Value::of(all);
    }
    if (hasPlain)
        if (auto found = plainAttribute(interpreter, plain, name))
            return found;
    for (const ObjectPtr& base : type->foreign)
        if (auto found = base->inherited(interpreter, self, name))
            return found;
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

std::optional<Value> Instance::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    static const char* const names[] = { "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__" };
    static const char* const reflected[] = { "__eq__", "__ne__", "__gt__", "__ge__", "__lt__", "__le__" };
    if (auto result = special(interpreter, *this, isReflected ? reflected[int(op)] : names[int(op)], { other }))
        return result;
    if (hasPlain) {
        const Value& right = plainOf(other);
        return isReflected ? interpreter.compare(op, right, plain) : interpreter.compare(op, plain, right);
    }
    return Object::compare(interpreter, op, other, isReflected);
}

std::optional<Value> Instance::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    static const char* const names[] = { "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor",
        "lshift", "rshift", "matmul" };
    const QByteArray name = QByteArray(isReflected ? "__r" : "__") + names[int(op)] + "__";
    if (auto result = special(interpreter, *this, name.constData(), { other }))
        return result;
    if (!hasPlain)
        return std::nullopt;
    return isReflected ? interpreter.binary(op, plainOf(other), plain) : interpreter.binary(op, plain, plainOf(other));
}

std::optional<Value> Instance::contains(Interpreter& interpreter, const Value& value)
{
    if (auto result = special(interpreter, *this, "__contains__", { value }))
        return result;
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
    if (auto result = special(interpreter, *this, "__iter__")) {
        DoubtPtr why;
        auto all = interpreter.elements(*result, &why);
        return std::pair(all ? Value() : Value::unknown(why), all.value_or(std::vector<Value>()));
    }
    const auto unknown = foreign(interpreter);
    return unknown ? std::optional(std::pair(*unknown, std::vector<Value>())) : std::nullopt;
}

std::optional<Value> Instance::enter(Interpreter& interpreter) { return special(interpreter, *this, "__enter__"); }

bool Instance::leave(Interpreter& interpreter, bool)
{
    special(interpreter, *this, "__exit__", { Value(), Value(), Value() });
    return false;
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

const Value& plainOf(const Value& value)
{
    if (value.isObject())
        if (const auto* instance = dynamic_cast<const Instance*>(value.object().get()); instance && instance->hasPlain)
            return instance->plain;
    return value;
}

} // namespace espalier::symbolic
