#include "symbolic/library/decimal.h"

#include "symbolic/library/registry.h"

#include <cmath>
#include <QRegularExpression>

namespace espalier::symbolic::library {

namespace {

constexpr int precision = 28; // of the default context

std::shared_ptr<Decimal> fromInteger(qint64 number, int exponent)
{
    return std::make_shared<Decimal>(number < 0, QString::number(number).remove(QLatin1Char('-')), exponent);
}

std::shared_ptr<Decimal> parsed(const QString& given)
{
    static const QRegularExpression number(
        QStringLiteral(R"(\A\s*([+-]?)(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?\s*\z)"));
    const QRegularExpressionMatch match = number.match(QString(given).remove(QLatin1Char('_')));
    if (!match.hasMatch())
        return nullptr;
    const int exponent = match.captured(4).toInt() - int(match.captured(3).size());
    return std::make_shared<Decimal>(
        match.captured(1) == QLatin1String("-"), match.captured(2) + match.captured(3), exponent);
}

// A Decimal, or an int that Python turns into one.
std::shared_ptr<Decimal> operand(const Value& value)
{
    if (const auto decimal = value.as<Decimal>())
        return decimal;
    const Value& plain = plainOf(value);
    return plain.isInteger() || plain.isBool() ? fromInteger(plain.integer(), 0) : nullptr;
}

Value madeDecimal(const Call& call)
{
    const Value& value = plainOf(call[0]);
    if (!call.has(0))
        return Value::of(fromInteger(0, 0));
    if (const auto decimal = operand(value))
        return Value::of(decimal);
    if (value.isString())
        if (const auto decimal = parsed(value.text()))
            return Value::of(decimal);
    // a float's exact expansion, NaN, Infinity, tuples
    return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
}

} // namespace

Decimal::Decimal(bool isNegative, QString digits, int exponent)
    : m_isNegative(isNegative)
    , m_digits(std::move(digits))
    , m_exponent(exponent)
{
    qsizetype zeros = 0;
    while (zeros + 1 < m_digits.size() && m_digits[zeros] == QLatin1Char('0'))
        ++zeros;
    m_digits.remove(0, zeros);
}

QString Decimal::text() const
{
    const QString sign = m_isNegative ? QStringLiteral("-") : QString();
    const int adjusted = m_exponent + int(m_digits.size()) - 1;
    if (m_exponent > 0 || adjusted < -6) {
        QString mantissa = m_digits;
        if (mantissa.size() > 1)
            mantissa.insert(1, QLatin1Char('.'));
        return sign + mantissa + QLatin1String(adjusted < 0 ? "E-" : "E+") + QString::number(std::abs(adjusted));
    }
    if (m_exponent == 0)
        return sign + m_digits;
    QString padded = m_digits.rightJustified(1 - m_exponent, QLatin1Char('0'));
    return sign + padded.insert(padded.size() + m_exponent, QLatin1Char('.'));
}

double Decimal::number() const
{
    const double magnitude = (m_digits + QLatin1Char('e') + QString::number(m_exponent)).toDouble();
    return m_isNegative ? -magnitude : magnitude;
}

std::optional<qint64> Decimal::scaled(int exponent) const
{
    bool fits = false;
    if (m_exponent - exponent > 18)
        return m_digits == QLatin1String("0") ? std::optional<qint64>(0) : std::nullopt;
    const qint64 number = (m_digits + QString(m_exponent - exponent, QLatin1Char('0'))).toLongLong(&fits);
    return fits ? std::optional(m_isNegative ? -number : number) : std::nullopt;
}

std::optional<Value> Decimal::attribute(Interpreter&, const QString& name)
{
    const std::shared_ptr<Object> kept = shared_from_this();
    const auto& self = *this;
    if (name == QLatin1String("__float__"))
        return function("float()", [number = self.number()](const Call&) { return Value::real(number); });
    if (name == QLatin1String("__int__"))
        return function("int()", [kept](const Call& call) {
            const auto& decimal = static_cast<const Decimal&>(*kept);
            const QString whole = decimal.exponent() >= 0
                ? decimal.digits() + QString(std::min(decimal.exponent(), 20), QLatin1Char('0'))
                : decimal.digits().chopped(std::min<qsizetype>(-decimal.exponent(), decimal.digits().size()));
            bool fits = whole.isEmpty();
            const qint64 number = whole.isEmpty() ? 0 : whole.toLongLong(&fits);
            return fits ? Value::number(decimal.isNegative() ? -number : number) : tooLarge(call.interpreter);
        });
    if (name == QLatin1String("__abs__") || name == QLatin1String("copy_abs"))
        return function("abs()",
            [made = std::make_shared<Decimal>(false, m_digits, m_exponent)](const Call&) { return Value::of(made); });
    if (name == QLatin1String("is_nan") || name == QLatin1String("is_infinite"))
        return function("is_nan()", [](const Call&) { return Value::boolean(false); });
    if (name == QLatin1String("quantize") || name == QLatin1String("__round__") || name == QLatin1String("normalize")
        || name == QLatin1String("__format__") || name == QLatin1String("sqrt"))
        return function("compute(*args, **kwargs)", [](const Call& call) {
            return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
        });
    return std::nullopt;
}

// Sums and products that 64 bits hold are exact in Python's default context as well.
std::optional<Value> Decimal::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    static_assert(precision > 19);
    if (other.isUnknown())
        return other;
    const auto given = operand(other);
    if (!given)
        return std::nullopt;
    const Decimal& a = isReflected ? *given : *this;
    const Decimal& b = isReflected ? *this : *given;
    const bool isSum = op == BinaryOperator::Add || op == BinaryOperator::Sub;
    const int exponent = std::min(a.m_exponent, b.m_exponent);
    const auto left = a.scaled(isSum ? exponent : a.m_exponent);
    const auto right = b.scaled(isSum ? exponent : b.m_exponent);
    qint64 result = 0;
    bool isTooLarge = !left || !right;
    if (!isTooLarge && op == BinaryOperator::Add)
        isTooLarge = __builtin_add_overflow(*left, *right, &result);
    else if (!isTooLarge && op == BinaryOperator::Sub)
        isTooLarge = __builtin_sub_overflow(*left, *right, &result);
    else if (!isTooLarge && op == BinaryOperator::Mul)
        isTooLarge = __builtin_mul_overflow(*left, *right, &result);
    else
        isTooLarge = true;
    if (isTooLarge || (result == 0 && (m_isNegative || given->m_isNegative))) // there is a negative zero
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
    return Value::of(fromInteger(result, isSum ? exponent : a.m_exponent + b.m_exponent));
}

