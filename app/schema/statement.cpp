#include "schema/statement.h"

#include "schema/shared_equal.h"

#include <algorithm>

namespace espalier::schema {

namespace {

const Expression* unknownIn(const std::vector<Expression>& expressions)
{
    for (const Expression& expression : expressions)
        if (const Expression* found = expression.firstUnknown())
            return found;
    return nullptr;
}

const Expression* unknownIn(const std::optional<Expression>& expression)
{
    return expression ? expression->firstUnknown() : nullptr;
}

const Expression* unknownIn(const std::vector<Assignment>& values)
{
    for (const Assignment& assignment : values)
        if (const Expression* found = assignment.value.firstUnknown())
            return found;
    return nullptr;
}

const Expression* unknownIn(const Source& source)
{
    const Expression* found = source.query ? firstUnknown(*source.query) : nullptr;
    if (!found && source.left)
        found = unknownIn(*source.left);
    if (!found && source.right)
        found = unknownIn(*source.right);
    return found ? found : unknownIn(source.on);
}

const Expression* unknownIn(const std::vector<Source>& sources)
{
    for (const Source& source : sources)
        if (const Expression* found = unknownIn(source))
            return found;
    return nullptr;
}

template <typename... Parts> const Expression* firstOf(const Parts&... parts)
{
    const Expression* found = nullptr;
    ((found = found ? found : unknownIn(parts)), ...);
    return found;
}

const Expression* unknownOf(const Expression& expression) { return expression.firstUnknown(); }
const Expression* unknownOf(const Select& select) { return firstUnknown(select); }
const Expression* unknownOf(const Update& update)
{
    return firstOf(update.values, update.from, update.where, update.returning);
}
const Expression* unknownOf(const Delete& statement)
{
    return firstOf(statement.from, statement.where, statement.returning);
}
const Expression* unknownOf(const Insert& insert)
{
    for (const std::vector<Assignment>& row : insert.rows)
        if (const Expression* found = unknownIn(row))
            return found;
    const Expression* found = insert.from ? firstUnknown(*insert.from) : unknownIn(insert.returning);
    if (found || !insert.onConflict)
        return found;
    const OnConflict& conflict = *insert.onConflict;
    return firstOf(conflict.elements, conflict.elementsWhere, conflict.values, conflict.where);
}

} // namespace

Source Source::joined(Source left, Source right, std::optional<Expression> on, Join join)
{
    Source source;
    source.join = join;
    source.left = std::make_shared<const Source>(std::move(left));
    source.right = std::make_shared<const Source>(std::move(right));
    source.on = std::move(on);
    return source;
}

bool operator==(const Source& a, const Source& b)
{
    return a.table == b.table && a.alias == b.alias && a.join == b.join && a.on == b.on && sharedEqual(a.query, b.query)
        && sharedEqual(a.common, b.common) && sharedEqual(a.left, b.left) && sharedEqual(a.right, b.right);
}

bool operator==(const Select& a, const Select& b)
{
    return a.columns == b.columns && a.distinct == b.distinct && a.from == b.from && a.where == b.where
        && a.groupBy == b.groupBy && a.having == b.having && a.orderBy == b.orderBy && a.limit == b.limit
        && a.offset == b.offset && a.forUpdate == b.forUpdate && a.setOperator == b.setOperator
        && std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
            [](const auto& x, const auto& y) { return sharedEqual(x, y); });
}

bool operator==(const Insert& a, const Insert& b)
{
    return a.table == b.table && a.rows == b.rows && a.columns == b.columns && a.returning == b.returning
        && a.key == b.key && a.isKeyCounted == b.isKeyCounted && a.onConflict == b.onConflict
        && sharedEqual(a.from, b.from);
}

bool operator==(const Update& a, const Update& b)
{
    return a.table == b.table && a.values == b.values && a.from == b.from && a.where == b.where
        && a.returning == b.returning;
}

bool operator==(const Delete& a, const Delete& b)
{
    return a.table == b.table && a.from == b.from && a.where == b.where && a.returning == b.returning;
}

const Expression* firstUnknown(const Select& select)
{
    for (const auto& part : select.parts)
        if (const Expression* found = firstUnknown(*part))
            return found;
    return firstOf(select.columns, select.from, select.where, select.groupBy, select.having, select.orderBy,
        select.limit, select.offset);
}

const Expression* firstUnknown(const Statement& statement)
{
    return std::visit([](const auto& one) { return unknownOf(one); }, statement);
}

} // namespace espalier::schema
