#pragma once

#include "symbolic/containers.h"

namespace espalier::operations {

/// A list of these, in an order that only the database knows, for that reason.
symbolic::Value listInAnyOrder(std::vector<symbolic::Value> items, const symbolic::DoubtPtr& why);
/// Whether they are not all the same, so that their order matters.
bool differ(const std::vector<symbolic::Value>& items);

} // namespace espalier::operations
