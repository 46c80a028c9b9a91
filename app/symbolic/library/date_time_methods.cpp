#include "symbolic/library/date_time_methods.h"

#include <limits>

namespace espalier::symbolic::library {

namespace {

const DateTime& self(const Call& call)
{
    const auto value = call[0].as<DateTime>();
    if (!value)
        call.typeError(QStringLiteral("descriptor requires a datetime"));
    return *value;
}

Value madeDate(const DateTime& like, QDate date, qint64 time, const std::shared_ptr<TimeZone>& zone)
{
    return Value::of(std::make_shared<DateTime>(like.kind(), date, time, zone));
}

Value isoFormat(const Call& call)
{
    if (call.has(2))
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
    const QString separator = call.text(1, QStringLiteral("T"));
    if (separator.size() != 1)
        call.typeError(QStringLiteral("isoformat() argument 1 must be a unicode character"));
    return Value::string(self(call).isoFormat(separator[0]));
}

Value formattedDate(const Call& call)
{
    const auto text = formatTime(self(call), call.text(1));
    if (!text)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
    return Value::string(*text);
}

Value replacedFields(const Call& call)
{
    const DateTime& value = self(call);
    std::shared_ptr<TimeZone> zone = value.zone();
    qint64 parts[] = { value.date().year(), value.date().month(), value.date().day(),
        value.time() / (3600 * microsecondsPerSecond), value.time() / (60 * microsecondsPerSecond) % 60,
        value.time() / microsecondsPerSecond % 60, value.time() % microsecondsPerSecond };
    static const QStringList names{ QStringLiteral("year"), QStringLiteral("month"), QStringLiteral("day"),
        QStringLiteral("hour"), QStringLiteral("minute"), QStringLiteral("second"), QStringLiteral("microsecond") };
    const qsizetype first = value.kind() == DateTime::Kind::Time ? 3 : 0;
    for (size_t i = 0; i < call.rest.size() && i + size_t(first) < std::size(parts); ++i)
        parts[size_t(first) + i] = integerOf(call.interpreter, call.rest[i]);
    for (const auto& [name, given] : call.more) {
        if (name == QLatin1String("tzinfo"))
            zone = zoneOf(call, given);
        else if (const qsizetype index = names.indexOf(name); index >= 0)
            parts[index] = integerOf(call.interpreter, given);
        else if (name != QLatin1String("fold"))
            call.typeError(QStringLiteral("'%1' is an invalid keyword argument for replace()").arg(name));
    }
    const QDate date
        = value.kind() == DateTime::Kind::Time ? value.date() : QDate(int(parts[0]), int(parts[1]), int(parts[2]));
    const bool isTime = parts[3] >= 0 && parts[3] < 24 && parts[4] >= 0 && parts[4] < 60 && parts[5] >= 0
        && parts[5] < 60 && parts[6] >= 0 && parts[6] < microsecondsPerSecond;
    if (!isTime || (value.kind() != DateTime::Kind::Time && (!date.isValid() || date.year() > 9999)))
        call.valueError(QStringLiteral("day is out of range for month"));
    return madeDate(value, date, ((parts[3] * 60 + parts[4]) * 60 + parts[5]) * microsecondsPerSecond + parts[6], zone);
}

Value inZone(const Call& call)
{
    const DateTime& value = self(call);
    if (!value.zone() || call[1].isNone())
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs")));
    const std::shared_ptr<TimeZone> zone = zoneOf(call, call[1]);
    const Value shifted = moved(call.interpreter, value, zone->offset() - value.zone()->offset());
    const auto moment = shifted.as<DateTime>();
    return makeMoment(moment->date(), moment->time(), zone);
}

Value timestamp(const Call& call)
{
    const DateTime& value = self(call);
    if (!value.zone() || value.kind() != DateTime::Kind::Both)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs")));
    const qint64 epoch = ordinalOf(QDate(1970, 1, 1)) * microsecondsPerDay;
    return Value::real(double(value.instant() - epoch) / 1e6);
}

Value isoCalendar(const Call& call)
{
    int year = 0;
    const int week = self(call).date().weekNumber(&year);
    const auto made = std::make_shared<Tuple>(
        std::vector<Value>{ Value::number(year), Value::number(week), Value::number(self(call).date().dayOfWeek()) });
    made->names = { QStringLiteral("year"), QStringLiteral("week"), QStringLiteral("weekday") };
    made->typeNameOf = QStringLiteral("IsoCalendarDate");
    return Value::of(made);
}

} // namespace

Value makeDate(QDate date) { return Value::of(std::make_shared<DateTime>(DateTime::Kind::Date, date, 0, nullptr)); }

Value makeMoment(QDate date, qint64 time, const std::shared_ptr<TimeZone>& zone)
{
    return Value::of(std::make_shared<DateTime>(DateTime::Kind::Both, date, time, zone));
}

std::shared_ptr<TimeZone> zoneOf(const Call& call, const Value& value)
{
    if (value.isNone())
        return nullptr;
    if (const auto zone = value.as<TimeZone>())
        return zone;
    if (const DoubtPtr doubt = mystery(call.interpreter, value))
        give(doubt);
    give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "depends on a time zone")));
}

