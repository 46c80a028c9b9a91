#include "symbolic/object_class.h"

#include "symbolic/containers.h"
#include "symbolic/interpreter.h"
#include "symbolic/library/support.h"

#include <QCoreApplication>

namespace espalier::symbolic {
namespace {

/// Arguments after `self`, which may be the first of them.
class Own {
public:
    Own(const std::optional<Value>& self, const Arguments& given)
        : m_self(self)
        , m_given(given)
    { }
    Value self() const { return m_self.value_or(m_given.get(0, u"self")); }
    Value operator[](size_t index) const { return m_given.get(index + (m_self ? 0 : 1), u""); }

private:
    const std::optional<Value>& m_self;
    const Arguments& m_given;
};

Value notFollowed(const Interpreter& interpreter)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

/// Something of it that is not told.
void mayDiffer(Interpreter& interpreter, const Value& owner, const std::vector<Value>& given)
{
    if (!owner.isObject())
        return;
    interpreter.touch(*owner.object());
    owner.object()->mayHaveChanged(
        Unseen::of(given, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"))));
}

void setOwn(Interpreter& interpreter, const Value& owner, const Value& name, const Value& value)
{
    const auto instance = owner.as<Instance>();
    if (!instance || name.isUnknown()) {
        if (instance)
            instance->mayHaveMore = name.doubt();
        return mayDiffer(interpreter, owner, { value });
    }
    checkSlots(interpreter, *instance, name.text());
    instance->setAttribute(interpreter, name.text(), value);
}

void deleteOwn(Interpreter& interpreter, const Value& owner, const QString& name)
{
    if (const auto type = owner.as<ClassObject>(); type && type->scope->names.contains(name)) {
        interpreter.touch(*type->scope);
        type->scope->names.remove(name);
        type->written.removeAll(name);
        return;
    }
    const auto instance = owner.as<Instance>();
    if (!instance)
        return mayDiffer(interpreter, owner, {});
    if (!instance->attributes.contains(name)) {
        if (instance->mayHaveMore)
            return interpreter.mayRaise(instance->mayHaveMore);
        interpreter.raise(QStringLiteral("AttributeError"), name);
    }
    interpreter.touch(*instance);
    instance->attributes.remove(name);
    instance->written.removeAll(name);
}

/// str.__new__(cls, value): what the instance is as well.
void givePlain(const Interpreter& interpreter, Instance& instance, const Value& value)
{
    for (const char* plain : { "str", "int", "float" }) {
        if (!instance.type->inheritsFrom(QLatin1String(plain)))
            continue;
        instance.hasPlain = true;
        instance.plain = value.isUnknown() || interpreter.typeName(value) == QLatin1String(plain)
            ? value
            : notFollowed(interpreter);
    }
}

Value getOwn(Interpreter& interpreter, const Value& owner, const Value& name)
{
    if (name.isUnknown())
        return name;
    if (!owner.isObject())
        return notFollowed(interpreter);
    if (const auto found = owner.object()->attribute(interpreter, name.text()))
        return *found;
    interpreter.raise(QStringLiteral("AttributeError"), name.text());
}

} // namespace

std::optional<Value> objectMethod(const QString& name, const std::optional<Value>& self)
{
    using Method = Value (*)(Interpreter&, const Own&);
    static const QHash<QString, Method> methods{
        { QStringLiteral("__init__"), [](Interpreter&, const Own&) { return Value(); } },
        { QStringLiteral("__init_subclass__"), [](Interpreter&, const Own&) { return Value(); } },
        { QStringLiteral("__getattribute__"),
            [](Interpreter& interpreter, const Own& own) { return getOwn(interpreter, own.self(), own[0]); } },
        { QStringLiteral("__setattr__"),
            [](Interpreter& interpreter, const Own& own) {
                setOwn(interpreter, own.self(), own[0], own[1]);
                return Value();
            } },
        { QStringLiteral("__delattr__"),
            [](Interpreter& interpreter, const Own& own) {
                if (own[0].isUnknown())
                    mayDiffer(interpreter, own.self(), {});
                else
                    deleteOwn(interpreter, own.self(), own[0].text());
                return Value();
            } },
    };
    static const QStringList others{ QStringLiteral("__repr__"), QStringLiteral("__str__"), QStringLiteral("__hash__"),
        QStringLiteral("__eq__"), QStringLiteral("__ne__"), QStringLiteral("__lt__"), QStringLiteral("__le__"),
        QStringLiteral("__gt__"), QStringLiteral("__ge__"), QStringLiteral("__format__"), QStringLiteral("__sizeof__"),
        QStringLiteral("__reduce__"), QStringLiteral("__reduce_ex__"), QStringLiteral("__dir__"),
        QStringLiteral("__getstate__"), QStringLiteral("__subclasshook__") };
    if (name == QLatin1String("__new__")) // a static method
        return builtin(name, [](Interpreter& interpreter, const Arguments& given) {
            const Value made = interpreter.bareInstance(given.get(0, u"cls"));
            if (const auto instance = made.as<Instance>(); instance && given.positional.size() > 1)
                givePlain(interpreter, *instance, given.positional[1]);
            return made;
        });
    if (const Method method = methods.value(name))
        return builtin(name, [method, self](Interpreter& interpreter, const Arguments& given) {
            return method(interpreter, Own(self, given));
        });
    if (others.contains(name))
        return builtin(name, [](Interpreter& interpreter, const Arguments&) { return notFollowed(interpreter); });
    return std::nullopt;
}

Value exceptionInit(const std::optional<Value>& self)
{
    return builtin(QStringLiteral("__init__"), [self](Interpreter& interpreter, const Arguments& given) {
        std::vector<Value> rest = given.positional;
        const Value owner = self ? *self : given.get(0, u"self");
        if (!self && !rest.empty())
            rest.erase(rest.begin());
        if (const auto instance = owner.as<Instance>())
            instance->setAttribute(interpreter, QStringLiteral("args"), makeTuple(std::move(rest)));
        return Value();
    });
}

void deleteAttribute(Interpreter& interpreter, const Value& owner, const QString& name)
{
    const auto instance = owner.as<Instance>();
    const auto remover = instance ? instance->type->find(QStringLiteral("__delattr__")) : std::nullopt;
    if (remover) {
        interpreter.call(*remover, { owner, Value::string(name) });
        return;
    }
    const auto found = instance ? instance->type->find(name) : std::nullopt;
    if (found && (found->as<Descriptor>() || found->as<Instance>()) && !instance->attributes.contains(name))
        return mayDiffer(interpreter, owner, {}); // a property's deleter, a descriptor's __delete__()
    deleteOwn(interpreter, owner, name);
}

void setInDict(Interpreter& interpreter, Instance& instance, const Value& name, const Value& value)
{
    if (name.isString()) {
        instance.setAttribute(interpreter, name.text(), value);
        return;
    }
    const DoubtPtr why = firstDoubt(name);
    instance.mayHaveMore
        = why ? why : interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    mayDiffer(interpreter, Value::object(instance.shared_from_this()), { value });
}

bool changesDict(const QString& method)
{
    static const QStringList changing{ QStringLiteral("update"), QStringLiteral("setdefault"), QStringLiteral("pop"),
        QStringLiteral("popitem"), QStringLiteral("clear") };
    return changing.contains(method);
}

Value callOfDict(Interpreter& interpreter, Instance& instance, const QString& method, const Arguments& given)
{
    const Value name = given.get(0, u"key");
    if (method == QLatin1String("pop") && name.isString() && !instance.mayHaveMore) {
        const auto held = instance.attributes.constFind(name.text());
        if (held == instance.attributes.cend() && given.positional.size() < 2)
            interpreter.raiseKeyError(name);
        if (held == instance.attributes.cend())
            return given.positional[1];
        const Value taken = *held;
        deleteOwn(interpreter, Value::object(instance.shared_from_this()), name.text());
        return taken;
    }
    const auto first = given.positional.empty() ? nullptr : given.positional.front().as<Dict>();
    const bool isKnown = !given.doubt && (given.positional.empty() || (first && !first->doubt));
    if (method != QLatin1String("update") || !isKnown) {
        const Value other = notFollowed(interpreter);
        setInDict(interpreter, instance, other, given.get(1, u"default"));
        for (const QString& attribute : std::as_const(instance.written))
            instance.attributes.insert(attribute, Value(other).maybeMissing());
        return other;
    }
    if (first)
        for (const auto& entry : first->entries())
            setInDict(interpreter, instance, entry.first, entry.second);
    for (const auto& keyword : given.keywords)
        setInDict(interpreter, instance, Value::string(keyword.first), keyword.second);
    return Value();
}

std::shared_ptr<ClassObject> metaclassOf(const ClassObject& type)
{
    for (const auto& base : type.order)
        for (const auto& keyword : base->keywords)
            if (keyword.first == QLatin1String("metaclass"))
                if (auto found = keyword.second.as<ClassObject>())
                    return found;
    return nullptr;
}

namespace {

/// Why it is not known how the class behaves; null where a metaclass says nothing of that.
DoubtPtr behaviourOf(const Interpreter& interpreter, const ClassObject& type)
{
    static const QSet<QString> harmless{ QStringLiteral("__new__"), QStringLiteral("__init__"),
        QStringLiteral("__call__"), QStringLiteral("__getitem__"), QStringLiteral("__len__"),
        QStringLiteral("__iter__"), QStringLiteral("__contains__"), QStringLiteral("__doc__"),
        QStringLiteral("__module__"), QStringLiteral("__qualname__") };
    for (const auto& base : type.order)
        for (const auto& keyword : base->keywords)
            if (keyword.first == QLatin1String("metaclass") && keyword.second.isUnknown())
                return keyword.second.doubt();
    if (const auto meta = metaclassOf(type))
        for (const auto& base : meta->order)
            for (auto name = base->scope->names.keyBegin(); name != base->scope->names.keyEnd(); ++name)
                if (name->startsWith(QLatin1String("__")) && name->endsWith(QLatin1String("__"))
                    && !harmless.contains(*name))
                    return interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "the metaclass %1 says what `%2` does"),
                        { meta->name, type.name });
    return nullptr;
}

/// One that is no class of the code's own is told as a base is.
void tellMetaclass(Interpreter& interpreter, const std::shared_ptr<ClassObject>& type)
{
    for (const auto& base : type->order)
        for (const auto& keyword : base->keywords)
            if (keyword.first == QLatin1String("metaclass") && keyword.second.isObject())
                return keyword.second.object()->subclassed(interpreter, type);
}

} // namespace

Value madeByMetaclass(Interpreter& interpreter, const std::shared_ptr<ClassObject>& type)
{
    type->behaviour = behaviourOf(interpreter, *type);
    const Value made = Value::of(type);
    const auto meta = metaclassOf(*type);
    if (!meta) {
        tellMetaclass(interpreter, type);
        return made;
    }
    const auto names = std::make_shared<Dict>();
    for (const QString& name : QStringList(type->written))
        if (const auto held = type->scope->names.constFind(name); held != type->scope->names.cend())
            names->insert(Value::string(name), *held);
    const auto ask = [&](const char* method, const Value& first) -> std::optional<Value> {
        const auto found = meta->find(QLatin1String(method));
        if (!found)
            return std::nullopt;
        Arguments given;
        given.positional = { first, Value::string(type->name), makeTuple(type->bases), Value::of(names) };
        for (const auto& keyword : type->keywords)
            if (keyword.first != QLatin1String("metaclass"))
                given.keywords.push_back(keyword);
        given.place = interpreter.place();
        const auto descriptor = found->as<Descriptor>();
        return interpreter.call(descriptor ? descriptor->function : *found, given);
    };
    const Value other = ask("__new__", Value::of(meta)).value_or(made);
    if (!ask("__init__", other))
        for (const ObjectPtr& base : meta->foreign)
            base->subclassed(interpreter, type);
    return other;
}

void checkSlots(Interpreter& interpreter, const Instance& instance, const QString& name)
{
    const ClassObject& type = *instance.type;
    if (type.isException || type.isEnum || type.isDataclass || name.startsWith(QLatin1String("__"))
        || std::any_of(type.foreign.begin(), type.foreign.end(),
            [](const ObjectPtr& base) { return base->className() != QLatin1String("object"); }))
        return;
    for (const auto& base : type.order) {
        const auto declared = base->scope->names.constFind(QStringLiteral("__slots__"));
        if (declared == base->scope->names.cend() || base->scope->doubt)
            return; // there is a __dict__
        const auto all = declared->as<Sequence>();
        if (!declared->isString() && (!all || all->doubt))
            return;
        std::vector<Value> given = declared->isString() ? std::vector<Value>{ *declared } : all->items;
        for (const Value& slot : given)
            if (!slot.isString() || slot.text() == name || slot.text() == QLatin1String("__dict__")
                || (slot.text().startsWith(QLatin1String("__")) && name.endsWith(slot.text()))) // of a class's own
                return;
    }
    interpreter.raise(QStringLiteral("AttributeError"),
        QLatin1Char('\'') + type.name + QLatin1String("' object has no attribute '") + name + QLatin1Char('\''));
}

} // namespace espalier::symbolic
