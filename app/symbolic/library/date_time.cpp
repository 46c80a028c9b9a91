#include "symbolic/library/date_time.h"

#include "symbolic/library/date_time_methods.h"
#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

namespace {

const QDate firstDay(1, 1, 1);

QString twoDigits(qint64 number) { return QString::number(number).rightJustified(2, QLatin1Char('0')); }

QString timeText(qint64 time)
{
    const qint64 seconds = time / microsecondsPerSecond;
    QString text = QStringLiteral("%1:%2:%3")
                       .arg(twoDigits(seconds / 3600), twoDigits(seconds / 60 % 60), twoDigits(seconds % 60));
    if (const qint64 rest = time % microsecondsPerSecond)
        text += QLatin1Char('.') + QString::number(rest).rightJustified(6, QLatin1Char('0'));
    return text;
}

Value ordered(CompareOperator op, qint64 a, qint64 b)
{
    switch (op) {
    case CompareOperator::Eq:
        return Value::boolean(a == b);
    case CompareOperator::Ne:
        return Value::boolean(a != b);
    case CompareOperator::Lt:
        return Value::boolean(a < b);
    case CompareOperator::Le:
        return Value::boolean(a <= b);
    case CompareOperator::Gt:
        return Value::boolean(a > b);
    case CompareOperator::Ge:
        break;
    }
    return Value::boolean(a >= b);
}

bool isEquality(CompareOperator op) { return op == CompareOperator::Eq || op == CompareOperator::Ne; }

} // namespace

qint64 ordinalOf(QDate date) { return firstDay.daysTo(date) + 1; }

QDate fromOrdinal(qint64 ordinal)
{
    if (ordinal < 1 || ordinal > 3'652'059) // 9999-12-31
        return {};
    return firstDay.addDays(ordinal - 1);
}

QString offsetText(qint64 offset, const QString& separator)
{
    const qint64 seconds = std::abs(offset) / microsecondsPerSecond;
    QString text
        = QLatin1String(offset < 0 ? "-" : "+") + twoDigits(seconds / 3600) + separator + twoDigits(seconds / 60 % 60);
    if (seconds % 60 || offset % microsecondsPerSecond)
        text += separator + twoDigits(seconds % 60);
    if (offset % microsecondsPerSecond)
        text += QLatin1Char('.')
            + QString::number(std::abs(offset) % microsecondsPerSecond).rightJustified(6, QLatin1Char('0'));
    return text;
}

// ---- timezone

QString TimeZone::name() const
{
    if (!m_name.isEmpty())
        return m_name;
    return m_offset == 0 ? QStringLiteral("UTC") : QStringLiteral("UTC") + offsetText(m_offset, QStringLiteral(":"));
}

std::optional<Value> TimeZone::attribute(Interpreter&, const QString& name)
{
    return zoneMethods().bound(name, Value::object(shared_from_this()));
}

std::optional<Value> TimeZone::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    if (!isEquality(op))
        return std::nullopt;
    if (other.isUnknown())
        return other;
    return Value::boolean(
        (other.isObject() && (other.object().get() == this || equals(*other.object()))) == (op == CompareOperator::Eq));
}

bool TimeZone::equals(const Object& other) const
{
    const auto* zone = dynamic_cast<const TimeZone*>(&other);
    return zone && zone->m_offset == m_offset;
}

Value TimeZone::repr(Interpreter& interpreter)
{
    if (m_offset == 0 && m_name.isEmpty())
        return Value::string(QStringLiteral("datetime.timezone.utc"));
    const QString offset = TimeDelta(m_offset).repr(interpreter).text();
    return Value::string(m_name.isEmpty() ? QStringLiteral("datetime.timezone(%1)").arg(offset)
                                          : QStringLiteral("datetime.timezone(%1, %2)").arg(offset, reprOf(m_name)));
}

// ---- date, time, datetime

DateTime::DateTime(Kind kind, QDate date, qint64 time, std::shared_ptr<TimeZone> zone)
    : m_kind(kind)
    , m_date(date)
    , m_time(time)
    , m_zone(std::move(zone))
{ }

QString DateTime::isoFormat(QChar separator) const
{
    QString text;
    if (m_kind != Kind::Time)
        text = m_date.toString(Qt::ISODate);
    if (m_kind == Kind::Both)
        text += separator;
    if (m_kind != Kind::Date)
        text += timeText(m_time) + (m_zone ? offsetText(m_zone->offset(), QStringLiteral(":")) : QString());
    return text;
}

