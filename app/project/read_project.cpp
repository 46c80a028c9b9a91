#include "project/read_project.h"

#include "project/env_reader.h"
#include "project/locations.h"
#include "project/settings.h"
#include "project/url_search.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::project {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

const QString mainSection = QStringLiteral("alembic");

QString cleanFolderOf(const QString& file) { return QDir::cleanPath(QFileInfo(file).absolutePath()); }

/// Fills a Project in from its settings, one kind of fact after the other.
class ProjectReader {
public:
    ProjectReader(const Settings& settings, const FindOptions& options, const QString& configFolder)
        : m_settings(settings)
        , m_options(options)
        , m_configFolder(configFolder)
    {
        m_project.folder = configFolder;
        m_project.section = settings.section();
        if (settings.ini()) {
            m_project.kind = ConfigKind::Ini;
            m_project.configFile = settings.ini()->file();
        } else if (settings.toml()) {
            m_project.kind = ConfigKind::PyProject;
            m_project.configFile = settings.toml()->file();
        }
        if (settings.toml())
            m_project.pyprojectFile = settings.toml()->file();
    }

    /// Settings that say nothing of scripts give nullopt.
    Result<std::optional<Project>> run()
    {
        const auto location = m_settings.text(QStringLiteral("script_location"));
        if (!location)
            return fail(location.error());
        if (!*location && !isInsideScriptFolder())
            return std::optional<Project>();
        if (auto read = readOptions(); !read)
            return fail(read.error());
        if (auto read = readScriptLocation(*location); !read)
            return fail(read.error());
        if (auto read = readVersionLocations(); !read)
            return fail(read.error());
        noteOddities();
        readCode();
        return std::optional<Project>(std::move(m_project));
    }

private:
    bool isInsideScriptFolder() const { return m_settings.ini() && looksLikeScriptFolder(m_configFolder); }

    void note(const char* code, const char* source, const QStringList& arguments, const core::Location& where)
    {
        m_project.notes.append({ QLatin1String(code), { source, arguments }, where.file, where.line });
    }

    Result<void> readOptions()
    {
        for (auto [name, target] :
            { std::pair{ "file_template", &m_project.fileTemplate }, std::pair{ "timezone", &m_project.timezone } }) {
            const auto value = m_settings.text(QLatin1String(name));
            if (!value) // of no weight for reading: say so and go on
                m_project.notes.append({ QStringLiteral("bad-option"), value.error().message,
                    m_settings.where(QLatin1String(name)).file, m_settings.where(QLatin1String(name)).line });
            else if (*value)
                *target = **value;
        }
        const auto recursive = m_settings.flag(QStringLiteral("recursive_version_locations"));
        if (!recursive)
            return fail(recursive.error());
        m_project.recursive = *recursive;
        const auto sourceless = m_settings.flag(QStringLiteral("sourceless"));
        if (!sourceless)
            return fail(sourceless.error());
        m_project.sourceless = *sourceless;
        const auto sysPath = m_settings.prependSysPath();
        if (!sysPath)
            return fail(sysPath.error());
        for (const QString& path : *sysPath)
            m_project.sysPath.append(QDir::cleanPath(QDir(m_configFolder).absoluteFilePath(path)));
        return {};
    }

    Result<void> readScriptLocation(const std::optional<QString>& location)
    {
        const LocationResolver resolver(m_configFolder, m_project.sysPath);
        m_project.sysPath = resolver.importRoots();
        if (!location) {
            m_project.isFlaskMigrate = true;
            m_project.scriptLocation = m_configFolder;
            m_project.folder = cleanFolderOf(m_configFolder);
            return {};
        }
        m_project.scriptLocationText = *location;
        m_project.scriptLocation = resolver.scriptFolder(*location);
        static const QRegularExpression placeholder(QStringLiteral(R"([{}]|\$\()"));
        const bool isThere = QFileInfo(m_project.scriptLocation).isDir();
        if (!isThere && placeholder.match(*location).hasMatch() && isInsideScriptFolder()) {
            note("placeholder-location",
                QT_TRANSLATE_NOOP(
                    "Messages", "script_location %1 is filled in by code; the settings' own folder is read."),
                { *location }, m_settings.where(QStringLiteral("script_location")));
            m_project.scriptLocation = m_configFolder;
        } else if (!isThere) {
            note("missing-script-location", QT_TRANSLATE_NOOP("Messages", "There is no folder %1 (script_location)."),
                { m_project.scriptLocation }, m_settings.where(QStringLiteral("script_location")));
        }
        return {};
    }

