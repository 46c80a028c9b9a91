#pragma once

#include "schema/schema.h"

#include <QRandomGenerator>

namespace espalier::test {

/// A schema of many tables as large applications have them: modules whose tables point to earlier ones of the module,
/// a few tables that a third of all point to, and some keys between modules; one table in twenty stands alone.
inline schema::Schema sampleSchema(int tables, quint32 seed = 1)
{
    constexpr int module = 50, hubs = 5;
    QRandomGenerator random(seed);
    const auto nameOf = [](int table) {
        return table < hubs ? QStringLiteral("hub_%1").arg(table)
                            : QStringLiteral("module_%1_table_%2").arg(table / module).arg(table % module);
    };
    const auto column = [](const QString& name, const char* type, bool isNullable) {
        schema::Column made;
        made.name = name;
        made.type = schema::SqlType::of(QLatin1String(type));
        made.nullable = isNullable;
        return made;
    };
    schema::Schema schema;
    for (int at = 0; at < tables; ++at) {
        schema::Table table;
        table.name.name = nameOf(at);
        table.columns.push_back(column(QStringLiteral("id"), "Integer", false));
        table.columns.back().isPrimaryKey = true;
        schema::Constraint primary;
        primary.kind = schema::Constraint::Kind::PrimaryKey;
        primary.columns = QStringList{ QStringLiteral("id") };
        table.constraints.push_back(primary);
        const auto pointTo = [&](int target) {
            schema::Constraint key;
            key.kind = schema::Constraint::Kind::ForeignKey;
            key.columns = QStringList{ nameOf(target) + QStringLiteral("_id") };
            if (table.column(key.columns.front()))
                return;
            key.target.name = nameOf(target);
            key.targetColumns = QStringList{ QStringLiteral("id") };
            table.columns.push_back(column(key.columns.front(), "Integer", random.bounded(2) == 0));
            table.constraints.push_back(key);
        };
        const int first = at / module * module;
        if (at >= hubs && random.bounded(20) != 0) {
            const int keys = random.bounded(4);
            for (int key = 0; key < keys && at > first; ++key)
                pointTo(first + random.bounded(at - first));
            if (random.bounded(3) == 0)
                pointTo(random.bounded(hubs));
            if (random.bounded(20) == 0)
                pointTo(hubs + random.bounded(at - hubs + 1) % std::max(1, at - hubs));
        }
        const int plain = 2 + random.bounded(14);
        for (int more = 0; more < plain; ++more)
            table.columns.push_back(
                column(QStringLiteral("column_%1").arg(more), more % 3 == 0 ? "DateTime" : "Text", more % 2 == 0));
        schema.put(table);
    }
    return schema;
}

} // namespace espalier::test
