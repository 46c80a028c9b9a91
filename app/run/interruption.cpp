#include "run/interruption.h"

#include "run/rows_text.h"

#include <QCoreApplication>

namespace espalier::run {

core::Result<std::optional<RunRecord>> lastInterruption(const Journal& journal, const QString& database)
{
    const auto records = journal.list();
    if (!records)
        return tl::unexpected(records.error());
    for (const RunRecord& record : *records) {
        if (record.header.database != database || record.state == RunState::Running)
            continue;
        return record.state == RunState::Interrupted ? std::optional<RunRecord>(record) : std::nullopt;
    }
    return std::optional<RunRecord>();
}

revisions::RevisionId stepInProgress(const RunRecord& record)
{
    revisions::RevisionId step;
    for (const RunEvent& event : record.events) {
        if (event.kind == EventKind::StepStarted)
            step = event.revision;
        else if (event.kind == EventKind::StepDone || event.kind == EventKind::StepFailed)
            step.clear();
    }
    return step;
}

QString interruptionText(const RunRecord& record, const QStringList& current)
{
    const QString step = stepInProgress(record);
    core::Message what{ QT_TRANSLATE_NOOP(
                            "Messages", "The %1 to %2 that began at %3 was interrupted between two steps."),
        { plan::directionName(record.header.direction), record.header.target,
            record.header.started.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")) } };
    if (!step.isEmpty()) {
        what.source = QT_TRANSLATE_NOOP("Messages",
            "The %1 to %2 that began at %3 was interrupted in the middle of revision %4: parts of it may stand where "
            "the "
            "database does not take schema changes back.");
        what.arguments += step;
    }
    const core::Message state{ QT_TRANSLATE_NOOP("Messages", "The database is at %1."), { rowsText(current) } };
    return what.text() + QLatin1Char(' ') + state.text();
}

QJsonObject interruptionJson(const RunRecord& record)
{
    const QString step = stepInProgress(record);
    return { { QStringLiteral("id"), record.header.id },
        { QStringLiteral("started"), record.header.started.toString(Qt::ISODateWithMs) },
        { QStringLiteral("direction"), plan::directionName(record.header.direction) },
        { QStringLiteral("target"), record.header.target },
        { QStringLiteral("step"), step.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(step) } };
}

} // namespace espalier::run
