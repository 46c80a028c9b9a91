#pragma once

#include <QStringList>

namespace espalier::project {

/// The folders in which the environment that the project most likely runs in has its packages (site-packages); none
/// where that is the system's interpreter or a command. Reads folder names only.
QStringList packageFolders(const QString& projectFolder);

} // namespace espalier::project
