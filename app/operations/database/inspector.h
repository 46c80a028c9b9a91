#pragma once

#include "operations/recorder.h"

#include <functional>

namespace espalier::operations {

/// SQLAlchemy's Inspector, answered from the simulated schema. It asks the database for nothing twice: what it was told
/// it says again, whatever has become of the schema since, until clear_cache().
class Inspector final : public symbolic::Object {
public:
    explicit Inspector(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("Inspector"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;

    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;

private:
    struct Answer {
        Value value;
        schema::Schema seen; ///< when it was given
        DoubtPtr why; ///< set where it may not have been asked for
    };
    using Answers = QHash<QString, Answer>;
    struct Kept;

    Value remembered(Interpreter& interpreter, const QString& question, const std::function<Value()>& ask);
    Value ofTable(Interpreter& interpreter, const QString& method, const Arguments& arguments);
    Value hasTable(Interpreter& interpreter, const Arguments& arguments);
    Value hasIndex(Interpreter& interpreter, const Arguments& arguments);
    Value names(Interpreter& interpreter, const QString& method, const Arguments& arguments);
    Value enums(Interpreter& interpreter, const Arguments& arguments);
    bool isStale(const schema::ObjectName& table) const;

    Recorder& m_recorder;
    Answers m_answers; ///< by method and arguments
    QHash<QString, schema::Schema> m_tables; ///< what parts of tables were asked of, first
};

} // namespace espalier::operations
