#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <functional>
#include <memory>
#include <QByteArrayView>

namespace espalier::core {

/// SHA-256, fed piece by piece. OpenSSL's, since it uses the processor's own instructions: backups of many gigabytes
/// are hashed, and QCryptographicHash takes about seven times as long.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(QByteArrayView bytes);
    /// Lower-case hex; ends the sum.
    QString hex();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

QString sha256(QByteArrayView bytes);
/// xxHash's XXH3: shows that bytes were damaged, not that somebody meant to.
quint64 quickSum(QByteArrayView bytes) noexcept;

struct FileChecksum {
    QString hex;
    qint64 bytes = 0;
};
/// Reads a regular file whole. `onBytes` gets the number read since its last call, many times a second.
Result<FileChecksum> sha256OfFile(
    const QString& path, const CancelToken& cancel = {}, const std::function<void(qint64)>& onBytes = {});

} // namespace espalier::core
