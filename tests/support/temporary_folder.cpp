#include "temporary_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace espalier::test {

TemporaryFolder::TemporaryFolder()
{
    if (!m_folder.isValid())
        qFatal("no temporary folder: %s", qPrintable(m_folder.errorString()));
}

QString TemporaryFolder::path(const QString& relative) const { return m_folder.filePath(relative); }

QString TemporaryFolder::write(const QString& relative, const QByteArray& content) const
{
    const QString target = path(relative);
    QDir().mkpath(QFileInfo(target).absolutePath());
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(target));
    return target;
}

} // namespace espalier::test
