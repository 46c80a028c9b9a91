#pragma once

#include "core/message.h"
#include "operations/circumstances.h"
#include "project/project.h"

namespace espalier::operations {

/// What env.py says of how revisions are written, and what of it cannot be known.
struct EnvSettings {
    MigrationSettings settings;
    std::vector<core::Message> unknown; ///< "the naming convention: …"
    core::Location at; ///< of context.configure(); no file where it was not found
};

/// Reads them by walking through env.py, as on a connection and, where that leads nowhere, as offline. Nothing of the
/// project is run.
EnvSettings readEnvSettings(const project::Project& project, const dialects::Dialect& dialect,
    const std::shared_ptr<symbolic::SourceCache>& sources);

} // namespace espalier::operations
