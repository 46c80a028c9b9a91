#pragma once

#include "symbolic/object.h"

#include <QDate>

namespace espalier::symbolic::library {

// The objects of Python's datetime module. They are made of known values only and never change.

/// datetime.timedelta
class TimeDelta final : public Object {
public:
    explicit TimeDelta(qint64 microseconds)
        : m_microseconds(microseconds)
    { }
    qint64 microseconds() const { return m_microseconds; }
    qint64 days() const; ///< rounded down
    double totalSeconds() const { return double(m_microseconds) / 1e6; }
    QString text() const; ///< str(): "1 day, 0:00:10"
    QString typeName() const override { return QStringLiteral("timedelta"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> unary(Interpreter&, UnaryOperator) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    bool equals(const Object& other) const override;
    Value truth(Interpreter&) override { return Value::boolean(m_microseconds != 0); }
    Value str(Interpreter&) override { return Value::string(text()); }
    Value repr(Interpreter&) override;

private:
    qint64 m_microseconds;
};

/// A tzinfo with a fixed offset: datetime.timezone.
class TimeZone final : public Object {
public:
    explicit TimeZone(qint64 offset, QString name = {})
        : m_offset(offset)
        , m_name(std::move(name))
    { }
    qint64 offset() const { return m_offset; } ///< microseconds
    QString name() const; ///< tzname(): "UTC", "UTC+02:00"
    QString typeName() const override { return QStringLiteral("timezone"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    bool equals(const Object& other) const override;
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("tzinfo"); }
    Value str(Interpreter&) override { return Value::string(name()); }
    Value repr(Interpreter&) override;

private:
    qint64 m_offset;
    QString m_name; ///< empty: by the offset
};

/// datetime.date, datetime.time and datetime.datetime: a date, a time of day, or both.
class DateTime final : public Object {
public:
    enum class Kind { Date, Time, Both };
    DateTime(Kind kind, QDate date, qint64 time, std::shared_ptr<TimeZone> zone);

    Kind kind() const { return m_kind; }
    QDate date() const { return m_date; }
    qint64 time() const { return m_time; } ///< microseconds since midnight
    const std::shared_ptr<TimeZone>& zone() const { return m_zone; } ///< null where naive
    QString isoFormat(QChar separator = QLatin1Char('T')) const;
    qint64 instant() const; ///< microseconds since 0001-01-01 in its own zone, or in UTC where it has one

    QString typeName() const override;
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    bool equals(const Object& other) const override;
    bool isInstanceOf(const QString& className) const override;
    Value str(Interpreter&) override { return Value::string(isoFormat(QLatin1Char(' '))); }
    Value repr(Interpreter&) override;

private:
    Kind m_kind;
    QDate m_date;
    qint64 m_time;
    std::shared_ptr<TimeZone> m_zone;
};

inline constexpr qint64 microsecondsPerSecond = 1'000'000;
inline constexpr qint64 microsecondsPerDay = 86'400 * microsecondsPerSecond;

/// The day number of Python's date.toordinal().
qint64 ordinalOf(QDate date);
QDate fromOrdinal(qint64 ordinal); ///< invalid where Python has no such date
/// An offset as "+02:00" or (without a separator) "+0200".
QString offsetText(qint64 offset, const QString& separator);
/// date.strftime(), in the C locale; nullopt for a code that is not known here.
std::optional<QString> formatTime(const DateTime& value, const QString& format);
/// datetime.strptime(); nullopt where the format or the text is not understood.
std::optional<Value> parseTime(const QString& text, const QString& format);
/// datetime.fromisoformat() and its siblings; nullopt where Python would raise.
std::optional<Value> parseIso(DateTime::Kind kind, const QString& text);

} // namespace espalier::symbolic::library
