#pragma once

#include "cli/migration_choice.h"

namespace espalier::cli {

/// `sql PROJECT [FROM:]TO`: the SQL script, as `alembic upgrade --sql` writes it.
class SqlCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::SqlCommand)
public:
    std::string name() const override { return "sql"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    core::Result<revisions::Traversal> steps(const revisions::RevisionGraph& graph) const;

    MigrationChoice m_migrations;
    std::string m_range;
    bool m_down = false;
};

} // namespace espalier::cli
