#include "operations/migration_run.h"

#include "core/file.h"
#include "operations/env_settings.h"
#include "project/ini_file.h"
#include "python/source.h"
#include "revisions/parallel.h"

#include <mutex>

namespace espalier::operations {

namespace {

constexpr qint64 largestScript = 16 * 1024 * 1024;

} // namespace

// ---- ScriptTrees

struct ScriptTrees::Slot {
    std::once_flag read;
    std::shared_ptr<const Script> script;
};

ScriptTrees::ScriptTrees(const revisions::RevisionGraph& graph)
    : m_graph(graph)
{
    m_slots.resize(size_t(graph.size()));
    for (auto& slot : m_slots)
        slot = std::make_unique<Slot>();
}

ScriptTrees::~ScriptTrees() = default;

std::shared_ptr<const Script> ScriptTrees::read(revisions::RevisionGraph::Index index) const
{
    const QString path = m_graph.revision(index).path;
    const auto bytes = core::readFile(path, largestScript);
    if (!bytes)
        return nullptr;
    auto tree = python::SyntaxTree::parse(python::decodeSource(*bytes).text);
    return tree ? std::make_shared<const Script>(Script{ path, std::move(*tree) }) : nullptr;
}

std::shared_ptr<const Script> ScriptTrees::script(revisions::RevisionGraph::Index index)
{
    Slot& slot = *m_slots[size_t(index)];
    std::call_once(slot.read, [&] { slot.script = read(index); });
    return slot.script;
}

void ScriptTrees::prepare(const std::vector<revisions::RevisionGraph::Index>& scripts)
{
    revisions::inParallel(
        scripts.size(), 0, {}, [&](size_t i) { script(scripts[i]); }, [](size_t) {});
}

// ---- MigrationRun

namespace {

/// The options of the project's section, interpolated; those that cannot be are left out.
QMap<QString, QString> optionsOf(const project::Project& project)
{
    QMap<QString, QString> options;
    if (project.kind != project::ConfigKind::Ini)
        return options;
    const auto file = project::IniFile::read(project.configFile);
    if (!file)
        return options;
    for (const QString& name : file->options(project.section))
        if (const auto value = file->get(project.section, name); value && *value)
            options.insert(name, **value);
    return options;
}

} // namespace

Circumstances circumstancesOf(
    const project::Project& project, const dialects::Dialect& dialect, bool isOffline, bool ignoreEnv)
{
    Circumstances circumstances;
    circumstances.dialect = &dialect;
    circumstances.isOffline = isOffline;
    circumstances.imports = python::ImportFinder(project.sysPath);
    circumstances.sources = symbolic::makeSourceCache();
    circumstances.options = optionsOf(project);
    if (!ignoreEnv)
        circumstances.settings = readEnvSettings(project, dialect, circumstances.sources).settings;
    return circumstances;
}

MigrationRun::MigrationRun(const revisions::LoadedProject& project, Circumstances circumstances)
    : MigrationRun(project, std::move(circumstances), std::make_shared<ScriptTrees>(*project.graph))
{ }

MigrationRun::MigrationRun(
    const revisions::LoadedProject& project, Circumstances circumstances, std::shared_ptr<ScriptTrees> trees)
    : m_graph(project.graph)
    , m_circumstances(std::move(circumstances))
    , m_trees(std::move(trees))
    , m_state(m_circumstances.dialect->schemaRules())
{ }

void MigrationRun::start(const QStringList& rows, const std::function<void(const QString&, const Evaluation&)>& each)
{
    const revisions::AppliedState state = revisions::appliedState(*m_graph, rows);
    std::vector<revisions::RevisionGraph::Index> order;
    for (const auto index : m_graph->upgradeOrder())
        if (!m_graph->isGhost(index) && !m_graph->isShadowed(index) && state.applied.contains(m_graph->id(index)))
            order.push_back(index);
    m_trees->prepare(order);
    const bool wasOffline = std::exchange(m_circumstances.isOffline, false);
    for (const auto index : order) {
        const Evaluation evaluation = run(index, Direction::Up);
        if (each)
            each(m_graph->id(index), evaluation);
    }
    m_circumstances.isOffline = wasOffline;
    beginRun();
}

Evaluation MigrationRun::run(const revisions::TraversalStep& step)
{
    const auto index = m_graph->indexOf(step.revision);
    return run(index, step.direction == revisions::Direction::Downgrade ? Direction::Down : Direction::Up);
}

Evaluation MigrationRun::run(revisions::RevisionGraph::Index revision, Direction direction)
{
    const auto script = m_graph->isGhost(revision) ? nullptr : m_trees->script(revision);
    if (script)
        return evaluate(*script, direction, m_circumstances, m_state, m_memo);
    Evaluation nothing;
    nothing.isUnderstood = false;
    nothing.reasons.push_back(
        { { QT_TRANSLATE_NOOP("Messages", "the script of %1 cannot be read"), { m_graph->id(revision) } }, {}, {} });
    return nothing;
}

} // namespace espalier::operations
