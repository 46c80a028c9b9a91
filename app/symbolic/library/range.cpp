#include "symbolic/library/range.h"

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

Range::Range(qint64 start, qint64 stop, qint64 step)
    : m_start(start)
    , m_stop(stop)
    , m_step(step)
{
    __extension__ using Wide = __int128;
    const Wide span = step > 0 ? Wide(stop) - start : Wide(start) - stop;
    const Wide stride = step > 0 ? Wide(step) : -Wide(step);
    const Wide count = span <= 0 ? 0 : (span + stride - 1) / stride;
    m_size = qint64(std::min<Wide>(count, std::numeric_limits<qint64>::max()));
}

std::optional<Value> Range::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("start"))
        return Value::number(m_start);
    if (name == QLatin1String("stop"))
        return Value::number(m_stop);
    if (name == QLatin1String("step"))
        return Value::number(m_step);
    return std::nullopt;
}

std::optional<Value> Range::item(Interpreter& interpreter, const Value& key)
{
    return sure([&]() -> std::optional<Value> {
        if (const auto slice = key.as<Slice>())
            return symbolic::slice(
                interpreter, Value::object(shared_from_this()), slice->start, slice->stop, slice->step);
        qint64 index = integerOf(interpreter, key);
        if (index < 0)
            index += m_size;
        if (index < 0 || index >= m_size)
            interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("range object index out of range"));
        return Value::number(at(index));
    });
}

std::optional<Value> Range::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    const auto range = other.as<Range>();
    if (!range || (op != CompareOperator::Eq && op != CompareOperator::Ne))
        return std::nullopt;
    const bool isEqual = m_size == range->m_size
        && (m_size == 0 || (m_start == range->m_start && (m_size == 1 || m_step == range->m_step)));
    return Value::boolean(isEqual == (op == CompareOperator::Eq));
}

std::optional<Value> Range::contains(Interpreter&, const Value& value)
{
    if (value.isUnknown())
        return value;
    const Value& plain = plainOf(value);
    const double real = plain.realNumber();
    if (!plain.isNumber() || (plain.kind() == Value::Kind::Float && real != double(qint64(real))))
        return Value::boolean(false);
    const qint64 number = plain.kind() == Value::Kind::Float ? qint64(real) : plain.integer();
    const bool isWithin = m_step > 0 ? number >= m_start && number < m_stop : number <= m_start && number > m_stop;
    __extension__ using Wide = __int128;
    return Value::boolean(isWithin && (Wide(number) - m_start) % m_step == 0);
}

std::optional<std::pair<Value, std::vector<Value>>> Range::elements(Interpreter& interpreter)
{
    checkCount(interpreter, size_t(m_size));
    std::vector<Value> values;
    values.reserve(size_t(m_size));
    for (qint64 i = 0; i < m_size; ++i)
        values.push_back(Value::number(at(i)));
    return std::pair(Value(), std::move(values));
}

Value Range::repr(Interpreter&)
{
    QString text = QStringLiteral("range(%1, %2").arg(m_start).arg(m_stop);
    if (m_step != 1)
        text += QStringLiteral(", %1").arg(m_step);
    return Value::string(text + QLatin1Char(')'));
}

std::optional<Value> Slice::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("start"))
        return start;
    if (name == QLatin1String("stop"))
        return stop;
    if (name == QLatin1String("step"))
        return step;
    return std::nullopt;
}

} // namespace espalier::symbolic::library
