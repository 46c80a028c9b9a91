#pragma once

#include "dialects/sql_reader.h"
#include "operations/circumstances.h"
#include "operations/evaluation.h"
#include "operations/operation.h"
#include "operations/row_knowledge.h"
#include "operations/schema_certainty.h"
#include "operations/sqlalchemy/sqlalchemy.h"
#include "schema/apply.h"

#include <QSet>

namespace espalier::operations {

class Plugins;

/// Why something is not known that the dialect could not render.
DoubtPtr unrendered(const Interpreter& interpreter, const core::Error& error);

/// The world of a script that runs: Alembic and SQLAlchemy are there, and what is done through them is written down as
/// operations, with their SQL, and applied to a simulated schema, which answers inspectors. For one evaluation.
class Recorder final : public symbolic::World, public SqlalchemyContext {
public:
    /// `rows` may be null: nothing is known of them; `certainty` as well: all of the schema is known.
    Recorder(const Circumstances& circumstances, schema::Replay& state, RunMemo& memo, RowKnowledge* rows = nullptr,
        SchemaCertainty* certainty = nullptr);
    /// Evaluates ahead: what needs the schema or rows throws NeedsSchema, changes are kept for later.
    explicit Recorder(const Circumstances& circumstances, RunMemo& memo);
    struct NeedsSchema { };
    bool isAhead() const { return !m_state; }
    /// What rows there are is asked for.
    void needRows() const { state(); }

    const Circumstances& circumstances() const { return m_circumstances; }
    const dialects::Ddl& ddl() const { return m_circumstances.dialect->ddl(); }
    const schema::NamingConvention& convention() const { return m_circumstances.settings.convention; }
    const schema::Schema& schema() const { return state().schema(); }
    bool isVersionTable(const schema::ObjectName& key) const; ///< `key` as schema::keyOf() has it
    bool isOffline() const { return m_circumstances.isOffline; }
    /// Whether its statements are those that are only printed.
    bool isPrinted() const { return isOffline() && !m_isOnlineOnly; }
    bool isInTry() const { return !m_tries.empty(); }
    /// Takes what was recorded. `last` is how the script ended.
    Evaluation finish(Interpreter& interpreter, const Interpreter::Attempt& last);
    /// The changes that were kept for later.
    std::vector<Ahead::Step> takeSteps() { return std::move(m_steps); }
    /// Makes them; returns what a database would refuse.
    std::vector<Problem> make(const std::vector<Ahead::Step>& steps);

    // ---- for directives

    /// A directive: one change and the statements it is printed as. Raises where Alembic refuses to print it.
    void change(Interpreter& interpreter, schema::Change change, const dialects::Statements& sql);
    void batch(Interpreter& interpreter, Batch batch, const dialects::Statements& sql);
    /// A statement or SQL text. `isRead`: it changes nothing.
    /// Gives its serial; 0 where nothing was written down.
    int statement(Interpreter& interpreter, const schema::Statement& statement, const dialects::Statements& sql,
        bool isBulkInsert = false, std::shared_ptr<const Bound> bound = nullptr);
    /// The script asked for what only a database can tell, rows say: printing it would fail. So its statements are
    /// those that a database gets.
    void needOnline() { m_isOnlineOnly = true; }
    void autocommit(Interpreter& interpreter, bool begins);
    /// SQLAlchemy itself does not take it on a real connection.
    void refusedByLibrary(Interpreter& interpreter, const QString& code, const core::Message& message);
    /// An error may be undone without the end of the transaction.
    void usesSavepoints();
    /// What was there when it was set: begin_nested().
    struct Savepoint {
        schema::Replay state;
        SchemaCertainty certainty;
        std::optional<RowKnowledge> rows;
        size_t groups; ///< ways that were open
        size_t operations; ///< done before it, in its way
        size_t changes;
        bool isReleased = false;
    };
    std::shared_ptr<Savepoint> setSavepoint();
    void rollBackTo(Interpreter& interpreter, Savepoint& savepoint);
    /// It went well, and cannot be undone any more.
    void release(Interpreter& interpreter, Savepoint& savepoint);
    /// The whole transaction is rolled back, in which other revisions may have run.
    void rollBack(Interpreter& interpreter);
    /// A statement names these tables, and columns of them: they have to be there.
    void reads(Interpreter& interpreter, const std::vector<schema::ObjectName>& tables,
        const std::vector<dialects::ColumnUse>& columns = {});
    /// `rows`: all that it can do to rows; without a name, anything.
    int opaque(Interpreter& interpreter, const DoubtPtr& why, Opaque::Reach reach = Opaque::Reach::Anything,
        const schema::TouchRows& rows = {});
    /// SQL of which not all is known; what is not stands in it as sampleWord(), empty where that is all of it.
    void opaqueSql(Interpreter& interpreter, const DoubtPtr& why, const QString& sql);
    /// What is known of a directive of which not all is.
    struct PartOfDirective {
        schema::ObjectName table; ///< that it is about; no name where that is not known either
        bool adds = false; ///< it makes the table, or adds to it
        std::optional<schema::Change> change = {}; ///< what of it is sure
        bool keepsColumns = false; ///< it alters one, without another name
    };
    void opaquePart(Interpreter& interpreter, const DoubtPtr& why, const PartOfDirective& part);
    /// Of a change whose types or expressions are not known.
    static PartOfDirective partOf(const schema::Change& change);
    /// The rows of a statement that was only printed are asked for: it is a read, not part of the script's SQL.
    void becomesRead(int serial);
    /// The tables without rows on which it rests that a query has none; empty where that is not sure.
    QSet<QString> emptyTablesOf(const dialects::QueryRows& rows) const;
    /// The evaluation goes on from that; it is to say so.
    void assumeEmpty(const QSet<QString>& tables) { m_assumedEmpty += tables; }
    /// What the application's own code sets in current_app.config, and that the evaluation rests on it from here on;
    /// nullopt where that is not known.
    std::optional<QVariant> assumedSetting(const QString& name);
    /// The script itself may have changed them.
    void changesSettings() { m_changesSettings = true; }
    size_t count() const { return m_operations.size(); }
    /// These from there on are one with the one before, printed once: a database gets each with its parameters.
    void printOnce(size_t from);
    /// The script asked whether it runs offline, or something of the database that offline runs cannot tell.
    void askedForMode() { m_dependsOnMode = true; }

