#pragma once

#include "core/error.h"
#include "dialects/database_url.h"
#include "dialects/tls.h"

#include <QList>
#include <QString>

namespace espalier::database {

using ConnectionId = QString;

/// What stands to lose. Production asks for typed confirmation and is marked everywhere.
enum class EnvironmentTag { Unspecified, Development, Testing, Staging, Production };
QString environmentName(EnvironmentTag tag); ///< kebab-case, as saved
EnvironmentTag environmentFromName(const QString& name);

/// Where the password comes from.
enum class SecretSource {
    None, ///< the server asks for none (peer, trust, a file)
    Keychain,
    Session, ///< asked for once and kept in memory
    Environment, ///< the dialect's variables
    PasswordFile, ///< the client library's own file
};
QString secretSourceName(SecretSource source);
SecretSource secretSourceFromName(const QString& name);

/// A saved connection. The URL never holds a password here.
struct ConnectionSettings {
    ConnectionId id;
    QString name;
    dialects::DatabaseUrl url;
    dialects::TlsSettings tls;
    EnvironmentTag environment = EnvironmentTag::Unspecified;
    bool readOnly = false;
    SecretSource secretSource = SecretSource::Session;
    QString project; ///< folder of the project it was made for; empty for any
    friend bool operator==(const ConnectionSettings&, const ConnectionSettings&) = default;

    /// Settings with a fresh id for an address; a password in it is left out (give it to a SecretStore).
    static ConnectionSettings fromUrl(const dialects::DatabaseUrl& url, const QString& name = {});
    QString title() const; ///< the name, or the address in short
};

/// The saved connections: `connections.json` in the configuration folder, readable by its owner only, without secrets.
/// A file that cannot be understood is an error and is never overwritten.
class ConnectionCatalogue {
public:
    explicit ConnectionCatalogue(const QString& file);
    static QString defaultFile();

    /// No file yet is an empty list.
    core::Result<QList<ConnectionSettings>> load() const;
    core::Result<void> save(const QList<ConnectionSettings>& connections) const;
    /// Adds, or replaces the one of that id.
    core::Result<void> put(const ConnectionSettings& connection) const;
    core::Result<void> remove(const ConnectionId& id) const;

private:
    QString m_file;
};

} // namespace espalier::database
