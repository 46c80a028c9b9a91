#include "shell/start_report.h"

#include "core/file.h"
#include "graphview/graph_view.h"
#include "jobs/job_queue.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <time.h>
#include <unistd.h>

namespace espalier::ui {

namespace {

QByteArray read(const char* path)
{
    QFile file(QLatin1String{ path });
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// proc(5): the 22nd field of /proc/self/stat, in clock ticks since the machine's start; the second one is a name in
/// brackets that may hold anything.
qint64 sinceProcessStartMs()
{
    const QByteArray stat = read("/proc/self/stat");
    const QByteArray start = stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(22 - 3);
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - start.toLongLong() * 1000 / ::sysconf(_SC_CLK_TCK);
}

qint64 peakMegabytes()
{
    for (const QByteArray& line : read("/proc/self/status").split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

} // namespace

StartReport::StartReport(QWidget& window, jobs::JobQueue& queue, Done done)
    : m_window(window)
    , m_queue(queue)
    , m_done(std::move(done))
{
    qApp->installEventFilter(this);
}

bool StartReport::eventFilter(QObject* watched, QEvent* event)
{
    // The painting itself comes after the filter, and the screen after that.
    if (event->type() == QEvent::Paint)
        QMetaObject::invokeMethod(
            this, [this, watched] { painted(watched); }, Qt::QueuedConnection);
    return false;
}

void StartReport::painted(QObject* widget)
{
    if (m_windowMs < 0)
        m_windowMs = sinceProcessStartMs();
    const auto* view = m_window.findChild<graphview::GraphView*>();
    if (m_treeMs >= 0 || !view || widget != view->viewport() || view->picture().size() == 0)
        return;
    m_treeMs = sinceProcessStartMs();
    qApp->removeEventFilter(this);
    finishWhenIdle();
}

void StartReport::finishWhenIdle()
{
    if (!m_queue.isIdle()) {
        QTimer::singleShot(20, this, &StartReport::finishWhenIdle);
        return;
    }
    m_done(QStringLiteral("{\"window_ms\":%1,\"tree_ms\":%2,\"peak_mb\":%3}")
               .arg(m_windowMs)
               .arg(m_treeMs)
               .arg(peakMegabytes())
               .toUtf8());
}

} // namespace espalier::ui
