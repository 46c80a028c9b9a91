#pragma once

#include "database/connection_settings.h"
#include "shell/services.h"

#include <optional>
#include <QObject>

class QMenu;

namespace espalier::ui {

/// A database that could be connected to, and where we know it from.
struct ConnectionOffer {
    database::ConnectionSettings settings; ///< with the password, where the project holds one
    QString origin; ///< "alembic.ini:12"; empty for a saved one
};

/// The saved connections and those that the project names; connecting, saving and forgetting.
class ConnectionsController : public QObject {
    Q_OBJECT
public:
    ConnectionsController(Services& services, const QString& catalogueFile, QObject* parent = nullptr);

    const QList<database::ConnectionSettings>& saved() const { return m_saved; }
    /// What the open project's own files name, without running them; best first.
    QList<ConnectionOffer> found() const;
    /// What to offer on opening a project: the connection saved for it, else the first that it names.
    std::optional<ConnectionOffer> offer() const;
    /// Connects; `save` keeps the settings, and the password where they say it goes to the keychain.
    void connectTo(const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret, bool save);
    /// A URL from the command line.
    void connectToUrl(const QString& url);
    void forget(const database::ConnectionId& id);
    void reload();
    /// For the database's button in the top bar.
    void fillMenu(QMenu& menu);

Q_SIGNALS:
    void changed();
    void dialogWanted();

private:
    void addActions();
    void enableActions();
    void keep(const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret);
    void askPassword(const QString& why);

    Services& m_services;
    database::ConnectionCatalogue m_catalogue;
    QList<database::ConnectionSettings> m_saved;
};

} // namespace espalier::ui
