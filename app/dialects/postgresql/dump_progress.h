#pragma once

#include "dialects/backup_tool.h"

#include <QHash>

namespace espalier::dialects::postgresql {

/// What pg_dump and pg_restore say on standard error with --verbose, turned into progress: tables begun and done, and
/// bytes by the tables' sizes on the server.
class DumpProgress {
public:
    struct TableSize {
        QString table; ///< "public.users"
        qint64 bytes = 0;
    };
    DumpProgress(const QList<TableSize>& sizes, int jobs);

    void addLine(const QByteArray& line);
    /// How much of a table now under way has gone through, where the server tells.
    void setCopied(const QString& table, qint64 bytes);
    /// pg_dump has its locks on all tables.
    bool hasLocks() const { return m_hasLocks; }
    jobs::Progress progress(const QString& verb);
    qsizetype tablesBegun() const { return m_begun.size(); }

private:
    qsizetype runningFrom() const;

    QHash<QString, qint64> m_sizes;
    QHash<QString, qint64> m_copied;
    QStringList m_begun;
    qint64 m_total = 0;
    qint64 m_shown = 0;
    int m_jobs;
    qsizetype m_finished = 0; ///< only parallel runs say so
    bool m_hasLocks = false;
};

} // namespace espalier::dialects::postgresql
