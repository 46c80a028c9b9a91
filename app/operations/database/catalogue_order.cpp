#include "operations/database/catalogue_order.h"

#include "dialects/catalogue_rows.h"

#include <algorithm>

namespace espalier::operations {

namespace {

using ValueKind = dialects::CatalogueValue::Kind;

/// Less than 0, 0 or more; NULL is last, and names are compared as PostgreSQL compares those of its catalogue: byte by
/// byte.
int comparedValues(const dialects::CatalogueValue& a, const dialects::CatalogueValue& b)
{
    const bool isNull = a.kind == ValueKind::Null;
    if (isNull || b.kind == ValueKind::Null)
        return int(isNull) - int(b.kind == ValueKind::Null);
    if (a.kind == ValueKind::Number && b.kind == ValueKind::Number)
        return a.text.toLongLong() < b.text.toLongLong() ? -1 : a.text.toLongLong() > b.text.toLongLong();
    return a.text.toUtf8().compare(b.text.toUtf8());
}

/// `isSure`: becomes false where it is not known.
int comparedKeys(const std::vector<OrderKey>& a, const std::vector<OrderKey>& b, bool& isSure)
{
    for (size_t i = 0; i < a.size(); ++i) {
        isSure = isSure && a[i].owner == b[i].owner;
        if (const int order = comparedValues(*a[i].value, *b[i].value))
            return order;
    }
    return 0;
}

} // namespace

bool sortRows(std::vector<OrderedRow>& rows)
{
    if (rows.size() < 2)
        return true;
    for (const OrderedRow& row : rows)
        if (row.keys.empty() || std::any_of(row.keys.begin(), row.keys.end(), [](const OrderKey& key) {
                return !key.value || key.value->text == dialects::unknownName;
            }))
            return false;
    bool isSure = true;
    std::stable_sort(rows.begin(), rows.end(),
        [&](const OrderedRow& a, const OrderedRow& b) { return comparedKeys(a.keys, b.keys, isSure) < 0; });
    const auto mayBeSwapped = [&](const OrderedRow& a, const OrderedRow& b) {
        return a.cells != b.cells && comparedKeys(a.keys, b.keys, isSure) == 0;
    };
    return std::adjacent_find(rows.begin(), rows.end(), mayBeSwapped) == rows.end() && isSure;
}

} // namespace espalier::operations
