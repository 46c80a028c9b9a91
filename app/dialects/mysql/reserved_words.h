#pragma once

#include "core/word.h"

namespace espalier::dialects::mysql {

/// Words that SQLAlchemy quotes as identifiers, in lower case.
const core::WordSet& reservedWords();

} // namespace espalier::dialects::mysql
