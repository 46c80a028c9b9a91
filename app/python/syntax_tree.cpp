#include "python/syntax_tree.h"

#include <array>
#include <QCoreApplication>

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

Node Node::field(const char* name) const
{
    if (isNull())
        return {};
    return { ts_node_child_by_field_name(m_node, name, static_cast<uint32_t>(qstrlen(name))), m_source };
}

QList<Node> Node::children() const
{
    QList<Node> found;
    for (const Node& child : allChildren()) {
        if (child.isNamed() && !child.is("comment"))
            found.append(child);
    }
    return found;
}

QList<Node> Node::allChildren() const
{
    QList<Node> found;
    if (isNull())
        return found;
    // a cursor: ts_node_child() starts from the first child at every call
    TSTreeCursor cursor = ts_tree_cursor_new(m_node);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
        do
            found.append(Node(ts_tree_cursor_current_node(&cursor), m_source));
        while (ts_tree_cursor_goto_next_sibling(&cursor));
    }
    ts_tree_cursor_delete(&cursor);
    return found;
}

core::Result<SyntaxTree> SyntaxTree::parse(const QByteArray& source, const core::CancelToken& cancel, int limitMs)
{
    SyntaxTree tree;
    tree.m_source = std::make_shared<const QByteArray>(source);
    const std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(), ts_parser_delete);
    ts_parser_set_language(parser.get(), tree_sitter_python());
    ts_parser_set_timeout_micros(parser.get(), static_cast<uint64_t>(limitMs) * 1000);
    size_t stop = 0;
    const core::CancelHook hook = cancel.onCancel([&stop] { __atomic_store_n(&stop, size_t(1), __ATOMIC_SEQ_CST); });
    ts_parser_set_cancellation_flag(parser.get(), &stop);
    TSTree* parsed = ts_parser_parse_string(
        parser.get(), nullptr, tree.m_source->constData(), static_cast<uint32_t>(tree.m_source->size()));
    if (!parsed && cancel.isCancelled())
        return core::cancelled();
    if (!parsed)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The script's syntax is too tangled to be read in time."));
    tree.m_tree = std::shared_ptr<TSTree>(parsed, ts_tree_delete);
    return tree;
}

Node SyntaxTree::root() const { return { ts_tree_root_node(m_tree.get()), m_source.get() }; }

bool SyntaxTree::isComment(qsizetype offset) const
{
    const auto at = static_cast<uint32_t>(offset);
    return Node(ts_node_descendant_for_byte_range(ts_tree_root_node(m_tree.get()), at, at + 1), m_source.get())
        .is("comment");
}

int SyntaxTree::firstErrorLine(QString* what) const
{
    // depth first without recursion: hostile input nests deeply
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(m_tree.get()));
    int line = 0;
    const auto judge = [&] {
        const Node node(ts_tree_cursor_current_node(&cursor), m_source.get());
        if (!node.isMissing() && !node.is("ERROR") && !isPythonTwo(node))
            return false;
        line = node.line();
        if (what)
            *what = node.isMissing() ? QStringLiteral("missing %1").arg(QLatin1String(node.type())) : firstWords(node);
        return true;
    };
    bool done = judge();
    while (!done) {
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            done = judge();
            continue;
        }
        bool isAbove = false;
        while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
            if (!ts_tree_cursor_goto_parent(&cursor)) {
                isAbove = true;
                break;
            }
        }
        done = isAbove || judge();
    }
    ts_tree_cursor_delete(&cursor);
    return line;
}

} // namespace espalier::python