    // ---- for questions about the schema

    /// The key of the table that a name means.
    schema::ObjectName keyOfTable(const schema::ObjectName& name) const;
    /// Whether there is a table, or view, of that name.
    Known<bool> hasTable(Interpreter& interpreter, const schema::ObjectName& name);
    bool isOfHidden(const schema::Change& change) const;

    const SchemaCertainty& certainty() const { return *m_certainty; }
    Known<std::optional<schema::Table>> reflected(
        Interpreter& interpreter, const schema::ObjectName& table, SchemaCertainty::Parts parts);
    /// Why the schema after the script is not certain.
    std::optional<Reason> schemaReason() const;
    /// Directives that the project's own code has added to Alembic so far.
    Plugins& plugins() { return *m_plugins; }
    /// Has env.py, or a package that is known by name, add those that it knows of: `directive` is about to be called.
    void readPlugins(Interpreter& interpreter, const QString& directive);
    dialects::DdlMemo& memo() { return m_memo.printed; }

    /// context.configure() in env.py: the last call counts.
    void configure(const Arguments& arguments) { m_configured = arguments; }
    const std::optional<Arguments>& configured() const { return m_configured; }
    /// context.run_migrations() in env.py.
    void handOn(const Arguments& arguments) { m_handedOn = arguments; }
    const Arguments& handedOn() const { return m_handedOn; }

    // World
    std::optional<Value> imported(Interpreter& interpreter, const QString& dotted) override;
    void doubt(const DoubtPtr& why) override;
    void otherwise() override;
    void settle() override;
    void abandon() override;
    void unknownCall(const symbolic::Place& place, const DoubtPtr& why, Reach reach) override;
    void mayStop(const symbolic::Place& place, const DoubtPtr& why, const QString& exception) override;
    void inAnyOrder(const symbolic::Place& place, const DoubtPtr& why) override;
    void endAnyOrder() override;
    void enterTry(const QString& handlers) override;
    void leaveTry() override;

    // SqlalchemyContext
    const dialects::Dialect& dialect() const override { return *m_circumstances.dialect; }
    void record(
        Interpreter& interpreter, const Known<schema::Change>& change, const Value& bind, bool isChecked) override;
    Value execute(Interpreter& interpreter, const Value& construct, const Arguments& parameters) override;
    Known<std::optional<schema::Table>> reflected(Interpreter& interpreter, const schema::ObjectName& table) override;
    Known<std::vector<schema::ObjectName>> reflectedNames(Interpreter& interpreter, const QString& schemaName) override;
    void listensToTables(Interpreter& interpreter, const DoubtPtr& why) override;
    Value inspect(Interpreter& interpreter, const Value& bind) override;
    Value session(Interpreter& interpreter, const Arguments& arguments) override;
    Value engine(Interpreter& interpreter, const Arguments& arguments) override;

private:
    /// What may or may not have been done.
    struct Group {
        DoubtPtr why;
        std::vector<Operation> outer; ///< what was certain before
        std::vector<Operation> ways; ///< of the ways walked so far
        schema::Replay start;
        SchemaCertainty startCertainty;
        std::optional<schema::Replay> best = {}; ///< the state that most was done to
        std::optional<SchemaCertainty> certainty = {}; ///< what is in doubt after any of the ways so far
        size_t mostChanges = 0;
        size_t changes = 0;
        std::optional<RowKnowledge> startRows = {};
        std::optional<RowKnowledge> rows = {}; ///< what all ways so far agree on
    };
    /// Operations done in an order that is not known.
    struct Order {
        symbolic::Place place;
        DoubtPtr why;
        size_t from; ///< the first of m_operations
    };
    /// A `try` in progress.
    struct Attempt {
        bool rollsBack = false; ///< one of its handlers does
    };

