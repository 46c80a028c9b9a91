#include "demo/demo_project.h"

#include "core/file.h"
#include "resources/resources.h"

#include <algorithm>
#include <memory>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <sqlite3.h>

namespace espalier::demo {

namespace {

using core::ErrorCode;

const QLatin1String projectRoot("demo/project/"); // in the program's resources
const QLatin1String databaseName("library.db");

// What was made so far; unless it is kept, it is taken away again, the newest first.
class Traces {
public:
    ~Traces()
    {
        std::for_each(m_files.crbegin(), m_files.crend(), [](const QString& path) { QFile::remove(path); });
        std::for_each(m_folders.crbegin(), m_folders.crend(), [](const QString& path) { QDir().rmdir(path); });
    }
    bool makeFolder(const QString& path)
    {
        if (QFileInfo::exists(path))
            return QFileInfo(path).isDir();
        if (!makeFolder(QFileInfo(path).path()) || !QDir().mkdir(path))
            return false;
        m_folders.append(path);
        return true;
    }
    void addFile(const QString& path) { m_files.append(path); }
    void keep()
    {
        m_files.clear();
        m_folders.clear();
    }

private:
    QStringList m_files;
    QStringList m_folders;
};

QStringList projectFiles()
{
    resources::load();
    const QString root = QLatin1String(":/espalier/") + projectRoot;
    QStringList files;
    QDirIterator it(root, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(it.next().mid(root.size()));
    files.sort();
    return files;
}

core::Result<void> requireEmpty(const QString& folder)
{
    const QFileInfo info(folder);
    if (!info.exists() && !info.isSymLink())
        return {};
    if (!info.isDir()) {
        return core::fail(
            ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "%1 is there already and is not a folder."), { folder });
    }
    if (!QDir(folder).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System)) {
        return core::fail(ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "%1 is not empty; the demo needs a folder of its own."), { folder });
    }
    return {};
}

core::Result<void> writeDatabase(const QString& path)
{
    sqlite3* raw = nullptr;
    const QByteArray sql = resources::read(QStringLiteral("demo/state.sql"));
    int status = sqlite3_open_v2(
        QFile::encodeName(path).constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(raw, &sqlite3_close);
    if (status == SQLITE_OK)
        status = sqlite3_exec(raw, sql.constData(), nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) {
        return core::fail(ErrorCode::WriteFailed,
            QT_TRANSLATE_NOOP("Messages", "The demo's database %1 could not be written."), { path },
            QString::fromUtf8(raw ? sqlite3_errmsg(raw) : sqlite3_errstr(status)));
    }
    return {};
}

core::Result<void> writeAll(const DemoProject& demo, Traces& traces)
{
    for (const QString& file : demo.files) {
        const QString path = demo.folder + QLatin1Char('/') + file;
        if (!traces.makeFolder(QFileInfo(path).path())) {
            return core::fail(ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "The folder %1 could not be made."),
                { QFileInfo(path).path() });
        }
        traces.addFile(path);
        const auto written
            = path == demo.database ? writeDatabase(path) : core::writeFile(path, resources::read(projectRoot + file));
        if (!written)
            return written;
    }
    return {};
}

} // namespace

core::Result<DemoProject> writeDemo(const QString& folder)
{
    DemoProject demo;
    demo.folder = QDir::cleanPath(QDir().absoluteFilePath(folder));
    demo.database = demo.folder + QLatin1Char('/') + databaseName;
    demo.files = projectFiles() << databaseName;
    demo.files.sort();
    if (const auto empty = requireEmpty(demo.folder); !empty)
        return core::fail(empty.error());
    Traces traces;
    if (const auto written = writeAll(demo, traces); !written)
        return core::fail(written.error());
    traces.keep();
    return demo;
}

} // namespace espalier::demo
