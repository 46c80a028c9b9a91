#pragma once

#include "cli/command.h"
#include "cli/connection_options.h"
#include "cli/planned_project.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `status`: what is applied in a database, what is pending, and what no script defines.
class StatusCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::StatusCommand)
public:
    std::string name() const override { return "status"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    ProjectChoice m_project;
    ConnectionOptions m_connection;
};

} // namespace espalier::cli
