#include "project/project.h"
#include "project/read_project.h"

#include <algorithm>
#include <deque>
#include <fcntl.h>
#include <optional>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <unistd.h>

namespace espalier::project {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

constexpr qint64 largestIniLookedAt = 256 * 1024;

bool isPassedOver(const QString& name)
{
    static const QSet<QString> names{ QStringLiteral("node_modules"), QStringLiteral("venv"), QStringLiteral("env"),
        QStringLiteral("site-packages"), QStringLiteral("__pycache__"), QStringLiteral("dist-packages"),
        QStringLiteral("bower_components") };
    return name.startsWith(QLatin1Char('.')) || names.contains(name);
}

bool mentionsScripts(const QString& path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.size() <= largestIniLookedAt && file.open(QIODevice::ReadOnly)
        && file.readAll().contains("script_location");
}

/// Walks a folder for projects.
class Walk {
public:
    Walk(const FindOptions& options, const core::CancelToken& cancel)
        : m_options(options)
        , m_cancel(cancel)
    { }

    /// The projects of this one folder.
    Result<QList<Project>> lookAt(const QString& folder)
    {
        QList<Project> found;
        std::optional<core::Error> fault;
        const auto take = [&](const Result<QList<Project>>& projects) {
            if (projects)
                found += *projects;
            else if (!fault)
                fault = projects.error();
        };
        for (const QString& file : iniFiles(folder))
            take(readIniProjects(file, m_options));
        const QString toml = folder + QLatin1String("/pyproject.toml");
        if (found.isEmpty() && m_options.section.isEmpty() && QFileInfo(toml).isFile())
            take(readPyprojectProjects(toml, m_options));
        if (found.isEmpty() && fault)
            return fail(*fault);
        if (found.isEmpty() && m_options.section.isEmpty()) {
            if (auto bare = readBareProject(folder, m_options))
                found.append(*bare);
        }
        return found;
    }

    Result<QList<Project>> below(const QString& start)
    {
        std::deque<std::pair<QString, int>> folders{ { start, 0 } };
        std::optional<core::Error> fault;
        for (int visited = 0; !folders.empty() && visited < m_options.maxFolders; ++visited) {
            if (auto cancelled = m_cancel.check(); !cancelled)
                return fail(cancelled.error());
            const auto [folder, depth] = folders.front();
            folders.pop_front();
            auto projects = lookAt(folder);
            if (projects)
                m_found += *projects;
            else if (!fault)
                fault = projects.error();
            if (depth < m_options.maxDepth)
                queueSubfolders(folder, depth + 1, folders);
        }
        if (m_found.isEmpty() && fault)
            return fail(*fault);
        return uncovered();
    }

private:
    QStringList iniFiles(const QString& folder) const
    {
        QStringList files;
        const QString main = folder + QLatin1String("/alembic.ini");
        if (QFileInfo(main).isFile())
            files.append(main);
        const QStringList names
            = QDir(folder).entryList({ QStringLiteral("*.ini"), QStringLiteral("setup.cfg") }, QDir::Files, QDir::Name);
        for (const QString& name : names) {
            const QString file = folder + QLatin1Char('/') + name;
            if (file != main && mentionsScripts(file))
                files.append(file);
        }
        return files;
    }

    void queueSubfolders(const QString& folder, int depth, std::deque<std::pair<QString, int>>& folders) const
    {
        const QStringList names
            = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
        for (const QString& name : names) {
            const QString path = folder + QLatin1Char('/') + name;
            if (!isPassedOver(name) && !QFileInfo::exists(path + QLatin1String("/pyvenv.cfg")))
                folders.emplace_back(path, depth);
        }
    }

    // Scripts that another project's settings name, or a folder within them, are no project of their own. The folder
    // above has come first where neither has settings.
    bool isCovered(qsizetype index) const
    {
        const Project& bare = m_found[index];
        for (qsizetype i = 0; i < m_found.size(); ++i) {
            const Project& other = m_found[i];
            if (i == index || (other.kind == ConfigKind::None && i > index))
                continue;
            if (other.scriptLocation == bare.scriptLocation)
                return true;
            for (const QString& location : other.versionLocations) {
                const QString own = bare.versionLocations.first();
                if (own == location || own.startsWith(location + QLatin1Char('/')))
                    return true;
            }
        }
        return false;
    }

