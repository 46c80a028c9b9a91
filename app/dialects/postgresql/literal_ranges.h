#pragma once

#include <QString>

// Literals that hold others (rangetypes.c, multirangetypes.c, arrayfuncs.c); nullopt for what is none, or holds what is
// spelled in a way that is not known here.

#include <optional>

namespace espalier::dialects::postgresql {

/// `element` is the type of its bounds; ranges of whole numbers and days include their first and leave out what comes
/// after their last.
std::optional<QString> rangeValue(const QString& text, const QString& element);
std::optional<QString> multirangeValue(const QString& text, const QString& element);
std::optional<QString> arrayValue(const QString& text, const QString& element);

} // namespace espalier::dialects::postgresql
