#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace espalier::resources {

/// Makes the files at ":/espalier/…" known to Qt. A static library's resources stay unknown until somebody asks for
/// them; call it before opening such a path. Cheap, thread-safe.
void load();

/// The content of ":/espalier/<path>", e.g. "sql/…/facts.sql". A missing one is a defect of the program: it ends.
QByteArray read(const QString& path);

/// The names of the files in ":/espalier/<folder>".
QStringList filesIn(const QString& folder);

} // namespace espalier::resources