std::optional<Value> fieldOf(const DateTime& value, const QString& name)
{
    static const QStringList names{ QStringLiteral("year"), QStringLiteral("month"), QStringLiteral("day"),
        QStringLiteral("hour"), QStringLiteral("minute"), QStringLiteral("second"), QStringLiteral("microsecond"),
        QStringLiteral("tzinfo"), QStringLiteral("fold") };
    const qsizetype index = names.indexOf(name);
    if (index < 0 || (index < 3 && value.kind() == DateTime::Kind::Time)
        || (index >= 3 && value.kind() == DateTime::Kind::Date))
        return std::nullopt;
    const qint64 seconds = value.time() / microsecondsPerSecond;
    switch (index) {
    case 0:
        return Value::number(value.date().year());
    case 1:
        return Value::number(value.date().month());
    case 2:
        return Value::number(value.date().day());
    case 3:
        return Value::number(seconds / 3600);
    case 4:
        return Value::number(seconds / 60 % 60);
    case 5:
        return Value::number(seconds % 60);
    case 6:
        return Value::number(value.time() % microsecondsPerSecond);
    case 7:
        return value.zone() ? Value::of(value.zone()) : Value();
    default:
        return Value::number(0);
    }
}

Value moved(Interpreter& interpreter, const DateTime& value, qint64 microseconds)
{
    qint64 days = microseconds / microsecondsPerDay;
    qint64 time = value.time() + microseconds % microsecondsPerDay;
    if (value.kind() == DateTime::Kind::Date)
        time = 0;
    if (time < 0 || time >= microsecondsPerDay) {
        days += time < 0 ? -1 : 1;
        time += time < 0 ? microsecondsPerDay : -microsecondsPerDay;
    }
    const QDate date = fromOrdinal(ordinalOf(value.date()) + days);
    if (!date.isValid())
        interpreter.raise(QStringLiteral("OverflowError"), QStringLiteral("date value out of range"));
    return madeDate(value, date, time, value.zone());
}

const Methods& zoneMethods()
{
    static const Methods methods({
        { "utcoffset(self, dt?)",
            [](const Call& call) { return Value::of(std::make_shared<TimeDelta>(call[0].as<TimeZone>()->offset())); } },
        { "tzname(self, dt?)", [](const Call& call) { return Value::string(call[0].as<TimeZone>()->name()); } },
        { "dst(self, dt?)", [](const Call&) { return Value(); } },
    });
    return methods;
}

const Methods& dateMethods()
{
    static const Methods methods({
        { "weekday(self)", [](const Call& call) { return Value::number(self(call).date().dayOfWeek() - 1); } },
        { "isoweekday(self)", [](const Call& call) { return Value::number(self(call).date().dayOfWeek()); } },
        { "isocalendar(self)", isoCalendar },
        { "toordinal(self)", [](const Call& call) { return Value::number(ordinalOf(self(call).date())); } },
        { "date(self)", [](const Call& call) { return makeDate(self(call).date()); } },
    });
    return methods;
}

const Methods& timeMethods()
{
    static const Methods methods({
        { "time(self)",
            [](const Call& call) {
                return Value::of(std::make_shared<DateTime>(DateTime::Kind::Time, QDate(), self(call).time(), nullptr));
            } },
        { "timetz(self)",
            [](const Call& call) {
                return Value::of(
                    std::make_shared<DateTime>(DateTime::Kind::Time, QDate(), self(call).time(), self(call).zone()));
            } },
        { "utcoffset(self)",
            [](const Call& call) {
                const auto zone = self(call).zone();
                return zone ? Value::of(std::make_shared<TimeDelta>(zone->offset())) : Value();
            } },
        { "tzname(self)",
            [](const Call& call) {
                const auto zone = self(call).zone();
                return zone ? Value::string(zone->name()) : Value();
            } },
        { "astimezone(self, tz?)", inZone },
        { "timestamp(self)", timestamp },
    });
    return methods;
}

const Methods& commonMethods()
{
    static const Methods methods({
        { "isoformat(self, sep?, timespec?)", isoFormat },
        { "strftime(self, format)", formattedDate },
        { "__format__(self, format)",
            [](const Call& call) {
                return call.text(1).isEmpty() ? call.interpreter.str(call[0]) : formattedDate(call);
            } },
        { "replace(self, *parts, **fields)", replacedFields },
    });
    return methods;
}

} // namespace espalier::symbolic::library
