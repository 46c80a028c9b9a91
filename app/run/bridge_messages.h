#pragma once

#include "run/json_text.h"
#include "run/runner.h"

// What every conversation with the bridge has in common.

namespace espalier::run {

/// What runs the project's code, as it says of itself.
struct BridgeVersions {
    QString python;
    QString alembic;
    QString sqlAlchemy;
};
/// Of the bridge's `hello`: ToolMissing where the interpreter has no Alembic.
core::Result<BridgeVersions> versionsOf(const QJsonObject& hello, const project::PythonEnvironment& environment);

/// Older than the SQLAlchemy whose SQL Espalier writes: some of it differs for that alone.
bool isOlderSqlAlchemy(const BridgeVersions& versions);

/// Adds to an order how Alembic loads the project, and the address, which goes to the bridge's standard input alone.
void addProject(QJsonObject& order, const AlembicProject& project, const core::Secret& url);

/// The interpreter's working folder.
QString workingFolder(const AlembicProject& project, const project::PythonEnvironment& environment);

QString redactedText(const QJsonObject& json, const char* name);
StepFailure failureOf(const QJsonObject& json);
/// "ValueError: no such thing"
QString sentence(const StepFailure& failure);

} // namespace espalier::run