    Result<void> readVersionLocations()
    {
        const auto written = m_settings.versionLocations();
        if (!written)
            return fail(written.error());
        const LocationResolver resolver(m_configFolder, m_project.sysPath);
        const core::Location where = m_settings.where(QStringLiteral("version_locations"));
        for (const QString& text : *written) {
            if (text.isEmpty())
                continue;
            const QString folder = resolver.folder(text);
            m_project.versionLocations.append(folder);
            if (!QFileInfo(folder).isDir())
                note("missing-version-location",
                    QT_TRANSLATE_NOOP("Messages", "There is no folder %1 (version_locations)."), { folder }, where);
        }
        if (m_project.versionLocations.isEmpty())
            useVersionsFolder();
        return {};
    }

    // Alembic's default. Trees in nested folders without the options that Alembic needs to see them are set up in code.
    void useVersionsFolder()
    {
        const QString versions = m_project.scriptLocation + QLatin1String("/versions");
        m_project.versionLocations = { versions };
        if (m_project.recursive || !QFileInfo(versions).isDir() || !holdsFolders(versions))
            return;
        const bool hasHeadMarkers = !QDir(versions).entryList({ QStringLiteral("*HEAD*") }, QDir::Files).isEmpty();
        if ((hasHeadMarkers || !holdsRevisionScripts(versions)) && holdsNestedRevisionScripts(versions)) {
            m_project.recursive = true;
            note("assumed-recursive",
                QT_TRANSLATE_NOOP("Messages",
                    "The scripts stand in folders below %1, which no setting names; all are read. Open one of the "
                    "folders to see it alone."),
                { m_project.relative(versions) }, { versions, 0 });
        }
    }

    void noteOddities()
    {
        if (m_project.sourceless)
            note("sourceless",
                QT_TRANSLATE_NOOP(
                    "Messages", "Alembic also loads compiled scripts here (sourceless); they are not read."),
                {}, m_settings.where(QStringLiteral("sourceless")));
        if (m_settings.ini() && m_settings.ini()->startedWithByteOrderMark())
            note("byte-order-mark",
                QT_TRANSLATE_NOOP("Messages", "The file starts with a byte order mark, which Alembic does not accept."),
                {}, { m_settings.ini()->file(), 1 });
    }

    void readCode()
    {
        EnvReading env = readEnv(
            m_project.scriptLocation, m_project.sysPath, [this](const QString& name) -> std::optional<QString> {
                return m_settings.text(name).value_or(std::nullopt);
            });
        m_project.env = env.facts;
        m_project.notes += env.facts.notes;
        QStringList folders{ m_project.folder };
        for (const QString& folder : foldersUpwards(m_configFolder)) {
            if (!folders.contains(folder))
                folders.append(folder);
        }
        QList<UrlCandidate> inSettings = urlsInSettings(m_settings, m_project.notes);
        for (UrlCandidate& url : inSettings)
            url.isOverridden = env.alwaysSetsUrl;
        QList<UrlCandidate> fromVariables;
        if (m_options.useEnvironment)
            fromVariables += urlsInEnvironment(env.facts.urlVariables);
        fromVariables += urlsInDotEnv(folders, env.facts.urlVariables);
        m_project.urls = ranked(env.setsUrl ? env.urls + fromVariables + env.defaults + inSettings
                                            : inSettings + env.urls + fromVariables + env.defaults);
    }

    const Settings& m_settings;
    const FindOptions& m_options;
    QString m_configFolder;
    Project m_project;
};

// Sections of logging and of hooks get script_location only through [DEFAULT].
bool namesScripts(const IniFile& ini, const QString& section)
{
    const int own = ini.lineOf(section);
    int next = 0;
    for (const QString& other : ini.sections()) {
        const int line = ini.lineOf(other);
        if (line > own && (next == 0 || line < next))
            next = line;
    }
    const int option = ini.lineOf(section, QStringLiteral("script_location"));
    return option > own && (next == 0 || option < next);
}

