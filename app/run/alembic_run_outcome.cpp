#include "run/alembic_run.h"
#include "run/rows_text.h"

#include <QCoreApplication>

namespace espalier::run {

RunOutcome AlembicRun::conclude()
{
    RunOutcome outcome;
    outcome.id = m_writer ? m_writer->header().id : RunId();
    auto rows = m_database.currentRows();
    outcome.currentKnown = rows.has_value();
    if (rows)
        outcome.current = revisions::VersionRows(*rows).list();
    else
        log(core::summary(rows.error()));
    checkResult(outcome);
    if (m_error) {
        m_error->databaseState = databaseState(outcome);
        outcome.error = m_error;
        outcome.state = m_error->isCancelled() ? RunState::Cancelled : RunState::Failed;
    }
    RunEvent done;
    done.kind = EventKind::Done;
    done.ok = !outcome.error;
    done.rows = outcome.current;
    done.rowsKnown = outcome.currentKnown;
    done.error = outcome.error;
    (void)emitEvent(done);
    return outcome;
}

// What the steps said is one thing, what another connection sees afterwards is what counts.
void AlembicRun::checkResult(RunOutcome& outcome)
{
    const QStringList planned = m_request.plan.result();
    if (m_error || (outcome.currentKnown && outcome.current == planned))
        return;
    if (!outcome.currentKnown)
        fail(core::makeError(core::ErrorCode::ConnectionLost,
            QT_TRANSLATE_NOOP("Messages", "All steps were run, but what is applied could not be read afterwards.")));
    else if (outcome.current == m_request.plan.start)
        fail(core::makeError(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages",
                "All steps were run, but the project's env.py did not commit them: the database is where it was.")));
    else
        fail(core::makeError(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "All steps were run, but the database is at %1 instead of %2."),
            { rowsText(outcome.current), rowsText(planned) }));
}

QString AlembicRun::databaseState(const RunOutcome& outcome) const
{
    if (!outcome.currentKnown)
        return core::Message{
            QT_TRANSLATE_NOOP(
                "Messages", "What is applied could not be read afterwards: read it again before anything else."),
            {}
        }.text();
    const plan::Plan& plan = m_request.plan;
    const QString at = rowsText(outcome.current);
    core::Message state{ QT_TRANSLATE_NOOP("Messages", "The database is at %1."), { at } };
    revisions::VersionRows rows(plan.purge ? QStringList() : plan.start);
    if (outcome.current == plan.start)
        state.source = QT_TRANSLATE_NOOP("Messages", "Nothing was applied: the database is at %1 as before.");
    for (size_t i = 0; i < plan.steps.size() && outcome.current != plan.start; ++i) {
        rows.apply({ plan.steps[i].revision, plan.direction, plan.steps[i].changes });
        if (rows.list() == outcome.current)
            state = { QT_TRANSLATE_NOOP("Messages", "The database is at %1: %2 of %3 steps stand."),
                { at, QString::number(i + 1), QString::number(plan.steps.size()) } };
    }
    QString sentences = state.text();
    if (m_halfDone >= 0)
        sentences += QLatin1Char(' ')
            + core::Message{
                  QT_TRANSLATE_NOOP("Messages", "Parts of revision %1 may stand: schema changes are not undone here."),
                  { plan.steps[static_cast<size_t>(m_halfDone)].revision }
              }.text();
    return sentences;
}

} // namespace espalier::run
