#include "core/error.h"

#include "core/redaction.h"

#include <QCoreApplication>

namespace espalier::core {

QString codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return QStringLiteral("invalid-argument");
    case ErrorCode::NotFound:
        return QStringLiteral("not-found");
    case ErrorCode::Unreadable:
        return QStringLiteral("unreadable");
    case ErrorCode::Malformed:
        return QStringLiteral("malformed");
    case ErrorCode::Unsupported:
        return QStringLiteral("unsupported");
    case ErrorCode::Refused:
        return QStringLiteral("refused");
    case ErrorCode::Ambiguous:
        return QStringLiteral("ambiguous");
    case ErrorCode::ConnectionFailed:
        return QStringLiteral("connection-failed");
    case ErrorCode::AuthenticationFailed:
        return QStringLiteral("authentication-failed");
    case ErrorCode::ConnectionLost:
        return QStringLiteral("connection-lost");
    case ErrorCode::StatementFailed:
        return QStringLiteral("statement-failed");
    case ErrorCode::ToolMissing:
        return QStringLiteral("tool-missing");
    case ErrorCode::ToolFailed:
        return QStringLiteral("tool-failed");
    case ErrorCode::WriteFailed:
        return QStringLiteral("write-failed");
    case ErrorCode::Corrupt:
        return QStringLiteral("corrupt");
    case ErrorCode::Busy:
        return QStringLiteral("busy");
    case ErrorCode::Untrusted:
        return QStringLiteral("untrusted");
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorCode::Internal:
        return QStringLiteral("internal");
    }
    return QStringLiteral("internal");
}

Error makeError(ErrorCode code, const char* source, const QStringList& arguments, const QString& detail)
{
    Error error;
    error.code = code;
    error.message.source = source;
    for (const QString& argument : arguments)
        error.message.arguments += redacted(argument);
    error.detail = redacted(detail);
    return error;
}

Error Error::at(const QString& file, int line) const
{
    Error copy = *this;
    copy.location = Location{ file, line };
    return copy;
}

Error Error::withDetail(const QString& text) const
{
    Error copy = *this;
    copy.detail = redacted(text);
    return copy;
}

Error Error::causedBy(const Error& error) const
{
    Error copy = *this;
    copy.cause = std::make_shared<const Error>(error);
    return copy;
}

tl::unexpected<Error> cancelled() { return fail(ErrorCode::Cancelled, QT_TRANSLATE_NOOP("Messages", "Cancelled.")); }

QString summary(const Error& error)
{
    QString text = error.message.text();
    if (error.location) {
        const QString& file = error.location->file;
        const QString place
            = error.location->line > 0 ? QStringLiteral("%1:%2").arg(file).arg(error.location->line) : file;
        text = QCoreApplication::translate("Messages", "%1 (%2)").arg(text, place);
    }
    return text;
}

QString describe(const Error& error)
{
    QString text = summary(error);
    if (!error.detail.isEmpty())
        text += QLatin1Char('\n') + error.detail.trimmed();
    if (!error.databaseState.isEmpty())
        text += QLatin1Char('\n') + error.databaseState;
    if (error.cause)
        text += QLatin1Char('\n') + QCoreApplication::translate("Messages", "Because: %1").arg(describe(*error.cause));
    return text;
}

} // namespace espalier::core
