#pragma once

#include "core/cancel.h"

#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <QByteArray>
#include <QString>
#include <vector>

namespace espalier::python {

class Children;

/// A node of a syntax tree; valid as long as the tree. A null node answers every question with "nothing".
class Node {
public:
    /// What is kept of a node. They stand in the order of the text, parents first, so that a node's first child is the
    /// next one.
    struct Record {
        quint16 symbol; ///< the grammar's number of its type
        quint8 field; ///< the grammar's number of the name that its parent has for it, 0 for none
        quint8 marks;
        quint32 start, end; ///< bytes
        quint32 line; ///< from 1
        quint32 parent; ///< itself for the root
        quint32 next; ///< the next child of its parent, 0 for none
        quint32 word; ///< into Tree::words, of an identifier; numbered as they first stand in the text
    };
    enum Mark : quint8 { Named = 1, Missing = 2, Error = 4, Comment = 8, Parent = 16, Identifier = 32 };
    struct Tree {
        QByteArray source;
        std::vector<Record> records;
        std::vector<QString> words; ///< each identifier once
    };

    Node() = default;
    Node(const Tree& tree, size_t index)
        : m_tree(&tree)
        , m_index(index)
    { }

    bool operator==(const Node& other) const = default;
    bool isNull() const { return !m_tree; }
    explicit operator bool() const { return !isNull(); }
    /// The grammar's name of it, e.g. "assignment"; "" for a null node.
    const char* type() const;
    bool is(const char* name) const
    {
        const char* const own = type();
        return *own == *name && std::strcmp(own, name) == 0;
    }
    /// The grammar's number of the type, below symbolCount(); 0 for a null node.
    int symbol() const { return isNull() ? 0 : record().symbol; }
    static int symbolCount();
    static const char* symbolName(int symbol);

    bool isNamed() const { return has(Named); }
    bool isMissing() const { return has(Missing); }
    bool hasError() const { return has(Error); } ///< it or one within
    bool isComment() const { return has(Comment); }
    /// From 1.
    int line() const { return isNull() ? 0 : static_cast<int>(record().line); }
    int endLine() const { return line() + static_cast<int>(bytes().count('\n')); }
    qsizetype start() const { return isNull() ? 0 : record().start; }
    qsizetype end() const { return isNull() ? 0 : record().end; }
    QByteArrayView bytes() const
    {
        return isNull() ? QByteArrayView() : QByteArrayView(m_tree->source).sliced(start(), end() - start());
    }
    QString text() const { return has(Identifier) ? m_tree->words[record().word] : QString::fromUtf8(bytes()); }

    Node parent() const;
    /// The child that the grammar gives this name, e.g. "left".
    Node field(const char* name) const;
    /// Named children without comments.
    Children children() const;
    /// All children, punctuation and keywords too.
    Children allChildren() const;
    /// The next child of the same parent, punctuation and keywords too.
    Node nextSibling() const;
    /// The first of children(); null where there is none.
    Node firstNamed() const;
    Node firstChild() const { return has(Parent) ? Node(*m_tree, m_index + 1) : Node(); }

private:
    const Record& record() const { return m_tree->records[m_index]; }
    bool has(Mark mark) const { return m_tree && (record().marks & mark); }

    const Tree* m_tree = nullptr;
    size_t m_index = 0;
};

/// The children of a node, walked from the first to the last.
class Children {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Node;
        using difference_type = std::ptrdiff_t;
        using pointer = const Node*;
        using reference = const Node&;
        Iterator() = default;
        Iterator(Node node, bool isAll)
            : m_node(node)
            , m_isAll(isAll)
        {
            skip();
        }
        const Node& operator*() const { return m_node; }
        const Node* operator->() const { return &m_node; }
        Iterator& operator++()
        {
            m_node = m_node.nextSibling();
            skip();
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator old = *this;
            ++*this;
            return old;
        }
        bool operator==(const Iterator& other) const { return m_node == other.m_node; }

    private:
        void skip()
        {
            while (!m_isAll && !m_node.isNull() && (!m_node.isNamed() || m_node.isComment()))
                m_node = m_node.nextSibling();
        }
        Node m_node;
        bool m_isAll = false;
    };
    using const_iterator = Iterator;
    using value_type = Node;

    Children() = default;
    Children(Node first, bool isAll)
        : m_begin(first, isAll)
    { }
    Iterator begin() const { return m_begin; }
    Iterator end() const { return {}; }
    bool isEmpty() const { return begin() == end(); }
    qsizetype size() const { return std::distance(begin(), end()); }
    /// Null beyond the last.
    Node value(qsizetype index) const;
    Node operator[](qsizetype index) const { return value(index); }
    Node first() const { return *begin(); }
    Node last() const;

private:
    Iterator m_begin;
};

inline Node Node::firstNamed() const { return children().first(); }

/// A Python file's syntax, by tree-sitter's error-tolerant grammar. Immutable and cheap to copy; any thread may read
/// it.
class SyntaxTree {
public:
    /// Parses UTF-8 text (see decodeSource()). Never fails on the text; fails only when cancelled or past the time
    /// limit (Refused), which hostile input can bring about.
    static core::Result<SyntaxTree> parse(
        const QByteArray& source, const core::CancelToken& cancel = {}, int limitMs = 20000);

    /// What parse() made of this text before, from what records() gave then; nullopt where it cannot be that.
    static std::optional<SyntaxTree> restored(const QByteArray& source, std::vector<Node::Record> records);
    const std::vector<Node::Record>& records() const { return m_tree->records; }
    /// What records depend on beside the text: the grammar and their layout.
    static QByteArray fingerprint();

    Node root() const { return { *m_tree, 0 }; }
    const QByteArray& source() const { return m_tree->source; }
    bool isComment(qsizetype offset) const;
    /// Line of the first place that is not Python 3, 0 where there is none. `what` gets a few words of it.
    int firstErrorLine(QString* what = nullptr) const;

private:
    std::shared_ptr<const Node::Tree> m_tree;
};

/// Whether an element of a list, or an argument, is `*` and what gives more of them. The grammar hangs the star of
/// `*f(x)` on `f` alone.
bool isSplat(const Node& element);

} // namespace espalier::python
