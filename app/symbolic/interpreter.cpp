// The interpreter in parts: this file keeps modules and gives hosts and the library what they need, statements.cpp
// walks statements, expressions.cpp gives values, calls.cpp calls functions and makes classes, heap.cpp keeps and joins
// states, turns.cpp walks loops, aliases.cpp follows what is changed through a name that may stand for several things.
//
// Terms. A Value that is Unknown carries a Doubt: the code that nobody here can know the value of. Control flow that
// depends on it is walked in all its ways (ways()), each from the same state; what the ways leave is joined, and the
// World is told that what they did is in doubt. A way that leaves the function, loop or turn while another goes on
// leaves the rest of it in doubt too (openUncertain()). A Python exception is a C++ exception (Raised), which ends
// where Python's would; Exhausted ends the evaluation when limits are reached.
//
// Limits. A generator that may be read in part is walked to its end when its first element is taken (generator.cpp).
// Integers of more than 64 bits are unknown. Of a metaclass __new__(), __init__() and plain attributes are followed;
// one that changes more leaves its classes in doubt. An error of type or value that hangs on what is not known is
// followed where a `try` names it, and nowhere else.
#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"

#include "core/file.h"
#include "python/source.h"

#include <mutex>

namespace espalier::symbolic {

namespace {

constexpr int parseLimitMs = 2000;
constexpr qsizetype shownExpression = 80;
constexpr size_t mostAlternatives = 6;

/// Read once, kept for all evaluations.
class KeptSources final : public SourceCache {
public:
    explicit KeptSources(qint64 largest)
        : m_largest(largest)
    { }

