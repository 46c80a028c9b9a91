#include "project/package_folders.h"

#include "project/python_environment.h"

#include <QDir>

namespace espalier::project {

QStringList packageFolders(const QString& projectFolder)
{
    const QList<PythonEnvironment> environments = discoverEnvironments(projectFolder);
    if (environments.isEmpty() || environments.front().folder.isEmpty())
        return {};
    QStringList found;
    const QDir lib(environments.front().folder + QLatin1String("/lib"));
    for (const QString& python : lib.entryList({ QStringLiteral("python3*") }, QDir::Dirs))
        if (const QString folder = lib.filePath(python) + QLatin1String("/site-packages"); QDir(folder).exists())
            found.append(folder);
    return found;
}

} // namespace espalier::project
