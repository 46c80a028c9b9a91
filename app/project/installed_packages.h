#pragma once

#include "project/python_environment.h"

namespace espalier::project {

/// Distributions that matter here, as PyPI normalises names.
const QStringList& relevantPackages();

/// What the folders in an environment's site-packages say is installed, with the interpreter's version where pyvenv.cfg
/// or a folder name tells it. Reads folder names and pyvenv.cfg only.
InstalledPackages installedIn(const QString& environmentFolder);
/// The same of one folder of packages (site-packages or dist-packages).
void addInstalledFrom(const QString& packagesFolder, InstalledPackages& installed);

} // namespace espalier::project
