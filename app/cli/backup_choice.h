#pragma once

#include "backup/catalogue.h"
#include "cli/command.h"
#include "database/connection_settings.h"
#include "dialects/dialect.h"
#include "dialects/introspection.h"

#include <QCoreApplication>

namespace espalier::cli {

/// A backup whose schema is read: --folder says where backups are.
class BackupChoice {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::BackupChoice)
public:
    void addTo(CLI::App& app);
    /// By id, a beginning of it, or latest: of that database, where one is given.
    core::Result<backup::CatalogueEntry> find(
        const QString& id, const std::optional<database::ConnectionSettings>& of) const;

private:
    std::string m_folder;
};

/// Of the database that was backed up.
core::Result<const dialects::Dialect*> dialectOf(const backup::CatalogueEntry& entry);

} // namespace espalier::cli
