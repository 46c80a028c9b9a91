#pragma once

#include "cli/migration_choice.h"
#include "operations/schema_at.h"

namespace espalier::cli {

/// `schema PROJECT --at REV`: the schema that the migrations make, in several forms.
class SchemaCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::SchemaCommand)
public:
    std::string name() const override { return "schema"; }
    QString summary() const override;
    QStringList formats() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    int runOfModels(const CommandIo& io, const project::Project& project, const dialects::Dialect& dialect) const;
    core::Result<QString> rendered(
        const schema::Schema& schema, const dialects::Dialect& dialect, const core::CancelToken& cancel) const;

    MigrationChoice m_migrations;
    bool m_isOfModels = false;
    std::string m_at = "heads";
};

} // namespace espalier::cli
