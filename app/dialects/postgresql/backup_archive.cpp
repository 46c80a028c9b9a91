#include "dialects/postgresql/backup_archive.h"

#include "dialects/postgresql/backup_clients.h"
#include "dialects/postgresql/dump_rows.h"

#include <QCoreApplication>

namespace espalier::dialects::postgresql {

QString archivePath(const QString& folder, DumpFormat format)
{
    return folder
        + (format == DumpFormat::Directory ? QStringLiteral("/database.dir") : QStringLiteral("/database.dump"));
}

// 3340; 0 16386 TABLE DATA public users postgres
bool ArchiveList::holdsRowsOf(const TableRows& table) const
{
    return text.contains(QStringLiteral(" TABLE DATA %1 %2 ").arg(table.schema, table.name));
}

core::Result<ArchiveList> listArchive(
    const ClientProgram& restore, const QString& path, const core::CancelToken& cancel)
{
    core::ProcessSpec spec = clientSpec(restore, { QStringLiteral("PG") });
    spec.arguments = { QStringLiteral("--list"), path };
    const auto output = runClient({ spec, {}, {}, {}, 0 }, cancel);
    if (!output)
        return core::fail(output.error());
    if (output->exitCode != 0)
        return core::fail(clientFailure(restore, *output, path));
    return ArchiveList{ QString::fromUtf8(output->standardOutput) };
}

core::Result<QHash<QString, qint64>> countArchiveRows(
    const ClientProgram& restore, const QString& path, const jobs::JobContext& context)
{
    core::ProcessSpec spec = clientSpec(restore, { QStringLiteral("PG") });
    spec.endsWithParent = true;
    spec.arguments = { QStringLiteral("--data-only"), QStringLiteral("--file=-"), path };
    auto process = core::Process::start(spec, context.cancel());
    if (!process)
        return core::fail(process.error());
    (*process)->closeInput();
    DumpRowCounter counter;
    qint64 unpacked = 0;
    const QString phase = QCoreApplication::translate("Messages", "Reading the archive");
    while (true) {
        const auto bytes = (*process)->readBytes();
        if (!bytes)
            return core::fail(bytes.error());
        if (!bytes->has_value())
            break;
        counter.add(**bytes);
        unpacked += (*bytes)->size();
        context.progress({ counter.currentTable().isEmpty() ? phase : phase + QLatin1Char(' ') + counter.currentTable(),
            unpacked, 0, QStringLiteral("bytes") });
    }
    const auto code = (*process)->wait();
    if (!code)
        return core::fail(code.error());
    if (*code != 0)
        return core::fail(clientFailure(restore, { *code, {}, (*process)->errorTail() }, path));
    return counter.rows();
}

} // namespace espalier::dialects::postgresql
