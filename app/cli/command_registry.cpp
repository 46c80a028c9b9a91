#include "cli/backup_command.h"
#include "cli/command_line.h"
#include "cli/demo_command.h"
#include "cli/graph_command.h"
#include "cli/plan_command.h"
#include "cli/run_command.h"
#include "cli/status_command.h"

namespace espalier::cli {

Commands makeCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<GraphCommand>());
    commands.push_back(std::make_unique<StatusCommand>());
    commands.push_back(std::make_unique<DemoCommand>());
    commands.push_back(std::make_unique<BackupCommand>());
    commands.push_back(std::make_unique<PlanCommand>());
    for (const plan::Direction direction :
        { plan::Direction::Upgrade, plan::Direction::Downgrade, plan::Direction::Stamp })
        commands.push_back(std::make_unique<RunCommand>(direction));
    return commands;
}

} // namespace espalier::cli
