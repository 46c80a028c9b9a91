#include "backup/catalogue.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QCoreApplication>
#include <QFile>
#include <sys/file.h>
#include <unistd.h>

namespace espalier::backup {

// The lock is on the folder itself, not on a file in it: it survives the rename that makes a backup whole, leaves
// nothing behind, and the kernel drops it with the process. File systems without locks (some network ones) count as
// unlocked; there the lock only loses its effect.
core::Result<std::shared_ptr<EntryLock>> EntryLock::take(const QString& folder, Mode mode)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return core::fail(errno == ENOENT ? core::ErrorCode::NotFound : core::ErrorCode::Unreadable,
            QT_TRANSLATE_NOOP("Messages", "Cannot open the folder %1."), { folder },
            QString::fromLocal8Bit(std::strerror(errno)));
    std::shared_ptr<EntryLock> lock(new EntryLock(descriptor));
    const int operation = (mode == Mode::Shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
    if (::flock(descriptor, operation) != 0 && errno == EWOULDBLOCK)
        return core::fail(core::ErrorCode::Busy,
            QT_TRANSLATE_NOOP("Messages", "The backup %1 is in use by another job."), { folder });
    return lock;
}

EntryLock::EntryLock(int descriptor)
    : m_descriptor(descriptor)
{ }

EntryLock::~EntryLock() { ::close(m_descriptor); }

} // namespace espalier::backup
