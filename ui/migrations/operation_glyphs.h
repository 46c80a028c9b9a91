#pragma once

#include "graphview/graph_picture.h"
#include "operations/operation.h"

#include <optional>

namespace espalier::ui {

/// The glyph of a change; none for what has none on a card: enums, comments, sequences, …
std::optional<graphview::GlyphKind> glyphOf(const schema::Change& change);

/// Name of the icon beside its line.
QString glyphIcon(const schema::Change& change);
QString glyphIcon(const operations::Operation& operation);

} // namespace espalier::ui
