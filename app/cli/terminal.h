#pragma once

#include "core/cancel.h"

#include <QString>

namespace espalier::cli {

/// Whether a person can be asked: standard input and error are terminals.
bool isInteractive();
/// Asks on stderr, reads a line of stdin; without echo where `hidden`. Empty when cancelled or at the input's end.
QString askOnTerminal(const QString& question, bool hidden, const core::CancelToken& cancel);
/// Whether standard output is a pipe that nobody reads any more.
bool isOutputPipeClosed();

} // namespace espalier::cli
