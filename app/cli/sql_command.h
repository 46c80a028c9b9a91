#pragma once

#include "cli/migration_choice.h"
#include "operations/sql_script.h"

namespace espalier::cli {

/// `sql PROJECT [FROM:]TO`: the SQL script, as `alembic upgrade --sql` writes it; with --compare, beside what the
/// project's own Alembic writes.
class SqlCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::SqlCommand)
public:
    std::string name() const override { return "sql"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    core::Result<revisions::Traversal> steps(const revisions::RevisionGraph& graph) const;
    int compare(const CommandIo& io, const revisions::LoadedProject& loaded, const dialects::Dialect& dialect,
        const operations::SqlScript& script) const;

    MigrationChoice m_migrations;
    std::string m_range;
    bool m_down = false;
    bool m_compare = false;
    std::string m_python;
    bool m_trust = false;
};

} // namespace espalier::cli
