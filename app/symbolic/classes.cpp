#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"
#include "symbolic/library/typing.h"
#include "symbolic/local_names.h"
#include "symbolic/object_class.h"

namespace espalier::symbolic {

using python::Node;

namespace {

bool containsYield(const Node& node)
{
    if (node.is("yield"))
        return true;
    if (node.is("function_definition") || node.is("lambda") || node.is("class_definition"))
        return false;
    for (const Node& child : node.children())
        if (containsYield(child))
            return true;
    return false;
}

} // namespace

// ---- definitions

void Interpreter::decorated(const Node& node, const ScopePtr& scope)
{
    QList<Node> decorators;
    for (const Node& child : node.children())
        if (child.is("decorator"))
            decorators.append(child.firstNamed());
    const Node definition = node.field("definition");
    if (definition.is("class_definition"))
        defineClass(definition, scope, decorators);
    else
        defineFunction(definition, scope, decorators);
}

void Interpreter::defineFunction(const Node& node, const ScopePtr& scope, const QList<Node>& decorators)
{
    const auto function = std::make_shared<Function>();
    function->name = node.field("name").text();
    function->definition = node;
    function->scope = scope->building ? scope->parent : scope;
    function->module = m_running.empty() ? nullptr : m_running.back();
    function->isAsync = node.bytes().startsWith("async");
    const std::string_view text(node.bytes().data(), size_t(node.bytes().size()));
    function->isGenerator = text.find("yield") != std::string_view::npos && containsYield(node.field("body"));
    if (scope->building)
        function->owner = std::static_pointer_cast<ClassObject>(scope->building->shared_from_this());
    for (const Node& parameter : node.field("parameters").children())
        if (const Node otherwise = parameter.field("value"))
            function->defaults.emplace_back(parameter.field("name").text(), value(otherwise, scope));
    Value made = Value::of(function);
    for (qsizetype i = decorators.size() - 1; i >= 0; --i)
        made = decoratedBy(value(decorators[i], scope), made);
    bind(function->name, made, scope);
}

// A decorator that is not known leaves what it decorates in doubt, and is no call that does something.
Value Interpreter::decoratedBy(const Value& decorator, const Value& made)
{
    if (decorator.isUnknown())
        return decorator;
    if (const auto external_ = decorator.as<External>()) {
        if (isHarmless(external_->name))
            return made;
        return Value::unknown(external_->doubt(*this));
    }
    return call(decorator, { made });
}

/// class X[T: int](Base[T]): names of their own around what the statement holds (PEP 695).
ScopePtr Interpreter::withTypeParameters(const Node& definition, const ScopePtr& scope)
{
    const Node parameters = definition.field("type_parameters");
    if (!parameters)
        return scope;
    const ScopePtr made = newScope(scope);
    const Value any = library::typingName(QStringLiteral("typing.TypeVar")).value_or(Value());
    for (const Node& parameter : parameters.children()) {
        Node name = parameter; // "T", "T: int", "*Ts", "**P", each within a node of its own
        while (name && !name.is("identifier"))
            name = name.firstNamed();
        if (name)
            made->names.insert(name.text(), any);
    }
    return made;
}

void Interpreter::defineClass(const Node& node, const ScopePtr& scope, const QList<Node>& decorators)
{
    const auto type = std::make_shared<ClassObject>();
    m_classes.push_back(type);
    type->isSure = m_saves.empty();
    type->name = node.field("name").text();
    type->module = m_running.empty() ? nullptr : m_running.back();
    type->place = { place().file, node.line() };
    type->scope = newScope(scope->building ? scope->parent : scope);
    type->scope->building = type.get();
    type->bound = localNames(node);
    const ScopePtr outer = withTypeParameters(node, scope);
    for (const Node& base : node.field("superclasses").children()) {
        if (base.is("keyword_argument"))
            type->keywords.emplace_back(base.field("name").text(), value(base.field("value"), scope));
        else if (base.is("list_splat") || base.is("dictionary_splat"))
            type->scope->doubt = doubtAt(base, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
        else
            type->bases.push_back(value(base, outer));
    }
    settleClass(type);
    block(node.field("body"), type->scope);
    type->scope->building = nullptr;
    finishClass(type);
    Value made = madeByMetaclass(*this, type);
    for (qsizetype i = decorators.size() - 1; i >= 0; --i)
        made = decoratedBy(value(decorators[i], scope), made);
    bind(type->name, made, scope);
}

/// __set_name__() of what stands in a class, and __init_subclass__() of what it inherits from.
void Interpreter::tellOfClass(const std::shared_ptr<ClassObject>& type)
{
    for (const QString& name : QStringList(type->written)) {
        const Value held = type->scope->names.value(name);
        const auto instance = held.as<Instance>();
        if (const auto setter = instance ? instance->type->find(QStringLiteral("__set_name__")) : std::nullopt)
            call(*setter, { held, Value::of(type), Value::string(name) });
    }
    for (size_t i = 1; i < type->order.size(); ++i) {
        const auto found = type->order[i]->scope->names.constFind(QStringLiteral("__init_subclass__"));
        if (found == type->order[i]->scope->names.cend())
            continue;
        Arguments given;
        given.positional.push_back(Value::of(type));
        for (const auto& keyword : type->keywords)
            if (keyword.first != QLatin1String("metaclass"))
                given.keywords.push_back(keyword);
        given.place = place();
        const auto method = found->as<Descriptor>();
        call(method ? method->function : *found, given);
        return;
    }
}

Value Interpreter::subclassesOf(const Value& base) const
{
    const DoubtPtr why = doubt(QT_TRANSLATE_NOOP("Messages", "which classes are made of it is not known"));
    if (!m_options.importsAtOnce) // modules run when something of theirs is asked for
        return Value::unknown(why);
    std::vector<Value> all;
    for (const auto& type : m_classes) {
        const bool isOne = std::any_of(type->bases.begin(), type->bases.end(),
            [&](const Value& one) { return one.isObject() && one.object() == base.object(); });
        if (isOne && !type->isSure)
            return Value::unknown(why);
        if (isOne)
            all.push_back(Value::of(type));
    }
    return makeList(std::move(all));
}

/// What follows when all its names are there.
void Interpreter::finishClass(const std::shared_ptr<ClassObject>& type)
{
    if (type->isEnum)
        makeEnum(type);
    tellOfClass(type);
    for (const ObjectPtr& base : type->foreign)
        base->subclassed(*this, type);
}

Value Interpreter::makeClass(
    const QString& name, std::vector<Value> bases, const Dict& names, const std::optional<Value>& metaclass)
{
    const auto type = std::make_shared<ClassObject>();
    m_classes.push_back(type);
    type->isSure = m_saves.empty();
    type->name = name;
    type->module = m_running.empty() ? nullptr : m_running.back();
    type->place = place();
    type->scope = newScope(type->module ? type->module->scope : nullptr);
    type->bases = std::move(bases);
    if (metaclass)
        type->keywords.emplace_back(QStringLiteral("metaclass"), *metaclass);
    settleClass(type);
    for (const auto& entry : names.entries()) {
        type->scope->names.insert(entry.first.text(), entry.second);
        type->written.append(entry.first.text());
    }
    finishClass(type);
    return madeByMetaclass(*this, type);
}

// The order in which attributes are looked for: depth first, each class after those that inherit from it.
void Interpreter::settleClass(const std::shared_ptr<ClassObject>& type)
{
    static const QSet<QString> enums{ QStringLiteral("Enum"), QStringLiteral("IntEnum"), QStringLiteral("StrEnum"),
        QStringLiteral("Flag"), QStringLiteral("IntFlag"), QStringLiteral("ReprEnum") };
    std::vector<std::shared_ptr<ClassObject>> order;
    for (const Value& base : type->bases) {
        if (const auto parent = base.as<ClassObject>()) {
            order.insert(order.end(), parent->order.begin(), parent->order.end());
            for (const ObjectPtr& foreign : parent->foreign)
                if (std::find(type->foreign.begin(), type->foreign.end(), foreign) == type->foreign.end())
                    type->foreign.push_back(foreign);
            type->isException = type->isException || parent->isException;
            type->isEnum = type->isEnum || parent->isEnum;
            type->isDataclass = type->isDataclass || parent->isDataclass;
        } else if (base.isObject()) {
            type->foreign.push_back(base.object());
            type->isEnum = type->isEnum || enums.contains(base.object()->className());
        } else if (base.isUnknown()) {
            type->scope->doubt = base.doubt();
        }
    }
    type->order = { type };
    for (size_t i = 0; i < order.size(); ++i) // the last of several mentions counts
        if (std::find(order.begin() + ptrdiff_t(i) + 1, order.end(), order[i]) == order.end())
            type->order.push_back(order[i]);
}

/// What an enum's own __new__ makes of the value of a member; null where that is not followed.
static std::shared_ptr<Instance> newMember(
    Interpreter& interpreter, const std::shared_ptr<ClassObject>& type, const Value& maker, const Value& given)
{
    std::vector<Value> arguments{ Value::of(type) };
    if (const auto several = given.as<Tuple>())
        arguments.insert(arguments.end(), several->items.begin(), several->items.end());
    else
        arguments.push_back(given);
    const auto method = maker.as<Descriptor>();
    try {
        const auto made = interpreter.call(method ? method->function : maker, std::move(arguments)).as<Instance>();
        return made && made->type == type ? made : nullptr;
    } catch (const Raised&) {
        return nullptr;
    }
}

void Interpreter::makeEnum(const std::shared_ptr<ClassObject>& type)
{
    const bool isText = type->inheritsFrom(QStringLiteral("StrEnum"));
    qint64 automatic = 0;
    for (const QString& memberName : QStringList(type->written)) {
        const Value given = type->scope->names.value(memberName);
        const bool isReserved = memberName.startsWith(QLatin1String("__"))
            || (memberName.startsWith(QLatin1Char('_')) && memberName.endsWith(QLatin1Char('_')));
        if (isReserved || given.as<Function>() || given.as<Descriptor>() || given.as<ClassObject>()
            || !type->scope->names.contains(memberName))
            continue;
        Value plain = given;
        auto member = std::make_shared<Instance>();
        if (const auto maker = type->find(QStringLiteral("__new__"))) { // which makes the value
            if (const auto made = newMember(*this, type, *maker, given))
                member = made;
            plain = member->attributes.value(QStringLiteral("_value_"),
                unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
        } else if (given.isObject() && given.object()->typeName() == QLatin1String("auto"))
            plain = isText ? Value::string(memberName.toLower()) : Value::number(++automatic);
        else if (given.isInteger())
            automatic = given.integer();
        const auto alias = std::find_if(type->members.begin(), type->members.end(), [&](const Value& member) {
            return plainlyEqual(member.as<Instance>()->attributes.value(QStringLiteral("value")), plain) == true;
        });
        if (alias != type->members.end()) {
            type->scope->names.insert(memberName, *alias);
            continue;
        }
        member->type = type;
        member->attributes.insert(QStringLiteral("name"), Value::string(memberName));
        member->attributes.insert(QStringLiteral("_name_"), Value::string(memberName));
        if (const auto init = type->find(QStringLiteral("__init__")); init && plain.as<Tuple>()) {
            std::vector<Value> arguments = plain.as<Tuple>()->items;
            arguments.insert(arguments.begin(), Value::of(member));
            call(*init, std::move(arguments));
        }
        member->attributes.insert(QStringLiteral("value"), plain);
        member->attributes.insert(QStringLiteral("_value_"), plain);
        const bool isPlain = isText || type->inheritsFrom(QStringLiteral("str"))
            || type->inheritsFrom(QStringLiteral("int")) || type->inheritsFrom(QStringLiteral("IntEnum"))
            || type->inheritsFrom(QStringLiteral("IntFlag"));
        member->hasPlain = isPlain && !plain.isObject();
        member->plain = member->hasPlain ? plain : Value();
        type->members.push_back(Value::of(member));
        type->scope->names.insert(memberName, type->members.back());
    }
}

// ---- instances

Value Interpreter::makeInstance(const std::shared_ptr<ClassObject>& type, const Arguments& given)
{
    if (type->isEnum) {
        const Value wanted = given.get(0, u"value");
        if (const DoubtPtr why = firstDoubt(wanted))
            return Value::unknown(why);
        for (const Value& member : type->members)
            if (member.object() == wanted.object()
                || plainlyEqual(member.as<Instance>()->attributes.value(QStringLiteral("value")), plainOf(wanted))
                    == true)
                return member;
        raise(QStringLiteral("ValueError"), repr(wanted).text() + QLatin1String(" is not a valid ") + type->name);
    }
    if (type->inheritsFrom(QStringLiteral("type"))) { // a metaclass
        const auto names = given.get(2, u"dict").as<Dict>();
        const auto parents = given.get(1, u"bases").as<Tuple>();
        if (!given.get(0, u"name").isString() || !names || names->doubt || !parents || parents->doubt)
            return call(unknown(QT_TRANSLATE_NOOP("Messages", "makes a class as it runs")), given);
        return makeClass(given.get(0, u"name").text(), parents->items, *names, Value::of(type));
    }
    if (type->isAbstract())
        raise(QStringLiteral("TypeError"),
            QStringLiteral("Can't instantiate abstract class %1 with abstract methods %2")
                .arg(type->name, type->abstractMethods().join(QLatin1String(", "))));
    for (const ObjectPtr& base : type->foreign)
        if (auto made = base->instantiate(*this, type, given))
            return *made;
    Value made;
    if (const auto maker = type->find(QStringLiteral("__new__"))) {
        Arguments all = given;
        all.positional.insert(all.positional.begin(), Value::of(type));
        const auto method = maker->as<Descriptor>();
        made = call(method ? method->function : *maker, all);
    } else {
        made = bareInstance(Value::of(type));
    }
    const auto instance = made.as<Instance>();
    if (!instance
        || std::find(instance->type->order.begin(), instance->type->order.end(), type) == instance->type->order.end())
        return made;
    if (type->isException)
        instance->setAttribute(*this, QStringLiteral("args"), makeTuple(given.positional));
    initialise(*instance, given);
    return made;
}

/// object.__new__(type)
Value Interpreter::bareInstance(const Value& type)
{
    const auto known = type.as<ClassObject>();
    if (!known)
        return unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    const auto instance = std::make_shared<Instance>();
    instance->type = known;
    return Value::of(instance);
}

constexpr const char* builtinTypes[]
    = { "str", "int", "float", "bool", "bytes", "complex", "list", "tuple", "dict", "set", "frozenset", "type" };

void Interpreter::initialise(Instance& instance, const Arguments& given)
{
    const ClassObject& type = *instance.type;
    Arguments all = given;
    all.positional.insert(all.positional.begin(), Value::object(instance.shared_from_this()));
    if (const auto init = type.find(QStringLiteral("__init__"))) {
        call(*init, all);
        return;
    }
    static const QStringList plainTypes{ QStringLiteral("str"), QStringLiteral("int"), QStringLiteral("float") };
    for (const QString& plain : plainTypes) {
        if (instance.hasPlain || !type.inheritsFrom(plain) || given.positional.empty())
            continue;
        instance.hasPlain = true;
        instance.plain = given.positional.front();
        return;
    }
    if (type.isDataclass) {
        fillFields(instance, given);
        return;
    }
    const auto isBuiltin = [&](const char* name) { return type.inheritsFrom(QLatin1String(name)); };
    const auto takesNothing = [](const ObjectPtr& base) {
        const QString name = base->className().section(QLatin1Char('.'), -1);
        return name == QLatin1String("object") || name == QLatin1String("ABC");
    };
    const auto hasMetaclass = [](const std::shared_ptr<ClassObject>& one) {
        return std::any_of(one->keywords.begin(), one->keywords.end(),
            [](const auto& keyword) { return keyword.first == QLatin1String("metaclass"); });
    };
    const bool isPlain = !type.isException && !type.isEnum && !type.scope->mayHaveMore
        && std::all_of(type.foreign.begin(), type.foreign.end(), takesNothing)
        && std::none_of(std::begin(builtinTypes), std::end(builtinTypes), isBuiltin)
        && !type.find(QStringLiteral("__new__")) && std::none_of(type.order.begin(), type.order.end(), hasMetaclass);
    if (isPlain && !given.isEmpty() && !given.doubt)
        raise(QStringLiteral("TypeError"), type.name + QLatin1String("() takes no arguments"));
    // what libraries' models take by keyword becomes an attribute
    if (!type.foreign.empty())
        for (const auto& keyword : given.keywords)
            instance.setAttribute(*this, keyword.first, keyword.second);
}

void Interpreter::fillFields(Instance& instance, const Arguments& given)
{
    size_t next = 0;
    const auto& order = instance.type->order;
    for (auto base = order.rbegin(); base != order.rend(); ++base) {
        for (const QString& field : (*base)->written) {
            if (!(*base)->annotationNodes.contains(field))
                continue;
            const Value* found = given.find(next++, field);
            const auto otherwise = instance.type->find(field);
            if (found)
                instance.setAttribute(*this, field, *found);
            else if (otherwise)
                instance.setAttribute(*this, field, defaultOfField(*otherwise));
            else
                instance.setAttribute(*this, field,
                    given.doubt ? Value::unknown(given.doubt)
                                : unknown(QT_TRANSLATE_NOOP("Messages", "a field without a value")));
        }
    }
    if (const auto after = instance.type->find(QStringLiteral("__post_init__")))
        call(*after, { Value::object(instance.shared_from_this()) });
}

/// field(default=…), field(default_factory=…)
Value Interpreter::defaultOfField(const Value& given)
{
    if (!given.isObject() || given.object()->typeName() != QLatin1String("Field"))
        return given;
    if (const auto otherwise = given.object()->attribute(*this, QStringLiteral("default"));
        otherwise && !otherwise->isNone())
        return *otherwise;
    if (const auto factory = given.object()->attribute(*this, QStringLiteral("default_factory"));
        factory && !factory->isNone())
        return call(*factory);
    return {};
}

} // namespace espalier::symbolic
