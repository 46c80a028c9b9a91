#include "operations/migration_run.h"

#include "core/file.h"
#include "operations/env_settings.h"
#include "operations/flask/flask_application.h"
#include "operations/installed_constants.h"
#include "project/ini_file.h"
#include "python/source.h"

#include <algorithm>
#include <mutex>

namespace espalier::operations {

namespace {

constexpr qint64 largestScript = 16 * 1024 * 1024;
constexpr size_t furthestAhead = 256; // scripts

} // namespace

// ---- ScriptTrees

struct ScriptTrees::Slot {
    std::once_flag read;
    std::shared_ptr<const Script> script;
};

ScriptTrees::ScriptTrees(
    const revisions::RevisionGraph& graph, std::shared_ptr<python::SyntaxCache> cache, Memory memory)
    : m_graph(graph)
    , m_memory(memory)
    , m_cache(std::move(cache))
{
    m_slots.resize(size_t(graph.size()));
    for (auto& slot : m_slots)
        slot = std::make_unique<Slot>();
}

ScriptTrees::~ScriptTrees()
{
    if (m_cache)
        m_cache->save();
}

std::shared_ptr<const Script> ScriptTrees::read(revisions::RevisionGraph::Index index) const
{
    const QString path = m_graph.revision(index).path;
    const auto bytes = core::readFile(path, largestScript);
    if (!bytes)
        return nullptr;
    const QByteArray text = python::decodeSource(*bytes).text;
    auto tree = m_cache ? m_cache->tree(text) : python::SyntaxTree::parse(text);
    return tree ? std::make_shared<const Script>(Script{ path, std::move(*tree) }) : nullptr;
}

std::shared_ptr<const Script> ScriptTrees::script(revisions::RevisionGraph::Index index)
{
    if (m_memory == Memory::Passing)
        return read(index);
    Slot& slot = *m_slots[size_t(index)];
    std::call_once(slot.read, [&] { slot.script = read(index); });
    return slot.script;
}

// ---- Forerunner

Forerunner::Forerunner(
    std::shared_ptr<ScriptTrees> trees, const Circumstances& circumstances, std::vector<Turn> turns, unsigned threads)
    : m_trees(std::move(trees))
    , m_circumstances(circumstances)
    , m_turns(std::move(turns))
    , m_slots(m_turns.size())
{
    for (size_t i = 0; i < m_turns.size(); ++i)
        m_places.emplace(m_turns[i], i);
    const auto work = [this] {
        for (size_t at = m_next++; at < m_turns.size() && !m_isOver; at = m_next++) {
            for (size_t taken = m_taken; at >= taken + furthestAhead && !m_isOver; taken = m_taken)
                m_taken.wait(taken);
            std::call_once(m_slots[at].begun, [&] {
                if (const auto script = m_isOver ? nullptr : m_trees->script(m_turns[at].first))
                    m_slots[at].found = evaluateAhead(*script, m_turns[at].second, m_circumstances);
            });
        }
    };
    const unsigned useful = threads ? threads : std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < useful; ++i)
        m_threads.emplace_back(work);
}

