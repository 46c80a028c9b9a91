#include "migrations/operations_controller.h"

#include "dialects/dialect.h"
#include "jobs/job_queue.h"
#include "operations/sql_script.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/selection.h"

#include <malloc.h>

namespace espalier::ui {
namespace {

using operations::Direction;

const auto operationsLane = QStringLiteral("operations");

const dialects::Dialect* dialectOfProject(const project::Project* project)
{
    if (!project)
        return nullptr;
    for (const auto& candidate : project->urls) {
        if (!candidate.isUsable())
            continue;
        if (const auto url = dialects::DatabaseUrl::parse(candidate.url.reveal()))
            return dialects::findDialect(url->dialect);
    }
    return nullptr;
}

} // namespace

OperationsController::OperationsController(Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
{
    connect(&services.project, &ProjectSession::projectChanged, this, &OperationsController::projectChanged);
    connect(&services.project, &ProjectSession::graphChanged, this, &OperationsController::graphChanged);
    connect(&services.database, &DatabaseSession::changed, this, &OperationsController::databaseChanged);
    connect(&services.selection, &Selection::changed, this, &OperationsController::refresh);
    m_shownDialect = dialect().id();
    graphChanged();
}

const dialects::Dialect& OperationsController::dialect() const
{
    if (const auto* chosen = dialects::findDialect(m_chosenDialect))
        return *chosen;
    if (const auto* settings = m_services.database.settings())
        return dialects::dialectOf(settings->url);
    if (const auto* found = dialectOfProject(m_services.project.project()))
        return *found;
    return *dialects::allDialects().front();
}

void OperationsController::setDialect(const QString& id)
{
    m_chosenDialect = id;
    databaseChanged();
}

void OperationsController::setDirection(Direction direction)
{
    if (m_direction == direction)
        return;
    m_direction = direction;
    refresh();
}

QString OperationsController::note() const
{
    switch (m_state) {
    case State::Working:
        return tr("Reading what the revisions do…");
    case State::Stopped:
        return tr("Stopped. <a href=\"retry\">Read again</a>");
    case State::Known:
        return m_direction == Direction::Up ? tr("The upgrade does nothing.") : tr("The downgrade does nothing.");
    case State::Nothing:
        break;
    }
    return {};
}

void OperationsController::retry()
{
    m_stopped.clear();
    want(Direction::Up);
    refresh();
}

void OperationsController::projectChanged()
{
    m_chosenDialect.clear();
    setUpgrades({});
}

void OperationsController::graphChanged()
{
    stopJobs();
    m_known.clear(); // it belongs to a snapshot that is no longer the project's
    m_shownDialect = dialect().id();
    // Where the syntax is still to be checked, another snapshot of the same scripts follows at once.
    const auto loaded = m_services.project.loaded();
    if (loaded && loaded->syntax == revisions::SyntaxDepth::Full)
        want(Direction::Up);
    refresh();
}

void OperationsController::databaseChanged()
{
    if (dialect().id() == m_shownDialect)
        return;
    m_shownDialect = dialect().id();
    stopJobs();
    if (m_services.project.isOpen())
        want(Direction::Up);
    refresh();
}

/// What they bring is wanted no more.
void OperationsController::stopJobs()
{
    ++m_request;
    const auto running = std::exchange(m_running, {});
    for (const auto job : running)
        m_services.jobs.cancel(job);
    m_stopped.clear();
}

core::Result<OperationsController::Known> OperationsController::readOperations(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, Direction direction, const jobs::JobContext& context)
{
    GlyphsOfRevisions glyphs;
    const auto operations = operations::evaluateProject(
        project, dialect, direction, context, [&](const QString& revision, const operations::Evaluation& evaluation) {
            glyphs.insert(revision, cardGlyphs(evaluation));
        });
    if (!operations)
        return tl::unexpected(operations.error());
    ::malloc_trim(0); // what was needed on the way is several times what is kept
    return Known{ *operations, std::make_shared<const GlyphsOfRevisions>(std::move(glyphs)) };
}

void OperationsController::want(Direction direction)
{
    const Key key{ dialect().id(), direction };
    if (m_known.contains(key)) {
        if (direction == Direction::Up)
            setUpgrades(m_known.value(key));
        return;
    }
    if (m_running.contains(key) || m_stopped.contains(key))
        return;
    m_running.insert(key,
        m_services.jobs.submit<Known>(
            tr("Reading what the revisions do"), operationsLane, this,
            [loaded = m_services.project.loaded(), chosen = &dialect(), direction](
                jobs::JobContext& context) { return readOperations(*loaded, *chosen, direction, context); },
            [this, key, request = m_request](const core::Result<Known>& result) {
                if (request == m_request)
                    take(key, result);
            }));
}

void OperationsController::take(const Key& key, const core::Result<Known>& result)
{
    m_running.remove(key);
    if (result)
        m_known.insert(key, *result);
    else
        m_stopped.append(key);
    if (result && key.direction == Direction::Up)
        setUpgrades(*result);
    refresh();
}

void OperationsController::setUpgrades(const Known& upgrades)
{
    if (m_upgrades.operations == upgrades.operations)
        return;
    m_upgrades = upgrades;
    Q_EMIT upgradesChanged();
}

void OperationsController::refresh()
{
    const auto graph = m_services.project.graph();
    const int index = graph ? graph->indexOf(m_services.selection.revision()) : -1;
    const bool hasScript = index >= 0 && !graph->isGhost(index);
    m_evaluation = nullptr;
    m_script = hasScript ? graph->revision(index).path : QString();
    m_state = State::Nothing;
    if (hasScript) {
        want(m_direction);
        const Key key{ m_shownDialect, m_direction };
        const auto shown = m_known.value(key).operations;
        m_evaluation = shown ? shown->of(graph->id(index)) : nullptr;
        m_state = m_evaluation        ? State::Known
            : m_stopped.contains(key) ? State::Stopped
            : shown                   ? State::Nothing
                                      : State::Working;
    }
    m_lines.setLines(m_evaluation ? operationLines(*m_evaluation) : std::vector<OperationLine>());
    m_sql = m_evaluation ? operations::statementsText(*m_evaluation) : QString();
    Q_EMIT changed();
}

} // namespace espalier::ui
