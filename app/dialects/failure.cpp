#include "dialects/failure.h"

#include <QCoreApplication>

namespace espalier::dialects {

namespace {

using core::ErrorCode;

constexpr qsizetype shownStatement = 2000;

struct Wording {
    FailureKind kind;
    ErrorCode code;
    const char* sentence;
};

constexpr Wording wordings[] = {
    { FailureKind::Unreachable, ErrorCode::ConnectionFailed,
        QT_TRANSLATE_NOOP("Messages", "No database server answers at %1.") },
    { FailureKind::UnknownHost, ErrorCode::ConnectionFailed,
        QT_TRANSLATE_NOOP("Messages", "Nobody knows the host of %1.") },
    { FailureKind::WrongCredentials, ErrorCode::AuthenticationFailed,
        QT_TRANSLATE_NOOP("Messages", "The server refuses the user or the password for %1.") },
    { FailureKind::PasswordNeeded, ErrorCode::AuthenticationFailed,
        QT_TRANSLATE_NOOP("Messages", "The server of %1 asks for a password, and none was given.") },
    { FailureKind::NoSuchDatabase, ErrorCode::NotFound,
        QT_TRANSLATE_NOOP("Messages", "There is no such database: %1.") },
    { FailureKind::NotADatabase, ErrorCode::Malformed,
        QT_TRANSLATE_NOOP("Messages", "This is not a database file: %1.") },
    { FailureKind::TooManyConnections, ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "The server of %1 takes no more connections at present.") },
    { FailureKind::NotReady, ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "The server of %1 is starting up, shutting down or recovering.") },
    { FailureKind::TlsRefused, ErrorCode::ConnectionFailed,
        QT_TRANSLATE_NOOP("Messages", "The connection to %1 is not encrypted and certified as demanded.") },
    { FailureKind::ConnectionLost, ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "The connection to %1 was lost.") },
    { FailureKind::Interrupted, ErrorCode::StatementFailed,
        QT_TRANSLATE_NOOP(
            "Messages", "The statement was stopped at the server of %1, by its time limit or by somebody.") },
    { FailureKind::StatementTimeout, ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "The statement took longer than its time limit on %1.") },
    { FailureKind::LockTimeout, ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "Somebody else holds a lock on %1; waiting for it took too long.") },
    { FailureKind::Deadlock, ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "Two sessions waited for each other on %1; the server stopped this one.") },
    { FailureKind::MissingTable, ErrorCode::NotFound,
        QT_TRANSLATE_NOOP("Messages", "A table that the statement names is not there in %1.") },
    { FailureKind::ReadOnly, ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "The session on %1 may only read.") },
    { FailureKind::NoRights, ErrorCode::Refused,
        QT_TRANSLATE_NOOP("Messages", "The user lacks the rights for this on %1.") },
    { FailureKind::OutOfSpace, ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "The server of %1 has no space left.") },
    { FailureKind::Corrupt, ErrorCode::Corrupt, QT_TRANSLATE_NOOP("Messages", "The data of %1 are damaged.") },
};

constexpr Wording otherWhileConnecting{ FailureKind::Other, ErrorCode::ConnectionFailed,
    QT_TRANSLATE_NOOP("Messages", "Cannot connect to %1.") };
constexpr Wording otherStatement{ FailureKind::Other, ErrorCode::StatementFailed,
    QT_TRANSLATE_NOOP("Messages", "The database %1 refuses a statement.") };

const Wording& wordingOf(FailureKind kind, bool whileConnecting)
{
    for (const Wording& wording : wordings) {
        if (wording.kind == kind)
            return wording;
    }
    return whileConnecting ? otherWhileConnecting : otherStatement;
}

} // namespace

QString SqlFailure::detail() const
{
    QStringList lines;
    if (!sqlState.isEmpty())
        lines += QStringLiteral("SQLSTATE %1").arg(sqlState);
    if (!nativeCode.isEmpty() && nativeCode != sqlState)
        lines += QStringLiteral("Error %1").arg(nativeCode);
    if (!driverText.isEmpty())
        lines += driverText.trimmed();
    if (!statement.isEmpty())
        lines += QStringLiteral("Statement: %1%2")
                     .arg(statement.left(shownStatement).trimmed(),
                         statement.size() > shownStatement ? QStringLiteral(" …") : QString());
    return lines.join(QLatin1Char('\n'));
}

core::ErrorCode codeOf(FailureKind kind, bool whileConnecting) { return wordingOf(kind, whileConnecting).code; }

core::Error failureError(FailureKind kind, const SqlFailure& failure, const QString& subject)
{
    const Wording& wording = wordingOf(kind, failure.whileConnecting);
    return core::makeError(wording.code, wording.sentence, { subject }, failure.detail());
}

} // namespace espalier::dialects
