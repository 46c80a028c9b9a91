#pragma once

#include "dialects/batch.h"
#include "dialects/ddl.h"
#include "spec_reader.h"

// Operations from their specifications, rendered.

namespace espalier::test {

using dialects::Ddl;
using dialects::DdlMemo;
using dialects::Statements;

inline dialects::ServerDefault readDefault(const QJsonObject& spec)
{
    if (has(spec, "none"))
        return dialects::NoDefault{};
    if (has(spec, "identity"))
        return readIdentity(spec.value(key("identity")).toObject());
    if (has(spec, "computed"))
        return readComputed(spec.value(key("computed")).toObject());
    return readExpression(spec.value(key("expr")));
}

inline dialects::ColumnChange readChange(const QJsonObject& spec)
{
    dialects::ColumnChange change;
    change.table = objectName(textOf(spec, "table"), textOf(spec, "schema"));
    change.column = textOf(spec, "column");
    change.nullable = maybeBool(spec, "nullable");
    change.newName = textOf(spec, "new_column_name");
    if (has(spec, "type_"))
        change.type = readType(spec.value(key("type_")));
    if (has(spec, "existing_type"))
        change.existingType = readType(spec.value(key("existing_type")));
    if (has(spec, "server_default"))
        change.serverDefault = readDefault(spec.value(key("server_default")).toObject());
    if (has(spec, "existing_server_default"))
        change.existingServerDefault = readDefault(spec.value(key("existing_server_default")).toObject());
    change.existingNullable = maybeBool(spec, "existing_nullable");
    change.autoIncrement = maybeBool(spec, "autoincrement");
    change.existingAutoIncrement = maybeBool(spec, "existing_autoincrement");
    change.changesComment = has(spec, "comment");
    if (spec.value(key("comment")).isString())
        change.comment = textOf(spec, "comment");
    change.existingComment = textOf(spec, "existing_comment");
    if (has(spec, "postgresql_using"))
        change.usingExpression = textOf(spec, "postgresql_using");
    return change;
}

inline std::optional<schema::Constraint::Kind> readKind(const QJsonObject& spec)
{
    using Kind = schema::Constraint::Kind;
    static const QHash<QString, Kind> kinds{ { key("foreignkey"), Kind::ForeignKey }, { key("unique"), Kind::Unique },
        { key("check"), Kind::Check }, { key("primary"), Kind::PrimaryKey } };
    const auto found = kinds.constFind(textOf(spec, "kind"));
    return found == kinds.cend() ? std::nullopt : std::optional(*found);
}

inline dialects::BatchStep readStep(const QJsonObject& spec)
{
    const QString op = textOf(spec, "op");
    if (op == key("add_column"))
        return dialects::BatchColumn{ readColumn(spec.value(key("column")).toObject()), textOf(spec, "insert_before"),
            textOf(spec, "insert_after") };
    if (op == key("drop_column"))
        return dialects::BatchDropColumn{ textOf(spec, "column"), {} };
    if (op == key("alter_column"))
        return readChange(spec);
    if (op == key("drop_constraint"))
        return dialects::BatchDropConstraint{ textOf(spec, "name"), readKind(spec) };
    if (op == key("drop_index"))
        return dialects::BatchDropIndex{ textOf(spec, "name") };
    if (op == key("create_index")) {
        schema::Index index;
        index.name = readName(spec);
        index.isUnique = isSet(spec, "unique");
        for (const QString& column : strings(spec.value(key("columns"))))
            index.elements.push_back(Expression::column(column));
        return dialects::BatchIndex{ index };
    }
    QJsonObject constraint = spec;
    constraint.insert(key("kind"), op);
    return readConstraint(constraint);
}

inline dialects::BatchTable readBatch(const QJsonObject& spec)
{
    dialects::BatchTable batch;
    batch.table = schema::declared(readTable(spec.value(key("table")).toObject()));
    for (const QJsonValue step : spec.value(key("steps")).toArray())
        batch.steps.push_back(readStep(step.toObject()));
    for (const QJsonValue group : spec.value(key("reordering")).toArray())
        batch.partialReordering.push_back(strings(group));
    return batch;
}

/// [name, type] pairs in the table's order and a row of values by name.
inline std::vector<schema::Assignment> readRow(const QJsonArray& columns, const QJsonObject& row, bool areLiterals)
{
    std::vector<schema::Assignment> values;
    for (const QJsonValue column : columns) {
        const QString name = column.toArray().at(0).toString();
        if (!row.contains(name))
            continue;
        const QJsonValue given = row.value(name);
        values.push_back({ name, areLiterals ? Expression::literal(readLiteral(given)) : readExpression(given),
            readType(column.toArray().at(1)) });
    }
    return values;
}

inline schema::Statement readStatement(const QJsonObject& spec)
{
    const auto part = [&](const char* name) { return spec.value(key(name)).toObject(); };
    const auto table
        = [&](const char* name) { return objectName(textOf(part(name), "table"), textOf(part(name), "schema")); };
    if (has(spec, "insert")) {
        schema::Insert insert;
        insert.table = table("insert");
        const QJsonArray columns = part("insert").value(key("columns")).toArray();
        if (has(part("insert"), "from")) {
            insert.from = readQuery(part("insert"), "from");
            for (const QJsonValue column : columns)
                insert.columns.append(column.toArray().at(0).toString());
        }
        for (const QJsonValue row : part("insert").value(key("rows")).toArray())
            insert.rows.push_back(readRow(columns, row.toObject(), false));
        return insert;
    }
    const auto where = [&](const char* name) {
        return has(part(name), "where") ? std::optional(readExpression(part(name).value(key("where")))) : std::nullopt;
    };
    if (has(spec, "update")) {
        schema::Update update;
        update.table = table("update");
        update.values = readRow(
            part("update").value(key("columns")).toArray(), part("update").value(key("values")).toObject(), false);
        update.where = where("update");
        return update;
    }
    if (has(spec, "delete")) {
        schema::Delete removal;
        removal.table = table("delete");
        removal.where = where("delete");
        return removal;
    }
    if (has(spec, "select"))
        return readSelect(part("select"));
    return readExpression(spec);
}

inline Statements renderVersion(const Ddl& ddl, const QJsonObject& spec)
{
    const dialects::VersionTable table;
    const QString what = textOf(spec, "do");
    if (what == key("create"))
        return ddl.createVersionTable(table);
    if (what == key("drop"))
        return ddl.dropVersionTable(table);
    if (what == key("insert"))
        return ddl.insertVersion(table, textOf(spec, "to"));
    if (what == key("delete"))
        return ddl.deleteVersion(table, textOf(spec, "from"));
    return ddl.updateVersion(table, textOf(spec, "from"), textOf(spec, "to"));
}

/// What operations do with a constraint or index that the script made: its name by the target metadata's convention.
template <typename T> T named(T object, const schema::ObjectName& tableName, const schema::NamingConvention& convention)
{
    schema::Table table;
    table.name = tableName;
    object.name = schema::conventionalName(object, table, convention);
    return object;
}

inline Statements renderOther(const Ddl& ddl, const QJsonObject& spec, const schema::ObjectName& table)
{
    const QString op = textOf(spec, "op");
    const schema::ObjectName name = objectName(textOf(spec, "name"), textOf(spec, "schema"));
    if (op == key("create_table_comment"))
        return ddl.createTableComment(table, textOf(spec, "comment"));
    if (op == key("drop_table_comment"))
        return ddl.dropTableComment(table);
    if (op == key("bulk_insert")) {
        schema::Insert insert;
        insert.table = table;
        for (const QJsonValue row : spec.value(key("rows")).toArray())
            insert.rows.push_back(readRow(spec.value(key("columns")).toArray(), row.toObject(), true));
        return ddl.bulkInsert(insert);
    }
    if (op == key("execute"))
        return ddl.execute(has(spec, "sql") ? schema::Statement(Expression::text(textOf(spec, "sql")))
                                            : readStatement(spec.value(key("statement")).toObject()));
    if (op == key("create_sequence"))
        return ddl.createSequence(name, readSequence(spec.value(key("options")).toObject()),
            readType(spec.value(key("data_type"))), isSet(spec, "if_not_exists"));
    if (op == key("drop_sequence"))
        return ddl.dropSequence(name, isSet(spec, "if_exists"));
    if (op == key("create_schema"))
        return ddl.createSchema(name.name, isSet(spec, "if_not_exists"));
    if (op == key("drop_schema"))
        return ddl.dropSchema(name.name, isSet(spec, "if_exists"), isSet(spec, "cascade"));
    if (op == key("enum"))
        return textOf(spec, "do") == key("create") ? ddl.createEnum(readType(spec.value(key("type"))))
                                                   : ddl.dropEnum(readType(spec.value(key("type"))));
    return renderVersion(ddl, spec);
}

inline Statements renderColumn(
    const Ddl& ddl, const QJsonObject& spec, const schema::ObjectName& table, const schema::NamingConvention& names)
{
    const QString op = textOf(spec, "op");
    if (op == key("drop_column"))
        return ddl.dropColumn(table, textOf(spec, "column"), isSet(spec, "if_exists"));
    if (op == key("alter_column")) {
        dialects::ColumnChange change = readChange(spec);
        change.convention = names;
        return ddl.alterColumn(change);
    }
    dialects::ColumnAddition addition;
    addition.table = table;
    addition.column = readColumn(spec.value(key("column")).toObject());
    addition.ifNotExists = isSet(spec, "if_not_exists");
    addition.inlineReferences = isSet(spec, "inline_references");
    addition.inlinePrimaryKey = isSet(spec, "inline_primary_key");
    addition.convention = names;
    return ddl.addColumn(addition);
}

inline Statements render(const Ddl& ddl, const QJsonObject& spec, const schema::NamingConvention& names, DdlMemo& memo)
{
    const QString op = textOf(spec, "op");
    const schema::ObjectName table = objectName(textOf(spec, "table"), textOf(spec, "schema"));
    if (op == key("create_table"))
        return ddl.createTable(schema::declared(readTable(spec.value(key("table")).toObject()), names),
            isSet(spec, "if_not_exists"), memo);
    if (op == key("drop_table")) {
        schema::Table bare;
        bare.name = table;
        return ddl.dropTable(bare, isSet(spec, "if_exists"), memo);
    }
    if (op.endsWith(key("_column")))
        return renderColumn(ddl, spec, table, names);
    if (op == key("rename_table"))
        return ddl.renameTable(table, textOf(spec, "to"));
    if (op == key("add_constraint"))
        return ddl.addConstraint(table, named(readConstraint(spec.value(key("constraint")).toObject()), table, names));
    if (op == key("drop_constraint"))
        return ddl.dropConstraint({ table, readName(spec), readKind(spec) }, isSet(spec, "if_exists"));
    if (op == key("create_index")) {
        const QJsonObject index = spec.value(key("index")).toObject();
        return ddl.createIndex(table, named(readIndex(index), table, names), isSet(index, "if_not_exists"));
    }
    if (op == key("drop_index"))
        return ddl.dropIndex(table, readIndex(spec), isSet(spec, "if_exists"));
    if (op == key("batch"))
        return ddl.recreate(readBatch(spec), memo);
    return renderOther(ddl, spec, table);
}

} // namespace espalier::test
