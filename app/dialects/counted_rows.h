#pragma once

#include <QtGlobal>

namespace espalier::dialects {

/// A table's rows, as far as they were counted.
struct CountedRows {
    qint64 rows = 0;
    bool isAtLeast = false; ///< there are more: it was counted no further
    friend bool operator==(const CountedRows&, const CountedRows&) = default;
};

} // namespace espalier::dialects
