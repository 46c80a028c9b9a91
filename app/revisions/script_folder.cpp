#include "revisions/script_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <sys/stat.h>

namespace espalier::revisions {

namespace {

enum class EntryKind { File, Folder, Link, Other };

struct Entry {
    QByteArray name;
    EntryKind kind = EntryKind::Other;
};

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

EntryKind kindOfMode(mode_t mode)
{
    return S_ISREG(mode) ? EntryKind::File
        : S_ISDIR(mode)  ? EntryKind::Folder
        : S_ISLNK(mode)  ? EntryKind::Link
                         : EntryKind::Other;
}

EntryKind kindOf(const dirent& entry, int folder)
{
    switch (entry.d_type) {
    case DT_REG:
        return EntryKind::File;
    case DT_DIR:
        return EntryKind::Folder;
    case DT_LNK:
        return EntryKind::Link;
    case DT_UNKNOWN: {
        struct stat state { };
        return ::fstatat(folder, entry.d_name, &state, AT_SYMLINK_NOFOLLOW) == 0 ? kindOfMode(state.st_mode)
                                                                                 : EntryKind::Other;
    }
    default:
        return EntryKind::Other;
    }
}

QByteArray realPath(const QByteArray& path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.constData(), nullptr), std::free);
    return QByteArray(real.get());
}

// Alembic's _only_source_rev_file
bool isScriptName(const QByteArray& name)
{
    return name.endsWith(".py") && !name.startsWith(".#") && !name.startsWith("__init__");
}

QByteArray baseName(const QByteArray& path) { return path.mid(path.lastIndexOf('/') + 1); }

class Lister {
public:
    explicit Lister(const project::Project& project)
        : m_project(project)
    { }

    ScriptListing run()
    {
        for (const QString& location : m_project.versionLocations) {
            const QByteArray folder = QFile::encodeName(location);
            struct stat state { };
            if (::stat(folder.constData(), &state) != 0 && errno != EACCES)
                continue; // Alembic passes over what is not there
            const bool isListed = listFolder(folder);
            m_listing.listedLocations += isListed ? 1 : 0;
            m_listing.refusedLocations += isListed ? 0 : 1;
        }
        return std::move(m_listing);
    }

private:
    void addProblem(const char* code, Severity severity, const QByteArray& path, const core::Message& message)
    {
        Problem problem;
        problem.code = QLatin1String(code);
        problem.severity = severity;
        problem.message = message;
        problem.file = m_project.relative(QFile::decodeName(path));
        m_listing.problems.append(problem);
    }

    std::optional<std::vector<Entry>> readFolder(const QByteArray& folder)
    {
        const std::unique_ptr<DIR, CloseFolder> directory(::opendir(folder.constData()));
        if (!directory) {
            addProblem("unreadable-folder", Severity::Error, folder,
                { QT_TRANSLATE_NOOP("Messages", "The folder cannot be read: %1."),
                    { QString::fromLocal8Bit(std::strerror(errno)) } });
            return std::nullopt;
        }
        std::vector<Entry> entries;
        while (const dirent* entry = ::readdir(directory.get())) {
            if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
                entries.push_back({ QByteArray(entry->d_name), kindOf(*entry, ::dirfd(directory.get())) });
        }
        std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
        return entries;
    }

    bool listFolder(const QByteArray& folder)
    {
        if (folder.endsWith("__pycache__"))
            return true;
        const auto entries = readFolder(folder);
        if (!entries)
            return false;
        m_listing.folders.push_back(folder);
        const QByteArray realFolder = realPath(folder);
        for (const Entry& entry : *entries)
            addFile(folder, realFolder, entry);
        for (const Entry& entry : *entries) {
            if (m_project.recursive && entry.kind == EntryKind::Folder)
                listFolder(folder + '/' + entry.name);
        }
        return true;
    }

    void addFile(const QByteArray& folder, const QByteArray& realFolder, const Entry& entry)
    {
        const QByteArray path = folder + '/' + entry.name;
        if (entry.kind == EntryKind::Link) {
            addLink(path);
            return;
        }
        if (entry.kind == EntryKind::Folder || !isScriptName(entry.name))
            return;
        ListedScript script{ { m_project.relative(QFile::decodeName(path)), QFile::decodeName(path) }, path,
            std::nullopt };
        if (entry.kind == EntryKind::Other)
            script.fault = core::Message{ QT_TRANSLATE_NOOP("Messages", "The script is not a regular file."), {} };
        add(std::move(script), realFolder + '/' + entry.name);
    }

    // Alembic looks at what a link leads to, its name included.
    void addLink(const QByteArray& path)
    {
        struct stat state { };
        const bool isThere = ::stat(path.constData(), &state) == 0;
        const int why = errno;
        if (isThere && S_ISDIR(state.st_mode))
            return;
        const QByteArray real
            = isThere ? realPath(path) : QFile::encodeName(QFile::symLinkTarget(QFile::decodeName(path)));
        if (!isScriptName(baseName(real)) && !(why == ELOOP && !isThere))
            return;
        ListedScript script{ { m_project.relative(QFile::decodeName(path)), QFile::decodeName(isThere ? real : path) },
            real, std::nullopt };
        if (!isThere)
            script.fault = core::Message{ QT_TRANSLATE_NOOP("Messages", "The link leads nowhere: %1."),
                { QString::fromLocal8Bit(std::strerror(why)) } };
        else if (!S_ISREG(state.st_mode))
            script.fault = core::Message{ QT_TRANSLATE_NOOP("Messages", "The script is not a regular file."), {} };
        add(std::move(script), isThere ? real : path);
    }

    void add(ListedScript script, const QByteArray& real)
    {
        if (m_seen.contains(real)) {
            addProblem("loaded-twice", Severity::Warning, QFile::encodeName(script.place.path),
                { QT_TRANSLATE_NOOP("Messages", "The script is reached twice; Alembic ignores it the second time."),
                    {} });
            return;
        }
        m_seen.insert(real);
        m_listing.scripts.push_back(std::move(script));
    }

    const project::Project& m_project;
    ScriptListing m_listing;
    QSet<QByteArray> m_seen;
};

} // namespace

ScriptListing listScripts(const project::Project& project) { return Lister(project).run(); }

} // namespace espalier::revisions
