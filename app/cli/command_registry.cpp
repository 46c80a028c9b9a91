#include "cli/backup_command.h"
#include "cli/command_line.h"
#include "cli/demo_command.h"

namespace espalier::cli {

Commands makeCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<DemoCommand>());
    commands.push_back(std::make_unique<BackupCommand>());
    return commands;
}

} // namespace espalier::cli
