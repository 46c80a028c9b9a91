#include "symbolic/code.h"

#include "python/string_literal.h"
#include "symbolic/interpreter.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"
#include "symbolic/local_names.h"
#include "symbolic/names_state.h"
#include "symbolic/object_class.h"

namespace espalier::symbolic {

namespace {

Value bound(const Value& self, const Value& function)
{
    const auto method = std::make_shared<BoundMethod>();
    method->self = self;
    method->function = function;
    return Value::of(method);
}

/// The text that a function begins with; None without. Python 3.13 takes the indentation out of several lines.
Value documentation(const Interpreter& interpreter, const python::Node& body)
{
    const python::Node first = body.children().isEmpty() ? python::Node() : body.children().first();
    if (!first.is("expression_statement") || !first.firstNamed().is("string"))
        return {};
    const auto text = python::stringValue(first.firstNamed().bytes());
    if (text && text->contains(QLatin1Char('\n')))
        return Value::data(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs")));
    return text ? Value::string(*text) : Value();
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
    if (isOnInstance && found.isObject())
        if (auto method = found.object()->asMethodOf(self))
            return *method;
    const auto instance = found.as<Instance>();
    if (const auto getter = instance ? instance->type->find(QStringLiteral("__get__")) : std::nullopt)
        return interpreter.call(*getter, { found, isOnInstance ? self : Value(), type });
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

bool Scope::isWithin(const State& state) const
{
    const auto& kept = static_cast<const NamesState&>(state);
    return (kept.doubt || !doubt) && areNamesWithin(names, kept.names);
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

bool Function::binds(const QString& wanted)
{
    if (!m_locals)
        m_locals = localNames(definition);
    return m_locals->contains(wanted);
}

std::optional<Value> Function::attribute(Interpreter& interpreter, const QString& attribute)
{
    const auto found = attributes.constFind(attribute);
    if (found != attributes.cend())
        return *found;
    static const QSet<QString> others{ QStringLiteral("__annotations__"), QStringLiteral("__defaults__"),
        QStringLiteral("__kwdefaults__"), QStringLiteral("__code__"), QStringLiteral("__globals__"),
        QStringLiteral("__closure__"), QStringLiteral("__dict__"), QStringLiteral("__call__"),
        QStringLiteral("__get__"), QStringLiteral("__class__"), QStringLiteral("__type_params__") };
    if (others.contains(attribute))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    if (attribute == QLatin1String("__name__") || attribute == QLatin1String("__qualname__"))
        return Value::string(name);
    if (attribute == QLatin1String("__module__"))
        return Value::string(module ? module->name : QString());
    if (attribute == QLatin1String("__doc__"))
        return documentation(interpreter, definition.field("body"));
    return std::nullopt;
}

bool Function::setAttribute(Interpreter& interpreter, const QString& attribute, const Value& value)
{
    interpreter.touch(*this);
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
    if (name != QLatin1String("setter") && name != QLatin1String("deleter") && name != QLatin1String("getter"))
        return std::nullopt;
    return builtin(name, [name, own = function, set = setter](Interpreter&, const Arguments& given) {
        const auto made = std::make_shared<Descriptor>();
        made->function = name == QLatin1String("getter") ? given.get(0, u"fget") : own;
        made->setter = name == QLatin1String("setter") ? given.get(0, u"fset") : set;
        return Value::of(made);
    });
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

QStringList ClassObject::abstractMethods() const
{
    QStringList all;
    QSet<QString> seen;
    for (const auto& type : order)
        for (const QString& method : std::as_const(type->written)) {
            if (seen.contains(method))
                continue;
            seen.insert(method);
            const auto function = type->scope->names.value(method).as<Function>();
            if (function && function->attributes.contains(QStringLiteral("__isabstractmethod__")))
                all.append(method);
        }
    all.sort();
    return all;
}

bool ClassObject::isAbstract() const
{
    const bool isAsked
        = inheritsFrom(QStringLiteral("ABC")) || std::any_of(order.begin(), order.end(), [](const auto& type) {
              return std::any_of(type->keywords.begin(), type->keywords.end(), [](const auto& keyword) {
                  return keyword.first == QLatin1String("metaclass") && keyword.second.isObject()
                      && keyword.second.object()->className().section(QLatin1Char('.'), -1) == QLatin1String("ABCMeta");
              });
          });
    return isAsked && !abstractMethods().isEmpty();
}

std::optional<Value> ClassObject::attribute(Interpreter& interpreter, const QString& attribute)
{
    const Value self = Value::object(shared_from_this());
    for (const auto& type : order) {
        const auto found = type->scope->names.constFind(attribute);
        if (found != type->scope->names.cend())
            return unwrapped(interpreter, interpreter.resolved(*found, attribute, type->scope), self, self, false);
    }
    if (const auto meta = metaclassOf(*this))
        if (const auto found = meta->find(attribute); found && !attribute.startsWith(QLatin1String("__")))
            return unwrapped(interpreter, *found, self, Value::of(meta), true);
    if (behaviour)
        return Value::unknown(behaviour).maybeMissing();
    if (attribute == QLatin1String("__name__") || attribute == QLatin1String("__qualname__"))
        return Value::string(name);
    if (attribute == QLatin1String("__module__"))
        return Value::string(module ? module->name : QString());
    if (attribute == QLatin1String("__bases__"))
        return makeTuple(bases);
    if (attribute == QLatin1String("__subclasses__"))
        return builtin(attribute, [self](Interpreter& i, const Arguments&) { return i.subclassesOf(self); });
    if (isException && attribute == QLatin1String("__init__"))
        return exceptionInit();
    if (attribute == QLatin1String("__mro__") && foreign.empty() && !scope->doubt) {
        std::vector<Value> all;
        for (const auto& type : order)
            all.push_back(Value::of(type));
        all.push_back(*builtinName(interpreter, QStringLiteral("object")));
        return makeTuple(std::move(all));
    }
    static const QSet<QString> others{ QStringLiteral("__doc__"), QStringLiteral("__mro__"), QStringLiteral("mro"),
        QStringLiteral("__base__"), QStringLiteral("__dict__"), QStringLiteral("__class__"),
        QStringLiteral("__annotations__"), QStringLiteral("__type_params__") };
    if (others.contains(attribute))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    if (isEnum && attribute == QLatin1String("__members__")) {
        const auto all = std::make_shared<Dict>();
        for (const Value& member : members)
            all->insert(interpreter.attribute(member, QStringLiteral("name")), member);
        return Value::of(all);
    }
    if (attribute == QLatin1String("__abstractmethods__")) {
        const auto all = std::make_shared<Set>();
        all->isFrozen = true;
        for (const QString& method : abstractMethods())
            all->insert(Value::string(method));
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

/// A method of its metaclass, called; nullopt where that has none.
static std::optional<Value> byMetaclass(
    Interpreter& interpreter, const ClassObject& type, const char* name, const Value& self, const Arguments& given = {})
{
    const auto meta = metaclassOf(type);
    const auto found = meta ? meta->find(QLatin1String(name)) : std::nullopt;
    if (!found)
        return std::nullopt;
    Arguments all = given;
    all.positional.insert(all.positional.begin(), self);
    all.place = interpreter.place();
    return interpreter.call(*found, all);
}

Value ClassObject::made(Interpreter& interpreter, const Arguments& arguments)
{
    return interpreter.makeInstance(std::static_pointer_cast<ClassObject>(shared_from_this()), arguments);
}

std::optional<Value> ClassObject::call(Interpreter& interpreter, const Arguments& arguments)
{
    if (behaviour)
        return interpreter.call(Value::unknown(behaviour), arguments);
    if (auto result = byMetaclass(interpreter, *this, "__call__", Value::object(shared_from_this()), arguments))
        return result;
    return made(interpreter, arguments);
}

std::optional<Value> ClassObject::item(Interpreter& interpreter, const Value& key)
{
    if (behaviour)
        return Value::unknown(behaviour);
    if (auto result = byMetaclass(
            interpreter, *this, "__getitem__", Value::object(shared_from_this()), { { key }, {}, {}, {}, nullptr }))
        return result;
    if (!isEnum)
        return Value::object(shared_from_this()); // Generic[T]
    if (key.isUnknown())
        return key;
    for (const Value& member : members)
        if (plainlyEqual(interpreter.attribute(member, QStringLiteral("name")), key) == true)
            return member;
    if (const auto alias = key.isString() ? find(key.text()) : std::nullopt)
        return alias;
    interpreter.raiseKeyError(key);
}

std::optional<Value> ClassObject::binary(
    Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (behaviour)
        return Value::unknown(behaviour);
    const bool isType = other.isNone() || other.isString() || other.isObject();
    if (op != BinaryOperator::Or || !isType)
        return Object::binary(interpreter, op, other, isReflected);
    const Value self = Value::object(shared_from_this());
    return isReflected ? makeTuple({ other, self }) : makeTuple({ self, other });
}

std::optional<Value> ClassObject::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    return behaviour ? std::optional(Value::unknown(behaviour)) : Object::compare(interpreter, op, other, isReflected);
}

std::optional<std::pair<Value, std::vector<Value>>> ClassObject::elements(Interpreter& interpreter)
{
    if (behaviour)
        return std::pair(Value::unknown(behaviour), members);
    if (const auto result = byMetaclass(interpreter, *this, "__iter__", Value::object(shared_from_this()))) {
        DoubtPtr why;
        auto all = interpreter.elements(*result, &why);
        return std::pair(all ? Value() : Value::unknown(why), all.value_or(std::vector<Value>()));
    }
    if (!isEnum)
        return std::nullopt;
    return std::pair(scope->doubt ? Value::unknown(scope->doubt) : Value(), members);
}

std::optional<Value> ClassObject::length(Interpreter& interpreter)
{
    if (behaviour)
        return Value::unknown(behaviour);
    if (auto result = byMetaclass(interpreter, *this, "__len__", Value::object(shared_from_this())))
        return result;
    return isEnum ? std::optional(Value::number(qint64(members.size()))) : std::nullopt;
}

std::optional<Value> ClassObject::contains(Interpreter& interpreter, const Value& value)
{
    if (behaviour)
        return Value::unknown(behaviour);
    if (auto result = byMetaclass(
            interpreter, *this, "__contains__", Value::object(shared_from_this()), { { value }, {}, {}, {}, nullptr }))
        return interpreter.truth(*result);
    if (!isEnum)
        return std::nullopt;
    if (value.isUnknown())
        return value;
    for (const Value& member : members)
        if (member.object() == value.object() || plainlyEqual(member, value) == true)
            return Value::boolean(true);
    return Value::boolean(false);
}

} // namespace espalier::symbolic
