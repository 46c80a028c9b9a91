#include "session/backup_shelf.h"

#include "database/connection_settings.h"
#include "dialects/dialect.h"
#include "jobs/job_queue.h"
#include "shell/settings.h"

#include <QFileInfo>

namespace espalier::ui {

BackupShelf::BackupShelf(jobs::JobQueue& queue, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_queue(queue)
    , m_settings(settings)
{
    connect(&settings, &Settings::changed, this, [this](const QString& key) {
        if (key == QLatin1String(setting::backupFolder.key))
            refresh();
    });
}

QString BackupShelf::folder() const
{
    const QString chosen = m_settings.get(setting::backupFolder);
    return chosen.isEmpty() ? backup::Catalogue::defaultFolder() : chosen;
}

void BackupShelf::refresh()
{
    m_queue.submit<backup::Listing>(
        tr("Listing backups"), QStringLiteral("backups"), this,
        [folder = folder()](jobs::JobContext&) { return backup::Catalogue(folder).list(); },
        [this](core::Result<backup::Listing> listing) {
            m_read = true;
            m_error.reset();
            m_listing = listing.value_or(backup::Listing{});
            if (!listing)
                m_error = listing.error();
            Q_EMIT changed();
        });
}

QDateTime BackupShelf::latest(const database::ConnectionSettings& connection) const
{
    for (const auto& entry : m_listing.backups) {
        if (isOf(entry.manifest.database, connection))
            return entry.manifest.created;
    }
    return {};
}

const backup::CatalogueEntry* BackupShelf::find(const backup::BackupId& id) const
{
    for (const auto& entry : m_listing.backups) {
        if (entry.manifest.id == id)
            return &entry;
    }
    return nullptr;
}

bool isOf(const backup::DatabaseIdentity& identity, const database::ConnectionSettings& connection)
{
    if (identity.dialect != connection.url.dialect)
        return false;
    if (!identity.file.isEmpty())
        return QFileInfo(identity.file) == QFileInfo(connection.url.database);
    const auto place = connection.url.host();
    const auto& dialect = dialects::dialectOf(connection.url);
    const auto port = [&dialect](int given) { return given > 0 ? given : dialect.defaultPort(); };
    return identity.name == connection.url.database && identity.host == place.host
        && port(identity.port) == port(place.port);
}

} // namespace espalier::ui
