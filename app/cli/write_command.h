#pragma once

#include "authoring/missing_migration.h"
#include "cli/migration_choice.h"

namespace espalier::cli {

/// `write PROJECT`: the revision that leads from what the migrations make to what the models say; shown, or with
/// --apply written.
class WriteCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::WriteCommand)
public:
    std::string name() const override { return "write"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    void show(const CommandIo& io, const authoring::MissingMigration& migration, const project::Project& project) const;

    MigrationChoice m_migrations;
    std::string m_parent;
    std::string m_message;
    std::string m_id;
    bool m_isApplied = false;
};

} // namespace espalier::cli
