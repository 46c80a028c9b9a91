#include "migrations/schema_controller.h"

#include "dialects/dialect.h"
#include "jobs/job_queue.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_lines.h"
#include "report/difference_groups.h"
#include "session/project_session.h"
#include "shell/selection.h"

namespace espalier::ui {
namespace {
const auto schemaLane = QStringLiteral("schema");
constexpr int patienceMs = 150;
} // namespace

SchemaController::SchemaController(Services& services, OperationsController& operations, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operations(operations)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { show(State::Working); });
    connect(&services.project, &ProjectSession::graphChanged, this, &SchemaController::graphChanged);
    connect(&services.selection, &Selection::changed, this, &SchemaController::selectionChanged);
    connect(&operations, &OperationsController::changed, this, &SchemaController::refresh);
}

QString SchemaController::text() const { return m_difference ? report::differenceText(*m_difference) : QString(); }

void SchemaController::setWatched(const QObject* by, bool watched)
{
    if (watched)
        m_watchers.insert(by);
    else
        m_watchers.remove(by);
    refresh();
}

void SchemaController::retry()
{
    m_asked = {};
    refresh();
}

void SchemaController::graphChanged()
{
    m_histories.clear(); // they belong to a snapshot that is no longer the project's
    const auto graph = m_services.project.graph();
    const auto isThere = [&](const QString& id) {
        const int index = graph ? graph->indexOf(id) : -1;
        return index >= 0 && !graph->isGhost(index);
    };
    if (isComparing() && (!isThere(m_from) || !isThere(m_to)))
        endComparison();
    refresh();
}

void SchemaController::selectionChanged()
{
    const QString selected = m_services.selection.revision();
    if (isComparing() && selected != m_from && selected != m_to)
        endComparison();
    refresh();
}

void SchemaController::endComparison()
{
    m_from.clear();
    m_to.clear();
    Q_EMIT comparisonChanged();
}

void SchemaController::compareWith(const QString& revision)
{
    const QString selected = m_services.selection.revision();
    const auto graph = m_services.project.graph();
    const auto isThere = [&](const QString& id) {
        const int index = graph ? graph->indexOf(id) : -1;
        return index >= 0 && !graph->isGhost(index);
    };
    const bool isPair = revision != selected && isThere(revision) && isThere(selected);
    const QStringList pair = isPair ? QStringList{ selected, revision } : QStringList{ {}, {} };
    // the same two, swapped by the user, stay as they are
    const bool isSame = isPair && ((m_from == pair[0] && m_to == pair[1]) || (m_from == pair[1] && m_to == pair[0]));
    if (isSame || (!isPair && !isComparing()))
        return;
    m_from = pair[0];
    m_to = pair[1];
    Q_EMIT comparisonChanged();
    refresh();
}

void SchemaController::swap()
{
    if (!isComparing())
        return;
    std::swap(m_from, m_to);
    Q_EMIT comparisonChanged();
    refresh();
}

SchemaController::Question SchemaController::question() const
{
    const auto graph = m_services.project.graph();
    const QString selected = m_services.selection.revision();
    const int index = graph ? graph->indexOf(selected) : -1;
    if (index < 0 || graph->isGhost(index))
        return {};
    Question question{ .dialect = m_operations.dialect().id(),
        .from = m_from,
        .revision = isComparing() ? m_to : selected,
        .project = graph.get() };
    if (!isComparing())
        question.direction = static_cast<int>(m_operations.direction());
    return question;
}

void SchemaController::stopJob()
{
    ++m_request;
    if (m_job != 0)
        m_services.jobs.cancel(std::exchange(m_job, 0));
}

void SchemaController::refresh()
{
    const Question next = question();
    if (next.revision.isEmpty()) {
        stopJob();
        m_asked = {};
        m_patience.stop();
        return show(State::Nothing);
    }
    if (m_watchers.isEmpty() || next == m_asked)
        return;
    ask(next);
}

std::shared_ptr<operations::SchemaHistory> SchemaController::history(const dialects::Dialect& dialect)
{
    auto& history = m_histories[dialect.id()];
    if (!history)
        history = std::make_shared<operations::SchemaHistory>(*m_services.project.loaded(), dialect);
    return history;
}

void SchemaController::ask(const Question& question)
{
    stopJob();
    m_asked = question;
    // What is shown is of another question: it goes, but not for the blink of an eye.
    if (m_state == State::Known)
        m_patience.start();
    else
        show(State::Working);
    using Result = core::Result<operations::SchemaDifference>;
    m_job = m_services.jobs.submit<operations::SchemaDifference>(
        tr("Reading the schema"), schemaLane, this,
        [history = history(m_operations.dialect()), question](jobs::JobContext& context) -> Result {
            if (!question.from.isEmpty())
                return history->between(question.from, question.revision, context);
            return history->ofRevision(
                question.revision, static_cast<operations::Direction>(question.direction), context);
        },
        [this, request = m_request](const Result& result) {
            if (request == m_request)
                take(result);
        });
}

void SchemaController::take(const core::Result<operations::SchemaDifference>& result)
{
    m_job = 0;
    m_patience.stop();
    if (result)
        show(State::Known, *result);
    else
        show(State::Stopped);
}

void SchemaController::show(State state, std::optional<operations::SchemaDifference> difference)
{
    m_state = state;
    m_difference = std::move(difference);
    m_lines.setLines(m_difference ? schemaLines(*m_difference) : std::vector<OperationLine>());
    Q_EMIT changed();
}

} // namespace espalier::ui
