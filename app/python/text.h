#pragma once

#include <optional>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringView>

namespace espalier::python {

/// Whether Python's str.isspace() holds; Qt's isSpace() differs for the separators U+001C to U+001F.
bool isSpace(QChar character);
/// str.strip(), str.rstrip().
QStringView strip(QStringView text);
QStringView stripRight(QStringView text);
/// The lines of a text file opened with universal newlines ("\n", "\r\n", "\r"), without their ends.
QList<QStringView> universalLines(QStringView text);
/// A bare "%" operator with a mapping, as in `"%(here)s/x" % {…}`; nullopt where Python would raise.
std::optional<QString> percentFormat(const QString& text, const QHash<QString, QString>& values);

} // namespace espalier::python
