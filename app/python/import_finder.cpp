#include "python/import_finder.h"

#include <QFileInfo>

namespace espalier::python {

namespace {

QString moduleFile(const QString& folder, const QString& name)
{
    QString path = folder;
    if (!name.isEmpty())
        path += QLatin1Char('/') + QString(name).replace(QLatin1Char('.'), QLatin1Char('/'));
    for (const QString& file : { path + QLatin1String("/__init__.py"), path + QLatin1String(".py") }) {
        if (QFileInfo(file).isFile())
            return file;
    }
    return {};
}

} // namespace

QString ImportFinder::find(const QString& name, int level, const QString& fromFile) const
{
    if (name.contains(QLatin1Char('/')) || name.contains(QLatin1String("..")))
        return {};
    if (level > 0) {
        QString folder = QFileInfo(fromFile).absolutePath();
        for (int up = 1; up < level; ++up)
            folder = QFileInfo(folder).absolutePath();
        return moduleFile(folder, name);
    }
    for (const QString& root : m_roots) {
        const QString file = moduleFile(root, name);
        if (!file.isEmpty())
            return file;
    }
    return {};
}

} // namespace espalier::python
