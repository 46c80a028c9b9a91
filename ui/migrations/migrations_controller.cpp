#include "migrations/migrations_controller.h"

#include "actions/action_registry.h"
#include "core/clock.h"
#include "core/file.h"
#include "jobs/job_queue.h"
#include "migrations/graph_picture.h"
#include "revisions/traversal.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "session/run_history.h"
#include "shell/prompter.h"
#include "shell/selection.h"
#include "widgets/format.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QUrl>

namespace espalier::ui {
namespace {
/// More than this is a dump in the clothes of a script: an editor is the place for it.
constexpr qint64 largestScript = 2 * 1024 * 1024;
} // namespace

MigrationsController::MigrationsController(Services& services, const project::TrustStore& trust, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operations(services)
    , m_schema(services, m_operations)
    , m_alembic(services, m_operations, trust)
{
    addActions();
    connect(&services.project, &ProjectSession::graphChanged, this, &MigrationsController::rebuild);
    connect(&services.database, &DatabaseSession::statusChanged, this, &MigrationsController::rebuild);
    connect(&services.database, &DatabaseSession::changed, this, &MigrationsController::enableActions);
    connect(&m_operations, &OperationsController::upgradesChanged, this, &MigrationsController::drawPicture);
    connect(&services.history, &RunHistory::changed, this, &MigrationsController::refreshDetail);
    connect(&services.selection, &Selection::changed, this, &MigrationsController::refreshDetail);
    connect(&m_alembic, &AlembicComparison::changed, this, &MigrationsController::enableActions);
    enableActions();
}

void MigrationsController::addActions()
{
    const ActionAdder add(m_services.actions, ActionGroup::Migrations, this);
    add(
        "migrations.upgrade-here", tr("Upgrade to Here"), "upgrade", QKeySequence(Qt::CTRL | Qt::Key_U),
        [this] { Q_EMIT planWanted(plan::Direction::Upgrade, m_detail->id); },
        tr("Plans the steps from what is applied up to the selected revision"));
    add(
        "migrations.downgrade-here", tr("Downgrade to Here"), "downgrade", QKeySequence(Qt::CTRL | Qt::Key_D),
        [this] { Q_EMIT planWanted(plan::Direction::Downgrade, m_detail->id); },
        tr("Plans the steps from what is applied down to the selected revision"), true);
    add(
        "migrations.stamp", tr("Stamp…"), "stamp", {},
        [this] { Q_EMIT planWanted(plan::Direction::Stamp, m_detail->id); },
        tr("Writes the selected revision into the version table without running anything"), true);
    add(
        "migrations.upgrade-heads", tr("Upgrade to All Heads"), "upgrade", {},
        [this] { Q_EMIT planWanted(plan::Direction::Upgrade, QStringLiteral("heads")); },
        tr("Plans everything that is not applied yet"));
    add("migrations.copy-id", tr("Copy Revision Id"), "copy", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { QGuiApplication::clipboard()->setText(m_detail->id); });
    add("migrations.open-script", tr("Open Script in Editor"), "open-file", QKeySequence(Qt::CTRL | Qt::Key_E),
        [this] { openFile(m_detail->path); });
    add(
        "migrations.previous", tr("Previous Revision"), "chevron-left", QKeySequence(Qt::ALT | Qt::Key_Up),
        [this] { step(-1); }, tr("The one before in upgrade order"));
    add(
        "migrations.next", tr("Next Revision"), "chevron-right", QKeySequence(Qt::ALT | Qt::Key_Down),
        [this] { step(1); }, tr("The one after in upgrade order"));
    add(
        "migrations.compare", tr("Compare With…"), "compare", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
        [this] { askComparison(); }, tr("The schema at the selected revision beside that at another one"));
    add(
        "migrations.compare-alembic", tr("Compare SQL with Alembic"), "verify", {}, [this] { m_alembic.start(); },
        tr("Lets the project's own Alembic write the selected revision with --sql, and compares statement by "
           "statement"));
}

int MigrationsController::position() const
{
    return static_cast<int>(m_order.indexOf(m_services.selection.revision()));
}

void MigrationsController::selectAt(int position)
{
    if (position >= 0 && position < m_order.size())
        select(m_order[position]);
}

/// From nowhere, onwards begins with the first and backwards with the last.
void MigrationsController::step(int by)
{
    const int from = position();
    selectAt(from >= 0 ? from + by : by > 0 ? 0 : static_cast<int>(m_order.size()) - 1);
}

void MigrationsController::askComparison()
{
    const QString selected = m_services.selection.revision();
    m_services.prompter.askText({ QStringLiteral("migrations.compare"), tr("Compare Revisions"),
                                    tr("Compare %1 with (a revision, head, label@head):").arg(shortId(selected)) },
        this, [this, selected](const QString& text) {
            const auto graph = m_services.project.graph();
            if (text.trimmed().isEmpty() || !graph)
                return;
            const QString symbol = text.trimmed();
            const auto found = revisions::resolve(*graph, symbol);
            if (!found)
                return m_services.prompter.showError({ .code = core::ErrorCode::InvalidArgument,
                    .message = found.error().message,
                    .detail = {},
                    .location = {},
                    .databaseState = {},
                    .cause = {} });
            if (found->size() != 1)
                return m_services.prompter.showError(core::makeError(core::ErrorCode::Ambiguous,
                    QT_TRANSLATE_NOOP("Messages", "%1 does not name one revision."), { symbol }));
            Q_EMIT pairWanted(selected, found->first());
        });
}

void MigrationsController::rebuild()
{
    const auto graph = m_services.project.graph();
    m_problems.setProblems(graph ? graph->problems() : QList<revisions::Problem>());
    QStringList order;
    if (graph) {
        for (const int index : graph->upgradeOrder())
            if (!graph->isShadowed(index))
                order.append(graph->id(index));
    }
    if (m_order != order) {
        m_order = order;
        Q_EMIT orderChanged();
    }
    drawPicture();
    refreshDetail();
}

void MigrationsController::drawPicture()
{
    const auto graph = m_services.project.graph();
    m_picture = graph
        ? graphPicture(*graph, m_services.database.status(), m_services.clock.nowUtc(), m_operations.upgradeGlyphs())
        : nullptr;
    Q_EMIT pictureChanged();
}

void MigrationsController::refreshDetail()
{
    const auto graph = m_services.project.graph();
    const QString id = m_services.selection.revision();
    const auto appliedAt = m_services.history.appliedAt(m_services.database.displayName(), id);
    m_detail = graph ? revisionDetail(*graph, id, m_services.database.status(), appliedAt) : std::nullopt;
    enableActions();
    Q_EMIT detailChanged();
    readScript();
}

void MigrationsController::readScript()
{
    const int request = ++m_scriptRequest;
    if (!m_detail || m_detail->path.isEmpty()) {
        m_script = {};
        Q_EMIT scriptChanged();
        return;
    }
    m_services.jobs.submit<QByteArray>(
        tr("Reading %1").arg(m_detail->file), QStringLiteral("script"), this,
        [path = m_detail->path](jobs::JobContext&) { return core::readFile(path, largestScript); },
        [this, request, id = m_detail->id](core::Result<QByteArray> content) {
            if (request != m_scriptRequest)
                return;
            const ScriptText script{ id, content ? QString::fromUtf8(*content) : QString(),
                content ? QString() : core::summary(content.error()) };
            if (script == m_script)
                return;
            m_script = script;
            Q_EMIT scriptChanged();
        });
}

void MigrationsController::enableActions()
{
    auto& actions = m_services.actions;
    const bool chosen = m_detail && m_detail->exists;
    const bool connected = m_services.database.isConnected() && m_services.database.status();
    const bool applied
        = m_detail && (m_detail->applied == AppliedWord::Applied || m_detail->applied == AppliedWord::Current);
    actions.setEnabled(QStringLiteral("migrations.upgrade-here"), chosen && connected && !applied);
    // To be on it already does not hinder: other branches may stand above it.
    actions.setEnabled(QStringLiteral("migrations.downgrade-here"), chosen && connected && applied);
    actions.setEnabled(QStringLiteral("migrations.stamp"), chosen && connected);
    actions.setEnabled(
        QStringLiteral("migrations.upgrade-heads"), connected && m_services.database.status()->pending > 0);
    actions.setEnabled(QStringLiteral("migrations.copy-id"), m_detail.has_value());
    actions.setEnabled(QStringLiteral("migrations.open-script"), chosen);
    actions.setEnabled(QStringLiteral("migrations.compare"), chosen && m_order.size() > 1);
    actions.setEnabled(QStringLiteral("migrations.compare-alembic"), m_alembic.obstacle().isEmpty());
    const int at = position();
    actions.setEnabled(QStringLiteral("migrations.previous"), !m_order.isEmpty() && at != 0);
    actions.setEnabled(QStringLiteral("migrations.next"), !m_order.isEmpty() && at + 1 < m_order.size());
}

QString MigrationsController::summary() const
{
    const auto graph = m_services.project.graph();
    if (!graph)
        return {};
    return tr("%1 · %2").arg(
        tr("%n revisions", nullptr, graph->size()), tr("%n heads", nullptr, static_cast<int>(graph->heads().size())));
}

QString MigrationsController::revisionOf(const revisions::Problem& problem) const
{
    const auto graph = m_services.project.graph();
    if (!graph)
        return {};
    for (const auto& id : problem.revisions) {
        if (graph->indexOf(id) >= 0)
            return id;
    }
    for (const auto& revision : graph->revisions()) {
        if (!problem.file.isEmpty() && revision.file == problem.file)
            return revision.id;
    }
    return {};
}

graphview::PathHighlight MigrationsController::pathTo(plan::Direction direction, const QString& target) const
{
    const auto graph = m_services.project.graph();
    const auto* status = m_services.database.status();
    if (!graph || !status || direction == plan::Direction::Stamp)
        return {};
    return pathOf(plan::makePlan(direction, *graph, target, m_services.database.rows().ids));
}

void MigrationsController::select(const QString& revision) { m_services.selection.selectRevision(revision); }

void MigrationsController::openFile(const QString& path) const { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); }

graphview::PathHighlight pathOf(const plan::Plan& plan)
{
    graphview::PathHighlight path;
    if (plan.refused || plan.direction == plan::Direction::Stamp)
        return path;
    path.downgrade = plan.direction == plan::Direction::Downgrade;
    int risky = 0;
    for (const auto& step : plan.steps) {
        path.ids.append(step.revision);
        if (step.destructive.value_or(false) || step.opaque.value_or(false)) {
            path.risky.append(step.revision);
            ++risky;
        }
    }
    const int steps = static_cast<int>(plan.steps.size());
    path.summary = QCoreApplication::translate("PathSummary", "%n steps", nullptr, steps);
    if (risky > 0)
        path.summary += QStringLiteral(" · ") + QCoreApplication::translate("PathSummary", "%n risky", nullptr, risky);
    return path;
}

} // namespace espalier::ui
