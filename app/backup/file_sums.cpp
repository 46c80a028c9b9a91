#include "backup/file_sums.h"

#include "core/checksum.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <thread>
#include <vector>

namespace espalier::backup {

namespace {

constexpr qint64 reportEvery = 8 * 1024 * 1024; // bytes between two progress reports

/// Files handed out one by one to a few threads; the first failure ends all.
class Hashing {
public:
    Hashing(const QString& folder, QList<BackupFile>& files, const QString& phase, const jobs::JobContext& context)
        : m_folder(folder)
        , m_files(files)
        , m_phase(phase)
        , m_context(context)
    {
        for (const BackupFile& file : files)
            m_total += file.bytes;
    }

    core::Result<void> run()
    {
        const auto threads = std::min<qsizetype>(m_files.size(), std::max(1U, std::thread::hardware_concurrency()));
        std::vector<std::thread> others;
        for (qsizetype i = 1; i < threads; ++i)
            others.emplace_back([this] { work(); });
        work();
        for (std::thread& other : others)
            other.join();
        if (m_error)
            return core::fail(*m_error);
        return {};
    }

private:
    void work()
    {
        while (!m_failed) {
            const qsizetype index = m_next++;
            if (index >= m_files.size())
                return;
            BackupFile& file = m_files[index];
            const auto sum = core::sha256OfFile(
                m_folder + QLatin1Char('/') + file.path, m_context.cancel(), [this](qint64 bytes) { report(bytes); });
            if (!sum) {
                const std::lock_guard lock(m_mutex);
                m_error = sum.error();
                m_failed = true;
                return;
            }
            file.bytes = sum->bytes;
            file.sha256 = sum->hex;
        }
    }

    void report(qint64 bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_done += bytes;
        if (m_done - m_reported < reportEvery && m_done < m_total)
            return;
        m_reported = m_done;
        m_context.progress({ m_phase, m_done, m_total, QStringLiteral("bytes") });
    }

    const QString& m_folder;
    QList<BackupFile>& m_files;
    const QString& m_phase;
    const jobs::JobContext& m_context;
    std::atomic<qsizetype> m_next = 0;
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex;
    std::optional<core::Error> m_error;
    qint64 m_total = 0;
    qint64 m_done = 0;
    qint64 m_reported = 0;
};

} // namespace

core::Result<QList<BackupFile>> hashFiles(const QString& folder, const QStringList& paths,
    const QMap<QString, QString>& known, const QString& phase, const jobs::JobContext& context)
{
    QList<BackupFile> unknown;
    QList<BackupFile> files;
    for (const QString& path : paths) {
        const BackupFile file{ path, QFileInfo(folder + QLatin1Char('/') + path).size(), known.value(path) };
        (file.sha256.isEmpty() ? unknown : files) += file;
    }
    unknown.detach(); // threads write to its items
    if (const auto hashed = Hashing(folder, unknown, phase, context).run(); !hashed)
        return core::fail(hashed.error());
    files += unknown;
    std::sort(files.begin(), files.end(), [](const BackupFile& a, const BackupFile& b) { return a.path < b.path; });
    return files;
}

QStringList filesIn(const QString& folder)
{
    const QDir top(folder);
    QStringList paths;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths += top.relativeFilePath(files.next());
    paths.sort();
    return paths;
}

} // namespace espalier::backup