std::optional<Value> Decimal::unary(Interpreter& interpreter, UnaryOperator op)
{
    if (op == UnaryOperator::Invert)
        return std::nullopt;
    if (m_digits.size() > precision || m_digits == QLatin1String("0"))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
    return Value::of(std::make_shared<Decimal>(m_isNegative != (op == UnaryOperator::Minus), m_digits, m_exponent));
}

std::optional<Value> Decimal::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    if (other.isUnknown())
        return other;
    const auto given = operand(other);
    if (!given) {
        if (plainOf(other).kind() == Value::Kind::Float)
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
        if (other.as<External>() || (op != CompareOperator::Eq && op != CompareOperator::Ne))
            return std::nullopt;
        return Value::boolean(op == CompareOperator::Ne);
    }
    const int exponent = std::min(m_exponent, given->m_exponent);
    const auto left = scaled(exponent);
    const auto right = given->scaled(exponent);
    if (!left || !right)
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
    const Value mine = Value::number(*left);
    const Value theirs = Value::number(*right);
    return isReflected ? plainCompare(interpreter, op, theirs, mine) : plainCompare(interpreter, op, mine, theirs);
}

bool Decimal::equals(const Object& other) const
{
    const auto* decimal = dynamic_cast<const Decimal*>(&other);
    if (!decimal)
        return false;
    const int exponent = std::min(m_exponent, decimal->m_exponent);
    const auto left = scaled(exponent);
    return text() == decimal->text() || (left && left == decimal->scaled(exponent));
}

void addDecimal(Registry& registry)
{
    registry.type("decimal", "Decimal(value?, context?)", madeDecimal);
    for (const char* name : { "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_DOWN", "ROUND_UP",
             "ROUND_FLOOR", "ROUND_CEILING", "ROUND_05UP" })
        registry.value("decimal", name, Value::string(QString::fromLatin1(name)));
    registry.made("decimal", "InvalidOperation", [](Interpreter& interpreter) {
        return Value::of(interpreter.makeExceptionClass(
            QStringLiteral("decimal.InvalidOperation"), QStringLiteral("ArithmeticError")));
    });
    registry.unknown(
        "fractions", { "Fraction" }, QT_TRANSLATE_NOOP("Messages", "is a number that is not kept exactly here"));
}

} // namespace espalier::symbolic::library
