#include "dialects/postgresql/dump_progress.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::dialects::postgresql {

namespace {

// pg_dump:    dumping contents of table "public.users"
// pg_restore: processing data for table "public.users"
QString tableIn(const QByteArray& line)
{
    for (const char* words : { "dumping contents of table \"", "processing data for table \"" }) {
        const qsizetype begin = line.indexOf(words);
        if (begin < 0)
            continue;
        const qsizetype name = begin + static_cast<qsizetype>(qstrlen(words));
        return QString::fromUtf8(line.mid(name, line.lastIndexOf('"') - name));
    }
    return {};
}

} // namespace

DumpProgress::DumpProgress(const QList<TableSize>& sizes, int jobs)
    : m_jobs(std::max(1, jobs))
{
    for (const TableSize& size : sizes) {
        m_sizes.insert(size.table, size.bytes);
        m_total += size.bytes;
    }
}

void DumpProgress::addLine(const QByteArray& line)
{
    if (const QString table = tableIn(line); !table.isEmpty())
        m_begun += table;
    else if (line.contains("finished item") && line.contains("TABLE DATA"))
        ++m_finished;
    // pg_dump locks while it reads the tables; functions come next.
    m_hasLocks = m_hasLocks || line.contains("reading user-defined functions") || line.contains("saving ")
        || !m_begun.isEmpty();
}

void DumpProgress::setCopied(const QString& table, qint64 bytes) { m_copied.insert(table, bytes); }

// The tables at the end of the list are still running: as many as there are jobs, less those known to be done.
qsizetype DumpProgress::runningFrom() const
{
    if (m_jobs == 1)
        return std::max<qsizetype>(0, m_begun.size() - 1);
    return std::max(m_finished, m_begun.size() - m_jobs);
}

jobs::Progress DumpProgress::progress(const QString& verb)
{
    qint64 done = 0;
    const qsizetype running = runningFrom();
    for (qsizetype i = 0; i < m_begun.size(); ++i) {
        const qint64 size = m_sizes.value(m_begun[i]);
        done += i < running ? size : std::min(size, m_copied.value(m_begun[i]));
    }
    m_shown = std::max(m_shown, std::min(done, m_total)); // what the server tells jumps about; a bar must not
    const QString phase = m_begun.isEmpty() ? verb
                                            : QCoreApplication::translate("Messages", "%1 %2 (table %3 of %4)")
                                                  .arg(verb, m_begun.last())
                                                  .arg(m_begun.size())
                                                  .arg(std::max(m_sizes.size(), m_begun.size()));
    return { phase, m_shown, m_total, QStringLiteral("bytes") };
}

} // namespace espalier::dialects::postgresql
