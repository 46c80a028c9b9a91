#pragma once

#include <QStringList>

namespace espalier::run {

/// The rows of a version table for people.
inline QString rowsText(const QStringList& rows)
{
    return rows.isEmpty() ? QStringLiteral("base") : rows.join(QStringLiteral(", "));
}

} // namespace espalier::run
