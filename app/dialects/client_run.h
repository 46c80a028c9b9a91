#pragma once

#include "core/process.h"
#include "dialects/backup_tool.h"

namespace espalier::dialects {

/// A client program at work, watched: lines of its standard error, a look at it several times a second, and a stop when
/// it shows no sign of life.
struct ClientRun {
    core::ProcessSpec spec;
    core::LineSink onErrorLine;
    /// Called between its lines, at least a few times a second; a failure stops the program and is the run's failure.
    std::function<core::Result<void>()> onTick;
    /// Anything that grows while it works, such as the bytes written; with a new error line a sign of life.
    std::function<qint64()> measure;
    int stallTimeoutMs = 0; ///< Busy after so long without a sign of life; 0: never
};

/// Runs to the end; any exit code is a value.
core::Result<core::ProcessOutput> runClient(ClientRun run, const core::CancelToken& cancel);

/// The environment of a client: ours, with messages in English, and without variables beginning with `prefixes`, so
/// that settings of the user's shell do not send the client elsewhere.
core::ProcessSpec clientSpec(const ClientProgram& program, const QStringList& prefixes);

/// The bytes of all files in a folder and below.
qint64 folderBytes(const QString& folder);

/// Lines of a client's standard error that speak of trouble; the last ones where none does.
QString troubleIn(const QByteArray& errorOutput);

} // namespace espalier::dialects
