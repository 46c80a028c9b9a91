#pragma once

#include "cli/command.h"
#include "cli/connection_options.h"
#include "cli/planned_project.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `plan PROJECT TARGET`: the steps, in order, without running anything.
class PlanCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::PlanCommand)
public:
    std::string name() const override { return "plan"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    core::Result<QStringList> startRows(const revisions::RevisionGraph& graph, const CommandIo& io) const;

    ProjectChoice m_project;
    ConnectionOptions m_connection;
    std::string m_target;
    std::string m_from;
    bool m_down = false;
};

} // namespace espalier::cli
