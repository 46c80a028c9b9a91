#pragma once

#include "project/env_calls.h"
#include "project/url_candidate.h"

namespace espalier::project {

/// What env.py of a script folder tells, besides the facts.
struct EnvReading {
    EnvFacts facts;
    QList<UrlCandidate> urls; ///< written in it
    QList<UrlCandidate> defaults; ///< defaults of environment variables, in it or a module that it imports
    bool setsUrl = false; ///< it gives Alembic a URL of its own, so that the settings' one comes last
    bool alwaysSetsUrl = false; ///< and that not only under some condition
};

/// Reads env.py with a syntax tree; a missing one, or one with errors, leaves facts unset and a note where it helps.
/// `options` answers what env.py asks of the settings.
EnvReading readEnv(const QString& scriptFolder, const QStringList& importRoots, const OptionLookup& options = {});

} // namespace espalier::project
