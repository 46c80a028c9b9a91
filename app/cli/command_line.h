#pragma once

#include "cli/command.h"

#include <memory>
#include <vector>

namespace espalier::cli {

using Commands = std::vector<std::unique_ptr<Command>>;

/// All verbs, fresh. A new verb is a line in command_registry.cpp.
Commands makeCommands();

/// Parses `arguments` (without the program's name), runs the verb and returns the exit code. Wrong usage is 2, with the
/// reason on stderr, or as a JSON error document on stdout where --format json was asked for.
int runCommandLine(const QStringList& arguments, const CommandIo& io, Commands commands = makeCommands());

} // namespace espalier::cli
