#pragma once

#include "core/cancel.h"
#include "core/message.h"
#include "core/redaction.h"
#include "database/connection_settings.h"
#include "dialects/dialect.h"

#include <functional>
#include <memory>
#include <optional>

namespace espalier::database {

/// Keeps passwords of saved connections. Blocking (a keychain may wait for its owner to unlock it), so never on the GUI
/// thread; safe from several threads at once.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual core::Result<std::optional<core::Secret>> read(const ConnectionId& id, const core::CancelToken& cancel) = 0;
    virtual core::Result<void> write(
        const ConnectionId& id, const core::Secret& secret, const core::CancelToken& cancel)
        = 0;
    virtual core::Result<void> remove(const ConnectionId& id, const core::CancelToken& cancel) = 0;
    /// Whether what is written is there after a restart.
    virtual bool isPersistent() const = 0;
    /// Where secrets go, for the dialog: "In the desktop's keychain." or why they last only until the window closes.
    virtual core::Message explanation() const = 0;
};

/// In memory only; nothing is ever written to a disk.
std::unique_ptr<SecretStore> makeSessionSecretStore(const core::Message& why);
/// The desktop's keychain, without asking whether it works. `service` names the application to it; a call fails with
/// Busy after `timeoutMs`, time for its owner to unlock it.
std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString& service, int timeoutMs = 120000);
/// The keychain if it can really store, read back and delete a value, else the session's memory with the reason.
/// Blocks.
std::unique_ptr<SecretStore> probeSecretStore(const QString& service, const core::CancelToken& cancel, int timeoutMs);

/// Asks a person for a password; nullopt when they decline. Called on the worker thread, may block.
using PasswordPrompt
    = std::function<std::optional<core::Secret>(const ConnectionSettings& settings, const core::Message& why)>;

/// Where a password may come from. Any part may be missing.
struct SecretSources {
    SecretStore* store = nullptr; ///< lasting, for SecretSource::Keychain
    SecretStore* session = nullptr; ///< until the program ends, for SecretSource::Session
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    PasswordPrompt prompt;
};

/// The password without asking anybody: the URL's own, then where the settings say, then the environment and the
/// password file; with SecretSource::None only the URL's own. An absent one is a value: many servers want none.
core::Result<std::optional<core::Secret>> findSecret(
    const ConnectionSettings& settings, const SecretSources& sources, const core::CancelToken& cancel);

} // namespace espalier::database
