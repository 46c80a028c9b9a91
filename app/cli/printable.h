#pragma once

#include <QString>

namespace espalier::cli {

// What scripts, databases and tools say is not trusted to be harmless on a terminal: an escape sequence in a revision's
// message could hide lines, rename the window or type for the user.

/// `text` with control characters and those that turn the direction of writing shown as \x1b or \u202e. Line ends and
/// tabs stay.
QString printable(const QString& text);
/// The same for a text that belongs on one line: line ends and tabs are shown as \n and \t too.
QString printableLine(const QString& text);
/// JSON text with these characters escaped where QJsonDocument leaves them as they are; means the same.
QString printableJson(const QString& json);

} // namespace espalier::cli
