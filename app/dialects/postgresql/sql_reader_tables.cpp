#include "dialects/postgresql/sql_reading.h"

#include "dialects/sql/database_text.h"

#include <algorithm>

// CREATE TABLE: columns and constraints.

namespace espalier::dialects::postgresql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Table;
using sql::StatementText;

namespace {

QString referentialAction(const Node& action)
{
    const std::string_view code = action.raw();
    return code == "c" ? QStringLiteral("CASCADE")
        : code == "n"  ? QStringLiteral("SET NULL")
        : code == "d"  ? QStringLiteral("SET DEFAULT")
        : code == "r"  ? QStringLiteral("RESTRICT")
                       : QString();
}

void readForeignKey(Constraint& key, const Node& node)
{
    key.columns = stringsOf(node["fk_attrs"]);
    key.target = relationName(node["pktable"]);
    key.targetColumns = stringsOf(node["pk_attrs"]);
    key.onUpdate = referentialAction(node["fk_upd_action"]);
    key.onDelete = referentialAction(node["fk_del_action"]);
    if (const QStringList some = stringsOf(node["fk_del_set_cols"]); !some.isEmpty())
        key.onDelete += QLatin1String(" (") + some.join(QStringLiteral(", ")) + u')';
    if (node["fk_matchtype"].is("f"))
        key.match = QStringLiteral("FULL");
}

void readExclusion(Constraint& constraint, const Node& node, const StatementText& text)
{
    constraint.method = node["access_method"].text();
    const int start = text.tokenAt(node["location"].number());
    const auto places = elementsIn(text, start);
    QVariantMap classes;
    size_t next = 0;
    for (const Node item : node["exclusions"]) {
        if (next >= places.size())
            break;
        const Node parts = item.as("List")["items"];
        const Node element = parts.at(0).as("IndexElem");
        constraint.elements.push_back({ indexElement(element, text, places[next++], classes),
            stringsOf(parts.at(1).as("List")["items"]).join(u'.'), stringsOf(element["opclass"]).join(u'.') });
    }
    if (node["where_clause"] && !places.empty()) {
        const int close = places.back().second;
        const int where = text.find(close + 1, [&](int i) { return text.is(i, "WHERE"); });
        constraint.condition = sql::databaseText(inParentheses(text, where));
    }
}

std::optional<Constraint::Kind> constraintKind(const Node& node)
{
    static constexpr std::pair<std::string_view, Constraint::Kind> kinds[] = {
        { "CONSTR_PRIMARY", Constraint::Kind::PrimaryKey },
        { "CONSTR_UNIQUE", Constraint::Kind::Unique },
        { "CONSTR_FOREIGN", Constraint::Kind::ForeignKey },
        { "CONSTR_CHECK", Constraint::Kind::Check },
        { "CONSTR_EXCLUSION", Constraint::Kind::Exclusion },
    };
    for (const auto& [name, kind] : kinds)
        if (node["contype"].is(name))
            return kind;
    return {};
}

void readConstraintOptions(Constraint& constraint, const Node& node, const StatementText& text)
{
    const auto flag = [&](std::string_view field, const char* option) {
        if (node[field].isTrue())
            constraint.options.insert(QLatin1String(option), true);
    };
    const auto word = [&](std::string_view field, const char* option) {
        if (const QString value = node[field].text(); !value.isEmpty())
            constraint.options.insert(QLatin1String(option), value);
    };
    flag("skip_validation", "postgresql_not_valid");
    flag("is_no_inherit", "postgresql_no_inherit");
    flag("nulls_not_distinct", "postgresql_nulls_not_distinct");
    word("indexname", "postgresql_using_index");
    word("indexspace", "postgresql_tablespace");
    if (const QStringList include = stringsOf(node["including"]); !include.isEmpty())
        constraint.options.insert(QStringLiteral("postgresql_include"), include);
    if (const Node parameters = node["options"])
        constraint.options.insert(QStringLiteral("postgresql_with"), storageParameters(parameters, text));
    if (node["deferrable"].isTrue())
        constraint.deferrable = true;
    if (node["initdeferred"].isTrue())
        constraint.initially = QStringLiteral("DEFERRED");
}

/// The text of DEFAULT's expression: up to what follows it in the column.
QString defaultText(const Node& columnDef, const Node& constraint, const StatementText& text)
{
    const int location = constraint["location"].number();
    int limit = static_cast<int>(text.bytes.size());
    const auto bound = [&](const Node& other) {
        const int at = other["location"].number(-1);
        if (at > location)
            limit = std::min(limit, at);
    };
    for (const Node item : columnDef["constraints"])
        bound(item.as("Constraint"));
    bound(columnDef["collClause"]);
    int from = text.tokenAt(location);
    while (from < text.size() && !text.is(from, "DEFAULT"))
        ++from;
    const int last = text.tokenAt(limit);
    const int to = text.find(from + 1, [&](int i) { return i >= last || text.isSymbol(i, ','); });
    return text.text(from + 1, to);
}

bool isSerial(const Node& columnDef)
{
    static const QSet<QString> serials{ QStringLiteral("serial"), QStringLiteral("serial4"),
        QStringLiteral("bigserial"), QStringLiteral("serial8"), QStringLiteral("smallserial"),
        QStringLiteral("serial2") };
    const QStringList names = stringsOf(columnDef["typeName"]["names"]);
    return names.size() == 1 && !columnDef["typeName"]["arrayBounds"] && serials.contains(names.front());
}

/// NOT NULL, DEFAULT, identity, generated; false where it is a constraint of the table.
bool readColumnProperty(Column& column, const Node& columnDef, const Node& node, const StatementText& text)
{
    const Node type = node["contype"];
    if (type.is("CONSTR_NOTNULL")) {
        column.nullable = false;
    } else if (type.is("CONSTR_NULL")) {
        column.nullable = true;
    } else if (type.is("CONSTR_DEFAULT")) {
        column.serverDefault = sql::databaseText(defaultText(columnDef, node, text));
    } else if (type.is("CONSTR_IDENTITY")) {
        column.identity = schema::Identity{ node["generated_when"].is("a"), sequenceOptions(node["options"], text) };
    } else if (type.is("CONSTR_GENERATED")) {
        const int start = text.tokenAt(node["location"].number());
        column.computed = schema::Computed{ sql::databaseText(inParentheses(text, start)), true };
    } else {
        return false;
    }
    return true;
}

/// DEFERRABLE and the like stand behind the constraint that they belong to.
bool readAttribute(Constraint* last, const Node& node)
{
    const Node type = node["contype"];
    if (!QByteArrayView(type.raw().data(), static_cast<qsizetype>(type.raw().size())).startsWith("CONSTR_ATTR_"))
        return false;
    if (!last)
        return true;
    if (type.is("CONSTR_ATTR_DEFERRABLE"))
        last->deferrable = true;
    else if (type.is("CONSTR_ATTR_DEFERRED"))
        last->initially = QStringLiteral("DEFERRED");
    return true;
}

void readTableOptions(Table& table, const Node& statement, const StatementText& text)
{
    const auto put = [&](const char* name, const QVariant& value) { table.options.insert(QLatin1String(name), value); };
    const Node persistence = statement["relation"]["relpersistence"];
    if (persistence.is("t"))
        table.prefixes.append(QStringLiteral("TEMPORARY"));
    else if (persistence.is("u"))
        table.prefixes.append(QStringLiteral("UNLOGGED"));
    if (const Node partition = statement["partspec"]) {
        const int by = text.tokenAt(partition["location"].number()) + 2; // PARTITION BY
        int open = by;
        while (open < text.size() && !text.isSymbol(open, '('))
            ++open;
        put("postgresql_partition_by", text.text(by, text.closing(open) + 1));
    }
    QStringList parents;
    for (const Node item : statement["inhRelations"])
        parents.append(relationName(item.as("RangeVar")).key());
    if (!parents.isEmpty())
        put(statement["partbound"] ? "postgresql_partition_of" : "postgresql_inherits", parents);
    if (const Node parameters = statement["options"])
        put("postgresql_with", storageParameters(parameters, text));
    if (const QString space = statement["tablespacename"].text(); !space.isEmpty())
        put("postgresql_tablespace", space);
    if (const QString method = statement["accessMethod"].text(); !method.isEmpty())
        put("postgresql_using", method);
    if (const Node onCommit = statement["oncommit"]; onCommit.is("ONCOMMIT_DROP"))
        put("postgresql_on_commit", QStringLiteral("DROP"));
    else if (onCommit.is("ONCOMMIT_DELETE_ROWS"))
        put("postgresql_on_commit", QStringLiteral("DELETE ROWS"));
}

void readTable(schema::CreateTable& change, Reading& reading, const Node& statement)
{
    Table& table = change.table;
    table.name = relationName(statement["relation"]);
    change.ifNotExists = statement["if_not_exists"].isTrue();
    change.isIncomplete = statement["inhRelations"] || statement["partbound"] || statement["ofTypename"];
    for (const Node item : statement["tableElts"]) {
        if (const Node columnDef = item.as("ColumnDef")) {
            Column column = columnOf(columnDef, reading, table);
            table.columns.push_back(std::move(column));
        } else if (const Node node = item.as("Constraint")) {
            if (auto constraint = constraintOf(node, reading))
                table.constraints.push_back(std::move(*constraint));
        } else {
            change.isIncomplete = true; // LIKE
        }
    }
    for (Column& column : table.columns) {
        const bool isKey = std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& one) {
            return one.kind == Constraint::Kind::PrimaryKey && one.columns.contains(column.name);
        });
        if (!isKey)
            keepSerial(column);
    }
    readTableOptions(table, statement, reading.text);
    table = schema::declared(std::move(table));
}

} // namespace

