#pragma once

#include "run/journal.h"

#include <optional>

namespace espalier::run {

/// The last recorded run on a database (as RunHeader::database names it), if it was interrupted: the program that ran
/// it is gone and wrote no end. nullopt once another run has come to an end there.
core::Result<std::optional<RunRecord>> lastInterruption(const Journal& journal, const QString& database);

/// The step that had begun and whose end is not recorded; empty where the run was between steps.
revisions::RevisionId stepInProgress(const RunRecord& record);

/// What an interrupted run was doing, and where the database is now; `current` are its version table's rows.
QString interruptionText(const RunRecord& record, const QStringList& current);

/// {"id","started","direction","target","step"}: `step` is null where the run was between steps.
QJsonObject interruptionJson(const RunRecord& record);

} // namespace espalier::run
