#include "symbolic/library/date_time_methods.h"
#include "symbolic/library/registry.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

constexpr const char* whenItRuns = QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs");

const std::shared_ptr<TimeZone>& utc()
{
    static const auto zone = std::make_shared<TimeZone>(0);
    return zone;
}

Value madeDelta(const Call& call)
{
    static const double units[] = { 86'400e6, 1e6, 1, 1e3, 60e6, 3600e6, 7 * 86'400e6 };
    qint64 whole = 0;
    double rest = 0;
    for (size_t i = 0; i < std::size(units); ++i) {
        const Value& given = plainOf(call[i]);
        if (given.isNone())
            continue;
        if (given.kind() == Value::Kind::Float) {
            rest += given.realNumber() * units[i];
            continue;
        }
        qint64 part = 0;
        if (__builtin_mul_overflow(call.integer(i), qint64(units[i]), &part)
            || __builtin_add_overflow(whole, part, &whole))
            return tooLarge(call.interpreter);
    }
    if (!(std::abs(rest) < 4e18) || std::abs(double(whole)) > 4e18)
        return tooLarge(call.interpreter);
    return Value::of(std::make_shared<TimeDelta>(whole + qint64(std::nearbyint(rest))));
}

Value makeZone(const Call& call)
{
    const auto delta = call[0].as<TimeDelta>();
    if (!delta)
        call.typeError(QStringLiteral("timezone() argument 1 must be datetime.timedelta"));
    if (std::abs(delta->microseconds()) >= microsecondsPerDay)
        call.valueError(QStringLiteral(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)."));
    return Value::of(std::make_shared<TimeZone>(delta->microseconds(), call.text(1, QString())));
}

Value makeMomentOf(const Call& call) { return makeMoment(dateOf(call, 0), timeOf(call, 3), zoneOf(call, call[7])); }

Value fromTimestamp(const Call& call, bool isUtc)
{
    const std::shared_ptr<TimeZone> zone = isUtc ? nullptr : zoneOf(call, call[1]);
    if (!isUtc && !zone)
        return call.interpreter.unknown(whenItRuns);
    const Value& given = plainOf(call[0]);
    if (!given.isNumber() || std::abs(given.realNumber()) > 2.6e11)
        call.valueError(QStringLiteral("year is out of range"));
    const qint64 micros = given.kind() == Value::Kind::Float ? qint64(std::nearbyint(given.realNumber() * 1e6))
                                                             : given.integer() * microsecondsPerSecond;
    const DateTime epoch(DateTime::Kind::Both, QDate(1970, 1, 1), 0, zone);
    return moved(call.interpreter, epoch, micros + (zone ? zone->offset() : 0));
}

Value combinedDate(const Call& call)
{
    const auto date = call[0].as<DateTime>();
    const auto time = call[1].as<DateTime>();
    if (!date || !time)
        call.typeError(QStringLiteral("combine() argument 1 must be datetime.date"));
    return makeMoment(date->date(), time->time(), call.has(2) ? zoneOf(call, call[2]) : time->zone());
}

Value fromOrdinalOf(const Call& call, bool isMoment)
{
    const QDate date = fromOrdinal(call.integer(0));
    if (!date.isValid())
        call.valueError(QStringLiteral("ordinal must be >= 1"));
    return isMoment ? makeMoment(date, 0, nullptr) : makeDate(date);
}

Body fromIso(DateTime::Kind kind)
{
    return [kind](const Call& call) {
        const auto made = parseIso(kind, call.text(0));
        if (!made) // Python may know more shapes
            return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood"));
        return *made;
    };
}

Value parsed(const Call& call)
{
    const auto made = parseTime(call.text(0), call.text(1));
    return made ? *made
                : call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood"));
}

Value whenRun(const Call& call) { return Value::data(call.interpreter.doubt(whenItRuns), sampleWord()); }

const Methods& dateStatics()
{
    static const Methods methods({
        { "today()", whenRun },
        { "fromtimestamp(timestamp)", whenRun },
        { "fromordinal(ordinal)", [](const Call& call) { return fromOrdinalOf(call, false); } },
        { "fromisoformat(text)", fromIso(DateTime::Kind::Date) },
    });
    return methods;
}

const Methods& momentStatics()
{
    static const Methods methods({
        { "now(tz?)", whenRun, Unknowns::Keep },
        { "utcnow()", whenRun },
        { "today()", whenRun },
        { "fromtimestamp(timestamp, tz?)", [](const Call& call) { return fromTimestamp(call, false); } },
        { "utcfromtimestamp(timestamp)", [](const Call& call) { return fromTimestamp(call, true); } },
        { "fromordinal(ordinal)", [](const Call& call) { return fromOrdinalOf(call, true); } },
        { "fromisoformat(text)", fromIso(DateTime::Kind::Both) },
        { "strptime(text, format)", parsed },
        { "combine(date, time, tzinfo?)", combinedDate },
    });
    return methods;
}

// Class members: the given functions, the limits, and methods unbound.
BuiltinClass::Members members(
    const Methods* statics, std::vector<const Methods*> methods, std::vector<std::pair<QString, Value>> constants)
{
    return [=](Interpreter&, const QString& name) -> std::optional<Value> {
        for (const auto& constant : constants)
            if (constant.first == name)
                return constant.second;
        if (statics)
            if (auto found = statics->unbound(name))
                return found;
        for (const Methods* table : methods)
            if (auto found = table->unbound(name))
                return found;
        return std::nullopt;
    };
}

Value makeTime(qint64 time, const std::shared_ptr<TimeZone>& zone)
{
    return Value::of(std::make_shared<DateTime>(DateTime::Kind::Time, QDate(), time, zone));
}

} // namespace

