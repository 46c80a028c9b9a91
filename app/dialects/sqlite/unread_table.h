#pragma once

#include <QString>

namespace espalier::dialects::sqlite {

/// Among a table's options: its statement was not understood, the library alone says what its columns are.
inline QString unreadOption() { return QStringLiteral("unread"); }

} // namespace espalier::dialects::sqlite
