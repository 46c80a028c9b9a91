#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic::library {

/// decimal.Decimal: digits × 10^exponent. Digits that 64 bits do not hold are kept as text only.
class Decimal final : public Object {
public:
    Decimal(bool isNegative, QString digits, int exponent);
    bool isNegative() const { return m_isNegative; }
    const QString& digits() const { return m_digits; } ///< without leading zeros; "0"
    int exponent() const { return m_exponent; }
    QString text() const; ///< str(), which keeps trailing zeros
    double number() const;
    /// Digits and sign in 64 bits, at an exponent that is not larger than its own; nullopt where they don't fit.
    std::optional<qint64> scaled(int exponent) const;

    QString typeName() const override { return QStringLiteral("Decimal"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> unary(Interpreter&, UnaryOperator) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    bool equals(const Object& other) const override;
    Value truth(Interpreter&) override { return Value::boolean(m_digits != QLatin1String("0")); }
    Value str(Interpreter&) override { return Value::string(text()); }
    Value repr(Interpreter&) override { return Value::string(QStringLiteral("Decimal('%1')").arg(text())); }

private:
    bool m_isNegative;
    QString m_digits;
    int m_exponent;
};

} // namespace espalier::symbolic::library
