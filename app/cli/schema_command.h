#pragma once

#include "cli/backup_choice.h"
#include "cli/connection_options.h"
#include "cli/migration_choice.h"
#include "operations/schema_at.h"

namespace espalier::cli {

/// `schema PROJECT --at REV`: the schema that the migrations make; `schema --url U`: that of a database;
/// `schema --backup ID`: that which a backup holds; in several forms.
class SchemaCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::SchemaCommand)
public:
    std::string name() const override { return "schema"; }
    QString summary() const override;
    QStringList formats() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    int showMigrations(const CommandIo& io);
    int showDatabase(const CommandIo& io);
    int showBackup(const CommandIo& io);
    int showModels(const CommandIo& io);
    /// A database's, live or backed up; with further keys in JSON.
    int show(const CommandIo& io, const dialects::Introspected& database, const dialects::Dialect& dialect,
        const QJsonObject& further = {}) const;
    core::Result<QString> rendered(
        const schema::Schema& schema, const dialects::Dialect& dialect, const core::CancelToken& cancel) const;

    core::Result<void> print(const CommandIo& io, const schema::Schema& schema, const dialects::Dialect& dialect) const;

    MigrationChoice m_migrations;
    ConnectionOptions m_connection;
    BackupChoice m_backups;
    std::string m_backup;
    bool m_isOfModels = false;
    std::string m_at = "heads";
};

} // namespace espalier::cli
