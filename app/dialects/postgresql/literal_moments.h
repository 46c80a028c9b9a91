#pragma once

#include <optional>
#include <QDateTime>
#include <QString>

// Moments and lengths of time, as src/backend/utils/adt reads them, in one spelling.

namespace espalier::dialects::postgresql {

/// "2024-1-5", "20240105", "2024-01-05T10:00:00.5+01".
struct Moment {
    QDateTime local; ///< as it is written
    qint64 fraction = 0; ///< microseconds
    std::optional<int> zone = {}; ///< minutes east of UTC, where one is said

    /// The day alone at midnight, and else the seconds of the day.
    QString text(bool atUtc) const;
};
std::optional<Moment> momentIn(const QString& text);

/// "1 day 02:00", "90 minutes", "PT1H": where it is less than a day the number of its seconds, as a time of day is.
std::optional<QString> lengthValue(const QString& text);

/// "10:00", with its zone where the type has one.
std::optional<QString> dayTimeValue(const QString& text, bool hasZone);

} // namespace espalier::dialects::postgresql
