#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <string_view>
#include <vector>

// The parse trees of libpg_query, as its JSON has them: https://github.com/pganalyze/libpg_query, "Parse tree format";
// the meaning of every field stands in PostgreSQL's own src/include/nodes/parsenodes.h. Fields that are zero, false or
// null are left out there, negative integers too: those are read from the text.

namespace espalier::dialects::postgresql {

class ParseTree;

/// A value in a parse tree. Cheap to copy; valid while its tree is. What is not there is a null node, and so is
/// everything in it.
class Node {
public:
    Node() = default;

    explicit operator bool() const { return m_tree != nullptr; }
    Node operator[](std::string_view field) const;

    std::string_view field() const; ///< under which it stands
    /// The kind of a node where its place allows several: { "ColumnDef": { … } }.
    std::string_view kind() const;
    Node inner() const;
    Node as(std::string_view kind) const; ///< inner() where it is of that kind

    std::string_view raw() const; ///< of strings, for enum constants; numbers as written
    bool is(std::string_view constant) const { return raw() == constant; }
    QString text() const;
    int number(int absent = 0) const;
    bool isTrue() const { return raw() == "true"; }

    std::vector<Node> fields() const; ///< of an object

    // items of a list
    bool isList() const;
    int count() const;
    Node at(int index) const;
    Node last() const { return at(count() - 1); }
    class Iterator {
    public:
        Node operator*() const { return Node(m_tree, m_index); }
        Iterator& operator++();
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        friend class Node;
        Iterator(const ParseTree* tree, quint32 index)
            : m_tree(tree)
            , m_index(index)
        { }
        const ParseTree* m_tree;
        quint32 m_index;
    };
    Iterator begin() const;
    Iterator end() const;
    friend bool operator==(const Node&, const Node&) = default; ///< the same place of the same tree

private:
    friend class ParseTree;
    Node(const ParseTree* tree, quint32 index)
        : m_tree(tree)
        , m_index(index)
    { }
    const ParseTree* m_tree = nullptr;
    quint32 m_index = 0;
};

class ParseTree {
public:
    /// `json` as libpg_query writes it; anything else makes an empty tree.
    explicit ParseTree(QByteArray json);
    ParseTree(const ParseTree&) = delete;
    ParseTree& operator=(const ParseTree&) = delete;

    Node root() const { return m_values.empty() ? Node() : Node(this, 0); }
    /// Every value of that field, wherever it stands; in the order of the text mostly.
    std::vector<Node> all(std::string_view field) const;
    /// The object that has this one of its fields.
    Node parentOf(const Node& node) const;

private:
    friend class Node;
    enum class Kind : quint8 { Object, List, String, Other };
    struct Value {
        quint32 key = 0; ///< position in the JSON; 0 is none
        quint32 keySize = 0;
        quint32 begin = 0; ///< of strings and numbers
        quint32 size = 0;
        quint32 next = 0; ///< index after everything within
        quint32 parent = 0;
        Kind kind = Kind::Other;
    };
    bool read();
    bool readScalar(Value& value, qsizetype& position) const;
    std::string_view slice(quint32 begin, quint32 size) const
    {
        return { m_json.constData() + begin, static_cast<size_t>(size) };
    }
    std::string_view keyOf(const Value& value) const { return slice(value.key, value.keySize); }

    QByteArray m_json;
    std::vector<Value> m_values;
};

/// What libpg_query's parser makes of the text; empty where it is no SQL.
QByteArray parseTreeJson(const QByteArray& sql);

/// The texts of a list of String nodes.
QStringList stringsOf(const Node& list);

} // namespace espalier::dialects::postgresql
