#pragma once

#include "dialects/dialect.h"
#include "python/import_finder.h"
#include "schema/table.h"
#include "symbolic/interpreter.h"

#include <memory>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace espalier::operations {

class FlaskApplication;
class InstalledConstants;

/// A keyword of env.py's run_migrations(**kw) as a script can be given it as well, which is followed on its own.
struct HandedOn {
    enum class Kind {
        Unknown, ///< what it is lives in env.py only
        Module, ///< of Alembic
        Plain,
        Instance, ///< of a class of the project, without a state of its own
    };
    Kind kind = Kind::Unknown;
    QString module; ///< dotted; of Instance: where its class is found
    QString className;
    QVariant plain; ///< a bool, qlonglong or QString; invalid is None
    friend bool operator==(const HandedOn&, const HandedOn&) = default;
};

/// What env.py says that decides what revisions write. Defaults are those of Alembic's own template.
struct MigrationSettings {
    schema::NamingConvention convention; ///< of target_metadata
    bool transactionPerMigration = false;
    std::optional<bool> transactionalDdl; ///< not set: the dialect's own
    schema::ObjectName versionTable{ {}, QStringLiteral("alembic_version") };
    bool versionTableHasKey = true;
    bool startsTransaction = true; ///< run_migrations() runs within `with context.begin_transaction()`
    QMap<QString, HandedOn> handedOn; ///< keywords of run_migrations(**kw), which upgrade() and downgrade() are given
    /// Where env.py has something done beside what revisions do, or to their statements, that is not followed.
    std::vector<core::Location> hooks;
    friend bool operator==(const MigrationSettings&, const MigrationSettings&) = default;
};

/// How a script runs.
struct Circumstances {
    const dialects::Dialect* dialect = nullptr;
    /// As under `--sql`: context.is_offline_mode() holds, statements are printed and fail at nothing. Else as on a
    /// database whose schema is the simulated one.
    bool isOffline = true;
    MigrationSettings settings;
    QString envFile; ///< that adds directives to Alembic, perhaps; empty where it is not looked into
    python::ImportFinder imports;
    std::shared_ptr<symbolic::SourceCache> sources; ///< null: one of its own
    /// Options of the project's ini section, for config.get_main_option(); not set where they are not known.
    std::optional<QMap<QString, QString>> options;
    symbolic::Environment environment; ///< under which the scripts run
    std::shared_ptr<const InstalledConstants> installed; ///< null: nothing is known of installed packages
    std::shared_ptr<const FlaskApplication>
        application; ///< what flask.current_app is; null where that is not looked into
    symbolic::Limits limits;
};

} // namespace espalier::operations