std::optional<Constraint> constraintOf(const Node& node, Reading& reading)
{
    const auto kind = constraintKind(node);
    if (!kind)
        return {};
    Constraint constraint;
    constraint.kind = *kind;
    constraint.name.text = node["conname"].text();
    constraint.columns = stringsOf(node["keys"]);
    if (*kind == Constraint::Kind::ForeignKey)
        readForeignKey(constraint, node);
    else if (*kind == Constraint::Kind::Exclusion)
        readExclusion(constraint, node, reading.text);
    else if (*kind == Constraint::Kind::Check)
        constraint.condition
            = sql::databaseText(inParentheses(reading.text, reading.text.tokenAt(node["location"].number())));
    readConstraintOptions(constraint, node, reading.text);
    return constraint;
}

void keepSerial(Column& column)
{
    if (column.autoIncrement != Column::AutoIncrement::Yes || column.isPrimaryKey || column.identity)
        return;
    const QString& stored = column.type.name;
    column.type = schema::SqlType::fromSql(stored == QLatin1String("BIGINT") ? QStringLiteral("bigserial")
            : stored == QLatin1String("SMALLINT")                            ? QStringLiteral("smallserial")
                                                                             : QStringLiteral("serial"));
    column.autoIncrement = Column::AutoIncrement::No;
}

