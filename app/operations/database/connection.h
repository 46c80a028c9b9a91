#pragma once

#include "operations/recorder.h"

namespace espalier::operations {

/// What op.get_bind() gives. Offline it is a MockConnection, which prints what it is to execute; what only a real one
/// can do is answered all the same, from the simulated schema or with an Unknown.
class Connection final : public symbolic::Object {
public:
    explicit Connection(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("Connection"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool setAttribute(Interpreter&, const QString&, const Value&) override { return true; }
    bool isInstanceOf(const QString& className) const override;
    bool isEngine = false; ///< `engine` of a connection
    std::optional<Value> enter(Interpreter&) override { return Value::object(shared_from_this()); }
    bool leave(Interpreter& interpreter, bool isByException) override;
    std::optional<Value> compare(Interpreter&, symbolic::CompareOperator op, const Value&, bool) override;

private:
    void setOptions(Interpreter& interpreter, const Arguments& arguments);
    Recorder& m_recorder;
};

/// The one that migrations run on.
Value connectionOf(Recorder& recorder);

/// connection.begin(), session.begin(), …: nothing that a script's SQL shows. begin_nested(): with a savepoint.
class Transaction final : public symbolic::Object {
public:
    explicit Transaction(Recorder& recorder, std::shared_ptr<Recorder::Savepoint> savepoint = nullptr)
        : m_recorder(recorder)
        , m_savepoint(std::move(savepoint))
    { }
    QString typeName() const override { return QStringLiteral("Transaction"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> enter(Interpreter&) override
    {
        return m_savepoint ? Value::object(shared_from_this()) : connectionOf(m_recorder);
    }
    bool leave(Interpreter& interpreter, bool isByException) override;

private:
    Recorder& m_recorder;
    std::shared_ptr<Recorder::Savepoint> m_savepoint;
};

/// What execute() gives. Offline that is None, and so it seems until it is asked for rows: then it was a read.
class Result final : public symbolic::Object {
public:
    Result(Recorder& recorder, int operation, QStringList tables)
        : m_recorder(recorder)
        , m_operation(operation)
        , m_tables(std::move(tables))
    { }
    QString typeName() const override
    {
        return isOfflineNone() ? QStringLiteral("NoneType") : QStringLiteral("CursorResult");
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> compare(Interpreter&, symbolic::CompareOperator op, const Value& other, bool) override;
    std::optional<Value> item(Interpreter& interpreter, const Value&) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override;
    Value truth(Interpreter&) override { return Value::boolean(!isOfflineNone()); }
    DoubtPtr orderDoubt() const override { return order; }
    bool canChange() const override { return true; }
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    /// Known rows, as a question about the schema itself has them.
    std::optional<std::vector<Value>> known;
    DoubtPtr order; ///< set where it is not known in which order they come
    QSet<QString> assumedEmpty; ///< the tables whose emptiness says so
    DoubtPtr why; ///< why they are not, where it is more than that they are data
    bool hasObjects = false; ///< rows of an ORM session: they may be objects of the project's classes
    bool isFiltered = false; ///< scalars(), mappings()
    bool isCount = false; ///< an UPDATE or DELETE that finds nothing: its rowcount is 0

private:
    /// The rows that nobody has taken yet are taken.
    std::vector<Value> take(Interpreter& interpreter, size_t most);
    void finish(Interpreter& interpreter); ///< it gives nothing more
    bool isOfflineNone() const { return m_recorder.isOffline() && !isFiltered; }
    Value rows(Interpreter& interpreter);
    void refuseNone(Interpreter& interpreter, const QString& exception, const QString& message) const;
    void use();
    Value single(Interpreter& interpreter);
    Value filtered(Interpreter& interpreter, const QString& name);
    Value answered(Interpreter& interpreter, const QString& method, const Arguments& arguments);

    Recorder& m_recorder;
    size_t m_taken = 0; ///< of the known rows
    bool m_isClosed = false;
    int m_operation; ///< its serial
    QStringList m_tables;
};

/// What a database gets of a statement; not known where `why` says so, or where it cannot be rendered.
std::shared_ptr<const Bound> boundTo(Interpreter& interpreter, const dialects::Statements& sql, DoubtPtr why = nullptr);
/// The statement as it is printed, with NULL where a database gets what Python says of the columns; none where it is
/// printed as it is.
std::optional<schema::Statement> asPrinted(const schema::Statement& statement);
/// The statement with types for the values that it gives columns whose type is not said, as a driver finds them; none
/// where there is no such value.
std::optional<schema::Statement> asSent(const schema::Statement& statement);
/// op.execute(), connection.execute(), session.execute(): text, a construct, or DDL.
Value executeStatement(
    Interpreter& interpreter, Recorder& recorder, const Value& construct, const Arguments& parameters);

} // namespace espalier::operations
