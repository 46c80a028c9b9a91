#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"

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
        const Value owner = value(target.field("value"), scope);
        const Node key = target.field("subscript");
        if (key.is("slice")) {
            if (const auto list = owner.as<List>()) {
                touch(*list);
                list->doubt.add(
                    Unseen::of({ assigned }, doubtAt(target, QT_TRANSLATE_NOOP("Messages", "assigns to a slice"))));
            }
            return mayHaveChanged(owner, { assigned });
        }
        setItem(owner, value(key, scope), assigned);
    } else if (target.is("attribute")) {
        setAttribute(value(target.field("object"), scope), target.field("attribute").text(), assigned);
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

void Interpreter::bind(const QString& name, const Value& assigned, const ScopePtr& scope)
{
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

void Interpreter::remove(const Node& target, const ScopePtr& scope)
{
    if (target.is("identifier")) {
        touch(*scope);
        scope->names.remove(target.text());
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
