#include "cli/plan_command.h"

#include "cli/printable.h"
#include "run/project_setup.h"
#include "run/rows_text.h"

#include <QCoreApplication>

namespace espalier::cli {

namespace {

void writeText(const CommandIo& io, const plan::Plan& plan)
{
    io.out << printableLine(
        PlanCommand::tr("From %1 to %2:").arg(run::rowsText(plan.start), run::rowsText(plan.result())))
           << '\n';
    if (plan.isEmpty() && !plan.refused)
        io.out << "  " << PlanCommand::tr("Nothing to do.") << '\n';
    for (size_t i = 0; i < plan.steps.size(); ++i) {
        const plan::Step& step = plan.steps[i];
        io.out << QString::number(i + 1).rightJustified(4) << ' ' << plan::directionName(plan.direction) << ' '
               << printableLine(step.revision + QStringLiteral("  ") + step.message) << "\n       "
               << printableLine(step.reason.text()) << '\n';
    }
    io.out << printableLine(plan.runner.why.text()) << Qt::endl;
}

} // namespace

QString PlanCommand::summary() const { return tr("Shows the steps to a revision, and runs none of them"); }

void PlanCommand::setUp(CLI::App& app)
{
    m_project.addTo(app);
    app.add_option("TARGET", m_target, tr("head, heads, base, a revision, +2, -1, label@head, …").toStdString())
        ->required();
    app.add_flag("--down", m_down, tr("A downgrade").toStdString());
    app.add_option(
        "--from", m_from, tr("Start at these revisions instead of the database's, comma separated").toStdString());
    m_connection.useProject(&m_project.folder(), &m_project.section());
    m_connection.addTo(app);
}

core::Result<QStringList> PlanCommand::startRows(const revisions::RevisionGraph& graph, const CommandIo& io) const
{
    if (!m_from.empty()) {
        const auto rows = revisions::startRows(graph, QString::fromStdString(m_from).split(QLatin1Char(',')));
        if (!rows)
            return core::fail(errorOf(rows.error()));
        return *rows;
    }
    if (!m_connection.hasUrl())
        return QStringList();
    const auto chosen = m_connection.choose(io);
    if (!chosen)
        return tl::unexpected(chosen.error());
    return rowsOf(*chosen, io.cancel);
}

int PlanCommand::run(const CommandIo& io)
{
    const auto loaded = m_project.load(io);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    const auto start = startRows(*loaded->graph, io);
    if (!start)
        return reportError(io, start.error(), isJson());
    plan::PlanContext context;
    context.project = loaded->project.folder;
    context.runner = run::runnerChoice(m_project.environment(loaded->project));
    const plan::Plan plan = plan::makePlan(m_down ? plan::Direction::Downgrade : plan::Direction::Upgrade,
        *loaded->graph, QString::fromStdString(m_target), *start, context);
    if (isJson())
        writeJson(io, plan::planJson(plan));
    else
        writeText(io, plan);
    if (!plan.refused)
        return Done;
    if (!isJson())
        io.err << printable(tr("Refused: %1").arg(plan.refused->message.text())) << Qt::endl;
    return Failed;
}

} // namespace espalier::cli
