#include "schema/likely_renames.h"

#include <algorithm>
#include <QMap>

namespace espalier::schema {

namespace {

/// A column or table that comes or goes.
struct Candidate {
    size_t place = 0;
    QString name;
    QString type; ///< of columns
    QSet<QString> columns; ///< of tables: names with their types
};

QString typeText(const Column& column, const ObjectName& table, const SchemaRules& rules)
{
    Table owner;
    owner.name = table;
    owner.columns = { column };
    const ComparableColumn comparable = rules.comparable(column, owner);
    return comparable.type + (comparable.isNullable ? QStringLiteral(" null") : QStringLiteral(" not null"));
}

bool areAlike(const QString& a, const QString& b)
{
    return a.contains(b, Qt::CaseInsensitive) || b.contains(a, Qt::CaseInsensitive);
}

bool isMostlySame(const Candidate& a, const Candidate& b)
{
    const auto common = static_cast<double>(QSet<QString>(a.columns).intersect(b.columns).size());
    const auto all = static_cast<double>(QSet<QString>(a.columns).unite(b.columns).size());
    constexpr double most = 0.75;
    return all >= 2 && common / all >= most;
}

/// Each of one side with the only one of the other that it may be.
template <typename MayBe, typename Found>
void match(const std::vector<Candidate>& removed, const std::vector<Candidate>& added, MayBe mayBe, Found found)
{
    for (const Candidate& gone : removed) {
        const Candidate* partner = nullptr;
        int partners = 0;
        for (const Candidate& made : added)
            if (mayBe(gone, made)) {
                partner = &made;
                ++partners;
            }
        const auto rivals = std::count_if(
            removed.begin(), removed.end(), [&](const Candidate& other) { return partner && mayBe(other, *partner); });
        if (partners == 1 && rivals == 1)
            found(gone, *partner);
    }
}

} // namespace

std::vector<LikelyRename> likelyRenames(const std::vector<const Difference*>& differences, const SchemaRules& rules)
{
    struct Sides {
        std::vector<Candidate> removed;
        std::vector<Candidate> added;
    };
    QMap<ObjectName, Sides> columns;
    Sides tables;
    for (size_t i = 0; i < differences.size(); ++i) {
        const Difference& one = *differences[i];
        if (one.kind == Difference::Kind::Alter)
            continue;
        const bool isAdded = one.kind == Difference::Kind::Add;
        for (const Change& change : isAdded ? one.forward : one.backward) {
            if (const auto* column = std::get_if<ColumnAddition>(&change); column && one.object == ObjectKind::Column) {
                Sides& sides = columns[column->table];
                (isAdded ? sides.added : sides.removed)
                    .push_back({ i, column->column.name, typeText(column->column, column->table, rules), {} });
            } else if (const auto* table = std::get_if<CreateTable>(&change);
                       table && one.object == ObjectKind::Table) {
                Candidate candidate{ i, table->table.name.key(), {}, {} };
                for (const Column& each : table->table.columns)
                    candidate.columns.insert(each.name + QLatin1Char(' ') + typeText(each, table->table.name, rules));
                (isAdded ? tables.added : tables.removed).push_back(std::move(candidate));
            }
        }
    }
    std::vector<LikelyRename> renames;
    for (auto it = columns.cbegin(); it != columns.cend(); ++it) {
        const bool isOnly = it->removed.size() == 1 && it->added.size() == 1;
        match(
            it->removed, it->added,
            [&](const Candidate& a, const Candidate& b) {
                return a.type == b.type && (isOnly || areAlike(a.name, b.name));
            },
            [&](const Candidate& a, const Candidate& b) {
                renames.push_back({ a.place, b.place, ObjectKind::Column, it.key(), a.name, b.name });
            });
    }
    match(tables.removed, tables.added, isMostlySame, [&](const Candidate& a, const Candidate& b) {
        const Difference& made = *differences[b.place];
        renames.push_back({ a.place, b.place, ObjectKind::Table, { made.schema, made.name }, a.name, b.name });
    });
    return renames;
}

std::vector<LikelyRename> likelyRenames(const std::vector<Difference>& differences, const SchemaRules& rules)
{
    std::vector<const Difference*> pointers;
    for (const Difference& one : differences)
        pointers.push_back(&one);
    return likelyRenames(pointers, rules);
}

core::Message describe(const LikelyRename& rename)
{
    if (rename.object == ObjectKind::Table)
        return { QT_TRANSLATE_NOOP("Messages", "perhaps table %1 under the new name %2"), { rename.from, rename.to } };
    return { QT_TRANSLATE_NOOP("Messages", "perhaps column %1 of %3 under the new name %2"),
        { rename.from, rename.to, rename.table.key() } };
}

} // namespace espalier::schema
