#pragma once

#include "core/word.h"

namespace espalier::dialects::postgresql {

/// Words that SQLAlchemy quotes as identifiers, in lower case.
const core::WordSet& reservedWords();

} // namespace espalier::dialects::postgresql
