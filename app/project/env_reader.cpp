#include "project/env_reader.h"

#include <QFileInfo>

namespace espalier::project {

EnvReading readEnv(const QString& scriptFolder, const QStringList& importRoots)
{
    Q_UNUSED(importRoots)
    EnvReading reading;
    const QString file = scriptFolder + QLatin1String("/env.py");
    if (QFileInfo(file).isFile())
        reading.facts.file = file;
    return reading;
}

} // namespace espalier::project
