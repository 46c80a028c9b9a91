#pragma once

#include <optional>
#include <QString>

// Literals of full text search as the server prints them (tsvector.c, tsquery.c); nullopt for what is none.

namespace espalier::dialects::postgresql {

std::optional<QString> searchVector(const QString& text);
std::optional<QString> searchQuery(const QString& text);

} // namespace espalier::dialects::postgresql
