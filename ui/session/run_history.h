#pragma once

#include "core/clock.h"
#include "run/journal.h"

#include <QHash>
#include <QObject>

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

/// The runs that the journal records, read in the background.
class RunHistory : public QObject {
    Q_OBJECT
public:
    RunHistory(jobs::JobQueue& queue, run::Journal journal, QObject* parent = nullptr);

    void refresh();
    /// Newest first.
    const QList<run::RunRecord>& runs() const { return m_runs; }
    const run::Journal& journal() const { return m_journal; }
    /// When a revision was last applied to a database by a run from here; invalid where none is known.
    QDateTime appliedAt(const QString& database, const QString& revision) const;

Q_SIGNALS:
    void changed();

private:
    void take(const QList<run::RunRecord>& runs);

    jobs::JobQueue& m_queue;
    run::Journal m_journal;
    QList<run::RunRecord> m_runs;
    QHash<QString, QHash<QString, QDateTime>> m_applied; ///< by database, by revision
};

} // namespace espalier::ui
