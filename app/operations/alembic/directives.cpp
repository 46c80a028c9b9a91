#include "operations/alembic/directives.h"

#include "operations/sqlalchemy/host.h"

#include <cstring>

namespace espalier::operations {

const DirectiveFacts* findDirective(const QString& name)
{
    static constexpr DirectiveFacts all[] = {
        { "add_column", "table_name column", "column", addColumn },
        { "alter_column", "table_name column_name", "column_name", alterColumn },
        { "drop_column", "table_name column_name", "column_name", dropColumn },
        { "create_foreign_key", "constraint_name source_table referent_table local_cols remote_cols",
            "constraint_name referent_table local_cols remote_cols", createForeignKey },
        { "create_primary_key", "constraint_name table_name columns", "constraint_name columns", createPrimaryKey },
        { "create_unique_constraint", "constraint_name table_name columns", "constraint_name columns", createUnique },
        { "create_check_constraint", "constraint_name table_name condition", "constraint_name condition", createCheck },
        { "create_exclude_constraint", "constraint_name table_name", "constraint_name", createExclude },
        { "drop_constraint", "constraint_name table_name type_", "constraint_name type_", dropConstraint },
        { "create_index", "index_name table_name columns", "index_name columns", createIndex },
        { "drop_index", "index_name table_name", "index_name", dropIndex },
        { "create_table", "table_name", nullptr, createTable },
        { "drop_table", "table_name", nullptr, dropTable },
        { "rename_table", "old_table_name new_table_name", nullptr, renameTable },
        { "create_table_comment", "table_name comment", "comment", createTableComment },
        { "drop_table_comment", "table_name", "", dropTableComment },
        { "execute", "sqltext", "sqltext", executeDirective },
        { "bulk_insert", "table rows", nullptr, bulkInsert },
    };
    for (const DirectiveFacts& facts : all)
        if (name == QLatin1String(facts.name))
            return &facts;
    return nullptr;
}

schema::ObjectName tableOf(DirectiveArguments& reader, const DirectiveTarget& target, const char* parameter)
{
    const auto own = target.table();
    return own ? *own : reader.table(parameter);
}

// ---- columns

Value addColumn(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::ColumnAddition addition;
    addition.table = tableOf(reader, target);
    addition.column = reader.take(asColumn(reader.interpreter(), recorder, reader.required("column")));
    reader.noteQuoting(addition.column.identifier());
    addition.ifNotExists = reader.isSet("if_not_exists");
    addition.inlineReferences = reader.isSet("inline_references");
    addition.inlinePrimaryKey = reader.isSet("inline_primary_key");
    addition.convention = recorder.convention();
    const dialects::BatchColumn step{ addition.column, reader.text("insert_before"), reader.text("insert_after") };
    if (!reader.doubt())
        target.take(reader.interpreter(), addition, step);
    return {};
}

Value alterColumn(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::ColumnChange change;
    change.table = tableOf(reader, target);
    change.column = reader.requiredIdentifier("column_name");
    change.nullable = reader.flag("nullable");
    change.serverDefault = reader.serverDefault("server_default");
    change.newName = reader.identifier("new_column_name");
    if (change.newName.isEmpty())
        change.newName = reader.identifier("name"); // as Alembic's first releases called it
    change.type = reader.type("type_");
    change.existingType = reader.type("existing_type");
    const Value given = reader.get("type_").isNone() ? reader.get("existing_type") : reader.get("type_");
    change.namesTypeClass = given.as<ClassHost>() || given.as<symbolic::ClassObject>();
    change.existingServerDefault = reader.serverDefault("existing_server_default");
    change.existingNullable = reader.flag("existing_nullable");
    change.autoIncrement = reader.flag("autoincrement");
    change.existingAutoIncrement = reader.flag("existing_autoincrement");
    const Value comment = reader.get("comment");
    change.changesComment = reader.has("comment") && !(comment.isBool() && !comment.integer());
    if (change.changesComment)
        change.comment = reader.text("comment");
    change.existingComment = reader.text("existing_comment");
    change.usingExpression = reader.text("postgresql_using");
    change.convention = recorder.convention();
    const bool changes = change.nullable || !std::holds_alternative<std::monostate>(change.serverDefault)
        || !change.newName.isEmpty() || change.type || change.changesComment || change.autoIncrement
        || change.existingType; // Alembic writes some columns again
    if (!reader.doubt() && changes)
        target.take(reader.interpreter(), change, change);
    return {};
}

Value dropColumn(DirectiveArguments& reader, Recorder&, DirectiveTarget& target)
{
    schema::DropColumn change;
    change.table = tableOf(reader, target);
    change.column = reader.requiredIdentifier("column_name");
    change.ifExists = reader.isSet("if_exists");
    const dialects::BatchDropColumn step{ change.column, reader.type("existing_type") };
    if (!reader.doubt())
        target.take(reader.interpreter(), change, step);
    return {};
}

// ---- constraints

namespace {

// `table` was read before, so that what is left of the keywords is the dialects'.
void add(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target, const schema::ObjectName& table,
    schema::Constraint constraint)
{
    constraint.deferrable = reader.flag("deferrable");
    constraint.initially = reader.text("initially");
    constraint.comment = reader.text("comment");
    constraint.options = reader.options();
    if (reader.doubt())
        return;
    constraint = named(recorder, constraint, table);
    target.take(reader.interpreter(), schema::AddConstraint{ table, constraint }, constraint);
}

Value columnsConstraint(
    DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target, schema::Constraint::Kind kind)
{
    schema::Constraint constraint;
    constraint.kind = kind;
    constraint.name = reader.name("constraint_name");
    constraint.columns = reader.names("columns", constraint.quotings);
    add(reader, recorder, target, tableOf(reader, target), constraint);
    return {};
}

std::optional<schema::Constraint::Kind> kindOf(DirectiveArguments& reader)
{
    using Kind = schema::Constraint::Kind;
    static const QHash<QString, Kind> kinds{ { QStringLiteral("foreignkey"), Kind::ForeignKey },
        { QStringLiteral("primary"), Kind::PrimaryKey }, { QStringLiteral("unique"), Kind::Unique },
        { QStringLiteral("check"), Kind::Check } };
    const QString given = reader.text("type_");
    if (given.isNull() || reader.doubt())
        return std::nullopt;
    const auto found = kinds.constFind(given);
    if (found == kinds.cend())
        reader.interpreter().raise(QStringLiteral("TypeError"),
            QStringLiteral("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None"));
    return *found;
}

} // namespace

Value createForeignKey(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::Constraint constraint;
    constraint.kind = schema::Constraint::Kind::ForeignKey;
    constraint.name = reader.name("constraint_name");
    const schema::ObjectName table = target.table().value_or(schema::ObjectName::of(reader.identifier("source_schema"),
        target.table() ? schema::Identifier() : reader.requiredIdentifier("source_table")));
    constraint.target
        = schema::ObjectName::of(reader.identifier("referent_schema"), reader.requiredIdentifier("referent_table"));
    constraint.columns = reader.names("local_cols", constraint.quotings);
    constraint.targetColumns = reader.names("remote_cols", constraint.quotings);
    constraint.onDelete = reader.text("ondelete");
    constraint.onUpdate = reader.text("onupdate");
    constraint.match = reader.text("match");
    constraint.useAlter = reader.isSet("use_alter");
    add(reader, recorder, target, table, constraint);
    return {};
}

Value createPrimaryKey(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    return columnsConstraint(reader, recorder, target, schema::Constraint::Kind::PrimaryKey);
}

Value createUnique(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    return columnsConstraint(reader, recorder, target, schema::Constraint::Kind::Unique);
}

Value createCheck(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::Constraint constraint;
    constraint.kind = schema::Constraint::Kind::Check;
    constraint.name = reader.name("constraint_name");
    constraint.condition
        = reader.take(asExpression(reader.interpreter(), recorder, reader.required("condition"), TextSense::Sql));
    add(reader, recorder, target, tableOf(reader, target), constraint);
    return {};
}

Value createExclude(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    const bool isBatch = target.table().has_value();
    schema::Constraint constraint;
    constraint.kind = schema::Constraint::Kind::Exclusion;
    constraint.name = reader.name("constraint_name");
    const auto& positional = reader.arguments().positional;
    for (size_t i = isBatch ? 1 : 2; i < positional.size(); ++i) {
        const auto pair = reader.interpreter().elements(positional[i]);
        if (!pair || pair->size() < 2) {
            reader.note(reader.interpreter().doubt(QT_TRANSLATE_NOOP("Messages", "is not known")));
            continue;
        }
        const schema::Expression element = reader.take(asIndexElement(reader.interpreter(), recorder, (*pair)[0]));
        if (element.is(schema::Expression::Kind::Text))
            reader.interpreter().raise(QStringLiteral("sqlalchemy.exc.ArgumentError"),
                QStringLiteral("Column must be constructed with a non-blank name or assign a non-blank .name before "
                               "adding to a Table."));
        constraint.elements.push_back({ element, reader.take(asText(reader.interpreter(), (*pair)[1])), {} });
    }
    constraint.method = reader.text("using");
    if (const Value* where = reader.find("where"); where && !where->isNone())
        constraint.condition = reader.take(asExpression(reader.interpreter(), recorder, *where, TextSense::Sql));
    add(reader, recorder, target, tableOf(reader, target), constraint);
    return {};
}

Value dropConstraint(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::DropConstraint change;
    change.reference.table = tableOf(reader, target);
    change.reference.name = reader.name("constraint_name");
    change.reference.kind = kindOf(reader);
    change.ifExists = reader.isSet("if_exists");
    if (reader.doubt())
        return {};
    if (change.reference.kind) {
        schema::Constraint constraint;
        constraint.kind = *change.reference.kind;
        constraint.name = change.reference.name;
        change.reference.name = named(recorder, constraint, change.reference.table).name;
    }
    target.take(reader.interpreter(), change,
        dialects::BatchDropConstraint{ change.reference.name.text, change.reference.kind });
    return {};
}

// ---- indexes

namespace {

std::vector<schema::Expression> indexElements(DirectiveArguments& reader, Recorder& recorder, const Value& columns)
{
    std::vector<schema::Expression> elements;
    if (columns.isString() || columns.isNone())
        reader.interpreter().raise(
            QStringLiteral("TypeError"), QStringLiteral("String or text() construct expected, got columns"));
    DoubtPtr why;
    const auto items = reader.interpreter().elements(columns, &why);
    if (!items)
        reader.note(why);
    for (const Value& item : items.value_or(std::vector<Value>()))
        elements.push_back(reader.take(asIndexElement(reader.interpreter(), recorder, item)));
    return elements;
}

} // namespace

Value createIndex(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::CreateIndex change;
    change.table = tableOf(reader, target);
    change.index.name = reader.name("index_name");
    const Value columns = reader.required("columns");
    if (columns.isString()) { // each of its characters, as Python has it
        std::vector<Value> letters = reader.interpreter().elements(columns).value_or(std::vector<Value>());
        change.index.elements = indexElements(reader, recorder, symbolic::makeList(std::move(letters)));
    } else {
        change.index.elements = indexElements(reader, recorder, columns);
    }
    change.index.isUnique = reader.isSet("unique");
    change.ifNotExists = reader.isSet("if_not_exists");
    change.index.options = reader.options();
    if (reader.doubt())
        return {};
    change.index = named(recorder, change.index, change.table);
    target.take(reader.interpreter(), change, dialects::BatchIndex{ change.index });
    return {};
}

Value dropIndex(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target)
{
    schema::DropIndex change;
    if (target.table())
        change.table = *target.table();
    else
        change.table = schema::ObjectName::of(reader.identifier("schema"), reader.identifier("table_name"));
    schema::Index index;
    index.name = reader.name("index_name");
    change.ifExists = reader.isSet("if_exists");
    index.options = reader.options();
    if (reader.doubt())
        return {};
    if (index.name.isEmpty())
        index = named(recorder, index, change.table);
    change.index = schema::ObjectName::of(change.table.schemaIdentifier(), index.name.identifier());
    change.isConventional = index.name.isConventional;
    change.options = index.options;
    target.take(reader.interpreter(), change, dialects::BatchDropIndex{ change.index.name });
    return {};
}

} // namespace espalier::operations
