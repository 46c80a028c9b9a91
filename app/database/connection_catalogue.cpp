#include "core/file.h"
#include "core/file_lock.h"
#include "database/connection_settings.h"

#include <functional>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace espalier::database {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

constexpr int fileFormat = 1;
constexpr int lockTimeoutMs = 5000;

QJsonObject written(const ConnectionSettings& connection)
{
    QJsonObject tls{ { QStringLiteral("mode"), dialects::tlsModeName(connection.tls.mode) } };
    tls[QStringLiteral("root_certificate")] = connection.tls.rootCertificate;
    tls[QStringLiteral("certificate")] = connection.tls.certificate;
    tls[QStringLiteral("key")] = connection.tls.key;
    return {
        { QStringLiteral("id"), connection.id },
        { QStringLiteral("name"), connection.name },
        { QStringLiteral("url"), connection.url.withoutSecrets().toSqlAlchemy().reveal() },
        { QStringLiteral("tls"), tls },
        { QStringLiteral("environment"), environmentName(connection.environment) },
        { QStringLiteral("read_only"), connection.readOnly },
        { QStringLiteral("secret"), secretSourceName(connection.secretSource) },
        { QStringLiteral("project"), connection.project },
    };
}

Result<ConnectionSettings> read(const QJsonObject& object)
{
    const auto url = dialects::DatabaseUrl::parse(object[QStringLiteral("url")].toString());
    if (!url)
        return fail(url.error());
    ConnectionSettings connection;
    connection.id = object[QStringLiteral("id")].toString();
    connection.name = object[QStringLiteral("name")].toString();
    connection.url = url->withoutSecrets(); // even where somebody wrote one into the file by hand
    const QJsonObject tls = object[QStringLiteral("tls")].toObject();
    connection.tls.mode = dialects::tlsModeFromName(tls[QStringLiteral("mode")].toString());
    connection.tls.rootCertificate = tls[QStringLiteral("root_certificate")].toString();
    connection.tls.certificate = tls[QStringLiteral("certificate")].toString();
    connection.tls.key = tls[QStringLiteral("key")].toString();
    connection.environment = environmentFromName(object[QStringLiteral("environment")].toString());
    connection.readOnly = object[QStringLiteral("read_only")].toBool();
    connection.secretSource = secretSourceFromName(object[QStringLiteral("secret")].toString());
    connection.project = object[QStringLiteral("project")].toString();
    if (connection.id.isEmpty())
        return fail(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "A saved connection has no id."));
    return connection;
}

tl::unexpected<core::Error> malformed(const QString& file, const core::Error& cause)
{
    return fail(core::makeError(ErrorCode::Malformed,
        QT_TRANSLATE_NOOP("Messages", "The list of saved connections cannot be understood; it is left as it is."))
                    .at(file)
                    .causedBy(cause));
}

/// What another Espalier saves at the same moment must not be lost.
Result<void> changed(const QString& file, const ConnectionCatalogue& catalogue,
    const std::function<void(QList<ConnectionSettings>&)>& change)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    const auto lock
        = core::FileLock::take(file + QStringLiteral(".lock"), core::FileLock::Mode::Exclusive, lockTimeoutMs);
    if (!lock)
        return fail(lock.error());
    auto connections = catalogue.load();
    if (!connections)
        return fail(connections.error());
    change(*connections);
    return catalogue.save(*connections);
}

} // namespace

ConnectionCatalogue::ConnectionCatalogue(const QString& file)
    : m_file(file)
{ }

QString ConnectionCatalogue::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/connections.json");
}

Result<QList<ConnectionSettings>> ConnectionCatalogue::load() const
{
    const auto content = core::readFile(m_file);
    if (!content && content.error().code == ErrorCode::NotFound)
        return QList<ConnectionSettings>();
    if (!content)
        return fail(content.error());
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return malformed(m_file,
            core::makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "This is not JSON (%1)."),
                { parseError.errorString() }));
    if (document[QStringLiteral("format")].toInt() != fileFormat)
        return malformed(m_file,
            core::makeError(ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "The file was written by another version of Espalier.")));
    QList<ConnectionSettings> connections;
    for (const QJsonValue& value : document[QStringLiteral("connections")].toArray()) {
        auto connection = read(value.toObject());
        if (!connection)
            return malformed(m_file, connection.error());
        connections += std::move(*connection);
    }
    return connections;
}

Result<void> ConnectionCatalogue::save(const QList<ConnectionSettings>& connections) const
{
    QJsonArray array;
    for (const ConnectionSettings& connection : connections)
        array += written(connection);
    const QJsonObject document{ { QStringLiteral("format"), fileFormat }, { QStringLiteral("connections"), array } };
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    const auto done = core::writeFile(m_file, QJsonDocument(document).toJson());
    if (done)
        QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner);
    return done;
}

Result<void> ConnectionCatalogue::put(const ConnectionSettings& connection) const
{
    return changed(m_file, *this, [&](QList<ConnectionSettings>& connections) {
        for (ConnectionSettings& known : connections) {
            if (known.id == connection.id) {
                known = connection;
                return;
            }
        }
        connections += connection;
    });
}

Result<void> ConnectionCatalogue::remove(const ConnectionId& id) const
{
    return changed(m_file, *this, [&](QList<ConnectionSettings>& connections) {
        connections.removeIf([&](const ConnectionSettings& connection) { return connection.id == id; });
    });
}

} // namespace espalier::database
