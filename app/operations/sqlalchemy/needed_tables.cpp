#include "operations/sqlalchemy/select.h"

#include <algorithm>

// Which tables need rows for a SELECT to have any.

namespace espalier::operations {

namespace {

using Tables = std::vector<schema::ObjectName>;
using Lists = std::vector<Tables>;

Lists neededBy(const schema::Select& query);

/// Both together have no row where one of them has none.
Lists either(const Lists& a, const Lists& b)
{
    if (a.empty() || b.empty())
        return a.empty() ? b : a;
    Lists all;
    for (const Tables& left : a)
        for (const Tables& right : b) {
            Tables both = left;
            both.insert(both.end(), right.begin(), right.end());
            all.push_back(std::move(both));
        }
    return all;
}

Lists neededBy(const schema::Source& source)
{
    using Join = schema::Source::Join;
    if (source.left && source.right) {
        if (source.join == Join::Inner)
            return either(neededBy(*source.left), neededBy(*source.right));
        return source.join == Join::LeftOuter ? neededBy(*source.left) : Lists();
    }
    if (source.query)
        return neededBy(*source.query);
    return source.table.name.isEmpty() ? Lists() : Lists{ { source.table } };
}

bool isPlainColumn(const schema::Expression& column)
{
    using Kind = schema::Expression::Kind;
    return column.is(Kind::Column) || (column.is(Kind::Label) && column.operands().front().is(Kind::Column));
}

/// Of a subquery: its FROM has to be written out.
Lists neededBy(const schema::Select& query)
{
    if (!query.parts.empty() || query.from.empty())
        return {};
    if (query.groupBy.empty() && !std::all_of(query.columns.begin(), query.columns.end(), isPlainColumn))
        return {};
    Lists all;
    for (const schema::Source& source : query.from)
        all = either(all, neededBy(source));
    return all;
}

/// Nothing but columns of tables, or groups of them: no aggregate that gives a row of nothing.
bool isOfColumns(const SelectHost& select)
{
    return !select.columns.empty()
        && (!select.groupBy.empty()
            || std::all_of(select.columns.begin(), select.columns.end(),
                [](const SelectHost::Column& column) { return column.host != nullptr; }));
}

Lists neededBy(const SelectHost& select)
{
    if (!select.parts.empty()) {
        Lists all;
        for (const auto& part : select.parts) {
            const Lists one = neededBy(*part);
            if (one.empty())
                return {};
            all.insert(all.end(), one.begin(), one.end());
        }
        return all;
    }
    const std::vector<FromPart> sources = select.sources();
    if (!isOfColumns(select) || select.fromDoubt)
        return {};
    // what is joined may make an outer join of it; a single table stands at its left
    if (select.joinDoubt && (sources.size() != 1 || !select.from.empty()))
        return {};
    Lists all;
    for (const FromPart& part : sources)
        all = either(all, neededBy(part.source));
    return all;
}

} // namespace

std::vector<std::vector<schema::ObjectName>> neededTables(const Value& select)
{
    const auto host = select.as<SelectHost>();
    return host ? neededBy(*host) : Lists();
}

} // namespace espalier::operations
