#pragma once

#include "core/message.h"

#include <memory>
#include <optional>
#include <QString>
#include <tl/expected.hpp>

namespace espalier::core {

/// What the caller can do about a failure. Codes are chosen by the remedy, not by the place that failed.
enum class ErrorCode {
    InvalidArgument, ///< the request makes no sense: correct it
    NotFound, ///< the thing named is not there: name another
    Unreadable, ///< it is there but cannot be read: rights, or not a file
    Malformed, ///< it can be read but not understood: mend the file at the location
    Unsupported, ///< asked of something that cannot do it
    Refused, ///< a rule forbids it in this state; the message says which
    Ambiguous, ///< several things answer to the name: be more exact
    ConnectionFailed, ///< no session could be opened: check address and server, then retry
    AuthenticationFailed, ///< the server knows us and says no: check user and password
    ConnectionLost, ///< an open session broke: reconnect; the state must be read again
    StatementFailed, ///< the database refused a statement; detail has SQLSTATE and driver text
    ToolMissing, ///< an external program is not installed or has the wrong version
    ToolFailed, ///< an external program ended with an error; detail has its last output
    WriteFailed, ///< nothing was written: disk full or no rights
    Corrupt, ///< content and checksum disagree
    Busy, ///< somebody else holds it: wait and retry
    Untrusted, ///< the user has not allowed this project's code to run
    Cancelled, ///< the user stopped it; not a failure to report as one
    Internal, ///< a defect of Espalier
};

/// kebab-case name of a code, as machine-readable output carries it.
QString codeName(ErrorCode code);

/// A place in a file; line counts from 1, and 0 means the file as a whole.
struct Location {
    QString file;
    int line = 0;
    friend bool operator==(const Location&, const Location&) = default;
};

/// A failure, captured whole on the thread where it happened. Secrets are redacted when it is made.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    Message message; ///< one sentence: what happened
    QString detail; ///< SQLSTATE, driver text, last lines of a tool's output; never translated
    std::optional<Location> location;
    QString databaseState; ///< what the database is left in, where the failure concerns one
    std::shared_ptr<const Error> cause;

    bool isCancelled() const { return code == ErrorCode::Cancelled; }
    Error at(const QString& file, int line = 0) const;
    Error withDetail(const QString& text) const;
    Error causedBy(const Error& error) const;
};

template <typename T> using Result = tl::expected<T, Error>;

/// An Error; `source` is marked with QT_TRANSLATE_NOOP("Messages", "…"). Arguments and detail are redacted.
Error makeError(ErrorCode code, const char* source, const QStringList& arguments = {}, const QString& detail = {});

/// A failed Result of any type.
inline tl::unexpected<Error> fail(
    ErrorCode code, const char* source, const QStringList& arguments = {}, const QString& detail = {})
{
    return tl::unexpected<Error>(makeError(code, source, arguments, detail));
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
tl::unexpected<Error> cancelled();

/// The whole error for people, several lines: sentence, place, detail, causes. The one place that words it.
QString describe(const Error& error);
/// One line: sentence and place.
QString summary(const Error& error);

} // namespace espalier::core
