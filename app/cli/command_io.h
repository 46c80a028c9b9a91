#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <functional>
#include <QJsonObject>
#include <QTextStream>

namespace espalier::cli {

/// The outside world of a command: where it writes, whom it may ask, and when it should stop. Tests give it buffers
/// and answers.
struct CommandIo {
    QTextStream& out;
    QTextStream& err;
    core::CancelToken cancel;
    bool isInteractive = false; ///< somebody sits before it: standard input and error are terminals
    /// Asks a question and returns the line typed; empty when nobody answers.
    std::function<QString(const QString& question)> ask;
    /// The same without echo.
    std::function<QString(const QString& question)> askSecret;
};

/// Writes one JSON document, `"format":1` added, and a line end.
void writeJson(const CommandIo& io, QJsonObject document);
/// One JSON object on one line, for verbs that stream events; flushed at once.
void writeJsonLine(const CommandIo& io, const QJsonObject& object);

/// An error in the words of another part, such as the refusal of a target; English stays English in JSON.
core::Error errorOf(core::ErrorCode code, const core::Message& message);

/// The error as CLI.md defines it: {"code","message","file","line"} plus "detail" where there is one.
QJsonObject errorObject(const core::Error& error);

/// Reports an error in the chosen format, text to stderr or a JSON document to stdout, and gives the exit code.
int reportError(const CommandIo& io, const core::Error& error, bool json);

} // namespace espalier::cli
