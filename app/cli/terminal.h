#pragma once

#include <QString>

namespace espalier::cli {

/// Whether a person can be asked: standard input and error are terminals.
bool isInteractive();
/// Asks on stderr, reads a line of stdin; without echo where `hidden`.
QString askOnTerminal(const QString& question, bool hidden);

} // namespace espalier::cli
