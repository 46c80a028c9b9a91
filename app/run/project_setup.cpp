#include "run/project_setup.h"

#include "dialects/dialect.h"

#include <QCoreApplication>
#include <QDir>

namespace espalier::run {

namespace {

// The driver that the project's own URLs name for this backend, if any.
QString driverOfProject(const dialects::DatabaseUrl& url, const project::Project& project)
{
    for (const project::UrlCandidate& candidate : project.urls) {
        if (candidate.isPlaceholder)
            continue;
        const auto own = dialects::DatabaseUrl::parse(candidate.url.reveal());
        if (own && own->dialect == url.dialect && !own->driver.isEmpty())
            return own->driver;
    }
    return {};
}

QString driverInstalled(const dialects::Dialect& dialect, const project::InstalledPackages& installed)
{
    const auto drivers = dialect.pythonDrivers();
    for (const dialects::PythonDriver& driver : drivers) {
        for (const QString& package : driver.packages) {
            if (installed.versions.contains(package))
                return driver.name;
        }
    }
    return {}; // SQLAlchemy's default; its own error is the best one
}

} // namespace

AlembicProject alembicProject(const project::Project& project, const project::PythonEnvironment& environment)
{
    const bool remote = environment.kind == project::EnvironmentKind::Command;
    const QDir folder(project.folder);
    const auto path = [&](const QString& absolute) {
        return remote && !absolute.isEmpty() ? folder.relativeFilePath(absolute) : absolute;
    };
    AlembicProject result;
    result.folder = project.folder;
    result.section = project.section;
    if (project.kind == project::ConfigKind::Ini)
        result.config = path(project.configFile);
    result.toml = path(project.pyprojectFile);
    if (project.scriptLocationText.isEmpty())
        result.scriptLocation = path(project.scriptLocation);
    if (project.isFlaskMigrate)
        result.flaskFolder = path(project.scriptLocation);
    result.urlVariables = project.env.urlVariables;
    result.folderIsRemote = remote;
    return result;
}

core::Result<project::PythonEnvironment> chooseEnvironment(const project::Project& project)
{
    const auto found = project::discoverEnvironments(project.folder);
    if (!found.isEmpty() && !found.first().installed.alembic().isEmpty())
        return found.first();
    QStringList looked;
    for (const project::PythonEnvironment& environment : found)
        looked += environment.text();
    return core::fail(core::ErrorCode::ToolMissing,
        QT_TRANSLATE_NOOP("Messages",
            "No Python environment with Alembic was found for %1: give the command that "
            "starts its Python."),
        { project.name() }, looked.join(QLatin1Char('\n')));
}

plan::RunnerChoice runnerChoice(const core::Result<project::PythonEnvironment>& environment)
{
    if (!environment)
        return { plan::RunnerKind::Alembic, environment.error().message };
    return { plan::RunnerKind::Alembic,
        { QT_TRANSLATE_NOOP("Messages", "The project's own Alembic is used: %1. %2"),
            { environment->text(), environment->reason.text() } } };
}

core::Result<core::Secret> urlForProject(const dialects::DatabaseUrl& url, const dialects::TlsSettings& tls,
    const project::Project& project, const project::InstalledPackages& installed)
{
    dialects::DatabaseUrl result = url;
    const dialects::Dialect& dialect = dialects::dialectOf(url);
    if (result.driver.isEmpty())
        result.driver = driverOfProject(url, project);
    if (result.driver.isEmpty())
        result.driver = driverInstalled(dialect, installed);
    if (tls.mode != dialects::TlsMode::Default) {
        const auto options = dialect.pythonTlsOptions(result.driver, tls);
        if (!options)
            return tl::unexpected(options.error());
        for (const auto& [name, value] : *options)
            result.setOption(name, value);
    }
    return result.toSqlAlchemy();
}

bool insistsOnTls(const dialects::DatabaseUrl& url, const dialects::TlsSettings& tls)
{
    const dialects::TlsMode mode
        = tls.mode == dialects::TlsMode::Default ? dialects::dialectOf(url).tlsOf(url).mode : tls.mode;
    return mode == dialects::TlsMode::Require || mode == dialects::TlsMode::VerifyCa
        || mode == dialects::TlsMode::VerifyFull;
}

} // namespace espalier::run
