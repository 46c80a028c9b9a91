#pragma once

#include "symbolic/interpreter.h"

namespace espalier::symbolic {

// Python's own names and standard library, as far as migration scripts use them. Pure functions of known values; given
// an unknown, they give that unknown.

/// A name of the builtins module: len, str, range, print, …; exception classes are the interpreter's.
std::optional<Value> builtinName(Interpreter& interpreter, const QString& name);

/// Attributes and methods of plain data (str, bytes, int, float, bool, list, tuple, dict, set) and of nothing else.
std::optional<Value> plainAttribute(Interpreter& interpreter, const Value& owner, const QString& name);

/// A module of the standard library ("re"), or a name in one ("os.path.join"); nullopt where it is not known here.
/// Modules are hosts whose attributes come from here too.
std::optional<Value> standardName(Interpreter& interpreter, const QString& dotted);

/// Operators between plain data: numbers, str and bytes (with % formatting), None. nullopt: TypeError.
std::optional<Value> plainBinary(Interpreter& interpreter, BinaryOperator op, const Value& a, const Value& b);
/// < <= > >= between plain data, sequences too; nullopt: TypeError.
std::optional<Value> plainCompare(Interpreter& interpreter, CompareOperator op, const Value& a, const Value& b);

/// format(value, spec) of plain data with Python's format mini-language; raises ValueError.
Value plainFormat(Interpreter& interpreter, const Value& value, const QString& spec);
/// str.format()
Value formatFields(Interpreter& interpreter, const QString& pattern, const Arguments& arguments);
/// repr() of plain data, Python's quotes and escapes.
QString reprOf(const QString& text);
QString reprOf(double number);
/// value[start:stop:step] of str, bytes, list, tuple; Nones where not given.
Value slice(Interpreter& interpreter, const Value& owner, const Value& start, const Value& stop, const Value& step);

/// Whether a function of that dotted name, which is not known here, is known to do nothing to the world: logging,
/// warnings, time, uuid, …: its result is unknown, and that is all.
bool isHarmless(const QString& dotted);
/// Whether such a function, given plain data, may do much, but nothing to a database: it asks people, sends mail, moves
/// files.
bool reachesNoDatabase(const QString& dotted);
/// `logger.info` and the like, as written in the code: a call that only reports, whatever object it is.
bool isReportingCall(const QString& source);

} // namespace espalier::symbolic
