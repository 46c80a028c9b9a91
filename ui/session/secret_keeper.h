#pragma once

#include "database/secret_store.h"

#include <mutex>

namespace espalier::ui {

/// The desktop's keychain, looked for only when a secret is first needed: the probe may wait for its owner to unlock
/// it, so it happens on the worker thread that asks. Where there is none, secrets last as long as the window.
class SecretKeeper final : public database::SecretStore {
public:
    /// `fixed` is used instead of looking for a keychain.
    explicit SecretKeeper(std::unique_ptr<database::SecretStore> fixed = nullptr);

    core::Result<std::optional<core::Secret>> read(
        const database::ConnectionId& id, const core::CancelToken& cancel) override;
    core::Result<void> write(
        const database::ConnectionId& id, const core::Secret& secret, const core::CancelToken& cancel) override;
    core::Result<void> remove(const database::ConnectionId& id, const core::CancelToken& cancel) override;
    /// Both look for the keychain if nobody has yet: not on the window's thread.
    bool isPersistent() const override;
    core::Message explanation() const override;

private:
    database::SecretStore& store() const;

    mutable std::once_flag m_looked;
    mutable std::unique_ptr<database::SecretStore> m_store;
};

} // namespace espalier::ui
