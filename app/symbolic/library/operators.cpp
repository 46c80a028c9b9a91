#include "symbolic/library/numbers.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic {

namespace library {

namespace {

[[noreturn]] void divisionByZero(Interpreter& interpreter, const char* message)
{
    interpreter.raise(QStringLiteral("ZeroDivisionError"), QString::fromLatin1(message));
}

std::optional<Value> realOperator(Interpreter& interpreter, BinaryOperator op, double a, double b)
{
    switch (op) {
    case BinaryOperator::Add:
        return Value::real(a + b);
    case BinaryOperator::Sub:
        return Value::real(a - b);
    case BinaryOperator::Mul:
        return Value::real(a * b);
    case BinaryOperator::TrueDiv:
        if (b == 0)
            divisionByZero(interpreter, "float division by zero");
        return Value::real(a / b);
    case BinaryOperator::FloorDiv:
    case BinaryOperator::Mod: {
        if (b == 0)
            divisionByZero(interpreter, op == BinaryOperator::Mod ? "float modulo" : "float floor division by zero");
        double rest = std::fmod(a, b);
        double quotient = (a - rest) / b;
        if (rest != 0 && (b < 0) != (rest < 0)) {
            rest += b;
            quotient -= 1;
        } else if (rest == 0) {
            rest = std::copysign(0.0, b);
        }
        if (op == BinaryOperator::Mod)
            return Value::real(rest);
        if (quotient == 0)
            return Value::real(std::copysign(0.0, a / b));
        const double floor = std::floor(quotient);
        return Value::real(quotient - floor > 0.5 ? floor + 1 : floor);
    }
    default:
        return std::nullopt;
    }
}

Value floorDivision(Interpreter& interpreter, BinaryOperator op, qint64 a, qint64 b)
{
    if (b == 0)
        divisionByZero(
            interpreter, op == BinaryOperator::Mod ? "integer modulo by zero" : "integer division or modulo by zero");
    if (b == -1) { // the one quotient that can overflow
        qint64 negated = 0;
        if (op == BinaryOperator::Mod)
            return Value::number(0);
        return __builtin_sub_overflow(qint64(0), a, &negated) ? tooLarge(interpreter) : Value::number(negated);
    }
    qint64 quotient = a / b;
    qint64 rest = a % b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        rest += b;
        --quotient;
    }
    return Value::number(op == BinaryOperator::Mod ? rest : quotient);
}

Value shifted(Interpreter& interpreter, BinaryOperator op, qint64 a, qint64 b)
{
    if (b < 0)
        interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("negative shift count"));
    if (op == BinaryOperator::RightShift)
        return Value::number(b > 63 ? (a < 0 ? -1 : 0) : a >> b);
    if (a == 0)
        return Value::number(0);
    qint64 result = 0;
    return b > 62 || __builtin_mul_overflow(a, qint64(1) << b, &result) ? tooLarge(interpreter) : Value::number(result);
}

std::optional<Value> integerOperator(Interpreter& interpreter, BinaryOperator op, const Value& left, const Value& right)
{
    const qint64 a = left.integer();
    const qint64 b = right.integer();
    const auto bits = [&](qint64 result) {
        return left.isBool() && right.isBool() ? Value::boolean(result != 0) : Value::number(result);
    };
    qint64 result = 0;
    switch (op) {
    case BinaryOperator::Add:
        return __builtin_add_overflow(a, b, &result) ? tooLarge(interpreter) : Value::number(result);
    case BinaryOperator::Sub:
        return __builtin_sub_overflow(a, b, &result) ? tooLarge(interpreter) : Value::number(result);
    case BinaryOperator::Mul:
        return __builtin_mul_overflow(a, b, &result) ? tooLarge(interpreter) : Value::number(result);
    case BinaryOperator::TrueDiv:
        if (b == 0)
            divisionByZero(interpreter, "division by zero");
        if (std::abs(a >> 1) < (qint64(1) << 52) && std::abs(b >> 1) < (qint64(1) << 52))
            return Value::real(double(a) / double(b));
        return Value::real(double(static_cast<long double>(a) / static_cast<long double>(b)));
    case BinaryOperator::FloorDiv:
    case BinaryOperator::Mod:
        return floorDivision(interpreter, op, a, b);
    case BinaryOperator::Pow:
        return power(interpreter, left, right);
    case BinaryOperator::And:
        return bits(a & b);
    case BinaryOperator::Or:
        return bits(a | b);
    case BinaryOperator::Xor:
        return bits(a ^ b);
    case BinaryOperator::LeftShift:
    case BinaryOperator::RightShift:
        return shifted(interpreter, op, a, b);
    case BinaryOperator::MatMul:
        break;
    }
    return std::nullopt;
}

