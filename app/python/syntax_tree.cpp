#include "python/syntax_tree.h"

#include "python/symbol_table.h"

#include <QCoreApplication>
#include <string_view>
#include <tree_sitter/api.h>
#include <unordered_map>

extern "C" const TSLanguage* tree_sitter_python();

namespace espalier::python {

namespace {

constexpr qsizetype shownLength = 40;

// What the grammar accepts for the sake of Python 2.
bool isPythonTwo(const Node& node)
{
    if (node.is("print_statement") || node.is("exec_statement"))
        return true;
    return node.is("<>");
}

QString firstWords(const Node& node)
{
    QString words = QString::fromUtf8(node.bytes().first(qMin(node.bytes().size(), 4 * shownLength))).simplified();
    if (words.size() > shownLength)
        words = words.left(shownLength) + QChar(0x2026);
    return words;
}

} // namespace

// ---- Node

int Node::symbolCount() { return static_cast<int>(ts_language_symbol_count(tree_sitter_python())); }

const char* Node::symbolName(int symbol)
{
    static const std::vector<const char*> names = [] {
        std::vector<const char*> all;
        for (int i = 0; i < symbolCount(); ++i)
            all.push_back(ts_language_symbol_name(tree_sitter_python(), static_cast<TSSymbol>(i)));
        return all;
    }();
    return size_t(symbol) < names.size() // that of an error is the largest number
        ? names[size_t(symbol)]
        : ts_language_symbol_name(tree_sitter_python(), static_cast<TSSymbol>(symbol));
}

const char* Node::type() const { return isNull() ? "" : symbolName(record().symbol); }

Node Node::parent() const { return isNull() || record().parent == m_index ? Node() : Node(*m_tree, record().parent); }

Node Node::nextSibling() const { return isNull() || !record().next ? Node() : Node(*m_tree, record().next); }

Node Node::field(const char* name) const
{
    static const std::vector<const char*> names = [] {
        std::vector<const char*> all{ "" };
        for (quint32 field = 1; field <= ts_language_field_count(tree_sitter_python()); ++field)
            all.push_back(ts_language_field_name_for_id(tree_sitter_python(), static_cast<TSFieldId>(field)));
        return all;
    }();
    for (Node child = firstChild(); child; child = child.nextSibling()) {
        const quint8 field = child.record().field;
        if (field && field < names.size() && std::strcmp(names[field], name) == 0)
            return child;
    }
    return {};
}

Children Node::children() const { return { firstChild(), false }; }
Children Node::allChildren() const { return { firstChild(), true }; }

Node Children::value(qsizetype index) const
{
    Iterator at = begin();
    while (at != end() && index-- > 0)
        ++at;
    return *at;
}

Node Children::last() const
{
    Node last;
    for (const Node& child : *this)
        last = child;
    return last;
}

// ---- SyntaxTree

namespace {

/// Copies a tree of tree-sitter's in one walk, whose nodes are asked for over and over: there, a name of a child is a
/// search and a list of children an allocation.
class Copier {
public:
    Copier(const TSTree& tree, Node::Tree& to)
        : m_cursor(ts_tree_cursor_new(ts_tree_root_node(&tree)))
        , m_to(to)
    { }
    ~Copier() { ts_tree_cursor_delete(&m_cursor); }
    Copier(const Copier&) = delete;
    Copier& operator=(const Copier&) = delete;

    /// False where it was cancelled.
    bool run(const core::CancelToken& cancel)
    {
        constexpr size_t slice = 1 << 16;
        add(0);
        for (;;) {
            if (m_to.records.size() % slice == 0 && cancel.isCancelled())
                return false;
            const auto last = static_cast<quint32>(m_to.records.size() - 1);
            if (ts_tree_cursor_goto_first_child(&m_cursor)) {
                m_to.records[last].marks |= Node::Parent;
                add(last);
                continue;
            }
            quint32 at = last;
            while (!ts_tree_cursor_goto_next_sibling(&m_cursor)) {
                if (!ts_tree_cursor_goto_parent(&m_cursor))
                    return true;
                at = m_to.records[at].parent;
            }
            m_to.records[at].next = static_cast<quint32>(m_to.records.size());
            add(m_to.records[at].parent);
        }
    }

private:
    void add(quint32 parent)
    {
        const TSNode node = ts_tree_cursor_current_node(&m_cursor);
        const TSSymbol symbol = ts_node_symbol(node);
        const char* const type = ts_node_type(node);
        Node::Record record{};
        record.symbol = symbol;
        record.field = static_cast<quint8>(ts_tree_cursor_current_field_id(&m_cursor));
        record.start = ts_node_start_byte(node);
        record.end = ts_node_end_byte(node);
        record.line = ts_node_start_point(node).row + 1;
        record.parent = parent;
        if (ts_node_is_named(node))
            record.marks |= Node::Named;
        if (ts_node_is_missing(node))
            record.marks |= Node::Missing;
        if (ts_node_has_error(node))
            record.marks |= Node::Error;
        if (qstrcmp(type, "comment") == 0)
            record.marks |= Node::Comment;
        if (qstrcmp(type, "identifier") == 0) {
            record.marks |= Node::Identifier;
            record.word = word(QByteArrayView(m_to.source).sliced(record.start, record.end - record.start));
        }
        m_to.records.push_back(record);
    }