    std::shared_ptr<const python::SyntaxTree> tree(const QString& file) override
    {
        {
            const std::lock_guard lock(m_mutex);
            const auto found = m_trees.constFind(file);
            if (found != m_trees.cend())
                return *found;
        }
        std::shared_ptr<const python::SyntaxTree> made;
        if (const auto bytes = core::readFile(file, m_largest)) {
            if (auto tree = python::SyntaxTree::parse(python::decodeSource(*bytes).text, {}, parseLimitMs))
                made = std::make_shared<const python::SyntaxTree>(std::move(*tree));
        }
        const std::lock_guard lock(m_mutex);
        const auto found = m_trees.constFind(file); // another thread may have been first
        return found != m_trees.cend() ? *found : *m_trees.insert(file, made);
    }

private:
    qint64 m_largest;
    std::mutex m_mutex;
    QHash<QString, std::shared_ptr<const python::SyntaxTree>> m_trees;
};

} // namespace

std::shared_ptr<SourceCache> makeSourceCache(qint64 largestFile) { return std::make_shared<KeptSources>(largestFile); }

Interpreter::Interpreter(Options options)
    : m_options(std::move(options))
    , m_world(m_options.world)
{
    if (!m_world) {
        m_nothing = std::make_unique<World>();
        m_world = m_nothing.get();
    }
    if (!m_options.sources)
        m_options.sources = makeSourceCache();
}

Interpreter::~Interpreter()
{
    // functions and classes refer to the scopes that hold them: break the circles
    for (const auto& weak : m_scopes) {
        if (const ScopePtr scope = weak.lock()) {
            const Names names = std::exchange(scope->names, {});
            scope->parent.reset();
            scope->function.reset();
        }
    }
    for (const auto& type : m_classes) {
        type->order.clear();
        type->members.clear();
    }
}

ScopePtr Interpreter::newScope(const ScopePtr& parent)
{
    const auto scope = std::make_shared<Scope>();
    scope->parent = parent;
    m_scopes.push_back(scope);
    return scope;
}

Interpreter::Attempt Interpreter::attempt(const std::function<Value()>& work)
{
    Attempt attempt;
    const auto running = m_running;
    try {
        attempt.value = work();
    } catch (const Raised& raised) {
        attempt.exception = raised.exception;
        attempt.place = raised.place;
    } catch (const Exhausted& exhausted) {
        attempt.exhausted = exhausted.doubt;
        attempt.place = exhausted.doubt->place;
        m_frames.clear();
        m_saves.clear();
        m_tries.clear();
        m_handled.clear();
        m_uncertain.clear();
        m_importing = 0;
    }
    m_running = running;
    return attempt;
}

// ---- modules

std::shared_ptr<Module> Interpreter::run(const python::SyntaxTree& tree, const QString& file, const QString& name)
{
    const auto module = std::make_shared<Module>(tree);
    module->name = name;
    module->file = file;
    module->scope = newScope(nullptr);
    m_modules[file] = module;
    module->scope->names.insert(QStringLiteral("__name__"), Value::string(name));
    module->scope->names.insert(QStringLiteral("__file__"), Value::string(file));
    module->scope->names.insert(QStringLiteral("__doc__"), Value());
    m_running.push_back(module);
    const python::Node outer = std::exchange(m_node, module->tree.root());
    const size_t depth = m_uncertain.size();
    try {
        if (isImporting())
            importBlock(*module);
        else
            block(module->tree.root(), module->scope);
    } catch (const Raised&) {
        closeUncertain(depth, Leaving::Function);
        m_node = outer;
        m_running.pop_back();
        throw;
    }
    closeUncertain(depth, Leaving::Function);
    m_node = outer;
    m_running.pop_back();
    return module;
}

// What is raised while a module is imported is most likely a thing that this interpreter lacks: the names that the
// statement would have bound are unknown, and the rest goes on.
void Interpreter::importBlock(const Module& module)
{
    for (const python::Node& node : module.tree.root().children()) {
        const size_t depth = m_uncertain.size();
        const size_t running = m_running.size();
        try {
            if (statement(node, module.scope) != Flow::Next)
                return;
        } catch (const Raised& raised) {
            m_running.resize(running);
            closeUncertain(depth, Leaving::Function);
            const Value lost = Value::unknown(
                doubtAt(node, QT_TRANSLATE_NOOP("Messages", "module %1 could not be followed here: %2"),
                    { module.name, describe(raised.exception) }));
            for (const QString& name : namesBoundBy(node))
                module.scope->names.insert(name, lost);
        }
    }
}

/// The packages that a module is in come first.
void Interpreter::importPackages(const QString& name, const QString& fromFile)
{
    for (qsizetype dot = name.indexOf(QLatin1Char('.')); dot > 0; dot = name.indexOf(QLatin1Char('.'), dot + 1))
        importModule(name.left(dot), 0, fromFile);
}

void Interpreter::importAtOnce(const LazyImport& lazy)
{
    const auto module = importModule(lazy.module, lazy.level, lazy.fromFile);
    if (!module || lazy.attribute.isEmpty() || module->scope->names.contains(lazy.attribute))
        return;
    const QString full = lazy.module.isEmpty() ? lazy.attribute : lazy.module + QLatin1Char('.') + lazy.attribute;
    importModule(full, lazy.level, lazy.fromFile);
}

std::shared_ptr<Module> Interpreter::importModule(const QString& name, int level, const QString& fromFile)
{
    if (m_options.importsAtOnce && level == 0)
        importPackages(name, fromFile);
    const QString file = m_options.imports.find(name, level, fromFile);
    if (file.isEmpty())
        return nullptr;
    const auto known = m_modules.find(file);
    if (known != m_modules.end())
        return known->second; // maybe still running: then with the names so far, as in Python
    if (m_modules.size() >= size_t(m_options.limits.modules))
        return nullptr;
    const auto tree = m_options.sources->tree(file);
    return tree ? importTree(*tree, file, name) : nullptr;
}

std::shared_ptr<Module> Interpreter::moduleWith(const QString& name, const ObjectPtr& object) const
{
    for (const auto& [file, module] : m_modules)
        if (module->scope->names.value(name).object() == object
            && !m_options.imports.find(module->name, 0, {}).isEmpty())
            return module;
    return nullptr;
}

std::shared_ptr<Module> Interpreter::standardModule(const QString& name, const char* source)
{
    const QString file = QLatin1Char('<') + name + QLatin1Char('>');
    const auto known = m_modules.find(file);
    if (known != m_modules.end())
        return known->second;
    const auto tree = python::SyntaxTree::parse(QByteArray(source));
    return tree ? importTree(*tree, file, name) : nullptr;
}

std::shared_ptr<Module> Interpreter::importTree(
    const python::SyntaxTree& tree, const QString& file, const QString& name)
{
    ++m_importing;
    auto tries = std::exchange(m_tries, {});
    const quint64 before = Object::newest();
    const Attempt attempt = attemptImport(tree, file, name);
    noteImported(file, before);
    m_tries = std::move(tries);
    --m_importing;
    const auto module = m_modules.find(file);
    if (module != m_modules.end() && m_options.changedModules.contains(file))
        forgetState(*module->second);
    if (!attempt.value && module != m_modules.end()) // its names so far are there; others may be
        module->second->scope->doubt
            = doubt(QT_TRANSLATE_NOOP("Messages", "module %1 could not be followed"), { name });
    return module == m_modules.end() ? nullptr : module->second;
}

// A module that raises, or is too much, must not end what imports it.
Interpreter::Attempt Interpreter::attemptImport(
    const python::SyntaxTree& tree, const QString& file, const QString& name)
{
    Attempt attempt;
    const auto running = m_running;
    try {
        run(tree, file, name);
        attempt.value = Value();
    } catch (const Raised& raised) {
        attempt.exception = raised.exception;
    }
    m_running = running;
    return attempt;
}

Value Interpreter::import(const QString& name)
{
    if (auto known = m_world->imported(*this, name))
        return *known;
    if (auto standard = standardName(*this, name))
        return *standard;
    const QString from = m_running.empty() ? QString() : m_running.back()->file;
    if (const auto module = importModule(name, 0, from))
        return Value::of(module);
    const auto external = std::make_shared<External>();
    external->name = name;
    external->place = place();
    return Value::of(external);
}

Value Interpreter::resolved(const Value& bound, const QString& name, const ScopePtr& where)
{
    const auto lazy = bound.isObject() ? bound.as<LazyImport>() : nullptr;
    if (!lazy)
        return bound;
    if (lazy->isResolving)
        return unknown(QT_TRANSLATE_NOOP("Messages", "modules import each other: %1"), { name });
    if (!lazy->value) {
        lazy->isResolving = true;
        const Value value = resolveImport(*lazy);
        lazy->isResolving = false;
        lazy->value = value;
    }
    where->names.insert(name, *lazy->value);
    return *lazy->value;
}

Value Interpreter::resolveImport(const LazyImport& lazy)
{
    const QString full = lazy.attribute.isEmpty() ? lazy.module
        : lazy.module.isEmpty()                   ? lazy.attribute
                                                  : lazy.module + QLatin1Char('.') + lazy.attribute;
    if (lazy.level == 0) {
        if (auto known = m_world->imported(*this, full))
            return *known;
        if (auto standard = standardName(*this, full))
            return *standard;
    }
    if (lazy.attribute.isEmpty()) {
        if (const auto module = importModule(lazy.module, lazy.level, lazy.fromFile))
            return Value::of(module);
        return external(full, lazy.place);
    }
    const auto module = importModule(lazy.module, lazy.level, lazy.fromFile);
    if (module) {
        if (auto found = module->attribute(*this, lazy.attribute))
            return *found;
        if (const auto submodule = importModule(full, lazy.level, lazy.fromFile))
            return Value::of(submodule);
        return Value::unknown(std::make_shared<const Doubt>(
            Doubt{ { QT_TRANSLATE_NOOP("Messages", "module %1 has no %2 that is found without running it"),
                       { lazy.module, lazy.attribute } },
                lazy.attribute, lazy.place }));
    }
    return external(full, lazy.place);
}

Value Interpreter::external(const QString& name, const Place& where) const
{
    const auto made = std::make_shared<External>();
    made->name = name;
    made->place = where;
    return Value::of(made);
}

// ---- places, doubts, exceptions

Place Interpreter::place() const { return { m_running.empty() ? QString() : m_running.back()->file, m_node.line() }; }

QString Interpreter::shown(const python::Node& node)
{
    QString expression
        = QString::fromUtf8(node.bytes().first(qMin(node.bytes().size(), 4 * shownExpression))).simplified();
    if (expression.size() > shownExpression)
        expression = expression.left(shownExpression) + QChar(0x2026);
    return expression;
}

QString Arguments::source() const { return Interpreter::shown(node); }

DoubtPtr Interpreter::doubt(const char* source, const QStringList& arguments) const
{
    return std::make_shared<const Doubt>(Doubt{ { source, arguments }, shown(m_node), place() });
}

DoubtPtr Interpreter::doubtAt(const python::Node& node, const char* source, const QStringList& arguments) const
{
    if (node.isNull()) // a part that broken syntax lacks
        return doubt(source, arguments);
    return std::make_shared<const Doubt>(Doubt{ { source, arguments }, shown(node), { place().file, node.line() } });
}

Value Interpreter::unknown(const char* source, const QStringList& arguments) const
{
    return Value::unknown(doubt(source, arguments));
}

Value Interpreter::unknown(core::Message reason) const
{
    return Value::unknown(std::make_shared<const Doubt>(Doubt{ std::move(reason), shown(m_node), place() }));
}

const Value* Interpreter::firstUnknown(std::initializer_list<const Value*> values)
{
    for (const Value* value : values)
        if (value->isUnknown())
            return value;
    return nullptr;
}

Value Interpreter::oneOf(const std::vector<Value>& possible, const DoubtPtr& why)
{
    bool isAliased = false;
    for (const Value& one : possible)
        isAliased = escape(one) || isAliased;
    if (std::all_of(possible.begin(), possible.end(), isPlainData))
        return Value::data(why).aliased(isAliased);
    const bool areCallable = std::all_of(possible.begin(), possible.end(), isCode);
    return areCallable && possible.size() > 1 && possible.size() <= mostAlternatives
        ? Value::oneOf(why, std::make_shared<Alternatives>(possible))
        : Value::unknown(why);
}

void Interpreter::raise(const QString& exceptionClass_, const QString& message)
{
    auto type = exceptionClass(exceptionClass_);
    if (!type && m_world && exceptionClass_.contains(QLatin1Char('.'))) // with its bases
        if (const auto known = m_world->imported(*this, exceptionClass_))
            type = known->as<ClassObject>();
    if (!type)
        type = makeExceptionClass(exceptionClass_, QStringLiteral("Exception"));
    std::vector<Value> arguments;
    if (!message.isEmpty())
        arguments
            = { Value::data(doubt(QT_TRANSLATE_NOOP("Messages", "what an error says is another in every version"))) };
    const Value made = makeInstance(type, Arguments{ std::move(arguments), {}, place(), {}, nullptr });
    if (const auto instance = made.as<Instance>())
        instance->words = message;
    raise(made);
}

void Interpreter::raiseKeyError(const Value& key)
{
    raise(makeInstance(exceptionClass(QStringLiteral("KeyError")), Arguments{ { key }, {}, place(), {}, nullptr }));
}

void Interpreter::raise(const Value& exception)
{
    const auto instance = exception.as<Instance>();
    if (instance && !m_handled.empty() && m_handled.back().object() != exception.object())
        instance->setAttribute(*this, QStringLiteral("__context__"), m_handled.back());
    throw Raised{ exception, place() };
}

QString Interpreter::describe(const Value& exception)
{
    const auto instance = exception.as<Instance>();
    if (!instance)
        return exception.isUnknown() ? exception.doubt()->expression : typeName(exception);
    const Attempt text = attempt([&] { return str(exception); });
    const QString message = text.value && text.value->isString() ? text.value->text() : instance->words;
    return message.isEmpty() ? instance->type->name : instance->type->name + QLatin1String(": ") + message;
}

// ---- work

void Interpreter::spend(int steps)
{
    m_steps += steps;
    if (m_steps > m_options.limits.steps)
        throw Exhausted{ doubt(QT_TRANSLATE_NOOP("Messages", "takes more work than a migration script should")) };
}

void Interpreter::checkSize(qsizetype characters)
{
    spend(int(qMin<qsizetype>(characters / 256, 1 << 20)));
    if (characters > m_options.limits.text)
        throw Exhausted{ doubt(QT_TRANSLATE_NOOP("Messages", "makes a text too large to be looked at")) };
}

Value Interpreter::environmentVariable(const QString& name, const Value& otherwise, bool mustBeSet)
{
    if (!m_variables.contains(name))
        m_variables.append(name);
    const Environment& environment = m_options.environment;
    if (const auto set = environment.variables.constFind(name); set != environment.variables.cend())
        return Value::string(*set);
    if (!environment.isWhole) {
        const DoubtPtr why = doubt(QT_TRANSLATE_NOOP("Messages", "depends on the environment variable %1"), { name });
        return oneOf({ otherwise }, why);
    }
    if (mustBeSet)
        raiseKeyError(Value::string(name));
    return otherwise;
}

} // namespace espalier::symbolic
