#include "operations/env_settings.h"

#include "operations/reader.h"
#include "operations/recorder.h"

#include <QFileInfo>

namespace espalier::operations {

namespace {

class EnvReader {
public:
    EnvReader(const project::Project& project, const dialects::Dialect& dialect,
        const std::shared_ptr<symbolic::SourceCache>& sources)
        : m_project(project)
        , m_dialect(dialect)
        , m_sources(sources)
    {
        m_result.settings.versionTable = { project.versionTableSchema(), project.versionTable() };
        m_result.settings.transactionPerMigration = project.env.transactionPerMigration.valueOr(false);
        m_result.settings.transactionalDdl = project.env.transactionalDdl.value;
    }

    EnvSettings read()
    {
        const auto tree = m_project.envFile().isEmpty() ? nullptr : m_sources->tree(m_project.envFile());
        if (tree && !walk(*tree, false))
            walk(*tree, true);
        return m_result;
    }

private:
    bool walk(const python::SyntaxTree& tree, bool isOffline)
    {
        Circumstances circumstances;
        circumstances.dialect = &m_dialect;
        circumstances.isOffline = isOffline;
        circumstances.imports = python::ImportFinder(m_project.sysPath);
        circumstances.sources = m_sources;
        schema::Replay state(m_dialect.schemaRules());
        RunMemo memo;
        Recorder recorder(circumstances, state, memo);
        symbolic::Interpreter::Options options;
        options.imports = circumstances.imports;
        options.sources = m_sources;
        options.world = &recorder;
        symbolic::Interpreter interpreter(std::move(options));
        interpreter.attempt([&] {
            interpreter.run(tree, m_project.envFile(), QStringLiteral("env_py"));
            return Value();
        });
        const auto& configured = recorder.configured();
        if (!configured)
            return false;
        interpreter.attempt([&] {
            take(interpreter, recorder, *configured);
            for (const auto& keyword : recorder.handedOn().keywords)
                m_result.settings.handedOn.append(keyword.first);
            return Value();
        });
        return true;
    }

    void take(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
    {
        MigrationSettings& settings = m_result.settings;
        m_result.at = { arguments.place.file, arguments.place.line };
        ArgumentReader reader(interpreter, recorder, arguments, { QStringLiteral("connection") });
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
        if (metadata.isNone())
            return;
        const Value first = metadata.as<symbolic::Sequence>() && !metadata.as<symbolic::Sequence>()->items.empty()
            ? metadata.as<symbolic::Sequence>()->items.front()
            : metadata;
        const auto convention = asNamingConvention(interpreter, first);
        if (convention.doubt)
            m_result.unknown.push_back(convention.doubt->reason);
        else
            m_result.settings.convention = convention.value;
    }

    const project::Project& m_project;
    const dialects::Dialect& m_dialect;
    std::shared_ptr<symbolic::SourceCache> m_sources;
    EnvSettings m_result;
};

} // namespace

EnvSettings readEnvSettings(const project::Project& project, const dialects::Dialect& dialect,
    const std::shared_ptr<symbolic::SourceCache>& sources)
{
    return EnvReader(project, dialect, sources).read();
}

} // namespace espalier::operations
