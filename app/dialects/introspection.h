#pragma once

#include "core/message.h"
#include "dialects/server_version.h"
#include "schema/schema.h"

#include <optional>
#include <QMap>
#include <QString>
#include <vector>

namespace espalier::dialects {

/// What a database says of a table, view or sequence besides what it is. Stands beside the schema, since it is never
/// compared.
struct ObjectFacts {
    QString owner; ///< empty where the database has no owners
    std::optional<qint64> rows; ///< the server's own estimate
    std::optional<qint64> bytes; ///< with indexes and everything else that belongs to it
    bool isReadable = true; ///< this role may read its rows
    friend bool operator==(const ObjectFacts&, const ObjectFacts&) = default;
};

/// A live database's schema, all read at one moment.
struct Introspected {
    schema::Schema schema;
    QMap<schema::ObjectName, ObjectFacts> facts;
    ServerVersion version;
    QString defaultSchema; ///< the schema that names without one mean
    /// What could not be seen or not be read, and why: rights that the role lacks, views that are broken.
    std::vector<core::Message> unseen;
    /// Something vanished while it was being read: read again.
    bool isTorn = false;
};

} // namespace espalier::dialects
