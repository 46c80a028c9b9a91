#include "project/locations.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::project {

namespace {

constexpr int mostFoldersUpwards = 6;
constexpr int mostFilesLookedAt = 40;
constexpr qint64 headerBytes = 64 * 1024; // docstrings can be long
constexpr int mostFoldersSearched = 2000;

bool isFolder(const QString& path) { return QFileInfo(path).isDir(); }

QString joined(const QString& folder, const QString& relative)
{
    return QDir::cleanPath(folder + QLatin1Char('/') + relative);
}

void appendOnce(QStringList& list, const QString& path)
{
    if (!list.contains(path) && isFolder(path))
        list.append(path);
}

// Whether a line sets `revision` at module level. Programs that work with revisions speak of them within functions.
bool setsRevision(const QString& path)
{
    if (!QFileInfo(path).isFile())
        return false;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    static const QRegularExpression atModuleLevel(
        QStringLiteral(R"(^(?:\x{FEFF})?revision[ \t]*[:=,])"), QRegularExpression::MultilineOption);
    return atModuleLevel.match(QString::fromUtf8(file.read(headerBytes))).hasMatch();
}

QStringList subfolders(const QString& folder)
{
    return QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
}

bool holdsNestedScripts(const QString& folder, int depth)
{
    for (const QString& name : subfolders(folder)) {
        if (name == QLatin1String("__pycache__"))
            continue;
        const QString below = joined(folder, name);
        if (holdsRevisionScripts(below) || (depth > 1 && holdsNestedScripts(below, depth - 1)))
            return true;
    }
    return false;
}

} // namespace

QStringList foldersUpwards(const QString& folder)
{
    QStringList found;
    QString current = QDir::cleanPath(folder);
    while (found.size() < mostFoldersUpwards && !current.isEmpty()) {
        found.append(current);
        if (QFileInfo::exists(current + QLatin1String("/.git")) || current == QDir::homePath()
            || current == QLatin1String("/"))
            break;
        current = QFileInfo(current).absolutePath();
    }
    return found;
}

bool looksLikeScriptFolder(const QString& folder)
{
    return QFileInfo(folder + QLatin1String("/env.py")).isFile() || isFolder(folder + QLatin1String("/versions"))
        || QFileInfo(folder + QLatin1String("/script.py.mako")).isFile();
}

bool holdsRevisionScripts(const QString& folder)
{
    // in the folder's own order: sorting the names of a large one takes longer than all else
    QDirIterator scripts(folder, { QStringLiteral("*.py") }, QDir::Files);
    for (int looked = 0; scripts.hasNext() && looked < mostFilesLookedAt; ++looked) {
        if (setsRevision(scripts.next()))
            return true;
    }
    return false;
}

bool holdsFolders(const QString& folder)
{
    QDirIterator folders(folder, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    while (folders.hasNext()) {
        folders.next();
        if (folders.fileName() != QLatin1String("__pycache__"))
            return true;
    }
    return false;
}

bool holdsNestedRevisionScripts(const QString& folder) { return holdsNestedScripts(folder, 3); }

LocationResolver::LocationResolver(const QString& configFolder, const QStringList& sysPath)
    : m_configFolder(QDir::cleanPath(configFolder))
    , m_upwards(foldersUpwards(configFolder))
{
    for (const QString& path : sysPath)
        appendOnce(m_importRoots, path);
    for (const QString& folder : m_upwards) {
        appendOnce(m_importRoots, folder);
        appendOnce(m_importRoots, folder + QLatin1String("/src"));
        appendOnce(m_importRoots, folder + QLatin1String("/lib"));
    }
}

QStringList LocationResolver::packageCandidates(const QString& text) const
{
    QStringList tokens = text.split(QLatin1Char(':'));
    tokens.first().replace(QLatin1Char('.'), QLatin1Char('/'));
    const QString relative = tokens.join(QLatin1Char('/'));
    QStringList found;
    for (const QString& root : m_importRoots)
        found.append(joined(root, relative));
    // a package somewhere below, as in repositories with one folder per distribution
    QDirIterator below(m_upwards.last(), QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    for (int looked = 0; below.hasNext() && looked < mostFoldersSearched; ++looked) {
        const QString folder = below.next();
        if (folder.endsWith(QLatin1Char('/') + relative))
            found.append(folder);
    }
    return found;
}

QStringList LocationResolver::candidates(const QString& text) const
{
    if (QDir::isAbsolutePath(text))
        return { QDir::cleanPath(text) };
    QStringList found;
    if (text.contains(QLatin1Char(':')))
        return packageCandidates(text);
    for (const QString& folder : m_upwards)
        found.append(joined(folder, text));
    return found;
}

QString LocationResolver::folder(const QString& text) const
{
    const QStringList all = candidates(text);
    for (const QString& path : all) {
        if (isFolder(path))
            return path;
    }
    return all.isEmpty() ? joined(m_configFolder, text) : all.first();
}

QString LocationResolver::scriptFolder(const QString& text) const
{
    for (const QString& path : candidates(text)) {
        if (isFolder(path) && looksLikeScriptFolder(path))
            return path;
    }
    return folder(text);
}

} // namespace espalier::project
