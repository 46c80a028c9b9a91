#include "session/backup_shelf.h"

#include "jobs/job_queue.h"
#include "shell/settings.h"

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
        if (backup::isOf(entry.manifest.database, connection))
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

} // namespace espalier::ui
