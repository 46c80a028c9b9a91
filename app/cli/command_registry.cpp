#include "cli/command_line.h"

namespace espalier::cli {

Commands makeCommands()
{
    Commands commands;
    return commands;
}

} // namespace espalier::cli
