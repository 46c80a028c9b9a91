#include "models/model_files.h"

#include "core/file.h"

#include <algorithm>
#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace espalier::models {

namespace {

constexpr qint64 largestFile = 2 * 1024 * 1024;
constexpr int mostFiles = 20'000;
constexpr int furthestUp = 8; // folders

/// The folder of the whole project: the nearest one above with a mark of that; where none has one, the outermost with
/// a weaker one.
QString wholeProject(const QString& folder)
{
    QString weak = folder;
    QDir dir(folder);
    for (int up = 0; up <= furthestUp; ++up) {
        for (const char* mark : { ".git", "pyproject.toml", "setup.py", "setup.cfg" })
            if (dir.exists(QLatin1String(mark)))
                return dir.absolutePath();
        if (dir.exists(QStringLiteral(".gitignore")))
            weak = dir.absolutePath();
        if (!dir.cdUp())
            break;
    }
    return weak;
}

/// The folder that the file's outermost package is in.
QString rootOf(const QString& file)
{
    QDir dir = QFileInfo(file).absoluteDir();
    while (dir.exists(QStringLiteral("__init__.py")) && dir.cdUp()) { }
    return dir.absolutePath();
}

bool isWithin(const QString& path, const QString& folder)
{
    return (QDir::cleanPath(path) + QLatin1Char('/')).startsWith(QDir::cleanPath(folder) + QLatin1Char('/'));
}

bool looksLikeModels(const QByteArray& text)
{
    static const QList<QByteArray> marks{ "__tablename__", "declarative_base(", "DeclarativeBase", ".Model)", ".Model,",
        "SQLModel", "Table(" };
    return std::any_of(marks.begin(), marks.end(), [&](const QByteArray& mark) { return text.contains(mark); });
}

class Search {
public:
    Search(const project::Project& project, const core::CancelToken& cancel)
        : m_cancel(cancel)
    {
        for (const QString& location : project.versionLocations)
            m_left.insert(QDir::cleanPath(location));
        m_left.insert(QDir::cleanPath(project.scriptLocation));
        m_left.remove(QDir::cleanPath(project.folder));
    }

    void start(const QString& folder)
    {
        m_starts.append(QDir::cleanPath(folder));
        search(folder);
    }
    /// Whether it lies within a folder that was searched.
    bool isCovered(const QString& folder) const
    {
        return std::any_of(
            m_starts.begin(), m_starts.end(), [&](const QString& start) { return isWithin(folder, start); });
    }

    ModelFiles found;

private:
    void search(const QString& folder)
    {
        static const QSet<QString> left{ QStringLiteral("tests"), QStringLiteral("test"), QStringLiteral("testing"),
            QStringLiteral("node_modules"), QStringLiteral("site-packages"), QStringLiteral("venv"),
            QStringLiteral("env"), QStringLiteral("build"), QStringLiteral("dist"), QStringLiteral("docs"),
            QStringLiteral("versions"), QStringLiteral("examples"), QStringLiteral("__pycache__") };
        const QFileInfoList entries = QDir(folder).entryInfoList(
            QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
        for (const QFileInfo& entry : entries) {
            if (m_cancel.isCancelled() || m_seen > mostFiles)
                return;
            if (entry.isDir()) {
                if (!left.contains(entry.fileName()) && !m_left.contains(entry.absoluteFilePath()))
                    search(entry.absoluteFilePath());
            } else if (entry.suffix() == QLatin1String("py") && !entry.fileName().startsWith(QLatin1String("test_"))) {
                ++m_seen;
                const auto text = core::readFile(entry.absoluteFilePath(), largestFile);
                if (text && looksLikeModels(*text))
                    take(entry.absoluteFilePath());
            }
        }
    }

    void take(const QString& file)
    {
        found.files.append(file);
        const QString root = rootOf(file);
        if (!found.roots.contains(root))
            found.roots.append(root);
    }

    const core::CancelToken& m_cancel;
    QSet<QString> m_left;
    QStringList m_starts;
    int m_seen = 0;
};

} // namespace

ModelFiles findModelFiles(const project::Project& project, const core::CancelToken& cancel)
{
    Search search(project, cancel);
    const QString whole = wholeProject(project.folder);
    search.start(project.folder);
    for (const QString& folder : project.sysPath) // "prepend_sys_path = ../src"; those above are found by what is there
        if (isWithin(folder, whole) && !isWithin(project.folder, folder) && !search.isCovered(folder))
            search.start(folder);
    if (search.found.files.isEmpty() && !search.isCovered(whole))
        search.start(whole);
    // packages without __init__.py say nothing of where they begin
    QDir dir(project.folder);
    do
        search.found.roots.append(dir.absolutePath());
    while (dir.cdUp() && isWithin(dir.absolutePath(), whole));
    return search.found;
}

} // namespace espalier::models
