#pragma once

#include "core/message.h"
#include "schema/change.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"

#include <vector>

// The difference of two schemas as a list of changes in an order in which they can be made: all `forward` from the
// first to the last lead from the one to the other, all `backward` from the last to the first lead back.
//
// What is compared is what the rules of a database leave when spelling is taken away, so a script's "VARCHAR(20)" and a
// catalogue's "character varying(20)" are equal. Nothing is taken for renamed that the database itself would not
// rename. Not compared: the order of columns and constraints, storage options, sequences that columns own, temporary
// tables, and in tables that are not known whole (Schema::incomplete) what is not known.

namespace espalier::schema {

enum class ObjectKind {
    Table,
    Column,
    PrimaryKey,
    ForeignKey,
    Unique,
    Check,
    Exclusion,
    Index,
    Enum,
    Sequence,
    View,
    Schema,
    Other, ///< functions, triggers, extensions, …
};
/// "table", "foreign_key", …
QString codeName(ObjectKind kind);

struct Difference {
    enum class Kind { Add, Remove, Alter };
    Kind kind = Kind::Alter;
    ObjectKind object = ObjectKind::Table;
    ObjectName table; ///< the table that it is, or is a part of; no name for others
    QString schema; ///< of the object
    QString name; ///< of the object; empty where it has none
    core::Message detail;
    bool isOfSpelling = false; ///< "perhaps": of SchemaRules::mayBeSame()
    Changes forward;
    Changes backward;
};
/// "add", "remove", "change".
QString codeName(Difference::Kind kind);

std::vector<Difference> difference(const Schema& a, const Schema& b, const SchemaRules& rules);

Changes forward(const std::vector<Difference>& differences);
Changes backward(const std::vector<Difference>& differences);

/// Made for one session alone (CREATE TEMPORARY TABLE).
bool isTemporary(const Table& table);

} // namespace espalier::schema
