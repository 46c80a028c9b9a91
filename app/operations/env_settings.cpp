#include "operations/env_settings.h"

#include "operations/alembic/alembic_names.h"
#include "operations/plain_value.h"
#include "operations/reader.h"
#include "operations/recorder.h"

#include <QFileInfo>

namespace espalier::operations {

namespace {

/// An object that any other of its class could stand for.
std::optional<HandedOn> asStateless(const Interpreter& interpreter, const Value& value)
{
    const auto instance = value.as<symbolic::Instance>();
    if (!instance || !instance->attributes.isEmpty() || instance->hasPlain)
        return std::nullopt;
    const auto module = interpreter.moduleWith(instance->type->name, instance->type);
    if (!module)
        return std::nullopt;
    return HandedOn{ HandedOn::Kind::Instance, module->name, instance->type->name, {} };
}

HandedOn handedOn(const Interpreter& interpreter, const Value& value)
{
    if (const QString module = alembicModule(value); !module.isEmpty())
        return { HandedOn::Kind::Module, module, {}, {} };
    if (const auto plain = asPlain(value))
        return { HandedOn::Kind::Plain, {}, {}, *plain };
    return asStateless(interpreter, value).value_or(HandedOn());
}

/// What changes the statements of revisions, or runs beside them: Alembic's hook, schemas that stand for others,
/// listeners of SQLAlchemy's engines.
bool isHook(const python::Node& node)
{
    if (node.is("keyword_argument")) {
        const QString name = node.field("name").text();
        return (name == QLatin1String("on_version_apply") || name == QLatin1String("schema_translate_map"))
            && !node.field("value").is("none");
    }
    return node.is("string")
        && (node.text().contains(QLatin1String("before_cursor_execute"))
            || node.text().contains(QLatin1String("before_execute")));
}

std::vector<core::Location> hooksIn(const python::Node& root, const QString& file)
{
    std::vector<core::Location> hooks;
    std::vector<python::Node> open{ root };
    while (!open.empty()) {
        const python::Node node = open.back();
        open.pop_back();
        if (isHook(node))
            hooks.push_back({ file, node.line() });
        for (const python::Node& child : node.children())
            open.push_back(child);
    }
    std::sort(hooks.begin(), hooks.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    return hooks;
}

class EnvReader {
public:
    EnvReader(const project::Project& project, const dialects::Dialect& dialect,
        const std::shared_ptr<symbolic::SourceCache>& sources, const symbolic::Environment& environment)
        : m_project(project)
        , m_dialect(dialect)
        , m_sources(sources)
        , m_environment(environment)
    {
        m_result.settings.versionTable = { project.versionTableSchema(), project.versionTable() };
        m_result.settings.transactionPerMigration = project.env.transactionPerMigration.valueOr(false);
        m_result.settings.transactionalDdl = project.env.transactionalDdl.value;
    }

    EnvSettings read()
    {
        walkEnv(m_project, m_dialect, m_sources, { m_project.sysPath, m_environment }, [this](const EnvWalk& walk) {
            if (!walk.configured)
                return;
            take(walk.interpreter, walk.recorder, *walk.configured);
            for (const auto& keyword : walk.recorder.handedOn().keywords)
                m_result.settings.handedOn.insert(keyword.first, handedOn(walk.interpreter, keyword.second));
        });
        if (const auto tree = m_project.envFile().isEmpty() ? nullptr : m_sources->tree(m_project.envFile()))
            m_result.settings.hooks = hooksIn(tree->root(), m_project.envFile());
        return m_result;
    }

private:
    void take(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
    {
        MigrationSettings& settings = m_result.settings;
        m_result.at = { arguments.place.file, arguments.place.line };
        DirectiveArguments reader(interpreter, recorder, arguments, "connection");
        if (const Value* metadata = reader.find("target_metadata"))
            takeMetadata(interpreter, *metadata);
        else if (arguments.doubt)
            m_result.unknown.push_back(arguments.doubt->reason);
        if (const auto flag = reader.flag("transaction_per_migration"))
            settings.transactionPerMigration = *flag;
        if (const auto flag = reader.flag("transactional_ddl"))
            settings.transactionalDdl = *flag;
        if (const auto flag = reader.flag("version_table_pk"))
            settings.versionTableHasKey = *flag;
        if (const QString table = reader.text("version_table"); !table.isEmpty())
            settings.versionTable.name = table;
        if (const QString schemaName = reader.text("version_table_schema"); !schemaName.isEmpty())
            settings.versionTable.schema = schemaName;
    }

    void takeMetadata(Interpreter& interpreter, const Value& metadata)
    {
        if (metadata.isNone() || metadata.as<symbolic::Sequence>()) // Alembic takes no convention from several
            return;
        const auto convention = asNamingConvention(interpreter, metadata);
        if (convention.doubt)
            m_result.unknown.push_back(convention.doubt->reason);
        else
            m_result.settings.convention = convention.value;
    }

    const project::Project& m_project;
    const dialects::Dialect& m_dialect;
    std::shared_ptr<symbolic::SourceCache> m_sources;
    symbolic::Environment m_environment;
    EnvSettings m_result;
};

} // namespace

namespace {

/// What env.py may take: it often imports the application for a name or two.
constexpr symbolic::Limits limitsOfEnv{ .modules = 400 };

/// False where it did not lead to context.configure(), and may still as offline.
bool walkEnvOnce(const project::Project& project, const dialects::Dialect& dialect,
    const std::shared_ptr<symbolic::SourceCache>& sources, const EnvWalkOptions& how, bool isOffline,
    const std::function<void(const EnvWalk&)>& take)
{
    Circumstances circumstances;
    circumstances.dialect = &dialect;
    circumstances.isOffline = isOffline;
    circumstances.imports = python::ImportFinder(how.roots);
    circumstances.sources = sources;
    schema::Replay state(dialect.schemaRules());
    RunMemo memo;
    Recorder recorder(circumstances, state, memo);
    symbolic::Interpreter::Options options;
    options.imports = circumstances.imports;
    options.sources = sources;
    options.world = &recorder;
    options.environment = how.environment;
    options.importsAtOnce = how.isWhole;
    options.limits = how.isWhole ? limitsOfWhole : limitsOfEnv;
    symbolic::Interpreter interpreter(std::move(options));
    const auto tree = project.envFile().isEmpty() ? nullptr : sources->tree(project.envFile());
    symbolic::Interpreter::Attempt walked;
    if (tree)
        walked = interpreter.attempt([&] {
            interpreter.run(*tree, project.envFile(), QStringLiteral("env_py"));
            return Value();
        });
    const auto& configured = recorder.configured();
    if (!configured && !isOffline)
        return false;
    interpreter.attempt([&] {
        take({ interpreter, recorder, configured ? &*configured : nullptr, walked.exhausted });
        return Value();
    });
    return true;
}

} // namespace

void walkEnv(const project::Project& project, const dialects::Dialect& dialect,
    const std::shared_ptr<symbolic::SourceCache>& sources, const EnvWalkOptions& options,
    const std::function<void(const EnvWalk&)>& take)
{
    if (!walkEnvOnce(project, dialect, sources, options, false, take))
        walkEnvOnce(project, dialect, sources, options, true, take);
}

EnvSettings readEnvSettings(const project::Project& project, const dialects::Dialect& dialect,
    const std::shared_ptr<symbolic::SourceCache>& sources, const symbolic::Environment& environment)
{
    return EnvReader(project, dialect, sources, environment).read();
}

} // namespace espalier::operations
