#include "shell/screenshot.h"

#include "jobs/job_queue.h"

#include <QImageWriter>
#include <QPixmap>
#include <QWidget>

namespace espalier::ui {
namespace {
constexpr int restMs = 250; // two turns of the slowest timer that delays something: the search field's
}

Screenshot::Screenshot(QWidget& window, jobs::JobQueue& queue, const QString& file, Done done)
    : m_window(window)
    , m_queue(queue)
    , m_file(file)
    , m_done(std::move(done))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &Screenshot::take);
    connect(&m_queue, &jobs::JobQueue::jobChanged, this, [this] { m_rest.start(); });
    m_rest.start();
}

void Screenshot::take()
{
    if (!m_queue.isIdle()) {
        m_rest.start();
        return;
    }
    QImageWriter writer(m_file, "png");
    if (writer.write(m_window.grab().toImage()))
        m_done({});
    else
        m_done(core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "%1 could not be written."),
            { m_file }, writer.errorString()));
}

} // namespace espalier::ui
