#pragma once

#include "core/error.h"

#include <QString>

namespace espalier::dialects {

/// Everything a driver said about a failure, taken at once on the thread where it happened.
struct SqlFailure {
    QString sqlState;
    QString nativeCode;
    QString driverText;
    QString statement;
    bool whileConnecting = false;
    bool connectionBroken = false; ///< the client library says that the session is gone

    /// The lines that core::Error::detail carries.
    QString detail() const;
};

/// What kind of failure it was, in words that all dialects share.
enum class FailureKind {
    Unreachable, ///< nobody answers there
    UnknownHost,
    WrongCredentials,
    PasswordNeeded,
    NoSuchDatabase,
    NotADatabase, ///< a file of another kind
    TooManyConnections,
    NotReady, ///< starting up, shutting down, in recovery
    TlsRefused, ///< encryption or a certificate is not as demanded
    ConnectionLost,
    Interrupted, ///< the statement was cancelled on request
    StatementTimeout,
    LockTimeout, ///< or a file that is locked
    Deadlock,
    MissingTable,
    ReadOnly, ///< refused because the session or server only reads
    NoRights,
    OutOfSpace,
    Corrupt,
    Other,
};

core::ErrorCode codeOf(FailureKind kind, bool whileConnecting);
/// The whole error: code by kind, a sentence that names `subject` (the database as shown to people), detail.
core::Error failureError(FailureKind kind, const SqlFailure& failure, const QString& subject);

} // namespace espalier::dialects
