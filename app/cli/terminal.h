#pragma once

#include "core/cancel.h"

#include <QString>

namespace espalier::cli {

/// Whether a person can be asked: standard input and error are terminals.
bool isInteractive();
/// Asks on stderr, reads a line of stdin; without echo where `hidden`. Empty when cancelled or at the input's end.
QString askOnTerminal(const QString& question, bool hidden, const core::CancelToken& cancel);

/// Overwrites the passwords of URLs and connection strings in the program's own arguments, which everybody on the
/// machine can list. To be called once the arguments have been copied.
void hidePasswords(int argc, char** argv);

} // namespace espalier::cli
