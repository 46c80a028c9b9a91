#pragma once

#include "database/session.h"
#include "schema/name.h"

namespace espalier::database {

/// A value as people read it.
struct Cell {
    enum class Kind { Null, Text, Number, Binary };
    Kind kind = Kind::Null;
    QString text; ///< of Binary: its first bytes
    qint64 size = 0; ///< of Binary: bytes in all
    bool isCut = false;
    friend bool operator==(const Cell&, const Cell&) = default;
};
Cell cellOf(const QVariant& value);

/// Some rows of a table, in the order in which the database gives them.
struct FirstRows {
    QStringList columns;
    std::vector<std::vector<Cell>> rows;
    bool hasMore = false;
};

/// At most so many rows, in a session of its own that can change nothing, waits for nobody, and gives up where it takes
/// long.
core::Result<FirstRows> firstRows(
    const ConnectionSettings& settings, const schema::ObjectName& table, int most, const jobs::JobContext& context);

} // namespace espalier::database
