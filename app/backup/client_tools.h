#pragma once

#include <QStringList>

namespace espalier::backup {

/// Where client programs (pg_dump, pg_restore, mariadb-dump, …) are looked for before the system's own places.
struct ClientTools {
    QStringList folders; ///< the user's setting
};

} // namespace espalier::backup
