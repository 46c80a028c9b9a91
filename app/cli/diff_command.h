#pragma once

#include "cli/backup_choice.h"
#include "cli/command.h"
#include "cli/connection_options.h"
#include "cli/migration_choice.h"
#include "operations/schema_at.h"
#include "schema/drift.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `diff A B`: what leads from the one schema to the other; each is PROJECT@REV, PROJECT@models, the URL of a database
/// or backup:ID.
class DiffCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::DiffCommand)
public:
    std::string name() const override { return "diff"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    /// One side, as far as it is known without reading the schema.
    struct Side {
        QString shown; ///< without a password
        QString revision; ///< of a project
        bool isOfModels = false;
        std::optional<revisions::LoadedProject> project;
        std::optional<ChosenConnection> database;
        std::optional<backup::CatalogueEntry> backup;
        bool isOfDatabase() const { return database || backup; }
    };
    core::Result<Side> sideOf(const std::string& text, const std::string& other, const CommandIo& io) const;
    core::Result<Side> backupSide(const QString& id, const std::string& other) const;
    core::Result<void> chooseDialect(const Side& a, const Side& b);
    core::Result<schema::DriftPlace> placeOf(const Side& side, const Side& other, const CommandIo& io);
    core::Result<dialects::Introspected> readSide(const Side& side, const CommandIo& io) const;
    /// The version table's rows in that database, now or when it was backed up.
    core::Result<QStringList> appliedTo(const Side& side, const project::Project& project, const CommandIo& io) const;
    core::Result<schema::DriftPlace> migrationsAt(
        const revisions::LoadedProject& project, const QString& symbols) const;
    /// The state of every table of a project whose models or database are compared; nothing for two of a kind.
    core::Result<std::optional<schema::Drift>> driftOf(const Side& a, const schema::DriftPlace& left, const Side& b,
        const schema::DriftPlace& right, const CommandIo& io) const;
    void writeCreateAll(const CommandIo& io, const project::Project& project) const;
    void write(const CommandIo& io, const std::vector<schema::DriftChange>& changes, bool isAllKnown) const;

    std::string m_a;
    std::string m_b;
    std::string m_section;
    std::string m_dialect;
    BackupChoice m_backups;
    SurroundingsChoice m_surroundings;
    const dialects::Dialect* m_chosen = nullptr;
    dialects::ServerVersion m_version; ///< of the database, where one is compared
};

} // namespace espalier::cli
