#pragma once

#include "backup/catalogue.h"

#include <optional>
#include <QObject>

namespace espalier::database {
struct ConnectionSettings;
}
namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

class Settings;

/// The backups in the folder that the settings name, read in the background.
class BackupShelf : public QObject {
    Q_OBJECT
public:
    BackupShelf(jobs::JobQueue& queue, Settings& settings, QObject* parent = nullptr);

    void refresh();
    QString folder() const;
    const backup::Listing& listing() const { return m_listing; }
    /// Set where the folder cannot be read.
    const std::optional<core::Error>& error() const { return m_error; }
    bool wasRead() const { return m_read; }
    /// When the newest whole backup of this database was made; invalid where there is none.
    QDateTime latest(const database::ConnectionSettings& connection) const;
    const backup::CatalogueEntry* find(const backup::BackupId& id) const;

Q_SIGNALS:
    void changed();

private:
    jobs::JobQueue& m_queue;
    Settings& m_settings;
    backup::Listing m_listing;
    std::optional<core::Error> m_error;
    bool m_read = false;
};

} // namespace espalier::ui