Forerunner::~Forerunner()
{
    m_isOver = true;
    m_taken = m_turns.size();
    m_taken.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

std::optional<Ahead> Forerunner::take(const Turn& turn)
{
    const auto place = m_places.find(turn);
    if (place == m_places.end())
        return std::nullopt;
    if (m_taken <= place->second) { // one thread takes
        m_taken = place->second + 1;
        m_taken.notify_all();
    }
    Slot& slot = m_slots[place->second];
    std::call_once(slot.begun, [] {}); // waits for who is at it; else it is the caller's
    return std::exchange(slot.found, std::nullopt);
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
    const project::Project& project, const dialects::Dialect& dialect, bool isOffline, const Surroundings& surroundings)
{
    Circumstances circumstances;
    circumstances.dialect = &dialect;
    circumstances.isOffline = isOffline;
    circumstances.imports = python::ImportFinder(project.sysPath);
    circumstances.sources = symbolic::makeSourceCache();
    circumstances.options = optionsOf(project);
    circumstances.environment = surroundings.environment;
    circumstances.installed = std::make_shared<InstalledConstants>(project.folder, circumstances.sources);
    if (!surroundings.ignoresEnv) {
        circumstances.settings
            = readEnvSettings(project, dialect, circumstances.sources, surroundings.environment).settings;
        circumstances.envFile = project.envFile();
        circumstances.application
            = std::make_shared<FlaskApplication>(project.sysPath, circumstances.sources, surroundings.environment);
    }
    return circumstances;
}

MigrationRun::MigrationRun(const revisions::LoadedProject& project, Circumstances circumstances)
    : MigrationRun(project, std::move(circumstances),
        std::make_shared<ScriptTrees>(*project.graph,
            project.trees
                ? project.trees
                : std::make_shared<python::SyntaxCache>(python::SyntaxCache::fileFor(project.project.folder))))
{ }

MigrationRun::MigrationRun(
    const revisions::LoadedProject& project, Circumstances circumstances, std::shared_ptr<ScriptTrees> trees)
    : m_graph(project.graph)
    , m_circumstances(std::move(circumstances))
    , m_trees(std::move(trees))
    , m_state(m_circumstances.dialect->schemaRules())
    , m_certainty(m_circumstances.dialect->schemaRules())
{ }

void MigrationRun::start(const QStringList& rows, const std::function<void(const QString&, const Evaluation&)>& each)
{
    const revisions::AppliedState state = revisions::appliedState(*m_graph, rows);
    std::vector<revisions::RevisionGraph::Index> order;
    for (const auto index : m_graph->upgradeOrder())
        if (!m_graph->isGhost(index) && !m_graph->isShadowed(index) && state.applied.contains(m_graph->id(index)))
            order.push_back(index);
    const bool wasOffline = std::exchange(m_circumstances.isOffline, false);
    std::vector<Forerunner::Turn> turns;
    for (const auto index : order)
        turns.emplace_back(index, Direction::Up);
    prepare(std::move(turns));
    for (const auto index : order) {
        const Evaluation evaluation = run(index, Direction::Up);
        if (each)
            each(m_graph->id(index), evaluation);
    }
    m_forerunner.reset(); // it is of these circumstances
    m_circumstances.isOffline = wasOffline;
    beginRun();
}

void MigrationRun::prepare(std::vector<Forerunner::Turn> turns, unsigned threads)
{
    std::erase_if(turns, [this](const auto& turn) { return m_graph->isGhost(turn.first); });
    m_forerunner.reset();
    m_forerunner = std::make_shared<Forerunner>(m_trees, m_circumstances, std::move(turns), threads);
}

void MigrationRun::prepare(const std::vector<revisions::TraversalStep>& steps)
{
    std::vector<Forerunner::Turn> turns;
    for (const revisions::TraversalStep& step : steps)
        turns.push_back(turnOf(step));
    prepare(std::move(turns));
}

Evaluation MigrationRun::run(const revisions::TraversalStep& step)
{
    const Forerunner::Turn turn = turnOf(step);
    return run(turn.first, turn.second);
}

Forerunner::Turn MigrationRun::turnOf(const revisions::TraversalStep& step) const
{
    const bool isDown = step.direction == revisions::Direction::Downgrade;
    return { m_graph->indexOf(step.revision), isDown ? Direction::Down : Direction::Up };
}

namespace {

/// Whether it is only the way of running that a script refuses.
bool isForDatabases(const Evaluation& evaluation) { return !evaluation.refused.isEmpty() && evaluation.dependsOnMode; }

} // namespace

Evaluation MigrationRun::run(revisions::RevisionGraph::Index revision, Direction direction)
{
    if (m_forerunner)
        if (auto ahead = m_forerunner->take({ revision, direction });
            ahead && !ahead->modules.intersects(m_memo.changedModules)) {
            if (m_circumstances.isOffline && isForDatabases(ahead->evaluation))
                return online(revision, direction, ahead->evaluation);
            return evaluate(
                std::move(*ahead), m_circumstances, m_state, m_memo, m_rows ? &*m_rows : nullptr, &m_certainty);
        }
    if (!m_circumstances.isOffline)
        return asAskedFor(revision, direction);
    const schema::Replay state = m_state;
    const RunMemo memo = m_memo;
    const std::optional<RowKnowledge> rows = m_rows;
    const SchemaCertainty certainty = m_certainty;
    Evaluation evaluation = asAskedFor(revision, direction);
    if (!isForDatabases(evaluation))
        return evaluation;
    m_state = state;
    m_memo = memo;
    m_rows = rows;
    m_certainty = certainty;
    return online(revision, direction, evaluation);
}

Evaluation MigrationRun::online(
    revisions::RevisionGraph::Index revision, Direction direction, const Evaluation& offline)
{
    m_circumstances.isOffline = false;
    Evaluation evaluation = asAskedFor(revision, direction);
    m_circumstances.isOffline = true;
    evaluation.refusedOffline = offline.refused;
    return evaluation;
}

Evaluation MigrationRun::asAskedFor(revisions::RevisionGraph::Index revision, Direction direction)
{
    const auto script = m_graph->isGhost(revision) ? nullptr : m_trees->script(revision);
    if (script)
        return evaluate(
            *script, direction, m_circumstances, m_state, m_memo, m_rows ? &*m_rows : nullptr, &m_certainty);
    if (m_rows)
        m_rows->loseAll();
    Evaluation nothing;
    nothing.isUnderstood = false;
    nothing.reasons.push_back(
        { { QT_TRANSLATE_NOOP("Messages", "the script of %1 cannot be read"), { m_graph->id(revision) } }, {}, {} });
    return nothing;
}

} // namespace espalier::operations