QStringList sectionsToRead(const IniFile& ini, const FindOptions& options)
{
    if (!options.section.isEmpty())
        return { options.section };
    QStringList sections;
    for (const QString& section : ini.sections()) {
        if (section != mainSection && namesScripts(ini, section))
            sections.append(section);
    }
    sections.prepend(mainSection);
    return sections;
}

Result<std::optional<PyprojectFile>> pyprojectBeside(const QString& folder)
{
    const QString file = folder + QLatin1String("/pyproject.toml");
    if (!QFileInfo(file).isFile())
        return std::optional<PyprojectFile>();
    return PyprojectFile::read(file);
}

} // namespace

Result<QList<Project>> readIniProjects(const QString& iniFile, const FindOptions& options)
{
    const auto ini = IniFile::read(iniFile);
    if (!ini)
        return fail(ini.error());
    if (!options.section.isEmpty() && !ini->hasSection(options.section))
        return fail(core::makeError(ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages", "There is no section [%1] in %2."), { options.section, iniFile })
                        .at(iniFile));
    const QString folder = cleanFolderOf(iniFile);
    const auto toml = pyprojectBeside(folder);
    QList<Project> projects;
    for (const QString& section : sectionsToRead(*ini, options)) {
        // Debian's and other older releases do not look at pyproject.toml, so one that is broken is a note only
        const Settings settings(*ini, toml.value_or(std::nullopt), section);
        auto project = ProjectReader(settings, options, folder).run();
        if (!project)
            return fail(project.error());
        if (!*project)
            continue;
        if (!toml)
            (*project)->notes.append({ QStringLiteral("bad-pyproject"), toml.error().message,
                folder + QLatin1String("/pyproject.toml"), toml.error().location ? toml.error().location->line : 0 });
        projects.append(**project);
    }
    QStringList sections;
    for (const Project& project : projects)
        sections.append(project.section);
    for (Project& project : projects)
        project.sections = sections;
    return projects;
}

Result<QList<Project>> readPyprojectProjects(const QString& tomlFile, const FindOptions& options)
{
    const auto toml = PyprojectFile::read(tomlFile);
    if (!toml)
        return fail(toml.error());
    QList<Project> projects;
    if (!*toml)
        return projects;
    const Settings settings(std::nullopt, *toml, mainSection);
    auto project = ProjectReader(settings, options, cleanFolderOf(tomlFile)).run();
    if (!project)
        return fail(project.error());
    if (*project)
        projects.append(**project);
    return projects;
}

std::optional<Project> readBareProject(const QString& folder, const FindOptions& options)
{
    const QString versions = folder + QLatin1String("/versions");
    const bool hasVersions = QFileInfo(versions).isDir();
    const bool isScriptFolder = hasVersions
        && (QFileInfo(folder + QLatin1String("/env.py")).isFile()
            || QFileInfo(folder + QLatin1String("/script.py.mako")).isFile() || holdsRevisionScripts(versions)
            || holdsNestedRevisionScripts(versions));
    const bool isVersionsFolder = !isScriptFolder && holdsRevisionScripts(folder);
    if (!isScriptFolder && !isVersionsFolder)
        return std::nullopt;
    const QString scripts = isScriptFolder ? folder : cleanFolderOf(folder);
    const Settings settings(std::nullopt, std::nullopt, mainSection);
    Project project;
    project.folder = folder;
    project.scriptLocation = scripts;
    project.versionLocations = { isScriptFolder ? versions : folder };
    project.recursive = isScriptFolder && !holdsRevisionScripts(versions) && holdsNestedRevisionScripts(versions);
    project.sysPath = LocationResolver(scripts, {}).importRoots();
    EnvReading env = readEnv(scripts, project.sysPath);
    project.env = env.facts;
    QList<UrlCandidate> urls = env.urls;
    if (options.useEnvironment)
        urls += urlsInEnvironment(env.facts.urlVariables);
    urls += urlsInDotEnv(foldersUpwards(folder), env.facts.urlVariables) + env.defaults;
    project.urls = ranked(urls);
    return project;
}

} // namespace espalier::project
