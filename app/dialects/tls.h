#pragma once

#include <QString>

namespace espalier::dialects {

/// What a connection demands of TLS; the modes of libpq, by which the others are measured.
enum class TlsMode {
    Default, ///< what the URL and the client's own settings say
    Disable, ///< never
    Prefer, ///< if the server offers it
    Require, ///< encrypted, whoever the server is
    VerifyCa, ///< and its certificate is signed by a known authority
    VerifyFull, ///< and it is made out to the host's name
};

/// kebab-case, as saved settings and libpq spell it.
QString tlsModeName(TlsMode mode);
TlsMode tlsModeFromName(const QString& name);

struct TlsSettings {
    TlsMode mode = TlsMode::Default;
    QString rootCertificate; ///< files
    QString certificate;
    QString key;
    friend bool operator==(const TlsSettings&, const TlsSettings&) = default;
};

/// How far a client library keeps a mode's promise. Shown beside the choice, never glossed over.
enum class TlsPromise {
    Enforced, ///< the client library refuses anything less before it logs in
    CheckedAfterLogin, ///< Espalier looks after the login, before any statement, and hangs up otherwise
    NotPossible, ///< cannot be promised with this client library: connecting is refused
    NotApplicable, ///< there is no network
};

} // namespace espalier::dialects
