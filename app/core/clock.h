#pragma once

#include <QDateTime>

namespace espalier::core {

/// The time of day, injected so that tests choose it.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime nowUtc() const = 0;
};

class SystemClock final : public Clock {
public:
    QDateTime nowUtc() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace espalier::core
