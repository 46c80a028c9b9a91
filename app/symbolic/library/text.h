#pragma once

#include <optional>
#include <QString>
#include <string>

namespace espalier::symbolic::library {

// Python counts a str in code points, Qt in UTF-16 units.

/// Whether the two differ for this text.
bool isWide(const QString& text);
std::u32string codePoints(const QString& text);
QString fromCodePoints(std::u32string_view points);
inline QString fromCodePoint(char32_t point) { return fromCodePoints({ &point, 1 }); }
qsizetype lengthOf(const QString& text); ///< len()
qsizetype toUnits(const QString& text, qsizetype points); ///< the index in UTF-16 of an index in code points
qsizetype toPoints(const QString& text, qsizetype units);
/// In the order of code points, as Python compares.
int compareText(const QString& a, const QString& b);

bool isSpace(char32_t point); ///< str.isspace()
bool isPrintable(char32_t point);
std::optional<qint64> parseInteger(const QString& text, int base, bool* tooLarge = nullptr); ///< int(text, base)
std::optional<double> parseFloat(const QString& text); ///< float(text)
QString integerText(qint64 number, int base, const char* prefix = "");

/// `lines` as str.splitlines() has them.
QStringList splitLines(const QString& text, bool keepEnds);

} // namespace espalier::symbolic::library
