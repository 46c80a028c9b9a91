#include "dialects/postgresql/parse_tree.h"

#include <pg_query.h>

namespace espalier::dialects::postgresql {

ParseTree::ParseTree(QByteArray json)
    : m_json(std::move(json))
{
    m_values.reserve(static_cast<size_t>(m_json.size()) / 12 + 4);
    if (!read())
        m_values.clear();
}

/// One pass without recursion: deep trees cost no stack.
bool ParseTree::read()
{
    std::vector<quint32> open;
    Value next;
    const qsizetype end = m_json.size();
    for (qsizetype i = 0; i < end;) {
        const char c = m_json.at(i);
        if (c == '}' || c == ']') {
            if (open.empty())
                return false;
            m_values[open.back()].next = static_cast<quint32>(m_values.size());
            open.pop_back();
            ++i;
            continue;
        }
        if (c == ',' || c == ':' || c == ' ' || c == '\n') {
            ++i;
            continue;
        }
        next.parent = open.empty() ? 0 : open.back();
        const bool isNested = c == '{' || c == '[';
        if (isNested) {
            next.kind = c == '{' ? Kind::Object : Kind::List;
            open.push_back(static_cast<quint32>(m_values.size()));
            ++i;
        } else {
            if (!readScalar(next, i))
                return false;
            if (next.kind == Kind::String && i < end && m_json.at(i) == ':') {
                next.key = next.begin;
                next.keySize = next.size;
                next.begin = next.size = 0;
                continue;
            }
        }
        m_values.push_back(std::exchange(next, {}));
        if (!isNested)
            m_values.back().next = static_cast<quint32>(m_values.size());
    }
    return open.empty();
}

/// A string, number, true, false or null.
bool ParseTree::readScalar(Value& value, qsizetype& position) const
{
    const bool isString = m_json.at(position) == '"';
    const qsizetype begin = position + (isString ? 1 : 0);
    qsizetype end = begin;
    if (isString) {
        while (end < m_json.size() && m_json.at(end) != '"')
            end += m_json.at(end) == '\\' ? 2 : 1;
        if (end >= m_json.size())
            return false;
    } else {
        while (end < m_json.size() && !QByteArrayView(",]}: \n").contains(m_json.at(end)))
            ++end;
    }
    value.kind = isString ? Kind::String : Kind::Other;
    value.begin = static_cast<quint32>(begin);
    value.size = static_cast<quint32>(end - begin);
    position = isString ? end + 1 : end;
    return position > begin || isString;
}

std::vector<Node> ParseTree::all(std::string_view field) const
{
    std::vector<Node> found;
    for (size_t i = 0; i < m_values.size(); ++i)
        if (m_values[i].keySize == field.size() && keyOf(m_values[i]) == field)
            found.push_back(Node(this, static_cast<quint32>(i)));
    return found;
}

Node ParseTree::parentOf(const Node& node) const
{
    return node && node.m_index != 0 ? Node(this, m_values[node.m_index].parent) : Node();
}

Node Node::operator[](std::string_view field) const
{
    if (!m_tree || m_tree->m_values[m_index].kind != ParseTree::Kind::Object)
        return {};
    const quint32 end = m_tree->m_values[m_index].next;
    for (quint32 i = m_index + 1; i < end; i = m_tree->m_values[i].next)
        if (m_tree->keyOf(m_tree->m_values[i]) == field)
            return Node(m_tree, i);
    return {};
}

std::vector<Node> Node::fields() const
{
    std::vector<Node> all;
    if (!m_tree || m_tree->m_values[m_index].kind != ParseTree::Kind::Object)
        return all;
    const quint32 end = m_tree->m_values[m_index].next;
    for (quint32 i = m_index + 1; i < end; i = m_tree->m_values[i].next)
        all.push_back(Node(m_tree, i));
    return all;
}

std::string_view Node::field() const { return m_tree ? m_tree->keyOf(m_tree->m_values[m_index]) : std::string_view(); }

std::string_view Node::kind() const { return inner().field(); }

Node Node::inner() const
{
    if (!m_tree || m_tree->m_values[m_index].kind != ParseTree::Kind::Object)
        return {};
    return m_tree->m_values[m_index].next > m_index + 1 ? Node(m_tree, m_index + 1) : Node();
}

Node Node::as(std::string_view kind) const { return this->kind() == kind ? inner() : Node(); }

std::string_view Node::raw() const
{
    if (!m_tree)
        return {};
    const ParseTree::Value& value = m_tree->m_values[m_index];
    return m_tree->slice(value.begin, value.size);
}

QString Node::text() const
{
    const std::string_view written = raw();
    const QString text = QString::fromUtf8(written.data(), static_cast<qsizetype>(written.size()));
    if (!text.contains(u'\\'))
        return text;
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'\\' || i + 1 >= text.size()) {
            plain += text.at(i);
            continue;
        }
        const QChar escape = text.at(++i);
        if (escape == u'u') {
            plain += QChar(text.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            static constexpr char16_t from[] = u"nrtbf";
            static constexpr char16_t to[] = u"\n\r\t\b\f";
            const qsizetype known = QStringView(from).indexOf(escape);
            plain += known < 0 ? escape : QChar(to[known]);
        }
    }
    return plain;
}

int Node::number(int absent) const
{
    const std::string_view written = raw();
    bool ok = false;
    const int value = QByteArrayView(written.data(), static_cast<qsizetype>(written.size())).toInt(&ok);
    return ok ? value : absent;
}

bool Node::isList() const { return m_tree && m_tree->m_values[m_index].kind == ParseTree::Kind::List; }

int Node::count() const
{
    int items = 0;
    for (auto it = begin(); it != end(); ++it)
        ++items;
    return items;
}

Node Node::at(int index) const
{
    for (const Node item : *this)
        if (index-- == 0)
            return item;
    return {};
}

Node::Iterator Node::begin() const { return isList() ? Iterator(m_tree, m_index + 1) : Iterator(nullptr, 0); }
Node::Iterator Node::end() const
{
    return isList() ? Iterator(m_tree, m_tree->m_values[m_index].next) : Iterator(nullptr, 0);
}

Node::Iterator& Node::Iterator::operator++()
{
    m_index = m_tree->m_values[m_index].next;
    return *this;
}

QStringList stringsOf(const Node& list)
{
    QStringList texts;
    for (const Node item : list)
        if (const Node string = item.as("String"))
            texts.append(string["sval"].text());
    return texts;
}

QByteArray parseTreeJson(const QByteArray& sql)
{
    PgQueryParseResult result = pg_query_parse(sql.constData());
    const QByteArray json = result.error ? QByteArray() : QByteArray(result.parse_tree);
    pg_query_free_parse_result(result);
    return json;
}

} // namespace espalier::dialects::postgresql
