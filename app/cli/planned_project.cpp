#include "cli/planned_project.h"

#include "cli/connection_options.h"
#include "database/session.h"
#include "python/syntax_cache.h"
#include "run/project_setup.h"

namespace espalier::cli {

void ProjectChoice::addTo(CLI::App& app)
{
    app.add_option("PROJECT", m_project, tr("A folder, an ini file or a pyproject.toml").toStdString())->required();
    app.add_option("--name", m_section, tr("Section of the ini file").toStdString());
    app.add_option("--python", m_python,
        tr("Command that starts the project's Python, e.g. \"docker compose exec -T api python\"").toStdString());
}

core::Result<revisions::LoadedProject> loadProject(
    const CommandIo& io, const std::string& folder, const std::string& section)
{
    project::FindOptions options;
    options.section = QString::fromStdString(section);
    const auto project = project::openProject(QString::fromStdString(folder), options, io.cancel);
    if (!project)
        return tl::unexpected(project.error());
    revisions::LoadOptions load;
    load.trees = std::make_shared<python::SyntaxCache>(python::SyntaxCache::fileFor(project->folder));
    return revisions::load(*project, jobs::JobContext(io.cancel), load);
}

core::Result<revisions::LoadedProject> ProjectChoice::load(const CommandIo& io) const
{
    return loadProject(io, m_project, m_section);
}

core::Result<project::PythonEnvironment> ProjectChoice::environment(const project::Project& project) const
{
    return m_python.empty() ? run::chooseEnvironment(project)
                            : project::environmentFromCommand(QString::fromStdString(m_python), project.folder);
}

core::Result<QStringList> rowsOf(const ChosenConnection& chosen, const core::CancelToken& cancel)
{
    auto session = database::Session::open(chosen.settings, chosen.secret, jobs::JobContext(cancel));
    if (!session)
        return tl::unexpected(session.error());
    const auto rows = database::readVersionTable(*session, chosen.versionTable);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->ids;
}

} // namespace espalier::cli
