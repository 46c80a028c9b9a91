#pragma once

#include "python/syntax_tree.h"

namespace espalier::python {

/// What is to be done with nodes of each type: found by the grammar's number, not by the name's letters.
template <typename T> class SymbolTable {
public:
    SymbolTable(std::initializer_list<std::pair<const char*, T>> entries)
        : m_entries(size_t(Node::symbolCount()))
    {
        for (int symbol = 0; symbol < Node::symbolCount(); ++symbol)
            for (const auto& [name, entry] : entries)
                if (qstrcmp(Node::symbolName(symbol), name) == 0)
                    m_entries[size_t(symbol)] = entry;
    }

    /// T() where nothing is known of it.
    T operator[](const Node& node) const
    {
        const auto symbol = size_t(node.symbol());
        return symbol < m_entries.size() ? m_entries[symbol] : T(); // that of an error is the largest number
    }

private:
    std::vector<T> m_entries;
};

} // namespace espalier::python
