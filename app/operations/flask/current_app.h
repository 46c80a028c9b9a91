#pragma once

#include "operations/recorder.h"

namespace espalier::operations {

/// flask.current_app.config as a script finds it; nullopt for any other name, or where no application is known.
std::optional<Value> currentAppName(Recorder& recorder, const QString& dotted);

} // namespace espalier::operations
