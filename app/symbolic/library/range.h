#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic::library {

/// range(start, stop, step)
class Range final : public Object {
public:
    Range(qint64 start, qint64 stop, qint64 step);
    qint64 start() const { return m_start; }
    qint64 step() const { return m_step; }
    qint64 size() const { return m_size; }
    qint64 at(qint64 index) const { return m_start + index * m_step; }

    QString typeName() const override { return QStringLiteral("range"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> item(Interpreter&, const Value& key) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    std::optional<Value> contains(Interpreter&, const Value& value) override;
    Value truth(Interpreter&) override { return Value::boolean(m_size > 0); }
    std::optional<Value> length(Interpreter&) override { return Value::number(m_size); }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    Value repr(Interpreter&) override;
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("range"); }

private:
    qint64 m_start;
    qint64 m_stop;
    qint64 m_step;
    qint64 m_size;
};

/// What slice() makes.
class Slice final : public Object {
public:
    Value start;
    Value stop;
    Value step;
    QString typeName() const override { return QStringLiteral("slice"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
};

} // namespace espalier::symbolic::library
