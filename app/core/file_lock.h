#pragma once

#include "core/error.h"

#include <QString>

namespace espalier::core {

/// An advisory lock on a file, between processes and between threads. The system releases it when the process dies, so
/// it also tells whether the one who took it still lives. Children do not inherit it. Move-only.
class FileLock {
public:
    enum class Mode { Shared, Exclusive };

    /// Opens the file (made when missing, empty and readable by its owner only) and takes the lock. Busy when somebody
    /// still holds it after `waitMs`.
    static Result<FileLock> take(const QString& path, Mode mode, int waitMs = 0);
    FileLock() = default;
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

    bool isHeld() const { return m_descriptor >= 0; }
    /// Of the locked file, open for reading and writing where the rights allow it.
    int descriptor() const { return m_descriptor; }

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor)
    { }
    int m_descriptor = -1;
};

} // namespace espalier::core
