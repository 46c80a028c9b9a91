#pragma once

#include "symbolic/object.h"

#include <QUuid>

namespace espalier::symbolic::library {

/// uuid.UUID
class Uuid final : public Object {
public:
    explicit Uuid(const QUuid& uuid)
        : m_uuid(uuid)
    { }
    /// 32 digits with dashes.
    QString text() const { return m_uuid.toString(QUuid::WithoutBraces); }
    QString typeName() const override { return QStringLiteral("UUID"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    bool equals(const Object& other) const override;
    Value str(Interpreter&) override { return Value::string(text()); }
    Value repr(Interpreter&) override { return Value::string(QStringLiteral("UUID('%1')").arg(text())); }

private:
    QUuid m_uuid;
};

} // namespace espalier::symbolic::library
