#pragma once

#include <QStringView>

namespace espalier::operations {

/// LIKE of SQL, with "%", "_" and the backslash.
bool isLike(QStringView text, QStringView pattern);

} // namespace espalier::operations
