#pragma once

#include <QString>

namespace espalier::symbolic::library {

// What posixpath does with text.
QString joinPaths(const QString& a, const QString& b);
QString directoryOf(const QString& path);
QString baseOf(const QString& path);
QString normalPath(const QString& path);
std::pair<QString, QString> splitExtension(const QString& path);

} // namespace espalier::symbolic::library
