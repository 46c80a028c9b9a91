#include "models/python_files.h"

#include "core/file.h"

#include <algorithm>
#include <QDir>
#include <QFileInfo>

namespace espalier::models {

namespace {

constexpr qint64 largestFile = 2 * 1024 * 1024;
constexpr int mostFiles = 20'000;
constexpr int furthestUp = 8; // folders

const QSet<QString>& testFolders()
{
    static const QSet<QString> names{ QStringLiteral("tests"), QStringLiteral("test"), QStringLiteral("testing") };
    return names;
}

} // namespace

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

bool isWithin(const QString& path, const QString& folder)
{
    return (QDir::cleanPath(path) + QLatin1Char('/')).startsWith(QDir::cleanPath(folder) + QLatin1Char('/'));
}

bool isTest(const QString& file)
{
    const QStringList parts = file.split(QLatin1Char('/'));
    const QString& name = parts.last();
    return name.startsWith(QLatin1String("test_")) || name.endsWith(QLatin1String("_test.py"))
        || name == QLatin1String("conftest.py") || name == QLatin1String("tests.py")
        || std::any_of(
            parts.begin(), parts.end() - 1, [](const QString& part) { return testFolders().contains(part); });
}

PythonFiles::PythonFiles(const project::Project& project, Tests tests, const core::CancelToken& cancel)
    : m_cancel(cancel)
    , m_tests(tests)
{
    for (const QString& location : project.versionLocations)
        m_left.insert(QDir::cleanPath(location));
    m_left.insert(QDir::cleanPath(project.scriptLocation));
    m_left.remove(QDir::cleanPath(project.folder));
}

void PythonFiles::walk(
    const QString& folder, const std::function<void(const QString& file, const QByteArray& text)>& visit)
{
    m_starts.append(QDir::cleanPath(folder));
    search(folder, visit);
}

bool PythonFiles::isCovered(const QString& folder) const
{
    return std::any_of(m_starts.begin(), m_starts.end(), [&](const QString& start) { return isWithin(folder, start); });
}

void PythonFiles::search(const QString& folder, const std::function<void(const QString&, const QByteArray&)>& visit)
{
    static const QSet<QString> left{ QStringLiteral("node_modules"), QStringLiteral("site-packages"),
        QStringLiteral("venv"), QStringLiteral("env"), QStringLiteral("build"), QStringLiteral("dist"),
        QStringLiteral("docs"), QStringLiteral("versions"), QStringLiteral("examples"), QStringLiteral("__pycache__") };
    const bool withTests = m_tests == Tests::Included;
    const QFileInfoList entries
        = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo& entry : entries) {
        const QString name = entry.fileName();
        if (m_cancel.isCancelled() || m_seen > mostFiles)
            return;
        if (entry.isDir()) {
            if (!left.contains(name) && !m_left.contains(entry.absoluteFilePath())
                && (withTests || !testFolders().contains(name)))
                search(entry.absoluteFilePath(), visit);
        } else if (entry.suffix() == QLatin1String("py") && (withTests || !name.startsWith(QLatin1String("test_")))) {
            ++m_seen;
            if (const auto text = core::readFile(entry.absoluteFilePath(), largestFile))
                visit(entry.absoluteFilePath(), *text);
        }
    }
}

} // namespace espalier::models