Column columnOf(const Node& columnDef, Reading& reading, Table& table)
{
    Column column;
    column.name = columnDef["colname"].text();
    if (columnDef["typeName"])
        column.type = typeOf(columnDef["typeName"], reading.text);
    if (const QStringList collation = stringsOf(columnDef["collClause"]["collname"]); !collation.isEmpty())
        column.type.collation = collation.last();
    // SQLAlchemy's default would make a serial of every integer key
    column.autoIncrement = isSerial(columnDef) ? Column::AutoIncrement::Yes : Column::AutoIncrement::No;
    if (column.autoIncrement == Column::AutoIncrement::Yes)
        column.nullable = false;
    Constraint* last = nullptr; // of a vector, until the next one is added to it
    for (const Node item : columnDef["constraints"]) {
        const Node node = item.as("Constraint");
        if (readColumnProperty(column, columnDef, node, reading.text) || readAttribute(last, node))
            continue;
        auto constraint = constraintOf(node, reading);
        if (!constraint)
            continue;
        if (constraint->kind != Constraint::Kind::Check)
            constraint->columns = { column.name };
        column.isPrimaryKey |= constraint->kind == Constraint::Kind::PrimaryKey;
        auto& place = constraint->kind == Constraint::Kind::Check ? column.checks : table.constraints;
        place.push_back(std::move(*constraint));
        last = &place.back();
    }
    return column;
}

void readCreateTable(Reading& reading, const Node& statement)
{
    schema::CreateTable change;
    readTable(change, reading, statement);
    reading.add(std::move(change));
}

void readCreateForeignTable(Reading& reading, const Node& statement)
{
    schema::CreateTable change;
    readTable(change, reading, statement["base"]);
    change.table.prefixes.append(QStringLiteral("FOREIGN"));
    reading.add(std::move(change));
}

} // namespace espalier::dialects::postgresql
