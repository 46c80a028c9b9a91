#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/column_addition.h"
#include "dialects/sql/database_text.h"

#include <algorithm>

// ALTER TABLE: a change for each of its subcommands, in their order.

namespace espalier::dialects::postgresql {

using schema::ColumnAddition;
using schema::ColumnChange;
using schema::Expression;
using schema::ObjectName;
using schema::Table;
using sql::StatementText;

namespace {

/// A subcommand and where it stands.
struct Command {
    Reading& reading;
    Node node;
    ObjectName table;
    bool ifTableExists = false;
    std::pair<int, int> tokens;

    ColumnChange change() const
    {
        ColumnChange made;
        made.table = table;
        made.column = node["name"].text();
        made.ifTableExists = ifTableExists;
        return made;
    }
    QString written() const { return reading.text.text(tokens.first, tokens.second).simplified(); }
    /// What stands behind a keyword, outside of parentheses; null where there is none.
    QString after(std::string_view keyword) const
    {
        const StatementText& text = reading.text;
        const int found = text.find(tokens.first, [&](int i) { return i >= tokens.second || text.is(i, keyword); });
        return found >= tokens.second ? QString() : text.text(found + 1, tokens.second);
    }
};

void addColumn(const Command& command)
{
    Table table;
    table.name = command.table;
    ColumnAddition addition;
    addition.table = command.table;
    addition.column = columnOf(command.node["def"].as("ColumnDef"), command.reading, table);
    keepSerial(addition.column);
    addition.ifNotExists = command.node["missing_ok"].isTrue();
    addition.ifTableExists = command.ifTableExists;
    sql::addColumn(command.reading.result.changes, std::move(addition), std::move(table.constraints));
}

void dropColumn(const Command& command)
{
    command.reading.add(schema::DropColumn{ command.table, command.node["name"].text(),
        command.node["missing_ok"].isTrue(), command.node["behavior"].is("DROP_CASCADE"), command.ifTableExists });
}

void setDefault(const Command& command)
{
    ColumnChange change = command.change();
    if (command.node["def"])
        change.serverDefault = sql::databaseText(command.after("DEFAULT"));
    else
        change.serverDefault = schema::NoDefault();
    command.reading.add(std::move(change));
}

void setNullable(const Command& command)
{
    ColumnChange change = command.change();
    change.nullable = command.node["subtype"].is("AT_DropNotNull");
    command.reading.add(std::move(change));
}

void setType(const Command& command)
{
    ColumnChange change = command.change();
    const Node definition = command.node["def"].as("ColumnDef");
    change.type = typeOf(definition["typeName"], command.reading.text);
    if (const QStringList collation = stringsOf(definition["collClause"]["collname"]); !collation.isEmpty())
        change.type->collation = collation.last();
    if (definition["raw_default"])
        change.usingExpression = command.after("USING");
    command.reading.add(std::move(change));
}

void addIdentity(const Command& command)
{
    ColumnChange change = command.change();
    const Node identity = command.node["def"].as("Constraint");
    change.serverDefault = schema::Identity{ identity["generated_when"].is("a"),
        sequenceOptions(identity["options"], command.reading.text) };
    command.reading.add(std::move(change));
}

/// SET GENERATED …, SET INCREMENT …: what is not set in the new identity stays. Where only its sequence's options
/// change the old identity is given as always as the new one.
void changeIdentity(const Command& command)
{
    ColumnChange change = command.change();
    const Node options = command.node["def"].as("List")["items"];
    schema::Identity before;
    schema::Identity after{ false, sequenceOptions(options, command.reading.text) };
    for (const Node item : options)
        if (item.as("DefElem")["defname"].is("generated")) {
            after.always = item.as("DefElem")["arg"].as("Integer")["ival"].number() == 'a';
            before.always = !after.always;
        }
    change.existingServerDefault = before;
    change.serverDefault = after;
    command.reading.add(std::move(change));
}

/// An identity or a generated column becomes an ordinary one.
void dropDefault(const Command& command)
{
    ColumnChange change = command.change();
    change.serverDefault = schema::NoDefault();
    command.reading.add(std::move(change));
}

void addConstraint(const Command& command)
{
    if (auto constraint = constraintOf(command.node["def"].as("Constraint"), command.reading))
        command.reading.add(schema::AddConstraint{ command.table, std::move(*constraint), command.ifTableExists });
    else
        command.reading.other(QStringLiteral("table"), command.table);
}

void dropConstraint(const Command& command)
{
    command.reading.add(schema::DropConstraint{ { command.table, { command.node["name"].text() }, {} },
        command.node["missing_ok"].isTrue(), command.node["behavior"].is("DROP_CASCADE"), command.ifTableExists });
}

void alterConstraint(const Command& command)
{
    const Node definition = command.node["def"].as("Constraint");
    const QString name = definition ? definition["conname"].text() : command.node["name"].text();
    command.reading.add(
        schema::AlterOther{ QStringLiteral("constraint"), { command.table.schema, name }, command.written() });
}

struct Subcommand {
    std::string_view name;
    void (*read)(const Command&);
};

constexpr Subcommand subcommands[] = {
    { "AT_AddColumn", addColumn },
    { "AT_DropColumn", dropColumn },
    { "AT_ColumnDefault", setDefault },
    { "AT_SetNotNull", setNullable },
    { "AT_DropNotNull", setNullable },
    { "AT_AlterColumnType", setType },
    { "AT_AddIdentity", addIdentity },
    { "AT_SetIdentity", changeIdentity },
    { "AT_DropIdentity", dropDefault },
    { "AT_DropExpression", dropDefault },
    { "AT_AddConstraint", addConstraint },
    { "AT_DropConstraint", dropConstraint },
    { "AT_AlterConstraint", alterConstraint },
    { "AT_ValidateConstraint", alterConstraint },
};

/// Where each subcommand stands: between the commas behind the table's name.
std::vector<std::pair<int, int>> commandsIn(const StatementText& text, const Node& relation)
{
    int from = text.tokenAt(relation["location"].number()) + 1;
    while (text.isSymbol(from, '.'))
        from += 2;
    from += text.isSymbol(from, '*') ? 1 : 0;
    std::vector<std::pair<int, int>> commands;
    while (from < text.size()) {
        const int to = text.find(from, [&](int i) { return text.isSymbol(i, ','); });
        commands.emplace_back(from, to);
        from = to + 1;
    }
    return commands;
}

} // namespace

void readAlterTable(Reading& reading, const Node& statement)
{
    const Node relation = statement["relation"];
    const ObjectName name = relationName(relation);
    const Node type = statement["objtype"];
    if (!type.is("OBJECT_TABLE") && !type.is("OBJECT_FOREIGN_TABLE"))
        return reading.other(kindOf(type.raw()), name);
    const auto places = commandsIn(reading.text, relation);
    const Node commands = statement["cmds"];
    if (static_cast<int>(places.size()) != commands.count())
        return reading.unknown(QT_TRANSLATE_NOOP("Messages", "its parts could not be told apart"));
    size_t next = 0;
    for (const Node item : commands) {
        const Command command{ reading, item.as("AlterTableCmd"), name, statement["missing_ok"].isTrue(),
            places[next++] };
        const auto* found = std::find_if(std::begin(subcommands), std::end(subcommands),
            [&](const Subcommand& known) { return command.node["subtype"].is(known.name); });
        if (found != std::end(subcommands))
            found->read(command);
        else
            reading.add(schema::AlterOther{ kindOf(type.raw()), name, command.written() });
    }
}

} // namespace espalier::dialects::postgresql
