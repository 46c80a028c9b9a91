#include "plan/run_request.h"

namespace espalier::ui {

run::AlembicProject alembicProject(const project::Project& project)
{
    run::AlembicProject alembic;
    alembic.folder = project.folder;
    if (project.kind == project::ConfigKind::Ini)
        alembic.config = project.configFile;
    alembic.toml = project.pyprojectFile;
    alembic.section = project.section;
    if (project.scriptLocationText.isEmpty())
        alembic.scriptLocation = project.scriptLocation;
    alembic.urlVariables = project.env.urlVariables;
    if (project.isFlaskMigrate)
        alembic.flaskFolder = project.scriptLocation;
    return alembic;
}

} // namespace espalier::ui
