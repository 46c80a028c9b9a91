#pragma once

#include "dialects/postgresql/sql_reading.h"

namespace espalier::dialects::postgresql {

/// Reads FROM and WHERE of a SELECT over the catalogue. Whatever is not simple makes a function false or nothing: then
/// there is no CatalogueQuery.
class CatalogueReader {
public:
    explicit CatalogueReader(const sql::StatementText& text, const BlockVariables* variables = nullptr)
        : m_text(text)
        , m_binds(text.binds())
        , m_variables(variables)
    { }

    bool readSources(const Node& select); ///< its FROM and WHERE, and nothing else that would filter or group
    std::optional<CatalogueColumn> column(const Node& expression) const;
    std::optional<CatalogueValue> value(const Node& expression) const;
    /// to_regclass('x') and its like.
    bool readLookup(const Node& call);
    CatalogueQuery query;

private:
    struct Source {
        QString alias; ///< or the relation's own name
        int relation;
    };
    bool addSource(const Node& from);
    bool addCondition(const Node& condition);
    bool addNegated(const Node& condition);
    bool addAlternatives(const Node& conditions);
    bool addOperator(const Node& expression);
    bool addComparison(const Node& left, const Node& right, bool isEqual);
    bool addIn(const Node& left, const Node& items, bool isEqual);
    bool addJoin(const CatalogueColumn& left, const Node& sublink);
    bool add(const std::optional<CatalogueColumn>& column, CatalogueCondition::Test test,
        std::vector<CatalogueValue> values);
    std::optional<CatalogueValue> constant(const Node& node) const;

    const sql::StatementText& m_text;
    QMap<int, QString> m_binds;
    const BlockVariables* m_variables;
    std::vector<Source> m_sources; ///< of this SELECT; a subquery's are gone again behind it
};

} // namespace espalier::dialects::postgresql
