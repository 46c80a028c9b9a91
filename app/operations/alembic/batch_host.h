#pragma once

#include "operations/alembic/directives.h"

namespace espalier::operations {

/// `with op.batch_alter_table(…) as batch_op:`: collects what is done to one table, and does it when the block ends.
class BatchHost final : public symbolic::Object, public DirectiveTarget {
public:
    BatchHost(Recorder& recorder, Interpreter& interpreter, const Arguments& arguments);

    QString typeName() const override { return QStringLiteral("BatchOperations"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> enter(Interpreter& interpreter) override;
    bool leave(Interpreter& interpreter, bool isByException) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;

    std::optional<schema::ObjectName> table() const override { return m_table; }
    void take(Interpreter& interpreter, schema::Change change, dialects::BatchStep step) override;
    void noteDoubt(const DoubtPtr& why) { m_doubt = m_doubt ? m_doubt : why; }

private:
    struct Step {
        schema::Change change;
        dialects::BatchStep step;
    };
    class Steps;

    bool copies() const;
    bool renamesWhatItNames() const;
    void flush(Interpreter& interpreter);
    std::optional<dialects::BatchTable> copy(Interpreter& interpreter, std::vector<schema::Constraint>& lost);
    /// Makes of a table what the inspector tells of it. Why that is not known.
    DoubtPtr settleReflected(Interpreter& interpreter, schema::Table& table) const;
    /// What stops a table from being exchanged for its copy.
    void noteHolders(Interpreter& interpreter, const schema::Table& table) const;
    void overrideColumns(Interpreter& interpreter, schema::Table& table);

    Recorder& m_recorder;
    Arguments m_arguments;
    schema::ObjectName m_table;
    QString m_recreate = QStringLiteral("auto");
    std::vector<Step> m_steps;
    DoubtPtr m_doubt;
    DoubtPtr m_ownQuoting; ///< as of DirectiveArguments: a copy does not keep it
};

} // namespace espalier::operations
