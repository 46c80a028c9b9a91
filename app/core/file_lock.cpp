#include "core/file_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QThread>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace espalier::core {

namespace {
// flock() cannot wait for a limited time.
constexpr unsigned long pollMs = 5;
} // namespace

Result<FileLock> FileLock::take(const QString& path, Mode mode, int waitMs)
{
    const QByteArray name = QFile::encodeName(path);
    int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0 && mode == Mode::Shared)
        descriptor = ::open(name.constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot open %1."), { path },
            QString::fromLocal8Bit(std::strerror(errno)));
    FileLock lock(descriptor);
    const QDeadlineTimer deadline(waitMs);
    while (::flock(descriptor, (mode == Mode::Exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot lock %1."), { path },
                QString::fromLocal8Bit(std::strerror(errno)));
        if (deadline.hasExpired())
            return fail(ErrorCode::Busy, QT_TRANSLATE_NOOP("Messages", "Another program is using %1."), { path });
        QThread::msleep(pollMs);
    }
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{ }

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace espalier::core
