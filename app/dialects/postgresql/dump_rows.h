#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace espalier::dialects::postgresql {

/// Counts rows in the script that `pg_restore --data-only` writes: the lines between "COPY … FROM stdin;" and "\.".
/// Fed piece by piece; line ends inside of values are escaped in COPY's text format, so each line is a row.
/// https://www.postgresql.org/docs/current/sql-copy.html
class DumpRowCounter {
public:
    void add(QByteArrayView bytes);
    /// By qualified name, "public.users"; an empty table has 0.
    const QHash<QString, qint64>& rows() const { return m_rows; }
    /// The table whose rows are coming now; empty between tables.
    const QString& currentTable() const { return m_table; }

private:
    void addLine(QByteArrayView line);
    void flushCount();

    QByteArray m_rest; ///< a line that has not ended yet
    QString m_table;
    qint64 m_count = 0;
    QHash<QString, qint64> m_rows;
};

/// The name after COPY in `line`, unquoted and joined by "."; empty where the line begins no COPY from stdin.
QString tableOfCopy(QByteArrayView line);

} // namespace espalier::dialects::postgresql
