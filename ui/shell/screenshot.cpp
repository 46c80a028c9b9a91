#include "shell/screenshot.h"

#include "jobs/job_queue.h"
#include "shell/main_window.h"

#include <QDir>
#include <QFileInfo>
#include <QImageWriter>
#include <QPixmap>

namespace espalier::ui {
namespace {
constexpr int restMs = 300; // longer than any timer that delays something on a page
}

Screenshot::Screenshot(
    MainWindow& window, jobs::JobQueue& queue, const QString& target, const QStringList& pages, Done done)
    : m_window(window)
    , m_queue(queue)
    , m_target(target)
    , m_pages(QFileInfo(target).isDir() ? pages : QStringList{})
    , m_done(std::move(done))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &Screenshot::take);
    connect(&m_queue, &jobs::JobQueue::jobChanged, this, [this] { m_rest.start(); });
    if (!m_pages.isEmpty())
        m_window.showPage(m_pages.first());
    m_rest.start();
}

void Screenshot::take()
{
    if (!m_queue.isIdle())
        return m_rest.start();
    const QString file
        = m_pages.isEmpty() ? m_target : QDir(m_target).filePath(m_pages.first() + QStringLiteral(".png"));
    const auto written = write(file);
    if (!written || m_pages.size() <= 1)
        return m_done(written);
    m_pages.removeFirst();
    m_window.showPage(m_pages.first());
    m_rest.start();
}

core::Result<void> Screenshot::write(const QString& file) const
{
    QImageWriter writer(file, "png");
    if (writer.write(m_window.grab().toImage()))
        return {};
    return core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "%1 could not be written."), { file },
        writer.errorString());
}

} // namespace espalier::ui
