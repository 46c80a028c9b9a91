#pragma once

#include <QString>

namespace espalier::dialects::postgresql {

/// What a call of a function in a SELECT does beyond giving a value.
enum class FunctionEffect {
    Unknown, ///< nobody's function that is known here: it may do anything
    None,
    Rows, ///< writes data, moves a sequence
    Session, ///< locks, settings, signals
    Table, ///< what an extension keeps about the table named by the first argument
};

/// `name` in lower case; of PostgreSQL itself and of widely used extensions, whatever schema they are in.
FunctionEffect effectOf(const QString& name);

} // namespace espalier::dialects::postgresql
