#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>
#include <QStringList>

namespace espalier::dialects::mysql {

/// Reads the script that mysqldump and mariadb-dump write, piece by piece: which tables it makes, how many rows its
/// INSERTs carry, what one chosen table holds, and whether it ends as a whole dump does.
///
/// INSERTs count only between LOCK TABLES and UNLOCK TABLES, and nothing counts while DELIMITER is changed: there the
/// bodies of routines and triggers stand, which may hold anything.
class DumpReader {
public:
    /// Keeps the first text value of each row of this table: Alembic's revisions.
    explicit DumpReader(const QString& watchedTable = {});

    void add(QByteArrayView bytes);
    const QStringList& tables() const { return m_tables; }
    qint64 rowsOf(const QString& table) const { return m_rows.value(table); }
    const QStringList& watchedValues() const { return m_watchedValues; }
    const QString& currentTable() const { return m_table; }
    /// The last line was the dump's closing comment.
    bool isComplete() const { return m_complete && m_line.isEmpty(); }

private:
    enum class State { Line, Values, InString, InQuotedName };
    const char* addLine(const char* position, const char* end);
    const char* addValues(const char* position, const char* end);
    const char* addString(const char* position, const char* end);
    void takeLine();
    void beginInsert();
    void endString();

    QString m_watched;
    State m_state = State::Line;
    QByteArray m_line; ///< the part of a line seen so far
    QString m_table;
    QStringList m_tables;
    QHash<QString, qint64> m_rows;
    QStringList m_watchedValues;
    QByteArray m_value;
    qint64* m_count = nullptr; ///< of the INSERT being read
    int m_depth = 0;
    int m_valueNumber = 0;
    bool m_escaped = false;
    bool m_locked = false;
    bool m_otherDelimiter = false;
    bool m_complete = false;
};

} // namespace espalier::dialects::mysql
