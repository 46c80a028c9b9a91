#pragma once

#include "operations/recorder.h"

namespace espalier::operations {

/// SQLAlchemy's Inspector, answered from the simulated schema.
class Inspector final : public symbolic::Object {
public:
    explicit Inspector(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("Inspector"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;

private:
    Recorder& m_recorder;
};

} // namespace espalier::operations
