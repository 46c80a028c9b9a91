#include "cli/ops_command.h"

#include "cli/operations_json.h"
#include "cli/printable.h"
#include "operations/round_trip.h"
#include "operations/words.h"

namespace espalier::cli {

namespace {

void writeText(const CommandIo& io, const std::vector<operations::Operation>& all, int depth)
{
    const QString indent(depth * 2, QLatin1Char(' '));
    for (const operations::Operation& operation : all) {
        for (const core::Message& words : operations::inWords(operation))
            io.out << printableLine(indent + QStringLiteral("%1 ").arg(operation.at.line, 4) + words.text()) << '\n';
        if (const auto* opaque = std::get_if<operations::Opaque>(&operation.what))
            writeText(io, opaque->possible, depth + 1);
    }
}

void writeForgotten(const CommandIo& io, const operations::RoundTrip& trip)
{
    if (!trip.isKnown()) {
        io.out << printableLine(OpsCommand::tr("Whether its downgrade() undoes all of it is not known (line %1): %2")
                                    .arg(trip.doubt->at.line)
                                    .arg(trip.doubt->message.text()))
               << '\n';
        return;
    }
    for (const schema::Difference& one : trip.forgotten)
        io.out << printableLine(OpsCommand::tr("Its downgrade() forgets: %1").arg(one.detail.text())) << '\n';
}

/// The rows under which a revision runs: its parents', or, downwards, its own.
QStringList rowsBefore(const revisions::RevisionGraph& graph, revisions::RevisionGraph::Index revision, bool isDown)
{
    if (isDown)
        return { graph.id(revision) };
    QStringList rows;
    for (const auto parent : graph.parents(revision))
        rows.append(graph.id(parent));
    return rows;
}

} // namespace

QString OpsCommand::summary() const { return tr("Says what a revision does, without running it"); }

void OpsCommand::setUp(CLI::App& app)
{
    m_migrations.addTo(app);
    app.add_option("REV", m_revision, tr("A revision, also partial, or head").toStdString())->required();
    app.add_flag("--down", m_down, tr("What its downgrade() does").toStdString());
}

int OpsCommand::run(const CommandIo& io)
{
    const auto loaded = m_migrations.load(io);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    const auto dialect = m_migrations.dialect(loaded->project);
    if (!dialect)
        return reportError(io, dialect.error(), isJson());
    const auto found = revisions::resolve(*loaded->graph, QString::fromStdString(m_revision));
    if (!found)
        return reportError(io, errorOf(found.error()), isJson());
    if (found->size() != 1)
        return reportError(io,
            core::makeError(core::ErrorCode::Ambiguous, QT_TRANSLATE_NOOP("Messages", "%1 is not one revision."),
                { QString::fromStdString(m_revision) }),
            isJson());
    const auto index = loaded->graph->indexOf(found->first());
    operations::MigrationRun migrations(
        *loaded, operations::circumstancesOf(loaded->project, **dialect, false, m_migrations.surroundings()));
    migrations.start(rowsBefore(*loaded->graph, index, m_down));
    const auto trip = m_down ? std::nullopt : std::optional(operations::roundTrip(migrations, index));
    const auto evaluation = migrations.run(index, m_down ? operations::Direction::Down : operations::Direction::Up);
    if (isJson()) {
        QJsonObject document = opsObject(found->first(), m_down, evaluation, loaded->project);
        if (trip)
            insertRoundTrip(document, *trip, **dialect, loaded->project);
        writeJson(io, document);
        return Done;
    }
    writeText(io, evaluation.operations, 0);
    if (evaluation.operations.empty() && evaluation.refused.isEmpty())
        io.out << tr("Nothing.") << '\n';
    if (!evaluation.refused.isEmpty())
        io.out << printableLine(tr("Stops: %1").arg(evaluation.refused)) << '\n';
    for (const operations::Problem& problem : evaluation.problems)
        io.out << printableLine(tr("Line %1: %2").arg(problem.at.line).arg(problem.message.text())) << '\n';
    if (trip)
        writeForgotten(io, *trip);
    io.out.flush();
    return Done;
}

} // namespace espalier::cli
