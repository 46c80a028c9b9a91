#include "cli/status_command.h"

#include "cli/printable.h"
#include "database/session.h"
#include "run/interruption.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace espalier::cli {

namespace {

QString stateName(database::AppliedMark mark)
{
    return mark == database::AppliedMark::Applied ? QStringLiteral("applied") : QStringLiteral("pending");
}

QJsonObject statusObject(const database::DatabaseStatus& status)
{
    QJsonArray revisions;
    for (const auto& [id, mark] : status.revisions)
        revisions.append(QJsonObject{ { QStringLiteral("id"), id }, { QStringLiteral("state"), stateName(mark) } });
    return {
        { QStringLiteral("database"), status.database },
        { QStringLiteral("version_table"), status.versionTable.display() },
        { QStringLiteral("version_table_exists"), status.versionTableExists },
        { QStringLiteral("current"), QJsonArray::fromStringList(status.current) },
        { QStringLiteral("unknown"), QJsonArray::fromStringList(status.unknown) },
        { QStringLiteral("revisions"), revisions },
        { QStringLiteral("counts"),
            QJsonObject{
                { QStringLiteral("applied"), status.applied }, { QStringLiteral("pending"), status.pending } } },
    };
}

void writeText(const CommandIo& io, const database::DatabaseStatus& status, const revisions::RevisionGraph& graph)
{
    for (const auto& [id, mark] : status.revisions) {
        const QString message = graph.revision(graph.indexOf(id)).message;
        const QString name = status.current.contains(id) ? id + QStringLiteral(" [current]") : id;
        io.out << (mark == database::AppliedMark::Applied ? "[x] " : "[ ] ")
               << printableLine(name + QStringLiteral("  ") + message) << '\n';
    }
    io.out << '\n' << printableLine(status.database) << '\n';
    if (!status.versionTableExists)
        io.out << StatusCommand::tr("There is no table %1 yet: nothing is applied.").arg(status.versionTable.display())
               << '\n';
    io.out << StatusCommand::tr("%1 applied, %2 pending").arg(status.applied).arg(status.pending) << '\n';
    if (!status.unknown.isEmpty())
        io.out << printableLine(StatusCommand::tr("In %1, but in no script: %2")
                                    .arg(status.versionTable.display(), status.unknown.join(QStringLiteral(", "))))
               << '\n';
    io.out.flush();
}

} // namespace

QString StatusCommand::summary() const { return tr("Shows what is applied, pending and unknown in a database"); }

void StatusCommand::setUp(CLI::App& app)
{
    m_project.addTo(app);
    m_connection.useProject(&m_project.folder(), &m_project.section());
    m_connection.addTo(app);
}

int StatusCommand::run(const CommandIo& io)
{
    const auto loaded = m_project.load(io);
    if (!loaded)
        return reportError(io, loaded.error(), isJson());
    const auto chosen = m_connection.choose(io);
    if (!chosen)
        return reportError(io, chosen.error(), isJson());
    auto session = database::Session::open(chosen->settings, chosen->secret, jobs::JobContext(io.cancel));
    if (!session)
        return reportError(io, session.error(), isJson());
    const auto rows = database::readVersionTable(*session, chosen->versionTable);
    if (!rows)
        return reportError(io, rows.error(), isJson());
    const auto status
        = database::databaseStatus(*loaded->graph, *rows, chosen->versionTable, chosen->settings.url.display());
    // A journal that cannot be read says nothing about the database: what the server answered still stands.
    const auto interruption = run::lastInterruption(run::Journal::ofUser(), chosen->settings.url.display());
    const auto record = interruption ? *interruption : std::nullopt;
    if (isJson()) {
        QJsonObject object = statusObject(status);
        object.insert(
            QStringLiteral("interrupted"), record ? QJsonValue(run::interruptionJson(*record)) : QJsonValue::Null);
        writeJson(io, object);
        return Done;
    }
    writeText(io, status, *loaded->graph);
    if (record)
        io.out << printable(run::interruptionText(*record, status.current)) << Qt::endl;
    return Done;
}

} // namespace espalier::cli
