#include "operations/alembic/plugins.h"

#include "resources/resources.h"
#include "symbolic/code.h"
#include "symbolic/library.h"

#include <algorithm>
#include <QFileInfo>

namespace espalier::operations {

using symbolic::Arguments;
using symbolic::Interpreter;
using symbolic::Value;

namespace {

const QByteArray& registering()
{
    static const QByteArray word = "register_operation";
    return word;
}

/// Packages of directives that are known by name, and what stands for their code.
const QMap<QString, QByteArray>& knownPackages()
{
    static const QMap<QString, QByteArray> all = [] {
        QMap<QString, QByteArray> sources;
        const QString folder = QStringLiteral("plugins");
        for (const QString& file : resources::filesIn(folder))
            sources.insert(file.section(u'.', 0, 0), resources::read(folder + u'/' + file));
        return sources;
    }();
    return all;
}

/// The package that brings a directive; empty for any other.
QString packageOf(const QString& directive)
{
    const QByteArray registered = registering() + "(\"" + directive.toUtf8() + '"';
    for (auto it = knownPackages().cbegin(); it != knownPackages().cend(); ++it)
        if (it->contains(registered))
            return it.key();
    return {};
}

std::shared_ptr<symbolic::Module> knownPackage(Interpreter& interpreter, const QString& name)
{
    return interpreter.standardModule(name, knownPackages().value(name).constData());
}

struct ImportedModule {
    QString name;
    int level; ///< leading dots
};

/// What the import statements of a file may bring: `import a.b`, `from .a import b`.
std::vector<ImportedModule> importedModules(const python::SyntaxTree& tree)
{
    std::vector<ImportedModule> found;
    const auto plainName
        = [](const python::Node& name) { return (name.is("aliased_import") ? name.field("name") : name).text(); };
    for (const python::Node& statement : tree.root().children()) {
        if (statement.is("import_statement")) {
            for (const python::Node& name : statement.children())
                found.push_back({ plainName(name), 0 });
        } else if (statement.is("import_from_statement")) {
            const python::Node from = statement.field("module_name");
            const QString dotted = from.text();
            QString module = dotted;
            while (module.startsWith(QLatin1Char('.')))
                module.remove(0, 1);
            const int level = int(dotted.size() - module.size());
            found.push_back({ module, level });
            for (const python::Node& name : statement.children())
                if (name != from)
                    found.push_back(
                        { module.isEmpty() ? plainName(name) : module + QLatin1Char('.') + plainName(name), level });
        }
    }
    return found;
}

/// Operations, of which the code of projects uses these as decorators.
class OperationsClass final : public symbolic::Object {
public:
    explicit OperationsClass(Plugins& plugins)
        : m_plugins(plugins)
    {
        m_others->name = QStringLiteral("alembic.operations.Operations");
    }
    QString typeName() const override { return QStringLiteral("type"); }
    bool isBase() const override { return true; }
    std::optional<Value> call(Interpreter& interpreter, const Arguments& arguments) override
    {
        return m_others->call(interpreter, arguments);
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("register_operation"))
            return symbolic::builtin(name, [this](Interpreter&, const Arguments& arguments) {
                const Value directive = arguments.get(0, u"name");
                const Value method = arguments.get(1, u"sourcename", directive);
                return decorator([this, directive, method](const Value& type) {
                    if (directive.isString() && method.isString())
                        m_plugins.add(directive.text(), type, method.text());
                });
            });
        if (name == QLatin1String("implementation_for"))
            return symbolic::builtin(name, [this](Interpreter&, const Arguments& arguments) {
                return decorator([this, type = arguments.get(0, u"op_cls")](
                                     const Value& function) { m_plugins.implement(type, function); });
            });
        return m_others->attribute(interpreter, name);
    }

private:
    static Value decorator(const std::function<void(const Value&)>& take)
    {
        return symbolic::builtin(QStringLiteral("register"), [take](Interpreter&, const Arguments& arguments) {
            take(arguments.get(0, u"cls"));
            return arguments.get(0, u"cls");
        });
    }

