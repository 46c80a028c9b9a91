#include "cli/command_io.h"

#include "cli/exit_code.h"
#include "cli/printable.h"

#include <QJsonDocument>

namespace espalier::cli {

void writeJson(const CommandIo& io, QJsonObject document)
{
    document.insert(QStringLiteral("format"), 1);
    io.out << printableJson(QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Indented)));
    io.out.flush();
}

void writeJsonLine(const CommandIo& io, const QJsonObject& object)
{
    io.out << printableJson(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact))) << '\n';
    io.out.flush();
}

core::Error errorOf(core::ErrorCode code, const core::Message& message)
{
    core::Error error;
    error.code = code;
    error.message = message;
    return error;
}

QJsonObject errorObject(const core::Error& error)
{
    QJsonObject object{
        { QStringLiteral("code"), core::codeName(error.code) },
        { QStringLiteral("message"), error.message.english() },
        { QStringLiteral("file"), QJsonValue::Null },
        { QStringLiteral("line"), QJsonValue::Null },
    };
    if (error.location) {
        object[QStringLiteral("file")] = error.location->file;
        if (error.location->line > 0)
            object[QStringLiteral("line")] = error.location->line;
    }
    if (!error.detail.isEmpty())
        object[QStringLiteral("detail")] = error.detail;
    if (!error.databaseState.isEmpty())
        object[QStringLiteral("state")] = error.databaseState;
    if (error.cause)
        object[QStringLiteral("cause")] = errorObject(*error.cause);
    return object;
}

int reportError(const CommandIo& io, const core::Error& error, bool json)
{
    if (json)
        writeJson(io, { { QStringLiteral("error"), errorObject(error) } });
    else
        io.err << printable(core::describe(error)) << Qt::endl;
    return error.isCancelled() ? Interrupted : Failed;
}

} // namespace espalier::cli
