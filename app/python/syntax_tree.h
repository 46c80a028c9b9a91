#pragma once

#include "core/cancel.h"

#include <memory>
#include <QByteArray>
#include <QList>
#include <QString>
#include <tree_sitter/api.h>

namespace espalier::python {

/// A node of a syntax tree; valid as long as the tree. A null node answers every question with "nothing".
class Node {
public:
    Node() = default;
    Node(TSNode node, const QByteArray* source)
        : m_node(node)
        , m_source(source)
    { }

    bool isNull() const { return !m_source || ts_node_is_null(m_node); }
    explicit operator bool() const { return !isNull(); }
    /// The grammar's name of it, e.g. "assignment"; "" for a null node.
    const char* type() const { return isNull() ? "" : ts_node_type(m_node); }
    bool is(const char* name) const { return qstrcmp(type(), name) == 0; }
    bool isNamed() const { return !isNull() && ts_node_is_named(m_node); }
    bool isMissing() const { return !isNull() && ts_node_is_missing(m_node); }
    bool hasError() const { return !isNull() && ts_node_has_error(m_node); }
    /// From 1.
    int line() const { return isNull() ? 0 : static_cast<int>(ts_node_start_point(m_node).row) + 1; }
    int endLine() const { return isNull() ? 0 : static_cast<int>(ts_node_end_point(m_node).row) + 1; }
    qsizetype start() const { return isNull() ? 0 : static_cast<qsizetype>(ts_node_start_byte(m_node)); }
    qsizetype end() const { return isNull() ? 0 : static_cast<qsizetype>(ts_node_end_byte(m_node)); }
    QByteArrayView bytes() const
    {
        return isNull() ? QByteArrayView() : QByteArrayView(*m_source).sliced(start(), end() - start());
    }
    QString text() const { return QString::fromUtf8(bytes()); }

    Node parent() const { return isNull() ? Node() : Node(ts_node_parent(m_node), m_source); }
    /// The child that the grammar gives this name, e.g. "left".
    Node field(const char* name) const;
    /// Named children without comments.
    QList<Node> children() const;
    /// All children, punctuation and keywords too.
    QList<Node> allChildren() const;

private:
    TSNode m_node{};
    const QByteArray* m_source = nullptr;
};

/// A Python file's syntax, by tree-sitter's error-tolerant grammar. Immutable and cheap to copy; any thread may read
/// it.
class SyntaxTree {
public:
    /// Parses UTF-8 text (see decodeSource()). Never fails on the text; fails only when cancelled or past the time
    /// limit (Refused), which hostile input can bring about.
    static core::Result<SyntaxTree> parse(
        const QByteArray& source, const core::CancelToken& cancel = {}, int limitMs = 20000);

    Node root() const;
    const QByteArray& source() const { return *m_source; }
    bool isComment(qsizetype offset) const;
    /// Line of the first place that is not Python 3, 0 where there is none. `what` gets a few words of it.
    int firstErrorLine(QString* what = nullptr) const;

private:
    std::shared_ptr<const QByteArray> m_source;
    std::shared_ptr<TSTree> m_tree;
};

} // namespace espalier::python
