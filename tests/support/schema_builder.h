#pragma once

#include "schema/change.h"

#include <QStringList>

// Tables and changes in few words.

namespace espalier::test {

inline QString text(const char* utf8) { return QString::fromUtf8(utf8); }

/// A column as a script declares it.
struct Col {
    schema::Column column;

    explicit Col(const char* name, const char* type = "Integer")
    {
        column.name = text(name);
        column.type = schema::SqlType::of(text(type));
    }
    Col(const char* name, schema::SqlType type)
    {
        column.name = text(name);
        column.type = std::move(type);
    }
    Col& key()
    {
        column.isPrimaryKey = true;
        return *this;
    }
    Col& notNull()
    {
        column.nullable = false;
        return *this;
    }
    Col& unique()
    {
        column.isUnique = true;
        return *this;
    }
    Col& indexed()
    {
        column.isIndexed = true;
        return *this;
    }
    Col& to(const char* target, const char* name = "")
    {
        schema::ColumnForeignKey reference;
        reference.target = text(target);
        reference.name.text = text(name);
        column.foreignKeys.push_back(reference);
        return *this;
    }
    Col& check(const char* condition, const char* name = "")
    {
        schema::Constraint constraint;
        constraint.kind = schema::Constraint::Kind::Check;
        constraint.name.text = text(name);
        constraint.condition = schema::Expression::text(text(condition));
        column.checks.push_back(constraint);
        return *this;
    }
    Col& sqlDefault(const char* sql)
    {
        column.serverDefault = schema::Expression::text(text(sql));
        return *this;
    }
    Col& textDefault(const char* value)
    {
        column.serverDefault = schema::Expression::string(text(value));
        return *this;
    }
};

inline schema::SqlType stringType(int length) { return schema::SqlType::string(text("String"), length); }

inline schema::SqlType enumType(const char* name, const QStringList& values)
{
    schema::EnumFacts facts;
    facts.name = text(name);
    facts.values = values;
    return schema::SqlType::enumOf(std::move(facts));
}

inline schema::Constraint constraint(schema::Constraint::Kind kind, const char* name, const QStringList& columns)
{
    schema::Constraint result;
    result.kind = kind;
    result.name.text = text(name);
    result.columns = columns;
    return result;
}
inline schema::Constraint primaryKey(const QStringList& columns, const char* name = "")
{
    return constraint(schema::Constraint::Kind::PrimaryKey, name, columns);
}
inline schema::Constraint unique(const QStringList& columns, const char* name = "")
{
    return constraint(schema::Constraint::Kind::Unique, name, columns);
}
inline schema::Constraint check(const char* condition, const char* name = "")
{
    schema::Constraint result = constraint(schema::Constraint::Kind::Check, name, {});
    result.condition = schema::Expression::text(text(condition));
    return result;
}
inline schema::Constraint foreignKey(
    const QStringList& columns, const char* table, const QStringList& targets, const char* name = "")
{
    schema::Constraint result = constraint(schema::Constraint::Kind::ForeignKey, name, columns);
    result.target = { {}, text(table) };
    result.targetColumns = targets;
    return result;
}

inline schema::Index index(const char* name, const QStringList& columns, bool isUnique = false)
{
    schema::Index result;
    result.name.text = text(name);
    for (const QString& column : columns)
        result.elements.push_back(schema::Expression::column(column));
    result.isUnique = isUnique;
    return result;
}

inline schema::ObjectName named(const char* name) { return { {}, text(name) }; }

inline schema::Table table(const char* name, const std::vector<Col>& columns,
    std::vector<schema::Constraint> constraints = {}, std::vector<schema::Index> indexes = {})
{
    schema::Table result;
    result.name = named(name);
    for (const Col& column : columns)
        result.columns.push_back(column.column);
    result.constraints = std::move(constraints);
    result.indexes = std::move(indexes);
    return schema::declared(std::move(result));
}

inline schema::CreateTable create(const char* name, const std::vector<Col>& columns,
    std::vector<schema::Constraint> constraints = {}, std::vector<schema::Index> indexes = {})
{
    return { table(name, columns, std::move(constraints), std::move(indexes)) };
}
inline schema::ColumnAddition add(const char* name, const Col& column)
{
    schema::ColumnAddition addition;
    addition.table = named(name);
    addition.column = column.column;
    return addition;
}
inline schema::AddConstraint addTo(const char* name, schema::Constraint constraint)
{
    return { named(name), std::move(constraint) };
}
inline schema::DropConstraint dropFrom(
    const char* name, const char* constraint, std::optional<schema::Constraint::Kind> kind = {})
{
    return { { named(name), { text(constraint), false }, kind } };
}
inline schema::CreateIndex createIndex(const char* name, schema::Index index)
{
    return { named(name), std::move(index) };
}
inline schema::DropIndex dropIndex(const char* name, const char* index) { return { named(name), named(index) }; }
inline schema::ColumnChange alter(const char* name, const char* column)
{
    schema::ColumnChange change;
    change.table = named(name);
    change.column = text(column);
    return change;
}
inline schema::ColumnChange renameColumn(
    const char* name, const char* from, const char* to, schema::SqlType existing = schema::SqlType::of(text("Integer")))
{
    schema::ColumnChange change = alter(name, from);
    change.newName = text(to);
    change.existingType = std::move(existing);
    return change;
}

} // namespace espalier::test
