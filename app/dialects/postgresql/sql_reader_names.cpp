#include "dialects/postgresql/functions.h"
#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

#include <QHash>
#include <QRegularExpression>

// Statements of which no more is kept than the object's kind and name.

namespace espalier::dialects::postgresql {

using schema::ObjectName;

namespace {

struct NamedStatement {
    const char* kind; ///< of the object
    std::string_view name; ///< the field
    std::string_view table = {}; ///< the field of the table that it belongs to
};

using NamedStatements = QHash<QByteArrayView, NamedStatement>;

const NamedStatements& creations()
{
    static const NamedStatements all{
        { "CreateFunctionStmt", { "function", "funcname" } },
        { "CreateTrigStmt", { "trigger", "trigname", "relation" } },
        { "CreatePolicyStmt", { "policy", "policy_name", "table" } },
        { "RuleStmt", { "rule", "rulename", "relation" } },
        { "CreateExtensionStmt", { "extension", "extname" } },
        { "CreateDomainStmt", { "domain", "domainname" } },
        { "CompositeTypeStmt", { "type", "typevar" } },
        { "CreateRangeStmt", { "type", "typeName" } },
        { "DefineStmt", { "", "defnames" } },
        { "CreateStatsStmt", { "statistics", "defnames" } },
        { "CreateCastStmt", { "cast", "" } },
        { "CreateTransformStmt", { "transform", "" } },
        { "CreateUserMappingStmt", { "user mapping", "servername" } },
        { "CreateConversionStmt", { "conversion", "conversion_name" } },
        { "CreateOpClassStmt", { "operator class", "opclassname" } },
        { "CreateOpFamilyStmt", { "operator family", "opfamilyname" } },
        { "CreatePLangStmt", { "language", "plname" } },
        { "CreateFdwStmt", { "foreign data wrapper", "fdwname" } },
        { "CreateForeignServerStmt", { "server", "servername" } },
        { "CreatePublicationStmt", { "publication", "pubname" } },
        { "CreateSubscriptionStmt", { "subscription", "subname" } },
        { "CreateEventTrigStmt", { "event trigger", "trigname" } },
        { "CreateAmStmt", { "access method", "amname" } },
        { "CreateTableSpaceStmt", { "tablespace", "tablespacename" } },
        { "CreateRoleStmt", { "role", "role" } },
        { "CreatedbStmt", { "database", "dbname" } },
    };
    return all;
}

const NamedStatements& drops()
{
    static const NamedStatements all{
        { "DropdbStmt", { "database", "dbname" } },
        { "DropTableSpaceStmt", { "tablespace", "tablespacename" } },
        { "DropSubscriptionStmt", { "subscription", "subname" } },
        { "DropUserMappingStmt", { "user mapping", "servername" } },
    };
    return all;
}

const NamedStatements& alterations()
{
    static const NamedStatements all{
        { "AlterFunctionStmt", { "function", "func" } },
        { "AlterOwnerStmt", { "", "object" } },
        { "AlterObjectDependsStmt", { "", "object" } },
        { "SecLabelStmt", { "", "object" } },
        { "AlterExtensionStmt", { "extension", "extname" } },
        { "AlterExtensionContentsStmt", { "extension", "extname" } },
        { "AlterDomainStmt", { "domain", "typeName" } },
        { "AlterTypeStmt", { "type", "typeName" } },
        { "AlterPolicyStmt", { "policy", "policy_name", "table" } },
        { "AlterStatsStmt", { "statistics", "defnames" } },
        { "AlterCollationStmt", { "collation", "collname" } },
        { "AlterOpFamilyStmt", { "operator family", "opfamilyname" } },
        { "AlterOperatorStmt", { "operator", "opername" } },
        { "AlterTSConfigurationStmt", { "text search configuration", "cfgname" } },
        { "AlterTSDictionaryStmt", { "text search dictionary", "dictname" } },
        { "AlterPublicationStmt", { "publication", "pubname" } },
        { "AlterSubscriptionStmt", { "subscription", "subname" } },
        { "AlterFdwStmt", { "foreign data wrapper", "fdwname" } },
        { "AlterForeignServerStmt", { "server", "servername" } },
        { "AlterUserMappingStmt", { "user mapping", "servername" } },
        { "AlterEventTrigStmt", { "event trigger", "trigname" } },
        { "AlterTableSpaceOptionsStmt", { "tablespace", "tablespacename" } },
        { "AlterTableMoveAllStmt", { "tablespace", "orig_tablespacename" } },
        { "AlterRoleStmt", { "role", "role" } },
        { "AlterRoleSetStmt", { "role", "role" } },
        { "GrantRoleStmt", { "role", "" } },
        { "ReassignOwnedStmt", { "role", "" } },
        { "AlterDefaultPrivilegesStmt", { "default privileges", "" } },
        { "AlterDatabaseStmt", { "database", "dbname" } },
        { "AlterDatabaseSetStmt", { "database", "dbname" } },
        { "AlterSystemStmt", { "system", "" } },
        { "RefreshMatViewStmt", { "materialized view", "relation" } },
        { "ClusterStmt", { "table", "relation" } },
    };
    return all;
}

/// Whatever shape the name has there.
ObjectName named(const Node& field, const sql::StatementText& text)
{
    if (!field)
        return {};
    if (field.isList())
        return nameOf(field);
    if (field["relname"])
        return relationName(field);
    if (field["rolename"])
        return { {}, field["rolename"].text() };
    if (field["objname"]) {
        ObjectName name = nameOf(field["objname"]);
        if (!field["args_unspecified"].isTrue())
            name.name = signature(name.name, field["objfuncargs"] ? field["objfuncargs"] : field["objargs"], text);
        return name;
    }
    if (!field.raw().empty())
        return { {}, field.text() };
    return objectName(field, text);
}

ObjectName namedIn(const NamedStatement& shape, const Node& statement, const sql::StatementText& text)
{
    if (shape.name.empty())
        return {};
    const Node field = statement[shape.name];
    return named(field || shape.name != "object" ? field : statement["relation"], text);
}

/// The words between the first two of CREATE CAST … WITH: what has no name is known by them.
QString wordsFor(const sql::StatementText& text)
{
    const int end
        = text.find(2, [&](int i) { return text.is(i, "WITH") || text.is(i, "WITHOUT") || text.isSymbol(i, '('); });
    return text.text(2, text.isSymbol(2, '(') ? text.closing(2) + 1 : end).simplified();
}

/// Whether a function's text calls nothing but what is known to compute only.
bool callsPlainOnly(const QString& body)
{
    static const QRegularExpression call(QStringLiteral(R"(([a-z_][a-z0-9_$]*)\s*\()"));
    static const core::WordSet words = sql::wordSet(
        "if elsif in and or not values exists any all some array row coalesce greatest least nullif cast extract trim "
        "substring position overlay filter over when then else return select as on by from where case numeric varchar "
        "char decimal with union lateral");
    const QString text = body.toLower();
    for (auto found = call.globalMatch(text); found.hasNext();)
        if (const QString name = found.next().captured(1);
            !words.contains(name) && effectOf(name) != FunctionEffect::None)
            return false;
    return true;
}

/// A function declared IMMUTABLE or STABLE may run no command that writes; what it calls may. An aggregate does what
/// its transition function does.
bool isReadOnly(const Node& statement)
{
    bool isDeclared = false;
    QString body;
    for (const Node option : statement["options"]) {
        const Node element = option.as("DefElem");
        if (element["defname"].is("volatility"))
            isDeclared = !element["arg"].as("String")["sval"].is("volatile");
        else if (element["defname"].is("as"))
            body = stringsOf(element["arg"].as("List")["items"]).value(0);
    }
    if (isDeclared && !body.isEmpty())
        return callsPlainOnly(body);
    QString transition;
    for (const Node part : statement["definition"])
        if (const Node element = part.as("DefElem"); element["defname"].is("sfunc"))
            transition = stringsOf(element["arg"].as("TypeName")["names"]).value(0);
        else if (element["defname"].is("finalfunc"))
            return false;
    return !transition.isEmpty() && effectOf(transition.toLower()) == FunctionEffect::None;
}

bool needsNoArguments(const Node& parameters)
{
    for (const Node item : parameters) {
        const Node parameter = item.as("FunctionParameter");
        const bool isGiven = parameter["mode"].is("FUNC_PARAM_OUT") || parameter["mode"].is("FUNC_PARAM_TABLE");
        if (!isGiven && !parameter["defexpr"])
            return false;
    }
    return true;
}

void create(Reading& reading, const NamedStatement& shape, const Node& statement)
{
    schema::CreateOther change;
    schema::OpaqueObject& object = change.object;
    object.kind = QLatin1String(shape.kind);
    object.name = namedIn(shape, statement, reading.text);
    if (statement["is_procedure"].isTrue())
        object.kind = QStringLiteral("procedure");
    if (object.kind.isEmpty())
        object.kind = kindOf(statement["kind"].raw());
    if (object.kind == QLatin1String("function") || object.kind == QLatin1String("procedure"))
        object.name.name = signature(object.name.name, statement["parameters"], reading.text);
    else if (object.kind == QLatin1String("aggregate") && !statement["oldstyle"].isTrue())
        object.name.name = signature(object.name.name, statement["args"].at(0).as("List")["items"], reading.text);
    else if (statement["sourcetype"])
        object.name.name = QStringLiteral("(%1 AS %2)")
                               .arg(typeText(statement["sourcetype"], reading.text),
                                   typeText(statement["targettype"], reading.text));
    else if (object.name.name.isEmpty())
        object.name.name = wordsFor(reading.text);
    if (!shape.table.empty())
        object.table = relationName(statement[shape.table]).key();
    object.definition = reading.text.text();
    change.isReadOnly = isReadOnly(statement);
    change.needsNoArguments = object.kind == QLatin1String("function") && needsNoArguments(statement["parameters"]);
    change.orReplace = statement["replace"].isTrue();
    change.ifNotExists = statement["if_not_exists"].isTrue();
    reading.add(std::move(change));
}

void alter(Reading& reading, const NamedStatement& shape, const Node& statement)
{
    const Node type = statement["objectType"] ? statement["objectType"] : statement["objtype"];
    const QString kind = *shape.kind != '\0' ? QString(QLatin1String(shape.kind)) : kindOf(type.raw());
    reading.other(kind, namedIn(shape, statement, reading.text));
}

void readGrant(Reading& reading, const Node& statement)
{
    const bool isWhole = statement["targtype"].is("ACL_TARGET_ALL_IN_SCHEMA");
    const QString kind = isWhole ? QStringLiteral("schema") : kindOf(statement["objtype"].raw());
    for (const Node item : statement["objects"])
        reading.other(kind, item.as("RangeVar") ? relationName(item.inner()) : objectName(item, reading.text));
}

void readEnumChange(Reading& reading, const Node& statement)
{
    schema::AlterEnum change;
    change.name = nameOf(statement["typeName"]);
    change.addValue = statement["newVal"].text();
    change.renameValue = statement["oldVal"].text();
    (statement["newValIsAfter"].isTrue() ? change.after : change.before) = statement["newValNeighbor"].text();
    change.ifNotExists = statement["skipIfNewValExists"].isTrue();
    reading.add(std::move(change));
}

void readSequence(Reading& reading, const Node& statement, bool alters)
{
    schema::CreateSequence change;
    change.alters = alters;
    change.sequence.name = relationName(statement["sequence"]);
    change.sequence.options = sequenceOptions(statement["options"], reading.text);
    change.ifNotExists = statement[alters ? "missing_ok" : "if_not_exists"].isTrue();
    for (const Node item : statement["options"]) {
        const Node element = item.as("DefElem");
        if (element["defname"].is("as"))
            change.sequence.dataType = typeText(element["arg"].as("TypeName"), reading.text);
        const QStringList owner = stringsOf(element["arg"].as("List")["items"]);
        if (element["defname"].is("owned_by"))
            change.sequence.ownedBy
                = owner == QStringList{ QStringLiteral("none") } ? QStringLiteral("") : owner.join(u'.');
    }
    reading.add(std::move(change));
}

void readSchema(Reading& reading, const Node& statement)
{
    if (statement["schemaElts"])
        return reading.unknown(QT_TRANSLATE_NOOP("Messages", "it makes a schema and what is in it in one statement"));
    QString name = statement["schemaname"].text();
    if (name.isEmpty())
        name = statement["authrole"]["rolename"].text();
    reading.add(schema::CreateSchema{ name, statement["if_not_exists"].isTrue() });
}

} // namespace

bool readNamed(Reading& reading, std::string_view kind, const Node& statement)
{
    const QByteArrayView key(kind.data(), static_cast<qsizetype>(kind.size()));
    if (const auto found = creations().constFind(key); found != creations().cend()) {
        create(reading, *found, statement);
    } else if (const auto dropped = drops().constFind(key); dropped != drops().cend()) {
        reading.add(schema::DropOther{ QLatin1String(dropped->kind), namedIn(*dropped, statement, reading.text), {},
            statement["missing_ok"].isTrue(), false });
    } else if (const auto altered = alterations().constFind(key); altered != alterations().cend()) {
        alter(reading, *altered, statement);
    } else if (kind == "DropRoleStmt") {
        for (const Node role : statement["roles"])
            reading.add(schema::DropOther{ QStringLiteral("role"), named(role.as("RoleSpec"), reading.text), {},
                statement["missing_ok"].isTrue(), false });
    } else if (kind == "CreateEnumStmt") {
        reading.add(schema::CreateEnum{ { nameOf(statement["typeName"]), stringsOf(statement["vals"]), {} }, false });
    } else if (kind == "AlterEnumStmt") {
        readEnumChange(reading, statement);
    } else if (kind == "CreateSeqStmt" || kind == "AlterSeqStmt") {
        readSequence(reading, statement, kind == "AlterSeqStmt");
    } else if (kind == "CreateSchemaStmt") {
        readSchema(reading, statement);
    } else if (kind == "GrantStmt") {
        readGrant(reading, statement);
    } else {
        return false;
    }
    return true;
}

} // namespace espalier::dialects::postgresql
