#include "python/evaluator_frame.h"

namespace espalier::python {

namespace {

constexpr size_t mostIterations = 1000;

bool isTypeCheckingGuard(const Node& condition)
{
    const QByteArrayView text = condition.bytes();
    return text == "TYPE_CHECKING" || text.endsWith(".TYPE_CHECKING");
}

// "a.b.c" of a dotted_name, leading dots of a relative import counted.
QString moduleName(const Node& node, int& level)
{
    QString name = node.text();
    name.remove(QLatin1Char(' '));
    level = 0;
    while (name.startsWith(QLatin1Char('.'))) {
        name.remove(0, 1);
        ++level;
    }
    return name;
}

void joinNames(QHash<QString, Binding>& joined, const QHash<QString, Binding>& other, const Value& unknown)
{
    for (auto it = joined.begin(); it != joined.end(); ++it) {
        const auto found = other.constFind(it.key());
        if (found == other.cend() || found->value != it->value)
            *it = { unknown, found == other.cend() ? it->line : found->line };
    }
    for (auto it = other.cbegin(); it != other.cend(); ++it) {
        if (!joined.contains(it.key()))
            joined.insert(it.key(), { unknown, it->line });
    }
}

} // namespace

Evaluator::Flow Evaluator::block(const Node& node, const ScopePtr& scope)
{
    for (const Node& child : node.children()) {
        const Flow flow = statement(child, scope);
        if (flow != Flow::Next)
            return flow;
    }
    return Flow::Next;
}

Evaluator::Flow Evaluator::statement(const Node& node, const ScopePtr& scope)
{
    if (!spend()) {
        open(scope, node, true);
        return Flow::Stop;
    }
    if (node.is("expression_statement"))
        expressionStatement(node, scope);
    else if (node.is("import_statement"))
        importStatement(node, scope);
    else if (node.is("import_from_statement"))
        importFrom(node, scope);
    else if (node.is("function_definition"))
        defineFunction(node, scope, {});
    else if (node.is("class_definition"))
        defineClass(node, scope);
    else if (node.is("if_statement"))
        return ifStatement(node, scope);
    else if (node.is("try_statement"))
        return tryStatement(node, scope);
    else if (node.is("with_statement"))
        return block(node.field("body"), scope);
    else if (node.is("for_statement") || node.is("while_statement"))
        return forStatement(node, scope);
    else if (node.is("decorated_definition")) {
        QStringList decorators;
        for (const Node& child : node.children()) {
            if (child.is("decorator"))
                decorators.append(child.text().mid(1).trimmed());
        }
        const Node definition = node.field("definition");
        definition.is("class_definition") ? defineClass(definition, scope)
                                          : defineFunction(definition, scope, decorators);
    } else if (node.is("return_statement")) {
        if (!m_frames.empty())
            m_frames.back()->returned.push_back(
                node.children().isEmpty() ? Value::none() : value(node.firstNamed(), scope));
        return Flow::Return;
    } else if (node.is("raise_statement")) {
        return Flow::Stop;
    } else if (node.is("global_statement")) {
        for (const Node& child : node.children())
            scope->globals.insert(child.text());
    } else if (node.is("delete_statement")) {
        for (const Node& child : node.children())
            scope->names.remove(child.text());
    } else if (node.is("match_statement")) {
        std::vector<Node> blocks;
        for (const Node& child : node.field("body").children())
            blocks.push_back(child.field("consequence"));
        return maybe(blocks, true, scope, node);
    }
    return Flow::Next;
}

// Runs the blocks from the same state each and joins what they leave.
Evaluator::Flow Evaluator::maybe(
    const std::vector<Node>& blocks, bool mayPass, const ScopePtr& scope, const Node& cause)
{
    const QHash<QString, Binding> before = scope->names;
    const Value different = unknown(cause);
    std::optional<QHash<QString, Binding>> joined;
    if (mayPass)
        joined = before;
    bool mayReturn = false;
    for (const Node& branch : blocks) {
        scope->names = before;
        const Flow flow = block(branch, scope);
        mayReturn = mayReturn || flow == Flow::Return;
        if (flow != Flow::Next)
            continue;
        if (joined)
            joinNames(*joined, scope->names, different);
        else
            joined = scope->names;
    }
    if (!joined)
        return mayReturn ? Flow::Return : Flow::Stop;
    scope->names = *joined;
    return Flow::Next;
}

Evaluator::Flow Evaluator::ifStatement(const Node& node, const ScopePtr& scope)
{
    std::vector<Node> blocks;
    bool mayPass = true;
    const auto clause = [&](const Node& condition, const Node& consequence) {
        if (isTypeCheckingGuard(condition))
            return;
        const auto truth = value(condition, scope).truth();
        if (truth.value_or(true))
            blocks.push_back(consequence);
        mayPass = !truth.value_or(false);
    };
    clause(node.field("condition"), node.field("consequence"));
    for (const Node& child : node.children()) {
        if (!mayPass)
            break;
        if (child.is("elif_clause")) {
            clause(child.field("condition"), child.field("consequence"));
        } else if (child.is("else_clause")) {
            blocks.push_back(child.field("body"));
            mayPass = false;
        }
    }
    if (blocks.empty())
        return Flow::Next;
    if (blocks.size() == 1 && !mayPass)
        return block(blocks.front(), scope);
    return maybe(blocks, mayPass, scope, node.field("condition"));
}

// Whether nothing in the block can raise: only literals and imports of the project's own modules.
bool Evaluator::importsAreKnown(const Node& body, const QString& file) const
{
    for (const Node& child : body.children()) {
        if (child.is("import_from_statement")) {
            int level = 0;
            const QString name = moduleName(child.field("module_name"), level);
            if (m_options.imports.find(name, level, file).isEmpty())
                return false;
        } else if (child.is("import_statement")) {
            for (const Node& name : child.children()) {
                const Node module = name.is("aliased_import") ? name.field("name") : name;
                if (m_options.imports.find(module.text(), 0, file).isEmpty())
                    return false;
            }
        } else if (child.is("expression_statement")) {
            const Node right = child.firstNamed().field("right");
            if (!right.isNull() && !right.is("string") && !right.is("none") && !right.is("identifier")
                && !right.is("tuple") && !right.is("list"))
                return false;
        } else if (!child.is("pass_statement")) {
            return false;
        }
    }
    return true;
}

Evaluator::Flow Evaluator::tryStatement(const Node& node, const ScopePtr& scope)
{
    const Node body = node.field("body");
    std::vector<Node> handlers;
    Node otherwise;
    Node finally;
    for (const Node& child : node.children()) {
        if (child.is("except_clause") || child.is("except_group_clause"))
            handlers.push_back(child.children().isEmpty() ? Node() : child.children().last());
        else if (child.is("else_clause"))
            otherwise = child.field("body");
        else if (child.is("finally_clause"))
            finally = child.firstNamed();
    }
    Flow flow = Flow::Next;
    if (handlers.empty() || importsAreKnown(body, m_current.back()->file)) {
        flow = block(body, scope);
    } else {
        handlers.insert(handlers.begin(), body);
        flow = maybe(handlers, false, scope, body);
    }
    if (flow == Flow::Next)
        flow = block(otherwise, scope);
    const Flow last = block(finally, scope);
    return last == Flow::Next ? flow : last;
}

Evaluator::Flow Evaluator::forStatement(const Node& node, const ScopePtr& scope)
{
    const Node body = node.field("body");
    const Value items = node.is("for_statement") ? value(node.field("right"), scope) : Value();
    const bool isKnown = items.isSequence() && items.elements().size() <= mostIterations;
    if (!isKnown) {
        if (node.is("for_statement"))
            assign(node.field("left"), unknown(node.field("right")), scope, node.line());
        return maybe({ body }, true, scope, node);
    }
    for (const Value& item : items.elements()) {
        assign(node.field("left"), item, scope, node.line());
        if (block(body, scope) != Flow::Next) // break, or a return of one turn: what follows is not certain
            return maybe({ body }, true, scope, node);
    }
    return Flow::Next;
}

void Evaluator::expressionStatement(const Node& node, const ScopePtr& scope)
{
    const Node expression = node.firstNamed();
    if (expression.is("assignment")) {
        std::vector<Node> targets;
        Node right = expression;
        while (right.is("assignment")) {
            targets.push_back(right.field("left"));
            right = right.field("right");
        }
        if (right.isNull()) // an annotation alone binds nothing
            return;
        const Value assigned = value(right, scope);
        for (const Node& target : targets)
            assign(target, assigned, scope, node.line());
    } else if (expression.is("augmented_assignment")) {
        const Node target = expression.field("left");
        assign(target, binary(expression, scope), scope, node.line());
    } else {
        value(expression, scope);
    }
}

void Evaluator::assign(const Node& target, const Value& assigned, const ScopePtr& scope, int line)
{
    if (target.is("identifier")) {
        bind(target.text(), assigned, scope, line);
    } else if (target.is("pattern_list") || target.is("tuple_pattern") || target.is("list_pattern")) {
        const auto parts = target.children();
        const bool fits = assigned.isSequence() && assigned.elements().size() == static_cast<size_t>(parts.size());
        for (qsizetype i = 0; i < parts.size(); ++i)
            assign(parts[i], fits ? assigned.elements()[static_cast<size_t>(i)] : unknown(target), scope, line);
    } else if (target.is("list_splat_pattern")) {
        assign(target.firstNamed(), unknown(target), scope, line);
    } else if (target.is("subscript")) {
        const Value key = value(target.field("subscript"), scope);
        const QByteArrayView owner = target.field("value").bytes();
        if (owner == "globals()") {
            if (key.isString())
                bind(key.text, assigned, m_modules.at(m_current.back()->file)->scope, line);
            else
                open(m_modules.at(m_current.back()->file)->scope, target, true);
        } else if (key.isString() && m_options.onItemAssigned) {
            m_options.onItemAssigned(key.text, assigned, target);
        }
    } else if (target.is("attribute")) {
        const Value owner = value(target.field("object"), scope);
        if (owner.object && owner.object->scope && owner.kind == Value::Kind::Instance)
            bind(target.field("attribute").text(), assigned, owner.object->scope, line);
    }
}

void Evaluator::bind(const QString& name, const Value& assigned, const ScopePtr& scope, int line)
{
    if (scope->globals.contains(name) && !m_current.empty())
        m_modules.at(m_current.back()->file)->scope->names.insert(name, { assigned, line });
    else
        scope->names.insert(name, { assigned, line });
}

// From here on the scope may hold names that nobody can know. An import does not touch those bound before; code that
// can do anything makes them unknown too.
void Evaluator::open(const ScopePtr& scope, const Node& cause, bool forgets)
{
    if (!scope->isOpen)
        scope->openLine = cause.line();
    scope->isOpen = true;
    for (auto it = scope->names.begin(); forgets && it != scope->names.end(); ++it)
        it->value = unknown(cause);
}

void Evaluator::importStatement(const Node& node, const ScopePtr& scope)
{
    for (const Node& child : node.children()) {
        const bool isAliased = child.is("aliased_import");
        const QString full = (isAliased ? child.field("name") : child).text();
        const QString imported = isAliased ? full : full.section(QLatin1Char('.'), 0, 0);
        const QString name = isAliased ? child.field("alias").text() : imported;
        const QString file = m_options.imports.find(imported, 0, m_current.back()->file);
        const auto module = file.isEmpty() ? nullptr : loadModule(file);
        Value imports = Value::external(imported);
        if (module) {
            imports = Value::ofKind(Value::Kind::Module, imported);
            imports.object = module;
        }
        imports.line = node.line();
        bind(name, imports, scope, node.line());
    }
}

void Evaluator::importFrom(const Node& node, const ScopePtr& scope)
{
    int level = 0;
    const Node moduleNode = node.field("module_name");
    const QString from = moduleName(moduleNode, level);
    const QString file = m_options.imports.find(from, level, m_current.back()->file);
    const auto module = file.isEmpty() ? nullptr : loadModule(file);
    for (const Node& child : node.children()) {
        if (child.is("wildcard_import")) {
            importAll(from, module, node, scope);
            continue;
        }
        if (child.start() == moduleNode.start())
            continue;
        const bool isAliased = child.is("aliased_import");
        const QString imported = (isAliased ? child.field("name") : child).text();
        const QString name = isAliased ? child.field("alias").text() : imported;
        Value owner = Value::external(from);
        owner.object = module;
        owner.kind = module ? Value::Kind::Module : Value::Kind::External;
        Value imports = attributeOf(owner, imported, child);
        if (imports.line == 0)
            imports.line = node.line();
        bind(name, imports, scope, node.line());
    }
}

void Evaluator::importAll(
    const QString& name, const std::shared_ptr<Object>& module, const Node& node, const ScopePtr& scope)
{
    // what these bring is known not to be a header or a setting
    static const QSet<QString> harmless{ QStringLiteral("alembic.op"), QStringLiteral("sqlalchemy"),
        QStringLiteral("sqlalchemy.dialects.postgresql"), QStringLiteral("sqlalchemy.dialects.mysql"),
        QStringLiteral("sqlalchemy.types"), QStringLiteral("typing") };
    if (!module) {
        if (!harmless.contains(name))
            open(scope, node);
        return;
    }
    const auto exported = module->scope->names.constFind(QStringLiteral("__all__"));
    QStringList all;
    if (exported != module->scope->names.cend()) {
        for (const Value& item : exported->value.elements())
            all.append(item.text);
    }
    for (auto it = module->scope->names.cbegin(); it != module->scope->names.cend(); ++it) {
        const bool isPublic = all.isEmpty() ? !it.key().startsWith(QLatin1Char('_')) : all.contains(it.key());
        if (isPublic)
            bind(it.key(), it->value, scope, node.line());
    }
    if (module->scope->isOpen)
        open(scope, node);
}

void Evaluator::defineFunction(const Node& node, const ScopePtr& scope, const QStringList& decorators)
{
    for (const Node& parameter : node.field("parameters").children()) {
        if (!parameter.field("value").isNull())
            value(parameter.field("value"), scope); // evaluated now, for what it calls
    }
    const auto function = std::make_shared<Object>();
    function->name = node.field("name").text();
    function->definition = node;
    function->scope = scope->isClass ? scope->parent : scope;
    function->decorators = decorators;
    function->module = m_current.back();
    Value defined = Value::ofKind(Value::Kind::Function, function->name);
    defined.object = function;
    bind(function->name, defined, scope, node.line());
    if (m_current.back() == m_current.front() && !m_knownFunctions.contains(node.start())) {
        m_knownFunctions.insert(node.start());
        m_functions.push_back(function);
    }
}

void Evaluator::defineClass(const Node& node, const ScopePtr& scope)
{
    const auto type = std::make_shared<Object>();
    type->name = node.field("name").text();
    type->definition = node;
    type->module = m_current.back();
    type->scope = newScope(scope);
    type->scope->isClass = true;
    Value defined = Value::ofKind(Value::Kind::Class, type->name);
    for (const Node& base : node.field("superclasses").children()) {
        if (base.is("keyword_argument"))
            continue;
        type->bases.append(base.text());
        const Value known = value(base, scope);
        if (known.kind == Value::Kind::Class) { // inherited names, which its own then replace
            type->bases += known.object->bases;
            for (auto it = known.object->scope->names.cbegin(); it != known.object->scope->names.cend(); ++it)
                type->scope->names.insert(it.key(), *it);
        }
    }
    block(node.field("body"), type->scope);
    defined.object = type;
    bind(type->name, defined, scope, node.line());
}

} // namespace espalier::python
