#pragma once

#include "project/project.h"

namespace espalier::project {

/// The projects that one settings file describes: one for each ini section with scripts of its own, or only
/// `options.section`. A pyproject.toml beside an ini file fills in what the ini file leaves out, as for Alembic. Empty
/// where the file is not about Alembic.
core::Result<QList<Project>> readIniProjects(const QString& iniFile, const FindOptions& options);
core::Result<QList<Project>> readPyprojectProjects(const QString& tomlFile, const FindOptions& options);

/// The project of a folder with env.py and versions/, or of a bare folder of scripts, without settings file; nullopt
/// where the folder is none.
std::optional<Project> readBareProject(const QString& folder, const FindOptions& options);

} // namespace espalier::project