    QList<Project> uncovered() const
    {
        QList<Project> projects;
        for (qsizetype i = 0; i < m_found.size(); ++i) {
            if (m_found[i].kind != ConfigKind::None || !isCovered(i))
                projects.append(m_found[i]);
        }
        std::stable_sort(
            projects.begin(), projects.end(), [](const Project& a, const Project& b) { return a.folder < b.folder; });
        return projects;
    }

    const FindOptions& m_options;
    const core::CancelToken& m_cancel;
    QList<Project> m_found;
};

core::Error noProject(const QString& path)
{
    return core::makeError(ErrorCode::NotFound,
        QT_TRANSLATE_NOOP("Messages",
            "%1 holds no Alembic project: no alembic.ini, no pyproject.toml with [tool.alembic], no versions folder."),
        { path });
}

// What to say instead of `path` for this one project of it: in the user's own spelling, so that it can be pasted.
QString asNamedBy(const QString& path, const Project& project)
{
    const QString own = project.configFile.isEmpty() ? project.folder : project.configFile;
    const QFileInfo info(path);
    if (!info.isDir())
        return own;
    const QString relative = QDir(QDir::cleanPath(info.absoluteFilePath())).relativeFilePath(own);
    return QDir::cleanPath(path + QLatin1Char('/') + relative);
}

Result<QList<Project>> projectsOfFile(const QString& path, const FindOptions& options)
{
    auto projects
        = path.endsWith(QLatin1String(".toml")) ? readPyprojectProjects(path, options) : readIniProjects(path, options);
    if (projects && projects->isEmpty())
        return fail(core::makeError(ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages", "%1 names no scripts: it has no script_location."), { path })
                        .at(path));
    return projects;
}

} // namespace

Result<QList<Project>> findProjects(const QString& path, const FindOptions& options, const core::CancelToken& cancel)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no file or folder %1."), { path });
    const QString clean = QDir::cleanPath(info.absoluteFilePath());
    if (info.isFile())
        return projectsOfFile(clean, options);
    if (!info.isDir())
        return fail(
            ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "%1 is neither a file nor a folder."), { path });
    // QFileInfo asks for the rights of the user who started the process, not of the one it now runs as
    if (::faccessat(AT_FDCWD, QFile::encodeName(clean).constData(), R_OK | X_OK, AT_EACCESS) != 0)
        return fail(ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "The folder %1 cannot be read."), { path });
    Walk walk(options, cancel);
    auto own = walk.lookAt(clean);
    if (!own)
        return own;
    if (!own->isEmpty() && !options.everywhere)
        return own;
    auto all = walk.below(clean);
    if (all && all->isEmpty())
        return fail(noProject(path));
    return all;
}

Result<Project> openProject(const QString& path, const FindOptions& options, const core::CancelToken& cancel)
{
    const auto projects = findProjects(path, options, cancel);
    if (!projects)
        return fail(projects.error());
    QList<Project> usable;
    for (const Project& project : *projects) {
        if (QFileInfo(project.scriptLocation).isDir())
            usable.append(project);
    }
    if (usable.isEmpty())
        usable = *projects;
    // one settings file with several sections: Alembic takes [alembic] unless told otherwise
    const bool isOneFile = std::all_of(usable.cbegin(), usable.cend(),
        [&](const Project& project) { return project.configFile == usable.first().configFile; });
    if (usable.size() == 1 || (isOneFile && usable.first().section == QLatin1String("alembic")))
        return usable.first();
    QStringList names;
    for (const Project& project : std::as_const(usable))
        names.append(isOneFile ? QLatin1String("--name ") + project.section : asNamedBy(path, project));
    return fail(
        core::makeError(ErrorCode::Ambiguous, QT_TRANSLATE_NOOP("Messages", "%1 holds %2 projects; name one of them:"),
            { path, QString::number(usable.size()) }, names.join(QLatin1Char('\n'))));
}

} // namespace espalier::project
