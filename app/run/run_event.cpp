#include "run/run_event.h"

#include "core/json.h"
#include "run/json_text.h"

#include <algorithm>
#include <array>
#include <QJsonArray>
#include <utility>

namespace espalier::run {

namespace {

constexpr std::array<std::pair<EventKind, const char*>, 5> names{ {
    { EventKind::StepStarted, "step-started" },
    { EventKind::StepDone, "step-done" },
    { EventKind::StepFailed, "step-failed" },
    { EventKind::Log, "log" },
    { EventKind::Done, "done" },
} };

QJsonObject failureJson(const StepFailure& failure)
{
    return { { QStringLiteral("type"), failure.type }, { QStringLiteral("message"), failure.message },
        { QStringLiteral("traceback"), failure.traceback }, { QStringLiteral("file"), core::textOrNull(failure.file) },
        { QStringLiteral("line"), failure.line }, { QStringLiteral("sqlstate"), core::textOrNull(failure.sqlState) },
        { QStringLiteral("statement"), core::textOrNull(failure.statement) },
        { QStringLiteral("connection_lost"), failure.connectionLost } };
}

StepFailure failureFromJson(const QJsonObject& json)
{
    StepFailure failure;
    failure.type = text(json, "type");
    failure.message = text(json, "message");
    failure.traceback = text(json, "traceback");
    failure.file = text(json, "file");
    failure.line = json.value(QStringLiteral("line")).toInt();
    failure.sqlState = text(json, "sqlstate");
    failure.statement = text(json, "statement");
    failure.connectionLost = json.value(QStringLiteral("connection_lost")).toBool();
    return failure;
}

// The keys are those of every error that the command line prints.
QJsonObject errorJson(const core::Error& error)
{
    QJsonObject json{ { QStringLiteral("code"), core::codeName(error.code) },
        { QStringLiteral("message"), error.message.english() },
        { QStringLiteral("file"), core::textOrNull(error.location ? error.location->file : QString()) },
        { QStringLiteral("line"),
            error.location && error.location->line > 0 ? QJsonValue(error.location->line)
                                                       : QJsonValue(QJsonValue::Null) } };
    if (!error.detail.isEmpty())
        json.insert(QStringLiteral("detail"), error.detail);
    if (!error.databaseState.isEmpty())
        json.insert(QStringLiteral("state"), error.databaseState);
    return json;
}

core::ErrorCode codeFromName(const QString& name)
{
    for (int code = 0; code <= static_cast<int>(core::ErrorCode::Internal); ++code) {
        if (core::codeName(static_cast<core::ErrorCode>(code)) == name)
            return static_cast<core::ErrorCode>(code);
    }
    return core::ErrorCode::Internal;
}

core::Error errorFromJson(const QJsonObject& json)
{
    core::Error error
        = core::makeError(codeFromName(text(json, "code")), "%1", { text(json, "message") }, text(json, "detail"));
    if (const QString file = text(json, "file"); !file.isEmpty())
        error = error.at(file, json.value(QStringLiteral("line")).toInt());
    error.databaseState = text(json, "state");
    return error;
}

void addStep(QJsonObject& json, const RunEvent& event)
{
    json.insert(QStringLiteral("revision"), core::textOrNull(event.revision));
    json.insert(QStringLiteral("index"), event.index >= 0 ? QJsonValue(event.index) : QJsonValue(QJsonValue::Null));
    json.insert(QStringLiteral("total"), event.total);
    if (event.kind != EventKind::StepStarted)
        json.insert(QStringLiteral("ms"), event.milliseconds);
}

void addDone(QJsonObject& json, const RunEvent& event)
{
    json.insert(QStringLiteral("ok"), event.ok);
    json.insert(QStringLiteral("current"),
        event.rowsKnown ? QJsonValue(QJsonArray::fromStringList(event.rows)) : QJsonValue(QJsonValue::Null));
    json.insert(
        QStringLiteral("error"), event.error ? QJsonValue(errorJson(*event.error)) : QJsonValue(QJsonValue::Null));
}

} // namespace

QString eventName(EventKind kind)
{
    const auto entry
        = std::find_if(names.begin(), names.end(), [kind](const auto& name) { return name.first == kind; });
    return QString::fromLatin1(entry->second);
}

QJsonObject eventJson(const RunEvent& event)
{
    QJsonObject json{ { QStringLiteral("event"), eventName(event.kind) },
        { QStringLiteral("at"), event.at.toString(Qt::ISODateWithMs) } };
    switch (event.kind) {
    case EventKind::StepStarted:
    case EventKind::StepDone:
    case EventKind::StepFailed:
        addStep(json, event);
        break;
    case EventKind::Log:
        json.insert(QStringLiteral("text"), event.text);
        break;
    case EventKind::Done:
        addDone(json, event);
        break;
    }
    if (event.kind == EventKind::StepDone) {
        json.insert(QStringLiteral("rows"), QJsonArray::fromStringList(event.rows));
        json.insert(QStringLiteral("committed"), event.committed);
    }
    if (event.failure)
        json.insert(QStringLiteral("failure"), failureJson(*event.failure));
    return json;
}

std::optional<RunEvent> eventFromJson(const QJsonObject& json)
{
    const QString name = text(json, "event");
    const auto entry = std::find_if(
        names.begin(), names.end(), [&name](const auto& known) { return name == QLatin1String(known.second); });
    if (entry == names.end())
        return {};
    RunEvent event;
    event.kind = entry->first;
    event.at = QDateTime::fromString(text(json, "at"), Qt::ISODateWithMs);
    event.revision = text(json, "revision");
    event.index = json.value(QStringLiteral("index")).toInt(-1);
    event.total = json.value(QStringLiteral("total")).toInt();
    event.milliseconds = json.value(QStringLiteral("ms")).toInteger();
    event.committed = json.value(QStringLiteral("committed")).toBool();
    event.text = text(json, "text");
    event.ok = json.value(QStringLiteral("ok")).toBool();
    const bool done = event.kind == EventKind::Done;
    event.rows = strings(json.value(done ? QStringLiteral("current") : QStringLiteral("rows")));
    event.rowsKnown = !done || json.value(QStringLiteral("current")).isArray();
    if (const QJsonValue failure = json.value(QStringLiteral("failure")); failure.isObject())
        event.failure = failureFromJson(failure.toObject());
    if (const QJsonValue error = json.value(QStringLiteral("error")); error.isObject())
        event.error = errorFromJson(error.toObject());
    return event;
}

} // namespace espalier::run
