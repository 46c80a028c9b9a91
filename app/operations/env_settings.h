#pragma once

#include "core/message.h"
#include "operations/circumstances.h"
#include "project/project.h"

#include <functional>

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
    const std::shared_ptr<symbolic::SourceCache>& sources, const symbolic::Environment& environment = {});

/// What walkEnv() came to. The interpreter and all its objects live as long as the call that is told of it.
struct EnvWalk {
    symbolic::Interpreter& interpreter;
    class Recorder& recorder;
    const symbolic::Arguments* configured = nullptr; ///< of context.configure(); null where env.py does not lead there
    symbolic::DoubtPtr exhausted = nullptr; ///< why env.py was not followed to its end
};
/// What following a whole application may take.
inline constexpr symbolic::Limits limitsOfWhole{ .steps = 30'000'000, .depth = 60, .modules = 5000 };

/// How env.py is walked through.
struct EnvWalkOptions {
    QStringList roots; ///< folders that imports are looked for in
    symbolic::Environment environment = {};
    bool isWhole = false; ///< modules run where they are imported, and as much as that takes
};
/// Walks through env.py as on a connection and, where that does not lead to context.configure(), as offline.
void walkEnv(const project::Project& project, const dialects::Dialect& dialect,
    const std::shared_ptr<symbolic::SourceCache>& sources, const EnvWalkOptions& options,
    const std::function<void(const EnvWalk&)>& take);

} // namespace espalier::operations
