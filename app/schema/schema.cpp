#include "schema/schema.h"

#include "schema/shared_equal.h"

namespace espalier::schema {

namespace {

template <typename Key, typename T>
bool sameObjects(const QMap<Key, std::shared_ptr<const T>>& a, const QMap<Key, std::shared_ptr<const T>>& b)
{
    if (a.size() != b.size())
        return false;
    for (auto left = a.cbegin(), right = b.cbegin(); left != a.cend(); ++left, ++right)
        if (left.key() != right.key() || !sharedEqual(left.value(), right.value()))
            return false;
    return true;
}

} // namespace

void Schema::put(Table table)
{
    const ObjectName name = table.name;
    tables.insert(name, std::make_shared<const Table>(std::move(table)));
}

void Schema::put(EnumType type)
{
    const ObjectName name = type.name;
    enums.insert(name, std::make_shared<const EnumType>(std::move(type)));
}

void Schema::put(Sequence sequence)
{
    const ObjectName name = sequence.name;
    sequences.insert(name, std::make_shared<const Sequence>(std::move(sequence)));
}

void Schema::put(View view)
{
    const ObjectName name = view.name;
    views.insert(name, std::make_shared<const View>(std::move(view)));
}

void Schema::put(OpaqueObject object)
{
    const OpaqueKey key{ object.kind, object.name, object.table };
    others.insert(key, std::make_shared<const OpaqueObject>(std::move(object)));
}

bool operator==(const Schema& a, const Schema& b)
{
    return sameObjects(a.tables, b.tables) && sameObjects(a.enums, b.enums) && sameObjects(a.sequences, b.sequences)
        && sameObjects(a.views, b.views) && sameObjects(a.others, b.others) && a.schemas == b.schemas
        && a.assumed == b.assumed && a.incomplete == b.incomplete;
}

} // namespace espalier::schema
