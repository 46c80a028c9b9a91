#pragma once

#include "core/error.h"
#include "project/project.h"

#include <functional>

class QObject;

namespace espalier::project {
class TrustStore;
}

namespace espalier::ui {

class Prompter;

/// Asks, where it was never answered, whether the project's code may run, and remembers a yes. `done` gets Cancelled
/// for a no; it is dropped when `receiver` is gone.
void askTrust(Prompter& prompter, const project::TrustStore& trust, const project::Project& project, QObject* receiver,
    const std::function<void(core::Result<void>)>& done);

} // namespace espalier::ui