QDate dateOf(const Call& call, size_t first)
{
    const qint64 year = call.integer(first);
    const qint64 month = call.integer(first + 1);
    const qint64 day = call.integer(first + 2);
    if (year < 1 || year > 9999)
        call.valueError(QStringLiteral("year %1 is out of range").arg(year));
    if (month < 1 || month > 12)
        call.valueError(QStringLiteral("month must be in 1..12"));
    const QDate date(int(year), int(month), int(std::clamp<qint64>(day, 0, 99)));
    if (!date.isValid())
        call.valueError(QStringLiteral("day is out of range for month"));
    return date;
}

qint64 timeOf(const Call& call, size_t first)
{
    static const std::pair<const char*, qint64> fields[]
        = { { "hour must be in 0..23", 24 }, { "minute must be in 0..59", 60 }, { "second must be in 0..59", 60 },
              { "microsecond must be in 0..999999", microsecondsPerSecond } };
    qint64 time = 0;
    for (size_t i = 0; i < std::size(fields); ++i) {
        const qint64 part = call.integer(first + i, 0);
        if (part < 0 || part >= fields[i].second)
            call.valueError(QString::fromLatin1(fields[i].first));
        time = time * fields[i].second + part;
    }
    return time;
}

void addDateTime(Registry& registry)
{
    const QDate first(1, 1, 1);
    const QDate last(9999, 12, 31);
    const qint64 night = microsecondsPerDay - 1;
    registry.type(
        "datetime", "timedelta(days?, seconds?, microseconds?, milliseconds?, minutes?, hours?, weeks?)", madeDelta);
    registry.type("datetime", "timezone(offset, name?)", makeZone,
        members(nullptr, { &zoneMethods() }, { { QStringLiteral("utc"), Value::of(utc()) } }));
    registry.type("datetime", "tzinfo()", [](const Call& call) {
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on a time zone"));
    });
    registry.value("datetime", "UTC", Value::of(utc()));
    registry.value("datetime", "MINYEAR", Value::number(1));
    registry.value("datetime", "MAXYEAR", Value::number(9999));
    registry.type(
        "datetime", "date(year, month, day)", [](const Call& call) { return makeDate(dateOf(call, 0)); },
        members(&dateStatics(), { &dateMethods(), &commonMethods() },
            { { QStringLiteral("min"), makeDate(first) }, { QStringLiteral("max"), makeDate(last) } }));
    registry.type(
        "datetime", "time(hour?, minute?, second?, microsecond?, tzinfo?, fold?)",
        [](const Call& call) { return makeTime(timeOf(call, 0), zoneOf(call, call[4])); },
        members(nullptr, { &commonMethods() },
            { { QStringLiteral("min"), makeTime(0, nullptr) }, { QStringLiteral("max"), makeTime(night, nullptr) } }));
    registry.type("datetime", "datetime(year, month, day, hour?, minute?, second?, microsecond?, tzinfo?, fold?)",
        makeMomentOf,
        members(&momentStatics(), { &dateMethods(), &timeMethods(), &commonMethods() },
            { { QStringLiteral("min"), makeMoment(first, 0, nullptr) },
                { QStringLiteral("max"), makeMoment(last, night, nullptr) } }));
    registry.unknown(
        "zoneinfo", { "ZoneInfo", "available_timezones" }, QT_TRANSLATE_NOOP("Messages", "depends on a time zone"));
    registry.functions("calendar",
        {
            { "monthrange(year, month)",
                [](const Call& call) {
                    const QDate date(int(call.integer(0)), int(call.integer(1)), 1);
                    if (!date.isValid())
                        call.valueError(QStringLiteral("bad month number"));
                    return makeTuple({ Value::number(date.dayOfWeek() - 1), Value::number(date.daysInMonth()) });
                } },
            { "isleap(year)",
                [](const Call& call) { return Value::boolean(QDate::isLeapYear(int(call.integer(0)))); } },
        });
}

} // namespace espalier::symbolic::library
