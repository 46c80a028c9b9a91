#include "cli/backup_command.h"
#include "cli/command_line.h"
#include "cli/demo_command.h"
#include "cli/diff_command.h"
#include "cli/graph_command.h"
#include "cli/ops_command.h"
#include "cli/plan_command.h"
#include "cli/run_command.h"
#include "cli/schema_command.h"
#include "cli/sql_command.h"
#include "cli/status_command.h"
#include "cli/write_command.h"

namespace espalier::cli {

Commands makeCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<GraphCommand>());
    commands.push_back(std::make_unique<StatusCommand>());
    commands.push_back(std::make_unique<DemoCommand>());
    commands.push_back(std::make_unique<BackupCommand>());
    commands.push_back(std::make_unique<PlanCommand>());
    commands.push_back(std::make_unique<OpsCommand>());
    commands.push_back(std::make_unique<SqlCommand>());
    commands.push_back(std::make_unique<SchemaCommand>());
    commands.push_back(std::make_unique<DiffCommand>());
    commands.push_back(std::make_unique<WriteCommand>());
    for (const plan::Direction direction :
        { plan::Direction::Upgrade, plan::Direction::Downgrade, plan::Direction::Stamp })
        commands.push_back(std::make_unique<RunCommand>(direction));
    return commands;
}

} // namespace espalier::cli
