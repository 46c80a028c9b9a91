#include "symbolic/library/date_time_methods.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

qint64 floorDivide(qint64 a, qint64 b)
{
    const qint64 quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Value makeDelta(Interpreter& interpreter, double microseconds)
{
    if (!(std::abs(microseconds) < 9e18))
        return tooLarge(interpreter);
    return Value::of(std::make_shared<TimeDelta>(qint64(std::nearbyint(microseconds))));
}

Value sum(Interpreter& interpreter, qint64 a, qint64 b)
{
    qint64 made = 0;
    return __builtin_add_overflow(a, b, &made) ? tooLarge(interpreter) : Value::of(std::make_shared<TimeDelta>(made));
}

} // namespace

qint64 TimeDelta::days() const { return floorDivide(m_microseconds, microsecondsPerDay); }

QString TimeDelta::text() const
{
    const qint64 days = this->days();
    const qint64 rest = m_microseconds - days * microsecondsPerDay;
    const qint64 seconds = rest / microsecondsPerSecond;
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, QLatin1Char('0')); };
    QString text;
    if (days != 0)
        text = QStringLiteral("%1 day%2, ").arg(days).arg(QLatin1String(std::abs(days) == 1 ? "" : "s"));
    text += QString::number(seconds / 3600) + QLatin1Char(':') + two(seconds / 60 % 60) + QLatin1Char(':')
        + two(seconds % 60);
    if (const qint64 micros = rest % microsecondsPerSecond)
        text += QLatin1Char('.') + QString::number(micros).rightJustified(6, QLatin1Char('0'));
    return text;
}

std::optional<Value> TimeDelta::attribute(Interpreter&, const QString& name)
{
    const qint64 days = this->days();
    const qint64 rest = m_microseconds - days * microsecondsPerDay;
    if (name == QLatin1String("days"))
        return Value::number(days);
    if (name == QLatin1String("seconds"))
        return Value::number(rest / microsecondsPerSecond);
    if (name == QLatin1String("microseconds"))
        return Value::number(rest % microsecondsPerSecond);
    if (name == QLatin1String("total_seconds"))
        return function("total_seconds()", [seconds = totalSeconds()](const Call&) { return Value::real(seconds); });
    if (name == QLatin1String("__abs__"))
        return function("abs()", [micros = m_microseconds](const Call&) {
            return Value::of(std::make_shared<TimeDelta>(std::abs(micros)));
        });
    return std::nullopt;
}

std::optional<Value> TimeDelta::binary(
    Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (other.isUnknown())
        return other;
    const Value& plain = plainOf(other);
    if (const auto delta = other.as<TimeDelta>()) {
        const qint64 a = isReflected ? delta->m_microseconds : m_microseconds;
        const qint64 b = isReflected ? m_microseconds : delta->m_microseconds;
        if (op == BinaryOperator::Add || op == BinaryOperator::Sub)
            return sum(interpreter, a, op == BinaryOperator::Add ? b : -b);
        if (b == 0)
            interpreter.raise(QStringLiteral("ZeroDivisionError"), QStringLiteral("division by zero"));
        if (op == BinaryOperator::TrueDiv)
            return Value::real(double(a) / double(b));
        if (op == BinaryOperator::FloorDiv)
            return Value::number(floorDivide(a, b));
        if (op == BinaryOperator::Mod)
            return Value::of(std::make_shared<TimeDelta>(a - floorDivide(a, b) * b));
        return std::nullopt;
    }
    if (!plain.isNumber())
        return std::nullopt;
    if (op == BinaryOperator::Mul) {
        qint64 product = 0;
        if (plain.kind() != Value::Kind::Float)
            return __builtin_mul_overflow(m_microseconds, plain.integer(), &product)
                ? tooLarge(interpreter)
                : Value::of(std::make_shared<TimeDelta>(product));
        return makeDelta(interpreter, double(m_microseconds) * plain.realNumber());
    }
    if (isReflected || (op != BinaryOperator::TrueDiv && op != BinaryOperator::FloorDiv))
        return std::nullopt;
    if (plain.realNumber() == 0)
        interpreter.raise(QStringLiteral("ZeroDivisionError"), QStringLiteral("division by zero"));
    if (op == BinaryOperator::TrueDiv)
        return makeDelta(interpreter, double(m_microseconds) / plain.realNumber());
    if (plain.kind() == Value::Kind::Float)
        return std::nullopt;
    return Value::of(std::make_shared<TimeDelta>(floorDivide(m_microseconds, plain.integer())));
}

std::optional<Value> TimeDelta::unary(Interpreter&, UnaryOperator op)
{
    if (op == UnaryOperator::Invert)
        return std::nullopt;
    return Value::of(std::make_shared<TimeDelta>(op == UnaryOperator::Minus ? -m_microseconds : m_microseconds));
}

std::optional<Value> TimeDelta::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    if (other.isUnknown())
        return other;
    const auto delta = other.as<TimeDelta>();
    if (!delta) {
        if (op != CompareOperator::Eq && op != CompareOperator::Ne)
            return std::nullopt;
        return Value::boolean(op == CompareOperator::Ne);
    }
    const Value mine = Value::number(m_microseconds);
    const Value theirs = Value::number(delta->m_microseconds);
    return isReflected ? plainCompare(interpreter, op, theirs, mine) : plainCompare(interpreter, op, mine, theirs);
}

bool TimeDelta::equals(const Object& other) const
{
    const auto* delta = dynamic_cast<const TimeDelta*>(&other);
    return delta && delta->m_microseconds == m_microseconds;
}

Value TimeDelta::repr(Interpreter& interpreter)
{
    QStringList parts;
    for (const char* name : { "days", "seconds", "microseconds" })
        if (const qint64 part = attribute(interpreter, QString::fromLatin1(name))->integer())
            parts.append(QStringLiteral("%1=%2").arg(QLatin1String(name)).arg(part));
    return Value::string(QStringLiteral("datetime.timedelta(%1)")
                             .arg(parts.isEmpty() ? QStringLiteral("0") : parts.join(QLatin1String(", "))));
}

} // namespace espalier::symbolic::library
