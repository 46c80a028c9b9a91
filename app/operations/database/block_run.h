#pragma once

#include "dialects/block.h"
#include "operations/recorder.h"

namespace espalier::operations {

/// What a block does to the simulated schema, whose catalogue it asks; nullopt where that is not known. `before`: what
/// statements did that ran just before it.
std::optional<schema::Changes> runBlock(
    Interpreter& interpreter, Recorder& recorder, const dialects::Block& block, const schema::Changes& before);

} // namespace espalier::operations
