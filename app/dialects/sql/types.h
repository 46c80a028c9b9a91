#pragma once

#include "dialects/database_url.h"
#include "schema/literal.h"
#include "schema/sql_type.h"

#include <optional>

namespace espalier::dialects::sql {

/// What SQLAlchemy calls a type's affinity: which literals it prints, whether it counts as an integer key, which casts
/// a change to it needs.
enum class Affinity {
    Null,
    Integer,
    Numeric,
    String,
    Boolean,
    DateTime,
    Date,
    Time,
    Interval,
    Binary,
    Json,
    Uuid,
    Array,
    Enum,
    Other, ///< types of one dialect, each its own
    Unknown, ///< a third party's, not known here
};

struct TypeFacts {
    /// Under which name SQLAlchemy's type compilers know it: "string" for what each dialect names in its own way,
    /// "VARCHAR" for what is printed as it is.
    QString visit;
    Affinity affinity = Affinity::Unknown;
    bool isBig = false; ///< a BigInteger
    bool isSmall = false; ///< a SmallInteger
};

/// Of SQLAlchemy's own types and its dialects'; Unknown affinity for all others.
TypeFacts typeFacts(const schema::SqlType& type);

/// The type that stands behind a third party's on a dialect (`text` where it is no type of SQLAlchemy); none where it
/// is not known.
std::optional<schema::SqlType> thirdPartyType(const schema::SqlType& type, const DialectId& dialect);

/// Whether both have one affinity in SQLAlchemy's sense.
bool sameAffinity(const schema::SqlType& a, const schema::SqlType& b);

/// The type that a Python value has where nothing else gives it one.
schema::SqlType typeOfValue(const schema::Literal& value);

} // namespace espalier::dialects::sql