    quint32 word(QByteArrayView bytes)
    {
        const auto [found, isNew] = m_words.try_emplace(
            std::string_view(bytes.data(), size_t(bytes.size())), static_cast<quint32>(m_to.words.size()));
        if (isNew)
            m_to.words.push_back(QString::fromUtf8(bytes));
        return found->second;
    }

    TSTreeCursor m_cursor;
    Node::Tree& m_to;
    std::unordered_map<std::string_view, quint32> m_words;
};

TSParser* parserOfThread()
{
    thread_local const std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser = [] {
        std::unique_ptr<TSParser, decltype(&ts_parser_delete)> made(ts_parser_new(), ts_parser_delete);
        ts_parser_set_language(made.get(), tree_sitter_python());
        return made;
    }();
    return parser.get();
}

} // namespace

core::Result<SyntaxTree> SyntaxTree::parse(const QByteArray& source, const core::CancelToken& cancel, int limitMs)
{
    TSParser* const parser = parserOfThread();
    ts_parser_set_timeout_micros(parser, static_cast<uint64_t>(limitMs) * 1000);
    size_t stop = 0;
    std::unique_ptr<TSTree, decltype(&ts_tree_delete)> parsed(nullptr, ts_tree_delete);
    {
        const core::CancelHook hook
            = cancel.onCancel([&stop] { __atomic_store_n(&stop, size_t(1), __ATOMIC_SEQ_CST); });
        ts_parser_set_cancellation_flag(parser, &stop);
        parsed.reset(ts_parser_parse_string(parser, nullptr, source.constData(), static_cast<uint32_t>(source.size())));
        ts_parser_set_cancellation_flag(parser, nullptr);
        ts_parser_reset(parser); // else the next text would be taken for the rest of one that was given up
    }
    if (!parsed && !cancel.isCancelled())
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The script's syntax is too tangled to be read in time."));
    auto copy = std::make_shared<Node::Tree>();
    copy->source = source;
    if (!parsed || !Copier(*parsed, *copy).run(cancel))
        return core::cancelled();
    SyntaxTree tree;
    tree.m_tree = std::move(copy);
    return tree;
}

std::optional<SyntaxTree> SyntaxTree::restored(const QByteArray& source, std::vector<Node::Record> records)
{
    auto copy = std::make_shared<Node::Tree>();
    const size_t count = records.size();
    for (size_t i = 0; i < count; ++i) {
        const Node::Record& record = records[i];
        const bool isRoot = i == 0;
        if (record.start > record.end || record.end > size_t(source.size()) || record.parent > i
            || (isRoot ? record.next != 0 : record.parent == i || (record.next && record.next <= i))
            || record.next >= count || ((record.marks & Node::Parent) && i + 1 == count))
            return std::nullopt;
        if (!(record.marks & Node::Identifier))
            continue;
        if (record.word > copy->words.size())
            return std::nullopt;
        if (record.word == copy->words.size())
            copy->words.push_back(
                QString::fromUtf8(QByteArrayView(source).sliced(record.start, record.end - record.start)));
    }
    if (!count)
        return std::nullopt;
    copy->source = source;
    copy->records = std::move(records);
    SyntaxTree tree;
    tree.m_tree = std::move(copy);
    return tree;
}

QByteArray SyntaxTree::fingerprint()
{
    const TSLanguage* const language = tree_sitter_python();
    QByteArray print = QByteArray::number(sizeof(Node::Record)) + ' ' + QByteArray::number(QSysInfo::ByteOrder) + ' '
        + QByteArray::number(ts_language_version(language)) + ' '
        + QByteArray::number(ts_language_state_count(language));
    for (int symbol = 0; symbol < Node::symbolCount(); ++symbol)
        print += QByteArray(" ") + Node::symbolName(symbol);
    for (quint32 field = 1; field <= ts_language_field_count(language); ++field)
        print += QByteArray(" ") + ts_language_field_name_for_id(language, static_cast<TSFieldId>(field));
    return print;
}

bool SyntaxTree::isComment(qsizetype offset) const
{
    Node at = root();
    for (Node child = at.firstChild(); child;) {
        const bool isIn = child.start() <= offset && offset < child.end();
        at = isIn ? child : at;
        child = isIn ? child.firstChild() : child.nextSibling();
    }
    return at.isComment();
}

int SyntaxTree::firstErrorLine(QString* what) const
{
    for (size_t i = 0; i < m_tree->records.size(); ++i) {
        const Node node(*m_tree, i);
        if (!node.isMissing() && !node.is("ERROR") && !isPythonTwo(node))
            continue;
        if (what)
            *what = node.isMissing() ? QStringLiteral("missing %1").arg(QLatin1String(node.type())) : firstWords(node);
        return node.line();
    }
    return 0;
}

bool isSplat(const Node& element)
{
    enum class Part { Other, BeginsWithPart, Splat };
    static const SymbolTable<Part> parts{ { "call", Part::BeginsWithPart }, { "attribute", Part::BeginsWithPart },
        { "subscript", Part::BeginsWithPart }, { "boolean_operator", Part::BeginsWithPart },
        { "binary_operator", Part::BeginsWithPart }, { "conditional_expression", Part::BeginsWithPart },
        { "list_splat", Part::Splat }, { "list_splat_pattern", Part::Splat } };
    Node leftmost = element;
    while (parts[leftmost] == Part::BeginsWithPart)
        leftmost = leftmost.firstNamed();
    return parts[leftmost] == Part::Splat;
}

} // namespace espalier::python
