#pragma once

namespace espalier::cli {

/// What the process ends with; scripts rely on it.
enum ExitCode {
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    FindingsOverLimit = 3, ///< findings at or over --fail-on
    Interrupted = 130,
};

} // namespace espalier::cli
