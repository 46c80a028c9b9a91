#pragma once

#include "cli/command.h"
#include "cli/connection_options.h"
#include "cli/planned_project.h"
#include "run/runner.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `upgrade`, `downgrade` and `stamp`: makes the plan, asks what must be asked, and runs it.
class RunCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::RunCommand)
public:
    explicit RunCommand(plan::Direction direction)
        : m_direction(direction)
    { }
    std::string name() const override { return plan::directionName(m_direction).toStdString(); }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

    /// Untrusted unless the user has allowed the project's code to run, does so now when asked, or `isAllowed`.
    static core::Result<void> requireTrust(const project::Project& project, bool isAllowed, const CommandIo& io);

private:
    struct Prepared {
        revisions::LoadedProject loaded;
        ChosenConnection chosen;
        run::RunRequest request;
    };
    core::Result<void> checkOptions() const;
    core::Result<Prepared> prepare(const CommandIo& io) const;
    core::Result<void> confirm(const Prepared& prepared, const CommandIo& io) const;
    core::Result<void> backUp(const Prepared& prepared, const CommandIo& io) const;
    core::Result<run::RunOutcome> carryOut(const Prepared& prepared, const CommandIo& io) const;
    int reportStart(
        const CommandIo& io, const core::Error& error, const std::optional<QStringList>& current = {}) const;
    int reportEnd(const CommandIo& io, const run::RunOutcome& outcome) const;
    void show(const CommandIo& io, const run::RunEvent& event) const;

    plan::Direction m_direction;
    ProjectChoice m_project;
    ConnectionOptions m_connection;
    std::string m_target;
    std::string m_runner = "alembic";
    std::string m_lockTimeout;
    std::vector<std::string> m_xArguments;
    bool m_backup = false;
    bool m_rehearse = false;
    bool m_yes = false;
    bool m_trust = false;
    bool m_purge = false;
};

} // namespace espalier::cli
