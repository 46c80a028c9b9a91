#pragma once

#include "core/cancel.h"
#include "plan/plan_controller.h"
#include "project/python_environment.h"
#include "run/runner.h"

#include <functional>
#include <memory>
#include <QDateTime>
#include <QObject>

namespace espalier::database {
struct ConnectionSettings;
struct VersionTableName;
} // namespace espalier::database
namespace espalier::project {
class TrustStore;
}

namespace espalier::ui {

/// What carries out plans; tests put their own parts in. All outlive the controller.
struct RunParts {
    run::Runner& runner;
    project::TrustStore& trust;
    /// Espalier's own sight of the database, made on the job's thread.
    std::function<core::Result<std::unique_ptr<run::RunDatabase>>(
        const database::ConnectionSettings&, const database::VersionTableName&, const jobs::JobContext&)>
        openDatabase;
};

struct RunOptions {
    bool backupFirst = true;
    int lockTimeoutMs = 0; ///< 0: as the server has it
    friend bool operator==(const RunOptions&, const RunOptions&) = default;
};

/// Carries out the plan: chooses the Python, asks for what must be asked, backs up, runs, and says how it went.
class RunController : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Asking, BackingUp, Running, Stopping };

    RunController(Services& services, PlanController& plan, RunParts parts, QObject* parent = nullptr);
    ~RunController() override;

    State state() const { return m_state; }
    bool isBusy() const { return m_state != State::Idle; }

    /// Ways to start the project's Python, best first; found in the background when a project opens.
    const QList<project::PythonEnvironment>& environments() const { return m_environments; }
    int environmentIndex() const { return m_environment; }
    /// nullptr where none was found.
    const project::PythonEnvironment* environment() const;
    void chooseEnvironment(int index);
    /// A command such as `docker compose exec -T api python`; remembered for the project.
    core::Result<void> chooseCommand(const QString& text);

    const RunOptions& options() const { return m_options; }
    void setOptions(const RunOptions& options);

    /// Why it can't start now; empty where it can.
    QString obstacle() const;
    void start();
    /// Between steps.
    void stop();
    /// In the middle of a step; asks first.
    void kill();

    QDateTime started() const { return m_started; }
    const QStringList& log() const { return m_log; }
    /// How the last run ended; nullopt before the first and while one goes on.
    const std::optional<core::Result<run::RunOutcome>>& outcome() const { return m_outcome; }
    /// What the failing step said.
    const std::optional<run::StepFailure>& failure() const { return m_failure; }
    QString failedRevision() const { return m_failedRevision; }
    /// Back to planning: the plan follows the database again.
    void forgetOutcome();

Q_SIGNALS:
    void changed();
    void environmentsChanged();
    void stepChanged(const QString& revision, espalier::ui::StepState state, const QString& error);
    void logged(const QString& line);
    void finished();

private:
    class Relay;
    void addActions();
    void enableActions();
    void discover();
    void askTrust();
    void askConfirmation();
    void backUp();
    void run();
    void take(const run::RunEvent& event);
    void finish(const core::Result<run::RunOutcome>& outcome);
    void setState(State state);
    void say(const QString& line);
    run::RunRequest request() const;

    Services& m_services;
    PlanController& m_plan;
    RunParts m_parts;
    State m_state = State::Idle;
    QList<project::PythonEnvironment> m_environments;
    int m_environment = -1;
    RunOptions m_options;
    std::shared_ptr<Relay> m_relay;
    quint64 m_job = 0;
    core::CancelSource m_kill;
    QDateTime m_started;
    QStringList m_log;
    std::optional<core::Result<run::RunOutcome>> m_outcome;
    std::optional<run::StepFailure> m_failure;
    QString m_failedRevision;
};

} // namespace espalier::ui
