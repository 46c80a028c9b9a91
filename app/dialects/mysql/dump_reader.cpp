#include "dialects/mysql/dump_reader.h"

#include <cstring>

namespace espalier::dialects::mysql {

namespace {

constexpr qsizetype longestWatchedValue = 4096;
constexpr qsizetype longestKeptLine = 64 * 1024; // what matters stands at a line's beginning

// INSERT INTO `na``me` … and CREATE TABLE `na``me` ( …
QString nameAfter(const QByteArray& line, QByteArrayView words)
{
    if (!line.startsWith(words) || line.size() <= words.size() || line[words.size()] != '`')
        return {};
    QByteArray name;
    for (qsizetype i = words.size() + 1; i < line.size(); ++i) {
        if (line[i] != '`') {
            name += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '`') {
            name += '`';
            ++i;
        } else {
            return QString::fromUtf8(name);
        }
    }
    return {};
}

} // namespace

DumpReader::DumpReader(const QString& watchedTable)
    : m_watched(watchedTable)
{ }

void DumpReader::add(QByteArrayView bytes)
{
    const char* position = bytes.data();
    const char* const end = position + bytes.size();
    while (position < end) {
        switch (m_state) {
        case State::Line:
            position = addLine(position, end);
            break;
        case State::Values:
            position = addValues(position, end);
            break;
        case State::InString:
        case State::InQuotedName:
            position = addString(position, end);
            break;
        }
    }
}

// Up to the end of the line, or up to VALUES of an INSERT, whose line can be a megabyte long.
const char* DumpReader::addLine(const char* position, const char* end)
{
    const auto* lineEnd = static_cast<const char*>(std::memchr(position, '\n', static_cast<size_t>(end - position)));
    const char* const stop = lineEnd ? lineEnd : end;
    const bool insert = m_locked && !m_otherDelimiter && (m_line.isEmpty() ? *position == 'I' : m_line.startsWith('I'));
    for (const char* c = position; insert && c < stop; ++c) {
        m_line += *c;
        if (m_line.endsWith(" VALUES") && !nameAfter(m_line, "INSERT INTO ").isEmpty()) {
            beginInsert();
            return c + 1;
        }
    }
    if (!insert && m_line.size() < longestKeptLine)
        m_line.append(position, std::min<qsizetype>(stop - position, longestKeptLine));
    if (!lineEnd)
        return end;
    takeLine();
    return lineEnd + 1;
}

void DumpReader::takeLine()
{
    if (m_line.startsWith("DELIMITER "))
        m_otherDelimiter = m_line.trimmed() != "DELIMITER ;";
    else if (!m_otherDelimiter && m_line.startsWith("LOCK TABLES "))
        m_locked = true;
    else if (!m_otherDelimiter && m_line == "UNLOCK TABLES;")
        m_locked = false;
    else if (!m_otherDelimiter) {
        if (const QString table = nameAfter(m_line, "CREATE TABLE "); !table.isEmpty())
            m_tables += table;
    }
    if (!m_line.isEmpty())
        m_complete = !m_otherDelimiter && m_line.startsWith("-- Dump completed");
    m_line.clear();
}

void DumpReader::beginInsert()
{
    m_table = nameAfter(m_line, "INSERT INTO ");
    m_count = &m_rows[m_table];
    m_line.clear();
    m_depth = 0;
    m_complete = false;
    m_state = State::Values;
}

const char* DumpReader::addValues(const char* position, const char* end)
{
    for (; position < end; ++position) {
        switch (*position) {
        case '(':
            if (m_depth++ == 0) {
                ++*m_count;
                m_valueNumber = 0;
            }
            break;
        case ')':
            --m_depth;
            break;
        case ',':
            if (m_depth == 1)
                ++m_valueNumber;
            break;
        case '\'':
            m_state = State::InString;
            return position + 1;
        case '`':
            m_state = State::InQuotedName;
            return position + 1;
        case ';':
            m_state = State::Line; // the rest of the line, which is empty
            m_table.clear();
            return position + 1;
        default:
            break;
        }
    }
    return end;
}

const char* DumpReader::addString(const char* position, const char* end)
{
    const bool watched
        = m_state == State::InString && m_valueNumber == 0 && !m_watched.isEmpty() && m_table == m_watched;
    const char quote = m_state == State::InString ? '\'' : '`';
    for (; position < end; ++position) {
        if (m_escaped) {
            m_escaped = false;
        } else if (*position == '\\' && quote == '\'') {
            m_escaped = true;
            continue;
        } else if (*position == quote) {
            if (watched)
                endString();
            m_state = State::Values; // a doubled quote begins the next string at once: the count stays right
            return position + 1;
        }
        if (watched && m_value.size() < longestWatchedValue)
            m_value += *position;
    }
    return end;
}

void DumpReader::endString()
{
    m_watchedValues += QString::fromUtf8(m_value);
    m_value.clear();
}

} // namespace espalier::dialects::mysql
