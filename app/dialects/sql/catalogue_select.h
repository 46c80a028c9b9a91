#pragma once

#include "dialects/sql/cursor.h"
#include "dialects/sql_reader.h"

#include <functional>

namespace espalier::dialects::sql {

/// The name of a catalogue relation as CatalogueQuery has it; empty for any other relation.
using CatalogueRelation = std::function<QString(const schema::ObjectName&)>;

/// "SELECT columns FROM relation WHERE column = value AND … ORDER BY … LIMIT …", count(*) and EXISTS (…) of it, from
/// the SELECT on; nothing where it is not just that.
std::optional<CatalogueQuery> catalogueSelect(
    Cursor at, const LexRules& rules, const CatalogueRelation& catalogueRelation);

} // namespace espalier::dialects::sql
