#include "session/secret_keeper.h"

namespace espalier::ui {
namespace {
constexpr int probeTimeoutMs = 5000;
}

SecretKeeper::SecretKeeper(std::unique_ptr<database::SecretStore> fixed)
    : m_store(std::move(fixed))
{ }

database::SecretStore& SecretKeeper::store() const
{
    std::call_once(m_looked, [this] {
        if (!m_store)
            m_store = database::probeSecretStore(QStringLiteral("espalier"), {}, probeTimeoutMs);
    });
    return *m_store;
}

core::Result<std::optional<core::Secret>> SecretKeeper::read(
    const database::ConnectionId& id, const core::CancelToken& cancel)
{
    return store().read(id, cancel);
}

core::Result<void> SecretKeeper::write(
    const database::ConnectionId& id, const core::Secret& secret, const core::CancelToken& cancel)
{
    return store().write(id, secret, cancel);
}

core::Result<void> SecretKeeper::remove(const database::ConnectionId& id, const core::CancelToken& cancel)
{
    return store().remove(id, cancel);
}

bool SecretKeeper::isPersistent() const { return store().isPersistent(); }

core::Message SecretKeeper::explanation() const { return store().explanation(); }

} // namespace espalier::ui
