#pragma once

#include "operations/round_trip.h"
#include "operations/sql_script.h"

#include <QJsonObject>

namespace espalier::cli {

/// `sql --format json`: the body of each revision.
QJsonObject sqlObject(const operations::SqlScript& script, const dialects::Dialect& dialect, bool isDown,
    const project::Project& project);

/// Adds what the downgrade forgets: "downgrade_forgets", an array, or null with the reason in "downgrade_unknown".
void insertRoundTrip(QJsonObject& document, const operations::RoundTrip& trip, const dialects::Dialect& dialect,
    const project::Project& project);

/// `ops --format json`.
QJsonObject opsObject(
    const QString& revision, bool isDown, const operations::Evaluation& evaluation, const project::Project& project);

} // namespace espalier::cli
