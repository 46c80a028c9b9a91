#pragma once

#include "core/cancel.h"

#include <functional>

namespace espalier::revisions {

/// Calls `work` for 0…count-1 on up to `threads` threads (0: as many as the machine has), the calling one among them,
/// and `afterSome` now and then on the calling thread with how many are done. Stops soon after `cancel`; false then.
bool inParallel(size_t count, int threads, const core::CancelToken& cancel, const std::function<void(size_t)>& work,
    const std::function<void(size_t)>& afterSome);

} // namespace espalier::revisions
