// Symbolic evaluation of a module, in three files: this one keeps modules and scopes, evaluator_statements.cpp walks
// statements, evaluator_expressions.cpp and evaluator_calls.cpp give values. A statement can end in three ways (Flow):
// go on, return from the function, or stop (raise). Where it is not known which of several blocks runs, all are walked
// from the same state, and the states of those that go on are joined (maybe()).
#include "python/evaluator.h"

#include "core/file.h"
#include "python/evaluator_frame.h"
#include "python/source.h"

#include <QFileInfo>

namespace espalier::python {

namespace {

constexpr qint64 largestImportedFile = 2 * 1024 * 1024;
constexpr size_t mostModules = 40;
constexpr int importParseLimitMs = 2000;

std::optional<QString> documentationOf(const Node& root)
{
    const auto statements = root.children();
    if (statements.isEmpty() || !statements.first().is("expression_statement"))
        return std::nullopt;
    return plainString(statements.first().firstNamed());
}

} // namespace

std::optional<QString> plainString(Node node)
{
    while (node.is("parenthesized_expression"))
        node = node.firstNamed();
    if (node.is("concatenated_string")) {
        QString joined;
        for (const Node& part : node.children()) {
            const auto text = plainString(part);
            if (!text)
                return std::nullopt;
            joined += *text;
        }
        return joined;
    }
    const auto prefix = node.is("string") ? stringPrefix(node.bytes()) : std::nullopt;
    if (!prefix || prefix->isBytes || prefix->isFormatted)
        return std::nullopt;
    return stringValue(node.bytes());
}

Evaluator::Evaluator(Options options)
    : m_options(std::move(options))
{ }

Evaluator::~Evaluator()
{
    // functions refer to the scopes that hold them: break the circles
    for (const auto& weak : m_scopes) {
        if (const ScopePtr scope = weak.lock())
            scope->names.clear();
    }
}

Evaluator::ScopePtr Evaluator::newScope(const ScopePtr& parent)
{
    const auto scope = std::make_shared<Scope>();
    scope->parent = parent;
    m_scopes.push_back(scope);
    return scope;
}

const Module& Evaluator::evaluate(const SyntaxTree& tree, const QString& file)
{
    const auto module = std::make_shared<Module>(Module{ file, tree, newScope(nullptr), std::nullopt, nullptr });
    m_modules[file] = module;
    module->documentation = documentationOf(module->tree.root());
    module->object = std::make_shared<Object>();
    module->object->name = QFileInfo(file).completeBaseName();
    module->object->scope = module->scope;
    module->object->module = module.get();
    bind(QStringLiteral("__name__"), Value::string(module->object->name), module->scope, 0);
    bind(QStringLiteral("__file__"), Value::string(file), module->scope, 0);
    const auto& documentation = module->documentation;
    bind(QStringLiteral("__doc__"), documentation ? Value::string(*documentation) : Value::none(), module->scope, 0);
    m_current.push_back(module.get());
    block(module->tree.root(), module->scope);
    if (m_options.onCall && m_current.size() == 1)
        lookIntoFunctions();
    m_current.pop_back();
    return *module;
}

std::optional<Binding> Evaluator::find(const Module& module, const QString& name)
{
    const auto found = module.scope->names.constFind(name);
    if (found != module.scope->names.cend())
        return *found;
    const auto getter = module.scope->names.constFind(QStringLiteral("__getattr__"));
    if (getter != module.scope->names.cend() && getter->value.kind == Value::Kind::Function) {
        Call call;
        call.positional = { Value::string(name) };
        bool raises = false;
        m_current.push_back(&module);
        const Value given = callFunction(getter->value.object, call, nullptr, &raises);
        m_current.pop_back();
        return raises ? std::nullopt : std::optional<Binding>({ given, getter->line });
    }
    if (module.scope->isOpen)
        return Binding{ Value::unknown(name, module.scope->openLine), module.scope->openLine };
    return std::nullopt;
}

std::shared_ptr<Object> Evaluator::loadModule(const QString& file)
{
    const auto known = m_modules.find(file);
    if (known != m_modules.end())
        return known->second->object; // maybe still being evaluated: then with the names so far, as in Python
    if (m_modules.size() >= mostModules || m_current.size() >= mostModules / 2)
        return nullptr;
    const auto bytes = core::readFile(file, largestImportedFile);
    if (!bytes)
        return nullptr;
    const Source source = decodeSource(*bytes);
    const auto tree = SyntaxTree::parse(source.text, {}, importParseLimitMs);
    if (!tree)
        return nullptr;
    return evaluate(*tree, file).object;
}

Value Evaluator::unknown(const Node& node) const
{
    constexpr qsizetype longest = 60;
    QString expression = QString::fromUtf8(node.bytes().first(qMin(node.bytes().size(), 4 * longest))).simplified();
    if (expression.size() > longest)
        expression = expression.left(longest) + QChar(0x2026);
    return Value::unknown(expression, node.line());
}

bool Evaluator::spend() { return ++m_steps <= m_options.maxSteps; }

} // namespace espalier::python
