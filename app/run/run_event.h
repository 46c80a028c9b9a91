#pragma once

#include "core/error.h"
#include "revisions/revision.h"

#include <optional>
#include <QDateTime>
#include <QJsonObject>

namespace espalier::run {

enum class EventKind { StepStarted, StepDone, StepFailed, Log, Done };
QString eventName(EventKind kind);

/// What a failing step said, beyond core::Error: for the traceback view.
struct StepFailure {
    QString type; ///< the Python exception's class
    QString message;
    QString traceback;
    QString file; ///< of the innermost frame in the revision's script (or env.py), as Python names it
    int line = 0;
    QString sqlState; ///< SQLSTATE or the driver's error number
    QString statement;
    bool connectionLost = false;
    friend bool operator==(const StepFailure&, const StepFailure&) = default;
};

/// One thing that happened in a run. All text is redacted already.
struct RunEvent {
    EventKind kind = EventKind::Log;
    QDateTime at; ///< UTC
    revisions::RevisionId revision; ///< steps: which; empty for the step of a stamp
    int index = -1; ///< steps: position in the plan, from 0
    int total = 0; ///< steps: how many
    QStringList rows; ///< StepDone: the version table within the run's transaction; Done: as read afterwards
    bool rowsKnown = true; ///< Done: false where the database could not be read any more
    bool committed = false; ///< StepDone: already permanent. False: waits for the end of the one transaction
    qint64 milliseconds = 0; ///< StepDone, StepFailed: how long it took
    QString text; ///< Log: the line
    std::optional<StepFailure> failure; ///< StepFailed
    std::optional<core::Error> error; ///< Done: why it did not end well (Cancelled included)
    bool ok = false; ///< Done
};

/// As CLI.md defines the lines of `upgrade`, `downgrade` and `stamp`.
QJsonObject eventJson(const RunEvent& event);
/// The way back, for the journal; nullopt for an object that is no event.
std::optional<RunEvent> eventFromJson(const QJsonObject& json);

} // namespace espalier::run
