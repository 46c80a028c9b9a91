#pragma once

#include "backup/clean_restores.h"
#include "backup/create.h"
#include "backup/prune.h"
#include "backup/restore.h"
#include "cli/command.h"
#include "cli/connection_options.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `backup create|list|show|verify|restore|prune`.
class BackupCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::BackupCommand)
public:
    std::string name() const override { return "backup"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    using Verb = int (BackupCommand::*)(const CommandIo& io);
    CLI::App* addVerb(CLI::App& app, const char* name, const QString& summary, Verb verb);
    void addId(CLI::App& verb);
    void setUpCreate(CLI::App& app);
    void setUpRestore(CLI::App& app);
    void setUpPrune(CLI::App& app);

    int create(const CommandIo& io);
    int list(const CommandIo& io);
    int show(const CommandIo& io);
    int verify(const CommandIo& io);
    int restore(const CommandIo& io);
    int prune(const CommandIo& io);

    core::Result<backup::BackupId> chosenId() const;
    core::Result<backup::BackupRequest> createRequest(const CommandIo& io) const;
    core::Result<backup::RestoreRequest> restoreRequest(const CommandIo& io) const;
    core::Result<std::optional<backup::Verification>> verifyCreated(
        const backup::Manifest& manifest, const CommandIo& io) const;
    core::Result<backup::CleanOutcome> removeLeftovers(const backup::Catalogue& catalogue, const CommandIo& io) const;
    void mentionLeftovers(const CommandIo& io) const;
    QString folder() const;
    backup::ClientTools tools() const;

    Verb m_verb = nullptr;
    ConnectionOptions m_connection;
    std::string m_folder;
    std::vector<std::string> m_tools;
    std::string m_id;
    std::string m_project;
    std::string m_section;
    std::string m_dumpFormat;
    std::string m_lockTimeout = "30s";
    std::string m_versionTable;
    std::string m_versionTableSchema;
    std::string m_note;
    std::string m_level;
    std::string m_target;
    std::string m_confirmation;
    std::string m_database;
    int m_jobs = 1;
    bool m_noRowCounts = false;
    bool m_overwrite = false;
    bool m_disconnectOthers = false;
    bool m_noOwners = false;
    bool m_allowOlderServer = false;
    bool m_apply = false;
    bool m_leftovers = false;
    backup::PrunePolicy m_policy;
};

} // namespace espalier::cli
