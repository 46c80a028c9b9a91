#include "operations/operation_kind.h"

namespace espalier::operations {

namespace {

QString kindName(schema::Constraint::Kind kind)
{
    switch (kind) {
    case schema::Constraint::Kind::PrimaryKey:
        return QStringLiteral("create_primary_key");
    case schema::Constraint::Kind::ForeignKey:
        return QStringLiteral("create_foreign_key");
    case schema::Constraint::Kind::Unique:
        return QStringLiteral("create_unique_constraint");
    case schema::Constraint::Kind::Check:
        return QStringLiteral("create_check_constraint");
    case schema::Constraint::Kind::Exclusion:
        return QStringLiteral("create_exclude_constraint");
    }
    return {};
}

QString typeName(const schema::SqlType& type) { return type.text.isEmpty() ? type.name : type.text; }

OperationFacts named(const char* kind, const schema::ObjectName& name)
{
    return { .kind = QLatin1String(kind),
        .schema = name.schema,
        .table = {},
        .column = {},
        .name = name.name,
        .newName = {},
        .type = {},
        .reason = {} };
}

OperationFacts ofTable(const char* kind, const schema::ObjectName& table)
{
    return { .kind = QLatin1String(kind),
        .schema = table.schema,
        .table = table.name,
        .column = {},
        .name = {},
        .newName = {},
        .type = {},
        .reason = {} };
}

/// One overload for each change.
struct FactsOf {
    OperationFacts operator()(const schema::CreateTable& c) const { return ofTable("create_table", c.table.name); }
    OperationFacts operator()(const schema::DropTable& c) const { return ofTable("drop_table", c.table); }
    OperationFacts operator()(const schema::RenameTable& c) const
    {
        OperationFacts facts = ofTable("rename_table", c.table);
        facts.newName = c.newName.name;
        return facts;
    }
    OperationFacts operator()(const schema::ColumnAddition& c) const
    {
        OperationFacts facts = ofTable("add_column", c.table);
        facts.column = c.column.name;
        facts.type = typeName(c.column.type);
        return facts;
    }
    OperationFacts operator()(const schema::DropColumn& c) const
    {
        OperationFacts facts = ofTable("drop_column", c.table);
        facts.column = c.column;
        return facts;
    }
    OperationFacts operator()(const schema::ColumnChange& c) const
    {
        OperationFacts facts = ofTable("alter_column", c.table);
        facts.column = c.column;
        facts.newName = c.newName;
        facts.type = c.type ? typeName(*c.type) : QString();
        return facts;
    }
    OperationFacts operator()(const schema::AddConstraint& c) const
    {
        OperationFacts facts = ofTable("", c.table);
        facts.kind = kindName(c.constraint.kind);
        facts.name = c.constraint.name.text;
        return facts;
    }
    OperationFacts operator()(const schema::DropConstraint& c) const
    {
        OperationFacts facts = ofTable("drop_constraint", c.reference.table);
        facts.name = c.reference.name.text;
        return facts;
    }
    OperationFacts operator()(const schema::RenameConstraint& c) const
    {
        OperationFacts facts = ofTable("rename_constraint", c.table);
        facts.name = c.name;
        facts.newName = c.newName;
        return facts;
    }
    OperationFacts operator()(const schema::CreateIndex& c) const
    {
        OperationFacts facts = ofTable("create_index", c.table);
        facts.name = c.index.name.text;
        return facts;
    }
    OperationFacts operator()(const schema::DropIndex& c) const
    {
        OperationFacts facts = ofTable("drop_index", c.table);
        facts.name = c.index.name;
        return facts;
    }
    OperationFacts operator()(const schema::RenameIndex& c) const
    {
        OperationFacts facts = named("rename_index", c.index);
        facts.newName = c.newName;
        return facts;
    }
    OperationFacts operator()(const schema::SetTableComment& c) const
    {
        return ofTable(c.comment.isNull() ? "drop_table_comment" : "create_table_comment", c.table);
    }
    OperationFacts operator()(const schema::CreateEnum& c) const { return named("create_enum", c.type.name); }
    OperationFacts operator()(const schema::DropEnum& c) const { return named("drop_enum", c.name); }
    OperationFacts operator()(const schema::AlterEnum& c) const
    {
        OperationFacts facts = named("alter_enum", c.name);
        facts.newName = c.newName;
        return facts;
    }
    OperationFacts operator()(const schema::CreateSequence& c) const
    {
        return named("create_sequence", c.sequence.name);
    }
    OperationFacts operator()(const schema::DropSequence& c) const { return named("drop_sequence", c.name); }
    OperationFacts operator()(const schema::CreateSchema& c) const { return named("create_schema", { {}, c.name }); }
    OperationFacts operator()(const schema::DropSchema& c) const { return named("drop_schema", { {}, c.name }); }
    OperationFacts operator()(const schema::CreateView& c) const { return named("create_view", c.view.name); }
    OperationFacts operator()(const schema::DropView& c) const { return named("drop_view", c.name); }
    OperationFacts operator()(const schema::CreateOther& c) const
    {
        OperationFacts facts = named("", c.object.name);
        facts.kind = QLatin1String("create_") + c.object.kind;
        facts.table = c.object.table;
        return facts;
    }
    OperationFacts operator()(const schema::DropOther& c) const
    {
        OperationFacts facts = named("", c.name);
        facts.kind = QLatin1String("drop_") + c.kind;
        facts.table = c.table;
        return facts;
    }
    OperationFacts operator()(const schema::RenameOther& c) const
    {
        OperationFacts facts = named("", c.name);
        facts.kind = QLatin1String("rename_") + c.kind;
        facts.table = c.table;
        facts.newName = c.newName.name;
        return facts;
    }
    OperationFacts operator()(const schema::AlterOther& c) const
    {
        OperationFacts facts = named("", c.name);
        facts.kind = QLatin1String("alter_") + c.kind;
        return facts;
    }
    OperationFacts operator()(const schema::TouchRows& c) const { return ofTable("execute", c.table); }
    OperationFacts operator()(const schema::SessionStatement&) const { return named("execute", {}); }
    OperationFacts operator()(const schema::UnknownStatement& c) const
    {
        OperationFacts facts = named("execute", {});
        facts.reason = c.reason.english();
        return facts;
    }
};

} // namespace

OperationFacts factsOf(const schema::Change& change) { return std::visit(FactsOf{}, change); }

OperationFacts factsOf(const Operation& operation)
{
    if (const auto* change = std::get_if<schema::Change>(&operation.what))
        return factsOf(*change);
    if (const auto* batch = std::get_if<Batch>(&operation.what))
        return ofTable("batch_alter_table", batch->table);
    if (const auto* execute = std::get_if<Execute>(&operation.what)) {
        OperationFacts facts
            = operation.changes.size() == 1 ? factsOf(operation.changes.front()) : named("execute", {});
        facts.kind = execute->isBulkInsert ? QStringLiteral("bulk_insert") : QStringLiteral("execute");
        return facts;
    }
    if (const auto* block = std::get_if<AutocommitBlock>(&operation.what))
        return named(block->begins ? "begin_autocommit" : "end_autocommit", {});
    const Opaque& opaque = std::get<Opaque>(operation.what);
    OperationFacts facts = named("opaque", {});
    facts.reason = opaque.reason.english();
    return facts;
}

} // namespace espalier::operations
