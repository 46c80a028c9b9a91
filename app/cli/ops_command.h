#pragma once

#include "cli/migration_choice.h"

namespace espalier::cli {

/// `ops PROJECT REV`: what a revision does, and what in it cannot be known.
class OpsCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::OpsCommand)
public:
    std::string name() const override { return "ops"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    MigrationChoice m_migrations;
    std::string m_revision;
    bool m_down = false;
};

} // namespace espalier::cli
