#pragma once

#include "schema/schema_rules.h"

#include <QStringList>

// A schema in sorted lines, to be compared without the order of columns and constraints.

namespace espalier::test {

inline QStringList linesOf(const schema::Schema& schema, const schema::SchemaRules& rules)
{
    QStringList lines;
    const auto add = [&](const QString& line) { lines.append(line); };
    for (const auto& table : schema.tables) {
        const QString t = table->name.key();
        add(QStringLiteral("table %1 %2").arg(t, rules.facts().hasComments ? table->comment : QString()));
        for (const schema::Column& column : table->columns) {
            const schema::ComparableColumn stored = rules.comparable(column, *table);
            add(QStringLiteral("column %1.%2 %3 %4 [%5] [%6] %7")
                    .arg(t, column.name, stored.type,
                        stored.isNullable ? QStringLiteral("null") : QStringLiteral("not null"), stored.defaultValue,
                        stored.generated, rules.facts().hasComments ? column.comment : QString()));
        }
        for (const schema::Constraint& constraint : table->constraints)
            add(QStringLiteral("constraint %1.%2 %3: %4")
                    .arg(t, constraint.name.text)
                    .arg(static_cast<int>(constraint.kind))
                    .arg(rules.comparable(constraint, *table)));
        for (const schema::Index& index : table->indexes)
            if (!rules.comesByItself(index, *table))
                add(QStringLiteral("index %1.%2: %3").arg(t, index.name.text, rules.comparable(index, *table)));
    }
    for (const auto& type : schema.enums)
        add(QStringLiteral("enum %1 %2").arg(type->name.key(), type->values.join(QLatin1Char(','))));
    for (const auto& sequence : schema.sequences)
        if (sequence->ownedBy.isEmpty())
            add(QStringLiteral("sequence %1").arg(sequence->name.key()));
    for (const auto& view : schema.views)
        add(QStringLiteral("view %1 %2").arg(view->name.key(), view->definition));
    for (const auto& object : schema.others)
        add(QStringLiteral("%1 %2 %3 %4").arg(object->kind, object->name.key(), object->table, object->definition));
    for (const QString& name : schema.schemas)
        add(QStringLiteral("schema ") + name);
    lines.sort();
    return lines;
}

} // namespace espalier::test
