#pragma once

#include "operations/sql_script.h"

#include <QJsonObject>

namespace espalier::cli {

/// `sql --format json`: the body of each revision.
QJsonObject sqlObject(const operations::SqlScript& script, const dialects::Dialect& dialect, bool isDown,
    const project::Project& project);

/// `ops --format json`.
QJsonObject opsObject(
    const QString& revision, bool isDown, const operations::Evaluation& evaluation, const project::Project& project);

} // namespace espalier::cli
