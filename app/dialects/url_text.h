#pragma once

#include <QString>

namespace espalier::dialects {

/// Percent-decoding as Python's urllib.parse.unquote does it: what is no valid escape stays as it stands.
QString percentDecoded(const QString& text);
/// The same for a query string, where "+" is a space.
QString queryDecoded(const QString& text);
/// Everything but letters, digits and "-._~" is escaped, plus those of `keep` left readable.
QString percentEncoded(const QString& text, const QByteArray& keep = {});

} // namespace espalier::dialects
