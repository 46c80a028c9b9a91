#pragma once

#include "authoring/operation_writer.h"
#include "authoring/revision_naming.h"
#include "core/cancel.h"
#include "operations/migration_run.h"
#include "revisions/project_loader.h"

namespace espalier::authoring {

/// By the system's generator.
QString randomHexDigits(int count);

/// What is asked of a revision that is still to be written.
struct Wish {
    QString parent; ///< a symbol, "base" for none; empty: the only head
    QString message; ///< empty: made of what the revision does
    QString id; ///< empty: as the project's own are
    QDateTime now = QDateTime::currentDateTime();
    RandomHex randomHex; ///< empty: randomHexDigits()
    operations::Surroundings surroundings;
};

/// A column or a table of a written script that somebody should look at before it is run.
struct Warning {
    schema::ObjectName table;
    QString name; ///< of the column
    core::Message message;
};

/// A revision script that leads from what the migrations make to what the models say. Nothing is written yet.
struct MissingMigration {
    QString path; ///< absolute
    QString text; ///< empty where nothing is missing
    QString id;
    QStringList down;
    QString message;
    std::vector<schema::DriftChange> changes; ///< all that differs; what is not certain is not written
    std::vector<LeftOut> leftOut;
    std::vector<Warning> warnings; ///< what tables with rows may not bear
    QList<core::Message> losses; ///< what the upgrade takes away with all that it holds, a sentence each
    bool doesNothing = false; ///< of what differs, nothing is certain enough to be written
    std::vector<schema::DriftDoubt> unknown; ///< of the migrations and the models: more may be missing than is written
    /// What still differs when the script is read back and run on the schema of the heads.
    std::vector<schema::Difference> remaining;
    /// What differs from the schema of the heads after upgrade() and downgrade().
    std::vector<schema::Difference> notUndone;
    bool isEmpty() const { return text.isEmpty(); }
};

/// `models` is what models::placeOf() says. Ambiguous where there are several heads and none is chosen; Unsupported
/// where the project's script.py.mako does more than can be done without running it.
core::Result<MissingMigration> writeMissingMigration(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, const schema::DriftPlace& models, const Wish& wish);

/// The same of any two schemas, the body alone: the statements of upgrade() and downgrade() and the imports they need.
/// `folder` is the project's.
struct WrittenBody {
    std::vector<Warning> warnings = {};
    QList<core::Message> losses = {};
    bool doesNothing = false;
    QString upgrade;
    QString downgrade;
    QStringList imports;
    std::vector<LeftOut> leftOut;
};
WrittenBody writeBody(const schema::DriftPlace& from, const schema::DriftPlace& to,
    const std::vector<schema::DriftChange>& changes, const dialects::Dialect& dialect,
    const schema::NamingConvention& convention, bool isBatch, const QString& folder = {});

/// Puts the script where it belongs. Refused where there is a file of that name already.
core::Result<void> save(const MissingMigration& migration);

} // namespace espalier::authoring
