#pragma once

#include <QString>

namespace espalier::dialects::postgresql {

// Marks before literals, of which no SQL text has any.
constexpr QLatin1Char openMark('\1'); ///< another spelling may mean the same
constexpr QLatin1Char typedMark('\2'); ///< it is known of which type it is

/// Whether two texts with marked literals differ in nothing but literals of which it is not known what the server makes
/// of their spelling.
bool isSameButForSpelling(const QString& a, const QString& b);

} // namespace espalier::dialects::postgresql
