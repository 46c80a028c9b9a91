#pragma once

#include <optional>
#include <QByteArray>
#include <QString>

namespace espalier::python {

/// What the prefix of a string literal says.
struct StringPrefix {
    int length = 0; ///< in bytes
    bool isRaw = false;
    bool isBytes = false;
    bool isFormatted = false;
};

/// The prefix that `text` starts with, if a quote follows it; nullopt where `text` starts no string.
std::optional<StringPrefix> stringPrefix(QByteArrayView text);

/// Length of the quotes at the start of `text`: 1 or 3.
int quoteLength(QByteArrayView text);

/// The text between a literal's quotes with its escapes resolved; bytes become the characters of the same code. nullopt
/// for an escape that is an error, or that names a character (\N{…}).
std::optional<QString> unescape(QByteArrayView body, const StringPrefix& prefix);

/// A whole literal with prefix and quotes. nullopt for a formatted one and as unescape().
std::optional<QString> stringValue(QByteArrayView literal);

} // namespace espalier::python
