#pragma once

#include "core/message.h"
#include "schema/name.h"

#include <QString>
#include <vector>

namespace espalier::schema {

/// Why a change does not go through, or not as written.
enum class FaultKind {
    TableExists, ///< or another relation of that name, where tables share their names with indexes and the like
    TableMissing,
    ColumnExists,
    ColumnMissing,
    ConstraintExists,
    ConstraintMissing,
    PrimaryKeyExists,
    IndexExists,
    IndexMissing,
    EnumExists,
    EnumMissing,
    EnumValueExists,
    EnumValueMissing,
    SequenceExists,
    SequenceMissing,
    ViewExists,
    ViewMissing,
    SchemaExists,
    SchemaMissing,
    ObjectExists, ///< functions, triggers, extensions, …
    ObjectMissing,
    StillReferenced, ///< something else stands on what is dropped
    NotUnique, ///< a foreign key's target has no key on those columns
    InPrimaryKey,
    IdentifierTooLong,
    ValueTooLong,
    ValueRefused, ///< a value that is none of the column's type
    ValueUnknown, ///< whether a value suits its column is not weighed
    NullRefused,
    NotThere, ///< a foreign key's value that its target does not have
    NotDistinct, ///< rows that are equal in what has to be unique
    DependsOnRows, ///< whether it goes through is up to the rows that are there
    Unsupported, ///< the database has no such statement
};

/// kebab-case name of a kind ("table-missing"), as machine-readable output carries it.
QString codeName(FaultKind kind);

struct Fault {
    enum class Outcome {
        Refused, ///< the database refuses the statement for sure
        MayBeRefused, ///< it depends on what nobody here sees
        Accepted, ///< it goes through, but not as written
    };
    FaultKind kind = FaultKind::Unsupported;
    Outcome outcome = Outcome::Refused;
    core::Message message;
    ObjectName object; ///< the table, enum, view, … that it is about
    QString part; ///< column, constraint or index of it

    bool wouldFail() const { return outcome == Outcome::Refused; }
    friend bool operator==(const Fault&, const Fault&) = default;
};

} // namespace espalier::schema