    Plugins& m_plugins;
    const std::shared_ptr<symbolic::External> m_others = std::make_shared<symbolic::External>();
};

} // namespace

void Plugins::add(const QString& directive, const Value& type, const QString& method)
{
    m_directives.insert(directive, { type, method });
}

void Plugins::implement(const Value& type, const Value& function) { m_implementations.emplace_back(type, function); }

void Plugins::read(Interpreter& interpreter, const Circumstances& circumstances)
{
    if (std::exchange(m_isRead, true) || circumstances.envFile.isEmpty())
        return;
    const auto tree = interpreter.options().sources->tree(circumstances.envFile);
    if (!tree)
        return;
    if (tree->source().contains(registering()))
        interpreter.importModule(QFileInfo(circumstances.envFile).completeBaseName(), 1, circumstances.envFile);
    for (const ImportedModule& module : importedModules(*tree)) {
        const QString file = interpreter.options().imports.find(module.name, module.level, circumstances.envFile);
        const auto imported = file.isEmpty() ? nullptr : interpreter.options().sources->tree(file);
        if (imported && imported->source().contains(registering()))
            interpreter.importModule(module.name, module.level, circumstances.envFile);
    }
}

void Plugins::readPackage(Interpreter& interpreter, const Circumstances& circumstances, const QString& directive)
{
    const QString package = packageOf(directive);
    if (package.isEmpty() || m_directives.contains(directive) || !circumstances.imports.find(package, 0, {}).isEmpty())
        return;
    const auto treeOf
        = [&](const QString& file) { return file.isEmpty() ? nullptr : interpreter.options().sources->tree(file); };
    const auto names = [&](const auto& tree) { return tree && tree->source().contains(package.toLatin1()); };
    const auto env = treeOf(circumstances.envFile);
    bool isNamed = !env || names(env) || names(treeOf(interpreter.place().file)); // without env.py: it may be
    for (const ImportedModule& module : env && !isNamed ? importedModules(*env) : std::vector<ImportedModule>())
        isNamed = isNamed
            || names(treeOf(interpreter.options().imports.find(module.name, module.level, circumstances.envFile)));
    if (isNamed)
        knownPackage(interpreter, package);
}

std::optional<Value> Plugins::call(
    Interpreter& interpreter, const QString& name, const Value& operations, const Arguments& arguments) const
{
    const auto directive = m_directives.constFind(name);
    if (directive == m_directives.cend())
        return std::nullopt;
    Arguments given = arguments;
    given.positional.insert(given.positional.begin(), operations);
    return interpreter.call(interpreter.attribute(directive->type, directive->method), given);
}

std::optional<Value> Plugins::invoke(Interpreter& interpreter, const Value& operations, const Value& operation) const
{
    const auto instance = operation.as<symbolic::Instance>();
    if (!instance)
        return std::nullopt;
    for (const auto& type : instance->type->order) {
        const auto found = std::find_if(m_implementations.rbegin(), m_implementations.rend(),
            [&](const auto& one) { return one.first.template as<symbolic::ClassObject>() == type; });
        if (found != m_implementations.rend())
            return interpreter.call(found->second, { operations, operation });
    }
    return std::nullopt;
}

std::optional<Value> packageName(Interpreter& interpreter, const Circumstances& circumstances, const QString& dotted)
{
    const QString package = dotted.section(QLatin1Char('.'), 0, 0);
    const QString name = dotted.section(QLatin1Char('.'), -1);
    if (!knownPackages().contains(package) || package == dotted
        || !circumstances.imports.find(package, 0, {}).isEmpty())
        return std::nullopt;
    const auto module = knownPackage(interpreter, package);
    return module && module->scope->names.contains(name) ? module->attribute(interpreter, name) : std::nullopt;
}

std::optional<Value> pluginName(Plugins& plugins, const QString& dotted)
{
    if (dotted != QLatin1String("alembic.operations.Operations")
        && dotted != QLatin1String("alembic.operations.base.Operations"))
        return std::nullopt;
    return Value::of(std::make_shared<OperationsClass>(plugins));
}

} // namespace espalier::operations
