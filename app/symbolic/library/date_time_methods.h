#pragma once

#include "symbolic/library/date_time.h"
#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

const Methods& zoneMethods();
const Methods& dateMethods(); ///< of date and datetime
const Methods& timeMethods(); ///< of time and datetime
const Methods& commonMethods();

std::optional<Value> fieldOf(const DateTime& value, const QString& name); ///< year, minute, tzinfo, …
/// `value` moved by some microseconds; a date by whole days. OverflowError past year 1 and 9999.
Value moved(Interpreter& interpreter, const DateTime& value, qint64 microseconds);
/// The zone that an argument names; null for None. give() where it is a tzinfo that is not known.
std::shared_ptr<TimeZone> zoneOf(const Call& call, const Value& value);
Value makeDate(QDate date);
Value makeMoment(QDate date, qint64 time, const std::shared_ptr<TimeZone>& zone);
/// A time of day from parameters of a call, the first being the hour; ValueError out of range.
qint64 timeOf(const Call& call, size_t first);
QDate dateOf(const Call& call, size_t first);

} // namespace espalier::symbolic::library
