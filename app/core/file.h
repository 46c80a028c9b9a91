#pragma once

#include "core/error.h"

#include <QByteArray>

namespace espalier::core {

/// The whole content of a regular file of at most `limit` bytes. NotFound, Unreadable, or Refused when it is larger.
Result<QByteArray> readFile(const QString& path, qint64 limit = 64 * 1024 * 1024);

/// Replaces `path` as one step: temporary name beside it, fsync, rename, fsync of the folder. After any failure the old
/// content still stands and no temporary file is left. WriteFailed.
Result<void> writeFile(const QString& path, const QByteArray& content);

/// Makes what was written to a file or folder survive a power cut. WriteFailed.
Result<void> syncToDisk(const QString& path);

/// Renames on one file system and makes the rename durable; refuses to replace an existing target. WriteFailed.
Result<void> renameDurably(const QString& from, const QString& to);

} // namespace espalier::core
