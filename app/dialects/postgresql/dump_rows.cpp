#include "dialects/postgresql/dump_rows.h"

#include <cstring>

namespace espalier::dialects::postgresql {

namespace {

// "schema"."na""me" or schema.name up to the blank that ends it.
QString unquotedName(const QString& text)
{
    QString name;
    bool inside = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == QLatin1Char('"') && inside && i + 1 < text.size() && text[i + 1] == QLatin1Char('"')) {
            name += c;
            ++i;
        } else if (c == QLatin1Char('"')) {
            inside = !inside;
        } else if (c == QLatin1Char(' ') && !inside) {
            break;
        } else {
            name += c;
        }
    }
    return name;
}

} // namespace

QString tableOfCopy(QByteArrayView line)
{
    const QByteArray text = line.toByteArray();
    if (!text.startsWith("COPY ") || !text.endsWith(" FROM stdin;"))
        return {};
    return unquotedName(QString::fromUtf8(text.mid(5)));
}

void DumpRowCounter::flushCount()
{
    m_rows[m_table] += m_count;
    m_count = 0;
    m_table.clear();
}

void DumpRowCounter::addLine(QByteArrayView line)
{
    if (m_table.isEmpty()) {
        m_table = tableOfCopy(line);
        return;
    }
    if (line == QByteArrayView("\\."))
        flushCount();
    else
        ++m_count;
}

void DumpRowCounter::add(QByteArrayView bytes)
{
    const char* position = bytes.data();
    const char* const end = position + bytes.size();
    while (position < end) {
        const auto* lineEnd
            = static_cast<const char*>(std::memchr(position, '\n', static_cast<size_t>(end - position)));
        if (!lineEnd) {
            m_rest.append(position, end - position);
            return;
        }
        const QByteArrayView line(position, lineEnd - position);
        if (m_rest.isEmpty()) {
            addLine(line);
        } else {
            m_rest.append(line.data(), line.size());
            addLine(m_rest);
            m_rest.clear();
        }
        position = lineEnd + 1;
    }
}

} // namespace espalier::dialects::postgresql
