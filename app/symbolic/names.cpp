#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"
#include "symbolic/object_class.h"

namespace espalier::symbolic {

using python::Node;

namespace {

/// "a.b" and its leading dots.
QString moduleName(const Node& node, int& level)
{
    QString name = node.text().remove(QLatin1Char(' '));
    level = 0;
    while (name.startsWith(QLatin1Char('.'))) {
        name.remove(0, 1);
        ++level;
    }
    return name;
}

} // namespace

// ---- names

void Interpreter::assign(const Node& target, const Value& assigned, const ScopePtr& scope)
{
    if (target.is("identifier") || target.is("keyword_identifier")) {
        bind(target.text(), assigned, scope);
    } else if (target.is("pattern_list") || target.is("tuple_pattern") || target.is("list_pattern")
        || target.is("tuple") || target.is("list") || target.is("expression_list")) {
        unpack(target, assigned, scope);
    } else if (target.is("parenthesized_expression")) {
        assign(target.firstNamed(), assigned, scope);
    } else if (target.is("subscript")) {
        const Node key = target.field("subscript");
        if (const auto instance = ownerOfDict(target.field("value"), scope))
            return setInDict(*this, *instance, value(key, scope), assigned);
        const Value owner = value(target.field("value"), scope);
        if (key.is("slice")) {
            if (assigned.isObject())
                elements(assigned); // which a generator makes now
            if (const auto list = owner.as<List>()) {
                touch(*list);
                list->doubt.add(
                    Unseen::of({ assigned }, doubtAt(target, QT_TRANSLATE_NOOP("Messages", "assigns to a slice"))));
            }
            return mayHaveChanged(owner, { assigned });
        }
        setItem(owner, value(key, scope), assigned);
    } else if (target.is("attribute")) {
        setAttribute(value(target.field("object"), scope), mangled(target.field("attribute").text(), scope), assigned);
    }
}

void Interpreter::unpack(const Node& target, const Value& assigned, const ScopePtr& scope)
{
    const auto children = target.children();
    const std::vector<Node> parts(children.begin(), children.end());
    Value each;
    auto items = elements(assigned, nullptr, &each);
    if (const DoubtPtr order = orderDoubt(assigned); order && items->size() == parts.size()) {
        each = oneOf(*items, order);
        items.reset();
    }
    if (!items) {
        for (const Node& part : parts)
            assign(part.is("list_splat_pattern") ? part.firstNamed() : part, each, scope);
        return;
    }
    qsizetype star = -1;
    const auto size = qsizetype(parts.size());
    for (qsizetype i = 0; i < size; ++i)
        if (parts[size_t(i)].is("list_splat_pattern") || parts[size_t(i)].is("list_splat"))
            star = i;
    const qsizetype count = qsizetype(items->size());
    if (star < 0 ? count != size : count < size - 1)
        raise(QStringLiteral("ValueError"),
            count < size ? QStringLiteral("not enough values to unpack") : QStringLiteral("too many values to unpack"));
    qsizetype next = 0;
    for (qsizetype i = 0; i < size; ++i) {
        if (i != star) {
            assign(parts[size_t(i)], (*items)[size_t(next++)], scope);
            continue;
        }
        const qsizetype taken = count - (size - 1);
        assign(parts[size_t(i)].firstNamed(),
            makeList(std::vector<Value>(items->begin() + next, items->begin() + next + taken)), scope);
        next += taken;
    }
}

/// Of `instance.__dict__`; null for anything else.
std::shared_ptr<Instance> Interpreter::ownerOfDict(const Node& node, const ScopePtr& scope)
{
    const bool isDict = node.is("attribute") && node.field("attribute").bytes() == "__dict__";
    return isDict ? value(node.field("object"), scope).as<Instance>() : nullptr;
}

/// Within a class, "__name" is "_Class__name".
QString Interpreter::mangled(const QString& name, const ScopePtr& scope) const
{
    if (!name.startsWith(QLatin1String("__")) || name.endsWith(QLatin1String("__")))
        return name;
    for (ScopePtr where = scope; where; where = where->parent) {
        const ClassObject* type = where->building ? where->building
            : where->function                     ? where->function->owner.get()
                                                  : nullptr;
        if (!type)
            continue;
        QString prefix = type->name;
        while (prefix.startsWith(QLatin1Char('_')))
            prefix.remove(0, 1);
        return prefix.isEmpty() ? name : QLatin1Char('_') + prefix + name;
    }
    return name;
}

Value Interpreter::nameNode(const Node& node, const ScopePtr& scope) { return name(node.text(), node, scope); }

/// A value that scripts make themselves, rather than import.
static bool isOfCode(const Value& value)
{
    return !value.isObject() || value.as<Function>() || value.as<ClassObject>() || value.as<Instance>()
        || value.as<Sequence>() || value.as<Dict>() || value.as<Set>();
}

void Interpreter::raiseUnbound(const QString& name)
{
    raise(QStringLiteral("UnboundLocalError"),
        QLatin1String("cannot access local variable '") + name
            + QLatin1String("' where it is not associated with a value"));
}

Value Interpreter::name(const QString& written, const Node& node, const ScopePtr& scope)
{
    const QString name = mangled(written, scope);
    DoubtPtr why;
    QStringList stars;
    const Scope* inner = nullptr; // of a function that has not got it
    for (ScopePtr where = scope; where; where = where->parent) {
        if (where == scope && scope->globals.contains(name) && !m_running.empty())
            where = m_running.back()->scope;
        if (where != scope && where->parent && scope->building && scope->building->bound.contains(name))
            continue; // to a class body that binds it, it is its own or the module's
        const auto found = where->names.constFind(name);
        if (found != where->names.cend() && found->mayBeMissing()) {
            mayRaise(found->doubt());
            return found->maybeMissing(false);
        }
        if (found != where->names.cend()) {
            // What a library has is not asked for: every script uses it.
            if (inner && isOfCode(*found) && !inner->mayHaveMore && inner->function->binds(name))
                raiseUnbound(name);
            return resolved(*found, name, where);
        }
        inner = inner || !where->function ? inner : where.get();
        why = why ? why : where->doubt;
        stars += where->stars;
    }
    for (auto module = stars.crbegin(); module != stars.crend(); ++module) { // what came later took the name
        const QString full = *module + QLatin1Char('.') + name;
        if (auto known = m_world->imported(*this, full))
            return *known;
        if (auto standard = standardName(*this, full))
            return *standard;
    }
    if (why)
        return Value::unknown(why);
    if (inner && !inner->mayHaveMore && stars.isEmpty() && inner->function->binds(name))
        raiseUnbound(name);
    if (name == QLatin1String("super"))
        return builtin(name, [this, scope](Interpreter&, const Arguments&) { return superObject(scope); });
    if (auto known = builtinName(*this, name))
        return *known;
    if (const auto type = exceptionClass(name))
        return Value::of(type);
    if (!stars.isEmpty())
        return external(stars.last() + QLatin1Char('.') + name, { place().file, node.line() });
    if (name.startsWith(QLatin1String("__")) && name.endsWith(QLatin1String("__")))
        return Value::unknown(doubtAt(node, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
    for (ScopePtr where = scope; where; where = where->parent)
        if (where->mayHaveMore)
            return Value::unknown(where->mayHaveMore);
    if (inner && inner->function->binds(name))
        raiseUnbound(name);
    raise(QStringLiteral("NameError"), QLatin1String("name '") + name + QLatin1String("' is not defined"));
}

void Interpreter::doubtGlobals(const DoubtPtr& why)
{
    if (m_running.empty())
        return;
    Scope& scope = *m_running.back()->scope;
    scope.mayHaveMore = scope.mayHaveMore ? scope.mayHaveMore : why;
}

void Interpreter::bind(const QString& written, const Value& assigned, const ScopePtr& scope)
{
    const QString name = mangled(written, scope);
    ScopePtr where = scope;
    if (scope->globals.contains(name) && !m_running.empty()) {
        where = m_running.back()->scope;
    } else if (scope->nonlocals.contains(name)) {
        for (ScopePtr outer = scope->parent; outer; outer = outer->parent)
            if (outer->names.contains(name)) {
                where = outer;
                break;
            }
    }
    touch(*where);
    where->names.insert(name, assigned);
    if (where->building && !where->building->written.contains(name))
        where->building->written.append(name);
}

void Interpreter::removeName(const QString& name, const ScopePtr& scope)
{
    ScopePtr where = scope;
    if (scope->globals.contains(name) && !m_running.empty())
        where = m_running.back()->scope;
    else if (scope->nonlocals.contains(name))
        for (where = scope->parent; where->parent && !where->names.contains(name);)
            where = where->parent;
    const auto found = where->names.constFind(name);
    if (found == where->names.cend() && !where->mayHaveMore && !where->doubt)
        raise(QStringLiteral("NameError"), QLatin1String("name '") + name + QLatin1String("' is not defined"));
    if (found == where->names.cend() || found->mayBeMissing())
        mayRaise(found != where->names.cend() ? found->doubt()
                : where->mayHaveMore          ? where->mayHaveMore
                                              : where->doubt);
    touch(*where);
    where->names.remove(name);
}

void Interpreter::remove(const Node& target, const ScopePtr& scope)
{
    if (target.is("identifier")) {
        removeName(target.text(), scope);
    } else if (target.is("subscript")) {
        const Value owner = value(target.field("value"), scope);
        const Node key = target.field("subscript");
        mayHaveChanged(owner, {});
        if (owner.isObject() && !key.is("slice"))
            owner.object()->removeItem(*this, value(key, scope));
        else if (const auto list = owner.as<List>()) {
            touch(*list);
            list->doubt.add(Unseen::data(doubtAt(target, QT_TRANSLATE_NOOP("Messages", "removes a slice"))));
        }
    } else if (target.is("attribute")) {
        deleteAttribute(*this, value(target.field("object"), scope), mangled(target.field("attribute").text(), scope));
    } else if (target.is("expression_list") || target.is("tuple")) {
        for (const Node& part : target.children())
            remove(part, scope);
    }
}

// ---- imports

void Interpreter::mayBeMissing(const QString& module, const Node& node)
{
    if (m_tries.empty())
        return;
    const DoubtPtr why = doubtAt(node, QT_TRANSLATE_NOOP("Messages", "depends on whether %1 is installed"), { module });
    m_tries.back()->possible.push_back(
        { { makeInstance(exceptionClass(QStringLiteral("ImportError")), {}), place() }, why });
    openUncertain(why, Leaving::Try);
}

void Interpreter::importStatement(const Node& node, const ScopePtr& scope)
{
    for (const Node& child : node.children()) {
        const bool isAliased = child.is("aliased_import");
        const QString full = (isAliased ? child.field("name") : child).text();
        const auto lazy = std::make_shared<LazyImport>();
        lazy->module = isAliased ? full : full.section(QLatin1Char('.'), 0, 0);
        lazy->fromFile = place().file;
        lazy->place = place();
        Value imported = Value::of(lazy);
        if (m_options.importsAtOnce)
            importModule(full, 0, lazy->fromFile);
        if (!m_tries.empty()) { // whether it is there decides
            imported = resolveImport(*lazy);
            if (imported.as<External>())
                mayBeMissing(full, node);
        }
        bind(isAliased ? child.field("alias").text() : lazy->module, imported, scope);
    }
}

void Interpreter::importFrom(const Node& node, const ScopePtr& scope)
{
    const Node moduleNode = node.field("module_name");
    int level = 0;
    const QString from = moduleName(moduleNode, level);
    for (const Node& child : node.children()) {
        if (child.is("wildcard_import")) {
            importAll(from, level, scope);
            continue;
        }
        if (child.start() == moduleNode.start())
            continue;
        const bool isAliased = child.is("aliased_import");
        const auto lazy = std::make_shared<LazyImport>();
        lazy->module = from;
        lazy->level = level;
        lazy->attribute = (isAliased ? child.field("name") : child).text();
        lazy->fromFile = place().file;
        lazy->place = place();
        Value imported = Value::of(lazy);
        if (m_options.importsAtOnce)
            importAtOnce(*lazy);
        if (!m_tries.empty()) {
            imported = resolveImport(*lazy);
            if (imported.as<External>() || imported.isUnknown())
                mayBeMissing(from + QLatin1Char('.') + lazy->attribute, node);
        }
        bind(isAliased ? child.field("alias").text() : lazy->attribute, imported, scope);
    }
}

void Interpreter::importAll(const QString& from, int level, const ScopePtr& scope)
{
    const auto module = importModule(from, level, place().file);
    touch(*scope);
    if (!module) {
        // where a name is not found otherwise, it is looked for there
        scope->stars.append(from);
        return;
    }
    QStringList all;
    const auto exported = module->scope->names.constFind(QStringLiteral("__all__"));
    if (exported != module->scope->names.cend())
        for (const Value& item : elements(*exported).value_or(std::vector<Value>()))
            if (item.isString())
                all.append(item.text());
    const Names names = module->scope->names;
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        const bool isPublic = all.isEmpty() ? !it.key().startsWith(QLatin1Char('_')) : all.contains(it.key());
        if (isPublic)
            bind(it.key(), *it, scope);
    }
    scope->stars += module->scope->stars;
    if (module->scope->doubt)
        scope->doubt = module->scope->doubt;
}

} // namespace espalier::symbolic
