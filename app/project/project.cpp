#include "project/project.h"

#include <QDir>
#include <QFileInfo>

namespace espalier::project {

QString Project::name() const
{
    const QString folderName = QFileInfo(folder).fileName();
    return section == QLatin1String("alembic") ? folderName : folderName + QLatin1String(" · ") + section;
}

QString Project::relativeTo(const QString& folder, const QString& path)
{
    if (folder.isEmpty())
        return path;
    const QString prefix = folder.endsWith(QLatin1Char('/')) ? folder : folder + QLatin1Char('/');
    return path.startsWith(prefix) ? path.mid(prefix.size()) : path;
}

} // namespace espalier::project
