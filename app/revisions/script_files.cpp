#include "revisions/script_files.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <sys/stat.h>
#include <unistd.h>

namespace espalier::revisions {

namespace {

// Alembic's _only_source_rev_file, (?!\.\#|__init__)(.*\.py)$
bool isScriptName(const QString& name)
{
    return name.endsWith(QLatin1String(".py")) && !name.startsWith(QLatin1String(".#"))
        && !name.startsWith(QLatin1String("__init__"));
}

// Python sorts strings by code point; QString's operator< would sort by UTF-16 units.
bool isBefore(const QString& a, const QString& b) { return a.toUtf8() < b.toUtf8(); }

class Lister {
public:
    explicit Lister(const project::Project& project)
        : m_project(project)
    { }

    void listLocation(const QString& location)
    {
        const QFileInfo info(location);
        if (!info.exists())
            return; // passed over, as Alembic does; the project's notes name it
        const QString folder = info.canonicalFilePath();
        if (!info.isDir() || ::access(QFile::encodeName(folder).constData(), R_OK | X_OK) != 0) {
            ++listing.refusedFolders;
            listing.problems.append({ QStringLiteral("unreadable-folder"), Severity::Error,
                { QT_TRANSLATE_NOOP("Messages", "The folder %1 cannot be read."), { location } }, {},
                m_project.relative(location), 0 });
            return;
        }
        ++listing.listedFolders;
        walk(folder, 0);
    }

    ScriptListing listing;

private:
    static constexpr int deepest = 64; // a guard against links that lead upwards; os.walk does not follow links at all

    void walk(const QString& folder, int depth)
    {
        if (folder.endsWith(QLatin1String("__pycache__")))
            return;
        QDir dir(folder);
        QStringList names = dir.entryList(QDir::Files | QDir::System | QDir::Hidden, QDir::Unsorted);
        std::sort(names.begin(), names.end(), isBefore);
        for (const QString& name : std::as_const(names)) {
            if (isScriptName(name))
                add(folder + QLatin1Char('/') + name);
        }
        if (!m_project.recursive || depth >= deepest)
            return;
        QStringList folders
            = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks | QDir::Hidden, QDir::Unsorted);
        std::sort(folders.begin(), folders.end(), isBefore);
        for (const QString& name : std::as_const(folders))
            walk(folder + QLatin1Char('/') + name, depth + 1);
    }

    void add(QString path)
    {
        struct stat state { };
        const QByteArray native = QFile::encodeName(path);
        if (::lstat(native.constData(), &state) != 0)
            return; // gone meanwhile
        if (S_ISLNK(state.st_mode)) {
            if (::stat(native.constData(), &state) == 0)
                path = QFileInfo(path).canonicalFilePath();
        }
        if (S_ISDIR(state.st_mode))
            return;
        if (m_seen.contains(path)) {
            listing.problems.append({ QStringLiteral("loaded-twice"), Severity::Warning,
                { QT_TRANSLATE_NOOP("Messages", "%1 is met twice; it counts once."), { m_project.relative(path) } }, {},
                m_project.relative(path), 0 });
            return;
        }
        m_seen.insert(path);
        ScriptFile file;
        file.path = path;
        file.file = m_project.relative(path);
        file.size = state.st_size;
        file.modifiedNs = qint64(state.st_mtim.tv_sec) * 1'000'000'000 + state.st_mtim.tv_nsec;
        file.inode = state.st_ino;
        file.isRegular = S_ISREG(state.st_mode);
        listing.files.push_back(file);
    }

    const project::Project& m_project;
    QSet<QString> m_seen;
};

} // namespace

ScriptListing listScripts(const project::Project& project)
{
    Lister lister(project);
    for (const QString& location : project.versionLocations)
        lister.listLocation(location);
    return lister.listing;
}

} // namespace espalier::revisions
