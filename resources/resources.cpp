#include "resources/resources.h"

#include <mutex>
#include <QDir>
#include <QFile>

// Outside of any namespace: the macro declares a function of the global one.
static void loadEspalierResources() { Q_INIT_RESOURCE(espalier); }

namespace espalier::resources {

void load()
{
    static std::once_flag once;
    std::call_once(once, loadEspalierResources);
}

QByteArray read(const QString& path)
{
    load();
    QFile file(QStringLiteral(":/espalier/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the program lacks its file %s", qPrintable(path));
    return file.readAll();
}

QStringList filesIn(const QString& folder)
{
    load();
    return QDir(QStringLiteral(":/espalier/") + folder).entryList(QDir::Files, QDir::Name);
}

} // namespace espalier::resources