bool isText(const Value& value) { return value.isString() || value.kind() == Value::Kind::Bytes; }

Value asText(const Value& like, const QString& text)
{
    return like.isString() ? Value::string(text) : Value::bytes(text);
}

std::optional<Value> textOperator(Interpreter& interpreter, BinaryOperator op, const Value& a, const Value& b)
{
    if (op == BinaryOperator::Mod && a.isString())
        return percentFormat(interpreter, a.text(), b);
    if (op == BinaryOperator::Mod && a.kind() == Value::Kind::Bytes)
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "formats bytes"));
    if (op == BinaryOperator::Add && isText(a) && a.kind() == b.kind()) {
        interpreter.checkSize(a.text().size() + b.text().size());
        return asText(a, a.text() + b.text());
    }
    const Value& text = isText(a) ? a : b;
    const Value& times = isText(a) ? b : a;
    if (op != BinaryOperator::Mul || !(times.isInteger() || times.isBool()))
        return std::nullopt;
    const qint64 count = std::max<qint64>(0, times.integer());
    qint64 size = 0;
    if (__builtin_mul_overflow(count, qint64(text.text().size()), &size))
        size = std::numeric_limits<qint64>::max();
    interpreter.checkSize(size);
    return asText(text, size == 0 ? QString() : text.text().repeated(count));
}

Value ordered(CompareOperator op, int sign)
{
    switch (op) {
    case CompareOperator::Eq:
        return Value::boolean(sign == 0);
    case CompareOperator::Ne:
        return Value::boolean(sign != 0);
    case CompareOperator::Lt:
        return Value::boolean(sign < 0);
    case CompareOperator::Le:
        return Value::boolean(sign <= 0);
    case CompareOperator::Gt:
        return Value::boolean(sign > 0);
    case CompareOperator::Ge:
        break;
    }
    return Value::boolean(sign >= 0);
}

std::optional<Value> compareSequences(
    Interpreter& interpreter, CompareOperator op, const Sequence& a, const Sequence& b)
{
    const Nesting nesting(interpreter);
    for (const Sequence* sequence : { &a, &b })
        if (sequence->doubt)
            return Value::data(sequence->doubt);
    const size_t common = std::min(a.items.size(), b.items.size());
    for (size_t i = 0; i < common; ++i) {
        interpreter.spend();
        if (!equal(interpreter, a.items[i], b.items[i]))
            return interpreter.compare(op, a.items[i], b.items[i]);
    }
    return ordered(op, a.items.size() < b.items.size() ? -1 : a.items.size() > b.items.size() ? 1 : 0);
}

std::optional<Value> compared(Interpreter& interpreter, CompareOperator op, const Value& a, const Value& b)
{
    if (a.isNumber() && b.isNumber()) {
        const std::optional<int> sign = compareNumbers(a, b);
        return sign ? ordered(op, *sign) : Value::boolean(op == CompareOperator::Ne);
    }
    if (isText(a) && a.kind() == b.kind())
        return ordered(op, compareText(a.text(), b.text()));
    const auto left = a.as<Sequence>();
    const auto right = b.as<Sequence>();
    if (left && right && left->isTuple() == right->isTuple())
        return compareSequences(interpreter, op, *left, *right);
    if (op == CompareOperator::Eq || op == CompareOperator::Ne) {
        const std::optional<bool> isEqual = plainlyEqual(a, b);
        if (!isEqual)
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "compares what is not known"));
        return Value::boolean(*isEqual == (op == CompareOperator::Eq));
    }
    return std::nullopt;
}

} // namespace

} // namespace library

std::optional<Value> plainBinary(Interpreter& interpreter, BinaryOperator op, const Value& left, const Value& right)
{
    using namespace library;
    if (const Value* unknown = Interpreter::firstUnknown({ &left, &right }))
        return *unknown;
    const Value& a = plainOf(left);
    const Value& b = plainOf(right);
    return sure([&]() -> std::optional<Value> {
        if (isText(a) || isText(b))
            return textOperator(interpreter, op, a, op == BinaryOperator::Mod ? right : b);
        if (!a.isNumber() || !b.isNumber())
            return std::nullopt;
        if (a.kind() != Value::Kind::Float && b.kind() != Value::Kind::Float)
            return integerOperator(interpreter, op, a, b);
        if (op == BinaryOperator::Pow)
            return power(interpreter, a, b);
        return realOperator(interpreter, op, a.realNumber(), b.realNumber());
    });
}

std::optional<Value> plainCompare(Interpreter& interpreter, CompareOperator op, const Value& a, const Value& b)
{
    using namespace library;
    if (const Value* unknown = Interpreter::firstUnknown({ &a, &b }))
        return *unknown;
    return sure([&] { return compared(interpreter, op, plainOf(a), plainOf(b)); });
}

} // namespace espalier::symbolic
