#pragma once

#include "core/cancel.h"
#include "dialects/backup_tool.h"

namespace espalier::dialects {

/// Where programs may stand: `folders` (each, and its bin/) first, then `patterns` such as "/usr/lib/postgresql/*/bin"
/// (newest first), then PATH. Existing executables named `name`, each once.
QStringList findExecutables(const QString& name, const QStringList& folders, const QStringList& patterns);

/// Asks a program for its version: runs it with --version and hands what it prints to `parse`. A program that cannot be
/// run, does not answer within a few seconds or prints something else is passed over: nullopt. Cancelled is an error.
core::Result<std::optional<ClientProgram>> probeClient(const QString& path,
    const std::function<ServerVersion(const QString& output)>& parse, const core::CancelToken& cancel);

/// "15.18" or "10.11.19-MariaDB" as a manifest keeps it; unknown where it does not begin with a number.
ServerVersion versionFromNumber(const QString& text);

/// The programs found, for the sentence that says why none fits: "15.18 in /usr/lib/postgresql/15/bin"; "none".
QString listPrograms(const QList<ClientProgram>& programs);

} // namespace espalier::dialects
