#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

/// pow(base, exponent, modulus)
Value power(Interpreter& interpreter, const Value& base, const Value& exponent);
Value powerModulo(Interpreter& interpreter, qint64 base, qint64 exponent, qint64 modulus);
Value roundTo(Interpreter& interpreter, const Value& number, const Value& digits); ///< round()
Value toInteger(Interpreter& interpreter, double number); ///< int(number); raises for what is not finite
/// -1, 0, 1; nullopt where one is a NaN. Exact where an int and a float meet.
std::optional<int> compareNumbers(const Value& a, const Value& b);

/// str % values
Value percentFormat(Interpreter& interpreter, const QString& pattern, const Value& values);

} // namespace espalier::symbolic::library
