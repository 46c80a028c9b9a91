#pragma once

#include "dialects/dialect.h"
#include "python/import_finder.h"
#include "schema/table.h"
#include "symbolic/interpreter.h"

#include <memory>
#include <QMap>
#include <QString>
#include <QStringList>

namespace espalier::operations {

/// What env.py says that decides what revisions write. Defaults are those of Alembic's own template.
struct MigrationSettings {
    schema::NamingConvention convention; ///< of target_metadata
    bool transactionPerMigration = false;
    std::optional<bool> transactionalDdl; ///< not set: the dialect's own
    schema::ObjectName versionTable{ {}, QStringLiteral("alembic_version") };
    bool versionTableHasKey = true;
    bool startsTransaction = true; ///< run_migrations() runs within `with context.begin_transaction()`
    /// Keywords of run_migrations(**kw), which upgrade() and downgrade() are given, and the module of Alembic that each
    /// is; empty where it is something else.
    QMap<QString, QString> handedOn;
    friend bool operator==(const MigrationSettings&, const MigrationSettings&) = default;
};

/// How a script runs.
struct Circumstances {
    const dialects::Dialect* dialect = nullptr;
    /// As under `--sql`: context.is_offline_mode() holds, statements are printed and fail at nothing. Else as on a
    /// database whose schema is the simulated one.
    bool isOffline = true;
    MigrationSettings settings;
    python::ImportFinder imports;
    std::shared_ptr<symbolic::SourceCache> sources; ///< null: one of its own
    /// Options of the project's ini section, for config.get_main_option(); not set where they are not known.
    std::optional<QMap<QString, QString>> options;
    symbolic::Environment environment; ///< under which the scripts run
    symbolic::Limits limits;
};

} // namespace espalier::operations
