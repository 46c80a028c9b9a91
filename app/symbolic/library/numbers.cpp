#include "symbolic/library/numbers.h"

#include "symbolic/library/representation.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

std::optional<qint64> integerPower(qint64 base, qint64 exponent)
{
    qint64 result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
            return std::nullopt;
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base))
            return std::nullopt;
    }
    return result;
}

// Half to even, at a number of zeros at the end.
std::optional<qint64> roundedAt(qint64 number, qint64 zeros)
{
    if (zeros > 18)
        return 0;
    qint64 unit = 1;
    for (qint64 i = 0; i < zeros; ++i)
        unit *= 10;
    const qint64 rest = ((number % unit) + unit) % unit;
    qint64 down = 0;
    if (__builtin_sub_overflow(number, rest, &down))
        return std::nullopt;
    const qint64 half = unit / 2;
    const bool isUp = rest > half || (rest == half && unit > 1 && (down / unit) % 2 != 0);
    qint64 up = 0;
    if (__builtin_add_overflow(down, unit, &up))
        return isUp ? std::nullopt : std::optional(down);
    return isUp ? up : down;
}

} // namespace

Value power(Interpreter& interpreter, const Value& base, const Value& exponent)
{
    const bool isIntegral = base.kind() != Value::Kind::Float && exponent.kind() != Value::Kind::Float;
    if (isIntegral && exponent.integer() >= 0) {
        const std::optional<qint64> result = integerPower(base.integer(), exponent.integer());
        return result ? Value::number(*result) : tooLarge(interpreter);
    }
    const double x = base.realNumber();
    const double y = exponent.realNumber();
    if (x == 0 && y < 0)
        interpreter.raise(
            QStringLiteral("ZeroDivisionError"), QStringLiteral("0.0 cannot be raised to a negative power"));
    if (x < 0 && std::isfinite(x) && std::isfinite(y) && y != std::floor(y))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a complex number"));
    const double result = std::pow(x, y);
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y))
        interpreter.raise(QStringLiteral("OverflowError"), QStringLiteral("(34, 'Numerical result out of range')"));
    return Value::real(result);
}

Value powerModulo(Interpreter& interpreter, qint64 base, qint64 exponent, qint64 modulus)
{
    if (modulus == 0)
        interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("pow() 3rd argument cannot be 0"));
    if (exponent < 0 || modulus == std::numeric_limits<qint64>::min())
        return tooLarge(interpreter);
    if (modulus == -1) // of which the smallest number has no quotient
        return Value::number(0);
    __extension__ using Wide = __int128;
    Wide result = 1 % modulus;
    Wide factor = base % modulus;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            result = result * factor % modulus;
        factor = factor * factor % modulus;
    }
    if (result != 0 && (result < 0) != (modulus < 0))
        result += modulus;
    return Value::number(qint64(result));
}

Value toInteger(Interpreter& interpreter, double number)
{
    if (std::isnan(number))
        interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("cannot convert float NaN to integer"));
    if (std::isinf(number))
        interpreter.raise(QStringLiteral("OverflowError"), QStringLiteral("cannot convert float infinity to integer"));
    if (std::abs(number) >= 0x1p63)
        return tooLarge(interpreter);
    return Value::number(qint64(number));
}

Value roundTo(Interpreter& interpreter, const Value& number, const Value& digits)
{
    if (number.kind() != Value::Kind::Float) {
        const qint64 places = digits.isNone() ? 0 : digits.integer();
        if (places >= 0)
            return Value::number(number.integer());
        const std::optional<qint64> rounded = roundedAt(number.integer(), -places);
        return rounded ? Value::number(*rounded) : tooLarge(interpreter);
    }
    const double real = number.realNumber();
    if (digits.isNone())
        return toInteger(interpreter, std::isfinite(real) ? std::nearbyint(real) : real);
    const qint64 places = digits.integer();
    if (!std::isfinite(real) || places > 400)
        return number;
    if (places >= 0) // the exact value, halves to even, as Python's own conversion has it
        return Value::real(parseFloat(fixed(real, int(places))).value_or(real));
    if (places < -308)
        return Value::real(std::copysign(0.0, real));
    const double unit = std::pow(10.0, double(-places));
    return Value::real(std::nearbyint(real / unit) * unit);
}

std::optional<int> compareNumbers(const Value& a, const Value& b)
{
    const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
    const bool isRealA = a.kind() == Value::Kind::Float;
    const bool isRealB = b.kind() == Value::Kind::Float;
    if (!isRealA && !isRealB)
        return sign(a.integer(), b.integer());
    if ((isRealA && std::isnan(a.realNumber())) || (isRealB && std::isnan(b.realNumber())))
        return std::nullopt;
    if (isRealA && isRealB)
        return sign(a.realNumber(), b.realNumber());
    // 64 bits of mantissa hold every int.
    return sign(isRealA ? static_cast<long double>(a.realNumber()) : static_cast<long double>(a.integer()),
        isRealB ? static_cast<long double>(b.realNumber()) : static_cast<long double>(b.integer()));
}

} // namespace espalier::symbolic::library
