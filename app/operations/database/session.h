#pragma once

#include "operations/recorder.h"

namespace espalier::operations {

/// An ORM session. Statements go where those of its connection go; objects are written in ways that only the ORM knows.
class Session final : public symbolic::Object {
public:
    explicit Session(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("Session"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool setAttribute(Interpreter&, const QString&, const Value&) override { return true; }
    std::optional<Value> enter(Interpreter&) override { return Value::object(shared_from_this()); }
    std::optional<Value> call(Interpreter&, const Arguments&) override { return Value::object(shared_from_this()); }

private:
    Recorder& m_recorder;
};

/// session.query(…): reads that nobody here can answer, and bulk updates and deletes, which are statements.
class Query final : public symbolic::Object {
public:
    /// `hasObjects`: what it gives are objects of mapped classes, not rows.
    Query(Recorder& recorder, Value select, bool hasObjects)
        : m_recorder(recorder)
        , m_select(std::move(select))
        , m_hasObjects(hasObjects)
    { }
    QString typeName() const override { return QStringLiteral("Query"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override;
    std::optional<Value> item(Interpreter& interpreter, const Value&) override { return rows(interpreter); }

private:
    Value rows(Interpreter& interpreter) const;
    QSet<QString> emptyTables(Interpreter& interpreter) const;
    Value answered(Interpreter& interpreter, const QString& method) const;
    Value update(Interpreter& interpreter, const Value& values) const;
    Value remove(Interpreter& interpreter) const;

    Recorder& m_recorder;
    Value m_select;
    bool m_hasObjects;
};

} // namespace espalier::operations
