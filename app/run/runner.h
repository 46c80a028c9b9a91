#pragma once

#include "core/redaction.h"
#include "jobs/job_context.h"
#include "plan/plan.h"
#include "project/python_environment.h"
#include "run/journal.h"
#include "run/run_event.h"

#include <functional>

namespace espalier::run {

/// Gets every event, on the thread that runs.
using EventSink = std::function<void(const RunEvent&)>;

/// The database a plan is for, seen through Espalier's own connection. Called before and after the run, on its thread.
class RunDatabase {
public:
    virtual ~RunDatabase() = default;
    /// The address without its password, for people and for the journal.
    virtual QString displayName() const = 0;
    /// The version table's rows, sorted; empty where the table is absent.
    virtual core::Result<QStringList> currentRows() = 0;
    /// A query and what it answers on this database and no other: the bridge asks the same through env.py's connection.
    struct Identity {
        QString query;
        QStringList values;
        QString file; ///< of a file database: its canonical path, compared as a file
        QString
            lockQuery; ///< takes a lock on the database for the session: one row, "1" where it is taken; may be empty
    };
    virtual core::Result<Identity> identity() = 0;
    /// Statements that limit how long a session waits for locks; Unsupported where the DBMS has no such thing.
    virtual core::Result<QStringList> lockTimeoutStatements(int milliseconds) = 0;
};

/// How the project is loaded by Alembic; paths as the interpreter sees them.
struct AlembicProject {
    QString folder; ///< the project's folder on this machine: the working folder of the interpreter
    QString config; ///< ini file, relative to the folder or absolute; empty where there is none
    QString toml; ///< pyproject.toml, the same way; empty where it holds no [tool.alembic]
    QString section = QStringLiteral("alembic");
    QString scriptLocation; ///< set where the configuration file names none
    QStringList xArguments; ///< `-x key=value`
    QStringList urlVariables; ///< environment variables that env.py reads the URL from
    QString flaskFolder; ///< Flask-Migrate's folder; empty for any other project
    bool folderIsRemote = false; ///< the command runs elsewhere (a container): its own working folder counts
};

struct RunRequest {
    plan::Plan plan;
    AlembicProject project;
    project::PythonEnvironment environment;
    core::Secret url; ///< SQLAlchemy URL with its password
    bool insistOnTls = false; ///< a Python driver that would go on without TLS where there is none must not
    int lockTimeoutMs = 0; ///< 0: as the server has it
    core::CancelToken kill; ///< ends the interpreter at once, in the middle of a step; cancelling does not
};

/// How a run ended, told from the database itself.
struct RunOutcome {
    RunState state = RunState::Done;
    QStringList current; ///< the version table's rows afterwards
    bool currentKnown = false;
    std::optional<core::Error> error; ///< Failed, Cancelled; its databaseState says what is applied now
    RunId id;
};

/// Carries out plans. Blocking; cancelling context.cancel() stops between steps, never inside one.
class Runner {
public:
    virtual ~Runner() = default;
    /// An error means that nothing was started: Refused (the plan is, or the database is not where the plan begins),
    /// Untrusted, ToolMissing, Busy (another run on this database), Cancelled, … What goes wrong later is an outcome.
    /// Every event is in the journal before the sink sees it.
    virtual core::Result<RunOutcome> run(
        const RunRequest& request, RunDatabase& database, const EventSink& sink, jobs::JobContext& context)
        = 0;
};

} // namespace espalier::run
