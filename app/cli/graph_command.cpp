#include "cli/graph_command.h"

#include "cli/printable.h"
#include "core/json.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace espalier::cli {

namespace {

QJsonArray array(const QStringList& list) { return QJsonArray::fromStringList(list); }

QJsonObject revisionObject(const revisions::Revision& revision)
{
    return {
        { QStringLiteral("id"), revision.id },
        { QStringLiteral("down"), array(revision.down) },
        { QStringLiteral("depends_on"), array(revision.dependsOn) },
        { QStringLiteral("branch_labels"), array(revision.branchLabels) },
        { QStringLiteral("message"), revision.message },
        { QStringLiteral("created"), core::textOrNull(revision.created) },
        { QStringLiteral("file"), revision.file },
        { QStringLiteral("line"), revision.line },
    };
}

QJsonObject problemObject(const revisions::Problem& problem)
{
    return {
        { QStringLiteral("code"), problem.code },
        { QStringLiteral("severity"), revisions::severityName(problem.severity) },
        { QStringLiteral("message"), problem.message.english() },
        { QStringLiteral("revisions"), array(problem.revisions) },
        { QStringLiteral("file"), core::textOrNull(problem.file) },
        { QStringLiteral("line"), problem.line > 0 ? QJsonValue(problem.line) : QJsonValue(QJsonValue::Null) },
    };
}

QString place(const revisions::Problem& problem)
{
    if (problem.file.isEmpty())
        return {};
    return problem.line > 0 ? QStringLiteral("  (%1:%2)").arg(problem.file).arg(problem.line)
                            : QStringLiteral("  (%1)").arg(problem.file);
}

void writeText(const CommandIo& io, const revisions::RevisionGraph& graph)
{
    for (const auto index : graph.upgradeOrder()) {
        if (graph.isGhost(index))
            continue;
        const auto& revision = graph.revision(index);
        QStringList marks;
        if (graph.isHead(index))
            marks += QStringLiteral("head");
        if (graph.isBranchPoint(index))
            marks += QStringLiteral("branch point");
        if (graph.isMergePoint(index))
            marks += QStringLiteral("merge point");
        const QString from
            = revision.down.isEmpty() ? QStringLiteral("base") : revision.down.join(QStringLiteral(", "));
        QString line = from + QStringLiteral(" -> ") + revision.id;
        if (!revision.branchLabels.isEmpty())
            line += QStringLiteral(" (%1)").arg(revision.branchLabels.join(QStringLiteral(", ")));
        if (!marks.isEmpty())
            line += QStringLiteral(" [%1]").arg(marks.join(QStringLiteral(", ")));
        if (!revision.dependsOn.isEmpty())
            line += QStringLiteral(" {%1}").arg(revision.dependsOn.join(QStringLiteral(", ")));
        io.out << printableLine(line + QStringLiteral("  ") + revision.message) << '\n';
    }
    io.out << '\n'
           << printableLine(GraphCommand::tr("%1 revisions; heads: %2; bases: %3")
                                .arg(QString::number(graph.size()), graph.heads().join(QStringLiteral(", ")),
                                    graph.bases().join(QStringLiteral(", "))))
           << '\n';
    for (const auto& problem : graph.problems())
        io.out << revisions::severityName(problem.severity) << ": "
               << printableLine(problem.message.text() + place(problem)) << '\n';
    io.out.flush();
}

} // namespace

QJsonObject graphObject(const revisions::LoadedProject& loaded)
{
    const auto& graph = *loaded.graph;
    const auto& project = loaded.project;
    QJsonArray revisions;
    for (const auto index : graph.upgradeOrder()) {
        if (!graph.isGhost(index))
            revisions.append(revisionObject(graph.revision(index)));
    }
    QJsonArray problems;
    for (const auto& problem : graph.problems())
        problems.append(problemObject(problem));
    return {
        { QStringLiteral("project"), project.folder },
        { QStringLiteral("config"), core::textOrNull(project.configFile) },
        { QStringLiteral("script_location"), project.scriptLocation },
        { QStringLiteral("version_locations"), array(project.versionLocations) },
        { QStringLiteral("revisions"), revisions },
        { QStringLiteral("heads"), array(graph.heads()) },
        { QStringLiteral("bases"), array(graph.bases()) },
        { QStringLiteral("branch_points"), array(graph.branchPoints()) },
        { QStringLiteral("merge_points"), array(graph.mergePoints()) },
        { QStringLiteral("problems"), problems },
        { QStringLiteral("syntax"), revisions::syntaxDepthName(loaded.syntax) },
    };
}

QString GraphCommand::summary() const { return tr("Shows the revisions and what is wrong with the tree"); }

void GraphCommand::setUp(CLI::App& app)
{
    app.add_option("PROJECT", m_project, tr("A folder, an ini file or a pyproject.toml").toStdString())->required();
    app.add_option("--name", m_section, tr("Section of the ini file").toStdString());
    app.add_flag(
        "--syntax", m_checksSyntax, tr("Check the whole syntax of every script, however many there are").toStdString());
}

int GraphCommand::run(const CommandIo& io)
{
    project::FindOptions options;
    options.section = QString::fromStdString(m_section);
    const auto project = project::openProject(QString::fromStdString(m_project), options, io.cancel);
    if (!project)
        return reportError(io, project.error(), isJson());
    revisions::LoadOptions load;
    if (m_checksSyntax)
        load.fullSyntaxLimit = std::numeric_limits<qint64>::max();
    const auto loaded = revisions::load(*project, jobs::JobContext(io.cancel), load);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    if (isJson())
        writeJson(io, graphObject(*loaded));
    else
        writeText(io, *loaded->graph);
    return Done;
}

} // namespace espalier::cli
