#include "cli/backup_choice.h"

namespace espalier::cli {

void BackupChoice::addTo(CLI::App& app)
{
    app.add_option(
        "--folder", m_folder, tr("Folder of the backups; by default in the user's data folder").toStdString());
}

core::Result<backup::CatalogueEntry> BackupChoice::find(
    const QString& id, const std::optional<database::ConnectionSettings>& of) const
{
    const QString folder = m_folder.empty() ? backup::Catalogue::defaultFolder() : QString::fromStdString(m_folder);
    return backup::Catalogue(folder).find(id, of ? &*of : nullptr);
}

core::Result<const dialects::Dialect*> dialectOf(const backup::CatalogueEntry& entry)
{
    const QString& id = entry.manifest.database.dialect;
    if (const dialects::Dialect* dialect = dialects::findDialect(id))
        return dialect;
    return core::fail(core::ErrorCode::Unsupported,
        QT_TRANSLATE_NOOP("Messages", "The backup %1 is of a kind of database that is not known here: %2."),
        { entry.manifest.id, id });
}

} // namespace espalier::cli