    int add(Interpreter& interpreter, Operation operation);
    /// Within the script or the project, not in what stands in for a package.
    symbolic::Place spotIn(const Interpreter& interpreter) const;
    int addOpaque(
        Interpreter& interpreter, const DoubtPtr& why, Opaque::Reach reach, const schema::ObjectName& table = {});
    Operation* found(int serial);
    void settleWay(Group& group);
    /// Where anything was done: one step that may be these.
    std::optional<Operation> perhaps(std::vector<Operation> ways, const DoubtPtr& why);
    void perhapsUndone(const Savepoint& savepoint, const DoubtPtr& why);
    std::vector<Operation>& operationsOf(const Savepoint& savepoint);
    bool hasEnded(const Savepoint& savepoint, Interpreter& interpreter);
    bool endsInside(const Savepoint& savepoint, Interpreter& interpreter);
    static Opaque::Reach reachOf(const std::vector<Operation>& operations);
    void applied(Interpreter& interpreter, Ahead::Step step);
    /// `interpreter`: null where the script has run before.
    void apply(const Ahead::Step& step, Interpreter* interpreter);
    /// What a statement does to what is known of rows.
    enum class RowEffect {
        Changes, ///< as its changes say
        Keeps,
        NoRow, ///< it is of no row at all: keeps it, and nothing can be said against it
    };
    void applyToSchema(const Ahead::Step& step, Interpreter* interpreter, RowEffect effect);
    std::shared_ptr<const schema::Table> tableBefore(const schema::Change& change) const;
    void weighRows(const schema::Change& change, const schema::Table* before, bool isOfNothing,
        schema::Replay::Outcome& outcome) const;
    void aborted(const core::Location& at);
    void endTransaction();
    std::optional<Value> installedConstant(const QString& dotted) const;
    void faulted(const schema::Replay::Outcome& outcome, const symbolic::Place& place, Interpreter* interpreter,
        const DoubtPtr& why);
    bool isAssumed(const schema::Fault& fault) const;
    bool runsInTransaction() const;
    bool goesOnAfterFailure() const;
    schema::ApplyOptions optionsOf(const Ahead::Step& step, schema::EnumMemo& memo) const;
    void weighFailure(Interpreter& interpreter, const schema::Change& change, const Ahead::Step& step);
    void weighReading(Interpreter& interpreter, const QString& sql);
    void doubtCalled(const std::vector<dialects::ReadStatement>& read, const symbolic::Place& place);
    void doubtNames(const schema::Change& change, const Ahead::Step& step);
    void weighTransaction(const schema::Change& change, const Ahead::Step& step);
    void doubtBrought(const QString& extension, const Ahead::Step& step);
    schema::Replay& state() const;
    void doubtSchema(const DoubtPtr& why);
    [[noreturn]] void refuse(Interpreter& interpreter, const core::Error& error);
    std::vector<dialects::ReadStatement> readSql(const QString& sql) const;
    QString callingText(const QStringList& sql) const;
    bool isSurelyNew(const schema::Change& change, schema::Effect effect) const;
    dialects::Statements rendered(const schema::Change& change);

    const Circumstances& m_circumstances;
    schema::Replay* m_state = nullptr; ///< none when ahead
    RunMemo& m_memo;
    RowKnowledge* m_rows = nullptr;
    SchemaCertainty m_ownCertainty; ///< where none is given
    SchemaCertainty* m_certainty;
    QSet<QString> m_assumedEmpty;
    QSet<QString> m_assumedSettings;
    std::vector<Operation> m_operations;
    std::vector<Group> m_groups;
    std::vector<Attempt> m_tries;
    std::vector<std::shared_ptr<Savepoint>> m_savepoints; ///< that were set and have not ended
    std::vector<Order> m_orders;
    std::optional<schema::Replay> m_beforeChange; ///< within a `try`
    std::vector<Problem> m_problems;
    std::vector<Ahead::Step> m_steps;
    DoubtPtr m_schemaDoubt;
    DoubtPtr m_listener; ///< a module of the project listens to what is done with tables
    QSet<QString> m_temporary; ///< temporary tables that this script made
    size_t m_changes = 0; ///< to the schema so far, in this way
    std::optional<core::Location> m_aborted; ///< where a statement failed whose transaction goes on
    int m_autocommit = 0;
    int m_serial = 0; ///< of the last operation
    symbolic::Place m_called; ///< where the script called the directive of a plug-in
    bool m_dependsOnMode = false;
    bool m_usesSavepoints = false;
    bool m_isOnlineOnly = false;
    bool m_hasEndedTransaction = false; ///< by SQL
    bool m_changesSettings = false;
    std::optional<Arguments> m_configured;
    Arguments m_handedOn;
    std::shared_ptr<Plugins> m_plugins;
};

} // namespace espalier::operations
