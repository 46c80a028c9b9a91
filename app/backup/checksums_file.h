#pragma once

#include "backup/manifest.h"

namespace espalier::backup {

/// SHA256SUMS: the files and the manifest, in the form that `sha256sum -c` reads, so that a backup can be proven
/// without Espalier.
QByteArray checksumLines(const Manifest& manifest, const QByteArray& manifestJson);

/// Whether the manifest's bytes are those that were written. Corrupt when not, or when SHA256SUMS is missing or does
/// not name it.
core::Result<void> checkManifestSum(const QString& folder, const QByteArray& manifestJson);

} // namespace espalier::backup
