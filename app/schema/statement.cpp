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

const Expression* unknownOf(const Writing& writing);

const Expression* unknownIn(const Source& source)
{
    const Expression* found = source.query ? firstUnknown(*source.query) : nullptr;
    if (!found && source.common && source.common->writing)
        found = unknownOf(*source.common->writing);
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
    return firstOf(update.values, update.from, update.where, update.returning, update.with);
}
const Expression* unknownOf(const Delete& statement)
{
    return firstOf(statement.from, statement.where, statement.returning, statement.with);
}
const Expression* unknownOf(const Insert& insert)
{
    for (const std::vector<Assignment>& row : insert.rows)
        if (const Expression* found = unknownIn(row))
            return found;
    const Expression* found = insert.from ? firstUnknown(*insert.from) : nullptr;
    found = found ? found : firstOf(insert.returning, insert.with);
    if (found || !insert.onConflict)
        return found;
    const OnConflict& conflict = *insert.onConflict;
    return firstOf(conflict.elements, conflict.elementsWhere, conflict.values, conflict.where);
}
const Expression* unknownOf(const Writing& writing)
{
    return std::visit([](const auto& one) { return unknownOf(one); }, writing.statement);
}

/// Goes through a statement to what writes in its common tables.
class Writings {
public:
    std::vector<const Writing*> found;

    void of(const Expression& expression)
    {
        for (const Expression& operand : expression.operands())
            of(operand);
        if (expression.query())
            of(*expression.query());
    }
    void of(const Select& select)
    {
        for (const auto& part : select.parts)
            of(*part);
        ofAll(select.columns, select.from, select.where, select.groupBy, select.having, select.orderBy, select.with);
    }
    void of(const Insert& insert)
    {
        ofAll(insert.rows, insert.returning, insert.with);
        if (insert.from)
            of(*insert.from);
        if (insert.onConflict)
            ofAll(insert.onConflict->values, insert.onConflict->where);
    }
    void of(const Update& update) { ofAll(update.values, update.from, update.where, update.returning, update.with); }
    void of(const Delete& one) { ofAll(one.from, one.where, one.returning, one.with); }

private:
    void of(const Assignment& assignment) { of(assignment.value); }
    void of(const Source& source)
    {
        if (source.query)
            of(*source.query);
        if (source.common && source.common->writing
            && std::find(found.begin(), found.end(), source.common->writing.get()) == found.end()) {
            found.push_back(source.common->writing.get());
            std::visit([this](const auto& one) { of(one); }, source.common->writing->statement);
        }
        if (source.left && source.right)
            ofAll(*source.left, *source.right, source.on);
    }
    template <typename T> void of(const std::vector<T>& all)
    {
        for (const T& one : all)
            of(one);
    }
    template <typename T> void of(const std::optional<T>& one)
    {
        if (one)
            of(*one);
    }
    template <typename... Parts> void ofAll(const Parts&... parts) { (of(parts), ...); }
};

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

bool operator==(const CommonTable& a, const CommonTable& b)
{
    return a.name == b.name && a.isRecursive == b.isRecursive && a.columns == b.columns && a.isNested == b.isNested
        && sharedEqual(a.writing, b.writing);
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
        && a.offset == b.offset && a.forUpdate == b.forUpdate && a.setOperator == b.setOperator && a.with == b.with
        && std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
            [](const auto& x, const auto& y) { return sharedEqual(x, y); });
}

bool operator==(const Insert& a, const Insert& b)
{
    return a.table == b.table && a.rows == b.rows && a.columns == b.columns && a.returning == b.returning
        && a.key == b.key && a.isKeyCounted == b.isKeyCounted && a.onConflict == b.onConflict && a.with == b.with
        && sharedEqual(a.from, b.from);
}

bool operator==(const Update& a, const Update& b)
{
    return a.table == b.table && a.values == b.values && a.from == b.from && a.where == b.where
        && a.returning == b.returning && a.with == b.with;
}

bool operator==(const Delete& a, const Delete& b)
{
    return a.table == b.table && a.from == b.from && a.where == b.where && a.returning == b.returning
        && a.with == b.with;
}

const Expression* firstUnknown(const Select& select)
{
    for (const auto& part : select.parts)
        if (const Expression* found = firstUnknown(*part))
            return found;
    return firstOf(select.columns, select.from, select.where, select.groupBy, select.having, select.orderBy,
        select.limit, select.offset, select.with);
}

const Expression* firstUnknown(const Statement& statement)
{
    return std::visit([](const auto& one) { return unknownOf(one); }, statement);
}

std::vector<const Writing*> writingsIn(const Statement& statement)
{
    Writings writings;
    std::visit([&](const auto& one) { writings.of(one); }, statement);
    return writings.found;
}

} // namespace espalier::schema
