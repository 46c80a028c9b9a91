#pragma once

#include "run/bridge.h"
#include "run/runner.h"

namespace espalier::run {

/// One run of the AlembicRunner: the conversation with the bridge and what became of it.
class AlembicRun {
public:
    struct Checked {
        RunDatabase::Identity identity;
        QStringList sessionStatements;
        int lock = -1; ///< descriptor of this machine's lock on the database
    };
    AlembicRun(const RunRequest& request, Checked checked, RunDatabase& database, const EventSink& sink,
        jobs::JobContext& context);

    core::Result<RunOutcome> execute(const Journal& journal);

private:
    core::Result<void> greet();
    core::Result<void> checkHello(const QJsonObject& hello);
    core::Result<void> beginJournal(const Journal& journal);
    QJsonObject order() const;
    void converse();
    /// False when the conversation is over.
    bool handle(const QJsonObject& message);
    bool onWait();
    bool onPlan(const QJsonObject& message);
    bool onReady(const QJsonObject& message);
    bool onStepDone(const QJsonObject& message);
    void onStepFailed(const QJsonObject& message);
    void onFinished(const QJsonObject& message);
    void onDeath();
    core::Error failureError(const StepFailure& failure, int step) const;
    int stepOf(const QJsonObject& message) const;
    int stepOfFile(const QString& file) const;

    RunOutcome conclude();
    void checkResult(RunOutcome& outcome);
    QString databaseState(const RunOutcome& outcome) const;
    void fail(const core::Error& error);
    core::Result<void> emitEvent(RunEvent event);
    RunEvent stepEvent(EventKind kind, int step) const;
    void log(const QString& line);

    const RunRequest& m_request;
    Checked m_checked;
    RunDatabase& m_database;
    EventSink m_sink;
    jobs::JobContext& m_context;
    std::unique_ptr<Bridge> m_bridge;
    std::unique_ptr<RunWriter> m_writer;

    std::vector<int> m_order; // plan step of each step of Alembic's list
    bool m_sameOrder = true;
    revisions::VersionRows m_expected; // rows after the steps done so far
    int m_running = -1; // plan step that was started and has not ended
    int m_started = 0;
    int m_done = 0;
    bool m_oneTransaction = false;
    bool m_recoverable = true;
    int m_halfDone = -1; // plan step whose effects may stand in part
    std::optional<core::Error> m_error;
};

} // namespace espalier::run