qint64 DateTime::instant() const
{
    const qint64 days = m_kind == Kind::Time ? 0 : ordinalOf(m_date);
    return days * microsecondsPerDay + m_time - (m_zone ? m_zone->offset() : 0);
}

QString DateTime::typeName() const
{
    return m_kind == Kind::Date ? QStringLiteral("date")
        : m_kind == Kind::Time  ? QStringLiteral("time")
                                : QStringLiteral("datetime");
}

bool DateTime::isInstanceOf(const QString& className) const
{
    return className == typeName() || (m_kind == Kind::Both && className == QLatin1String("date"));
}

std::optional<Value> DateTime::attribute(Interpreter&, const QString& name)
{
    if (const auto field = fieldOf(*this, name))
        return field;
    const Value self = Value::object(shared_from_this());
    if (m_kind != Kind::Time)
        if (auto method = dateMethods().bound(name, self))
            return method;
    if (m_kind != Kind::Date)
        if (auto method = timeMethods().bound(name, self))
            return method;
    return commonMethods().bound(name, self);
}

std::optional<Value> DateTime::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (m_kind == Kind::Time || (op != BinaryOperator::Add && op != BinaryOperator::Sub))
        return std::nullopt;
    if (other.isUnknown())
        return other;
    if (const auto delta = other.as<TimeDelta>()) {
        if (isReflected && op == BinaryOperator::Sub)
            return std::nullopt;
        const qint64 sign = op == BinaryOperator::Sub ? -1 : 1;
        // A date moves by the whole days of the timedelta, those of an hour back being minus one.
        const qint64 step = m_kind == Kind::Date ? delta->days() * microsecondsPerDay : delta->microseconds();
        return moved(interpreter, *this, sign * step);
    }
    const auto moment = other.as<DateTime>();
    if (!moment || isReflected || op != BinaryOperator::Sub || moment->m_kind != m_kind)
        return std::nullopt;
    if (bool(m_zone) != bool(moment->m_zone))
        interpreter.raise(
            QStringLiteral("TypeError"), QStringLiteral("can't subtract offset-naive and offset-aware datetimes"));
    return Value::of(std::make_shared<TimeDelta>(instant() - moment->instant()));
}

std::optional<Value> DateTime::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    if (other.isUnknown())
        return other;
    const auto moment = other.as<DateTime>();
    const bool isComparable = moment && moment->m_kind == m_kind && bool(moment->m_zone) == bool(m_zone);
    if (isEquality(op) && !isComparable)
        return other.as<External>() ? std::nullopt : std::optional(Value::boolean(op == CompareOperator::Ne));
    if (!moment || moment->m_kind != m_kind)
        return std::nullopt;
    if (!isComparable)
        interpreter.raise(
            QStringLiteral("TypeError"), QStringLiteral("can't compare offset-naive and offset-aware datetimes"));
    return isReflected ? ordered(op, moment->instant(), instant()) : ordered(op, instant(), moment->instant());
}

bool DateTime::equals(const Object& other) const
{
    const auto* moment = dynamic_cast<const DateTime*>(&other);
    return moment && moment->m_kind == m_kind && bool(moment->m_zone) == bool(m_zone) && moment->instant() == instant();
}

Value DateTime::repr(Interpreter& interpreter)
{
    QStringList parts;
    if (m_kind != Kind::Time)
        parts << QString::number(m_date.year()) << QString::number(m_date.month()) << QString::number(m_date.day());
    if (m_kind != Kind::Date) {
        const qint64 seconds = m_time / microsecondsPerSecond;
        const qint64 micros = m_time % microsecondsPerSecond;
        parts << QString::number(seconds / 3600) << QString::number(seconds / 60 % 60);
        if (seconds % 60 || micros)
            parts << QString::number(seconds % 60);
        if (micros)
            parts << QString::number(micros);
        if (m_zone)
            parts << QStringLiteral("tzinfo=") + m_zone->repr(interpreter).text();
    }
    return Value::string(QStringLiteral("datetime.%1(%2)").arg(typeName(), parts.join(QLatin1String(", "))));
}

} // namespace espalier::symbolic::library
