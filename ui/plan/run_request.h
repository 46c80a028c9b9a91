#pragma once

#include "project/project.h"
#include "run/runner.h"

namespace espalier::ui {

/// How Alembic loads a project that was read statically.
run::AlembicProject alembicProject(const project::Project& project);

} // namespace espalier::ui
