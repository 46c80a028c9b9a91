#include "symbolic/library/numbers.h"
#include "symbolic/library/registry.h"

#include <cmath>
#include <numeric>

namespace espalier::symbolic::library {

namespace {

double realOf(const Call& call, size_t index)
{
    const Value& value = plainOf(call[index]);
    if (!value.isNumber()) {
        if (value.isObject())
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here")));
        call.typeError(QStringLiteral("must be real number, not %1").arg(call.interpreter.typeName(value)));
    }
    return value.realNumber();
}

[[noreturn]] void outOfDomain(const Call& call) { call.valueError(QStringLiteral("math domain error")); }

Body rounded(double (*work)(double))
{
    return [work](const Call& call) {
        const Value& value = plainOf(call[0]);
        if (value.isInteger() || value.isBool())
            return Value::number(value.integer());
        const double number = realOf(call, 0);
        return toInteger(call.interpreter, std::isfinite(number) ? work(number) : number);
    };
}

// Exact in any C library; other functions of reals differ in their last digit.
Value squareRoot(const Call& call)
{
    const double number = realOf(call, 0);
    if (number < 0)
        outOfDomain(call);
    return Value::real(std::sqrt(number));
}

Value logarithm(const Call& call, double base)
{
    const double number = realOf(call, 0);
    if (number <= 0)
        outOfDomain(call);
    return Value::real(base == 2 ? std::log2(number) : base == 10 ? std::log10(number) : std::log(number));
}

Value naturalLogarithm(const Call& call)
{
    if (!call.has(1))
        return logarithm(call, 0);
    const double base = realOf(call, 1);
    if (realOf(call, 0) <= 0 || base <= 0)
        outOfDomain(call);
    return Value::real(std::log(realOf(call, 0)) / std::log(base));
}

Value factorial(const Call& call)
{
    const qint64 number = call.integer(0);
    if (number < 0)
        call.valueError(QStringLiteral("factorial() not defined for negative values"));
    if (number > 20)
        return tooLarge(call.interpreter);
    qint64 made = 1;
    for (qint64 i = 2; i <= number; ++i)
        made *= i;
    return Value::number(made);
}

Value integerSquareRoot(const Call& call)
{
    const qint64 number = call.integer(0);
    if (number < 0)
        call.valueError(QStringLiteral("isqrt() argument must be nonnegative"));
    auto root = qint64(std::sqrt(static_cast<long double>(number)));
    while (root * root > number)
        --root;
    while ((root + 1) <= 3'037'000'499 && (root + 1) * (root + 1) <= number)
        ++root;
    return Value::number(root);
}

Value productOf(const Call& call)
{
    Value made = Value::number(1);
    for (const auto& [name, value] : call.more)
        made = value;
    for (const Value& item : call.elements(0))
        made = call.interpreter.binary(BinaryOperator::Mul, made, item);
    return made;
}

Value commonDivisor(const Call& call)
{
    qint64 made = 0;
    for (const Value& value : call.rest) {
        const qint64 number = integerOf(call.interpreter, value);
        if (number == std::numeric_limits<qint64>::min())
            return tooLarge(call.interpreter);
        made = std::gcd(made, number);
    }
    return Value::number(made);
}

} // namespace

void addMath(Registry& registry)
{
    registry.functions("math",
        {
            { "ceil(x)", rounded([](double x) { return std::ceil(x); }) },
            { "floor(x)", rounded([](double x) { return std::floor(x); }) },
            { "trunc(x)", rounded([](double x) { return std::trunc(x); }) },
            { "sqrt(x)", squareRoot },
            { "isqrt(n)", integerSquareRoot },
            { "log(x, base?)", naturalLogarithm },
            { "log2(x)", [](const Call& call) { return logarithm(call, 2); } },
            { "log10(x)", [](const Call& call) { return logarithm(call, 10); } },
            { "fabs(x)", [](const Call& call) { return Value::real(std::abs(realOf(call, 0))); } },
            { "isnan(x)", [](const Call& call) { return Value::boolean(std::isnan(realOf(call, 0))); } },
            { "isinf(x)", [](const Call& call) { return Value::boolean(std::isinf(realOf(call, 0))); } },
            { "isfinite(x)", [](const Call& call) { return Value::boolean(std::isfinite(realOf(call, 0))); } },
            { "pow(x, y)",
                [](const Call& call) {
                    return power(call.interpreter, Value::real(realOf(call, 0)), Value::real(realOf(call, 1)));
                } },
            { "fmod(x, y)",
                [](const Call& call) {
                    if (realOf(call, 1) == 0)
                        outOfDomain(call);
                    return Value::real(std::fmod(realOf(call, 0), realOf(call, 1)));
                } },
            { "factorial(n)", factorial },
            { "gcd(*integers)", commonDivisor },
            { "prod(iterable, **options)", productOf, Unknowns::Keep },
        });
    registry.value("math", "pi", Value::real(3.141592653589793));
    registry.value("math", "e", Value::real(2.718281828459045));
    registry.value("math", "inf", Value::real(std::numeric_limits<double>::infinity()));
    registry.value("math", "nan", Value::real(std::numeric_limits<double>::quiet_NaN()));
}

} // namespace espalier::symbolic::library
