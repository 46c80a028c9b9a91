#pragma once

#include "core/message.h"
#include "schema/change.h"

namespace espalier::schema {

/// What a change does, in words that go on from "This revision": "creates table orders with 5 columns".
core::Message describe(const Change& change);
/// A type as the script wrote it: "String(50)", "Numeric(10, 2)", "vector(3)".
QString typeWords(const SqlType& type);

/// The sign on a card.
enum class Glyph { Table, Column, Index, ForeignKey, Constraint, Type, View, Data, RawSql, Opaque };
Glyph glyphOf(const Change& change);
/// Whether it makes, takes away or changes what it is about.
enum class ChangeKind { Adds, Removes, Alters };
ChangeKind kindOf(const Change& change);

} // namespace espalier::schema
