#include "database/secret_store.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>
#include <QUuid>

namespace espalier::database {

using core::fail;
using core::Result;
using core::Secret;

namespace {

class SessionSecretStore final : public SecretStore {
public:
    explicit SessionSecretStore(core::Message why)
        : m_why(std::move(why))
    { }

    Result<std::optional<Secret>> read(const ConnectionId& id, const core::CancelToken&) override
    {
        const QMutexLocker lock(&m_mutex);
        const auto found = m_secrets.constFind(id);
        return found == m_secrets.constEnd() ? std::optional<Secret>() : *found;
    }
    Result<void> write(const ConnectionId& id, const Secret& secret, const core::CancelToken&) override
    {
        const QMutexLocker lock(&m_mutex);
        m_secrets.insert(id, secret);
        return {};
    }
    Result<void> remove(const ConnectionId& id, const core::CancelToken&) override
    {
        const QMutexLocker lock(&m_mutex);
        m_secrets.remove(id);
        return {};
    }
    bool isPersistent() const override { return false; }
    core::Message explanation() const override { return m_why; }

private:
    core::Message m_why;
    QMutex m_mutex;
    QHash<ConnectionId, Secret> m_secrets;
};

/// Empty where the store kept its promise.
std::optional<core::Error> fault(SecretStore& store, const core::CancelToken& cancel)
{
    const ConnectionId id = QStringLiteral("probe-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Secret value(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (const auto written = store.write(id, value, cancel); !written)
        return written.error();
    const auto read = store.read(id, cancel);
    const auto removed = store.remove(id, cancel);
    if (!read)
        return read.error();
    if (*read != value)
        return core::makeError(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP("Messages", "The keychain did not give back what was put into it."));
    return removed ? std::nullopt : std::optional(removed.error());
}

std::optional<Secret> fromEnvironment(const dialects::Dialect& dialect, const QProcessEnvironment& environment)
{
    for (const QString& name : dialect.passwordEnvironment()) {
        if (environment.contains(name))
            return Secret(environment.value(name));
    }
    return std::nullopt;
}

Result<std::optional<Secret>> fromStore(
    const ConnectionSettings& settings, const SecretSources& sources, const core::CancelToken& cancel)
{
    SecretStore* const store = settings.secretSource == SecretSource::Keychain ? sources.store
        : settings.secretSource == SecretSource::Session                       ? sources.session
                                                                               : nullptr;
    if (!store)
        return std::optional<Secret>();
    return store->read(settings.id, cancel);
}

} // namespace

std::unique_ptr<SecretStore> makeSessionSecretStore(const core::Message& why)
{
    return std::make_unique<SessionSecretStore>(why);
}

std::unique_ptr<SecretStore> probeSecretStore(const QString& service, const core::CancelToken& cancel, int timeoutMs)
{
    auto keychain = makeKeychainSecretStore(service, timeoutMs);
    const auto wrong = fault(*keychain, cancel);
    if (!wrong)
        return keychain;
    return makeSessionSecretStore({ QT_TRANSLATE_NOOP("Messages",
                                        "No keychain can be used (%1). Passwords are kept in memory until Espalier is "
                                        "closed; nothing is written to disk."),
        { wrong->detail.isEmpty() ? wrong->message.text() : wrong->detail } });
}

Result<std::optional<Secret>> findSecret(
    const ConnectionSettings& settings, const SecretSources& sources, const core::CancelToken& cancel)
{
    const dialects::DatabaseUrl& url = settings.url;
    if (url.hasPassword)
        return std::optional(url.password);
    const dialects::Dialect& dialect = dialects::dialectOf(url);
    if (settings.secretSource == SecretSource::None || dialect.isFileBased())
        return std::optional<Secret>();
    auto kept = fromStore(settings, sources, cancel);
    if (!kept || *kept)
        return kept;
    if (settings.secretSource == SecretSource::PasswordFile) {
        if (auto secret = dialect.passwordFromFile(url, sources.environment))
            return secret;
    }
    if (auto secret = fromEnvironment(dialect, sources.environment))
        return secret;
    return dialect.passwordFromFile(url, sources.environment);
}

} // namespace espalier::database
