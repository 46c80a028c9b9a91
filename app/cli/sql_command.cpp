#include "cli/sql_command.h"

#include "cli/operations_json.h"
#include "cli/printable.h"
#include "operations/sql_script.h"

namespace espalier::cli {

QString SqlCommand::summary() const { return tr("Writes the SQL of revisions, without a database and without Python"); }

void SqlCommand::setUp(CLI::App& app)
{
    m_migrations.addTo(app);
    app.add_option(
           "RANGE", m_range, tr("[FROM:]TO, as for alembic upgrade --sql; with --down FROM:TO downwards").toStdString())
        ->required();
    app.add_flag("--down", m_down, tr("A downgrade").toStdString());
    app.add_flag("--compare", m_compare,
        tr("Runs the project's own Alembic offline and says, revision by revision, whether it writes the same; exit "
           "code "
           "3 where it does not")
            .toStdString());
    app.add_option("--python", m_python,
        tr("With --compare: command that starts the project's Python, e.g. \"docker compose exec -T api python\"")
            .toStdString());
    app.add_flag("--trust", m_trust, tr("Allow this project's code to run, now and later").toStdString());
}

core::Result<revisions::Traversal> SqlCommand::steps(const revisions::RevisionGraph& graph) const
{
    const QString range = QString::fromStdString(m_range);
    const qsizetype colon = range.indexOf(QLatin1Char(':'));
    if (m_down && colon < 0)
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "A downgrade needs FROM:TO, e.g. heads:base."));
    const QString from = colon < 0 ? QString() : range.left(colon);
    QStringList rows;
    if (from == QLatin1String("heads") && m_down)
        rows = graph.realHeads();
    else if (!from.isEmpty() && from != QLatin1String("base")) {
        const auto start = revisions::startRows(graph, from.split(QLatin1Char(',')));
        if (!start)
            return core::fail(errorOf(start.error()));
        rows = *start;
    }
    const QString to = range.mid(colon + 1);
    const auto traversal
        = m_down ? revisions::downgradeSteps(graph, to, rows) : revisions::upgradeSteps(graph, to, rows);
    if (!traversal)
        return core::fail(errorOf(traversal.error()));
    return *traversal;
}

int SqlCommand::run(const CommandIo& io)
{
    const auto loaded = m_migrations.load(io);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    const auto dialect = m_migrations.dialect(loaded->project);
    if (!dialect)
        return reportError(io, dialect.error(), isJson());
    const auto traversal = steps(*loaded->graph);
    if (!traversal)
        return reportError(io, traversal.error(), isJson());
    operations::MigrationRun migrations(
        *loaded, operations::circumstancesOf(loaded->project, **dialect, true, m_migrations.surroundings()));
    if (!m_down && traversal->start.isEmpty())
        migrations.beginFromNothing();
    migrations.start(traversal->start);
    const operations::SqlScript script = operations::evaluateSteps(migrations, *traversal, isJson() || m_compare);
    if (m_compare)
        return compare(io, *loaded, **dialect, script);
    if (isJson()) {
        writeJson(io, sqlObject(script, **dialect, m_down, loaded->project));
        return Done;
    }
    const auto text = operations::scriptText(script, migrations.circumstances(), *loaded->graph);
    if (!text)
        return reportError(io, text.error(), false);
    io.out << printable(*text);
    io.out.flush();
    if (!script.isComplete())
        io.err << printable(
            tr("Parts of this script are not known without running the project; they stand in it as comments."))
               << Qt::endl;
    return Done;
}

} // namespace espalier::cli
