#include "support/processes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace espalier::test {

namespace {

QByteArray contentOf(qint64 process, const char* name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The process that started this one; 0 where it is gone.
qint64 parentOf(qint64 process)
{
    const QByteArray line = contentOf(process, "stat"); // "12 (pg_dump) S 11 …"
    return line.mid(line.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
}

} // namespace

std::vector<StartedProcess> startedProcesses()
{
    std::vector<StartedProcess> all;
    const qint64 self = QCoreApplication::applicationPid();
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList({ QStringLiteral("[0-9]*") }, QDir::Dirs)) {
        const qint64 process = name.toLongLong();
        qint64 ancestor = parentOf(process);
        while (ancestor > 1 && ancestor != self)
            ancestor = parentOf(ancestor);
        if (ancestor == self)
            all.push_back({ contentOf(process, "cmdline").replace('\0', ' '), contentOf(process, "environ") });
    }
    return all;
}

} // namespace espalier::test
