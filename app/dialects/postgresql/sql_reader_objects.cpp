#include "dialects/postgresql/sql_reading.h"

#include <QHash>

// DROP, RENAME, SET SCHEMA and COMMENT of all kinds of objects.

namespace espalier::dialects::postgresql {

using schema::ObjectName;

namespace {

bool isTable(const Node& objectType) { return objectType.is("OBJECT_TABLE") || objectType.is("OBJECT_FOREIGN_TABLE"); }

bool isView(const Node& objectType) { return objectType.is("OBJECT_VIEW") || objectType.is("OBJECT_MATVIEW"); }

/// Triggers, policies and rules: [schema,] table, name.
struct OfTable {
    ObjectName table;
    QString name;
};
std::optional<OfTable> ofTable(const Node& objectType, const Node& object)
{
    if (!objectType.is("OBJECT_TRIGGER") && !objectType.is("OBJECT_POLICY") && !objectType.is("OBJECT_RULE")
        && !objectType.is("OBJECT_TABCONSTRAINT") && !objectType.is("OBJECT_COLUMN"))
        return {};
    QStringList parts = stringsOf(object.as("List")["items"]);
    if (parts.size() < 2)
        return {};
    const QString name = parts.takeLast();
    return OfTable{ nameOf(parts), name };
}

/// Casts are known by their types, operator classes come with their access method in front.
ObjectName otherName(const Node& objectType, const Node& object, const sql::StatementText& text)
{
    const Node items = object.as("List")["items"];
    if (objectType.is("OBJECT_CAST"))
        return { {},
            QStringLiteral("(%1 AS %2)")
                .arg(typeText(items.at(0).as("TypeName"), text), typeText(items.at(1).as("TypeName"), text)) };
    if (objectType.is("OBJECT_OPCLASS") || objectType.is("OBJECT_OPFAMILY"))
        return nameOf(stringsOf(items).mid(1));
    return objectName(object, text);
}

struct Dropped {
    Reading& reading;
    Node type;
    Node object;
    bool ifExists;
    bool cascade;
    QVariantMap options; ///< of indexes
};

void dropRelation(const Dropped& drop, const ObjectName& name)
{
    if (isTable(drop.type))
        drop.reading.add(schema::DropTable{ name, drop.ifExists, drop.cascade });
    else if (isView(drop.type))
        drop.reading.add(schema::DropView{ name, drop.type.is("OBJECT_MATVIEW"), drop.ifExists, drop.cascade });
    else if (drop.type.is("OBJECT_INDEX"))
        drop.reading.add(schema::DropIndex{ {}, name, drop.ifExists, drop.cascade, false, drop.options });
    else
        drop.reading.add(schema::DropSequence{ name, drop.ifExists, drop.cascade });
}

void dropOne(const Dropped& drop)
{
    const auto isRelation
        = isTable(drop.type) || isView(drop.type) || drop.type.is("OBJECT_INDEX") || drop.type.is("OBJECT_SEQUENCE");
    if (isRelation)
        return dropRelation(drop, objectName(drop.object, drop.reading.text));
    if (drop.type.is("OBJECT_TYPE"))
        return drop.reading.add(
            schema::DropEnum{ objectName(drop.object, drop.reading.text), drop.ifExists, drop.cascade });
    if (drop.type.is("OBJECT_SCHEMA"))
        return drop.reading.add(
            schema::DropSchema{ drop.object.as("String")["sval"].text(), drop.ifExists, drop.cascade });
    schema::DropOther change{ kindOf(drop.type.raw()), {}, {}, drop.ifExists, drop.cascade };
    if (const auto of = ofTable(drop.type, drop.object)) {
        change.name.name = of->name;
        change.table = of->table.key();
    } else {
        change.name = otherName(drop.type, drop.object, drop.reading.text);
    }
    drop.reading.add(std::move(change));
}

/// A function's new name with its arguments as the old one had them.
ObjectName renamed(const ObjectName& old, const QString& newName)
{
    const auto open = old.name.indexOf(u'(');
    return { old.schema, open < 0 ? newName : newName + old.name.mid(open) };
}

void renameColumn(Reading& reading, const Node& statement)
{
    const ObjectName relation = relationName(statement["relation"]);
    if (!isTable(statement["relationType"]))
        return reading.other(kindOf(statement["relationType"].raw()), relation);
    schema::ColumnChange change;
    change.table = relation;
    change.column = statement["subname"].text();
    change.newName = statement["newname"].text();
    change.ifTableExists = statement["missing_ok"].isTrue();
    reading.add(std::move(change));
}

void renameType(Reading& reading, const ObjectName& name, const QString& newName)
{
    schema::AlterEnum change;
    change.name = name;
    change.newName = newName;
    reading.add(std::move(change));
}

void renameOther(Reading& reading, const Node& statement)
{
    const Node type = statement["renameType"];
    const QString newName = statement["newname"].text();
    schema::RenameOther change;
    change.kind = kindOf(type.raw());
    change.ifExists = statement["missing_ok"].isTrue();
    if (isView(type) || type.is("OBJECT_SEQUENCE")) {
        change.name = relationName(statement["relation"]);
    } else if (statement["relation"]) {
        change.name.name = statement["subname"].text();
        change.table = relationName(statement["relation"]).key();
    } else if (statement["object"]) {
        change.name = otherName(type, statement["object"], reading.text);
    } else {
        change.name.name = statement["subname"].text();
    }
    change.newName = renamed(change.name, newName);
    reading.add(std::move(change));
}

} // namespace

QString kindOf(std::string_view objectType)
{
    static const QHash<QByteArrayView, const char*> words{
        { "OBJECT_MATVIEW", "materialized view" },
        { "OBJECT_TABCONSTRAINT", "constraint" },
        { "OBJECT_DOMCONSTRAINT", "domain" },
        { "OBJECT_TSCONFIGURATION", "text search configuration" },
        { "OBJECT_TSDICTIONARY", "text search dictionary" },
        { "OBJECT_TSPARSER", "text search parser" },
        { "OBJECT_TSTEMPLATE", "text search template" },
        { "OBJECT_FDW", "foreign data wrapper" },
        { "OBJECT_FOREIGN_SERVER", "server" },
        { "OBJECT_OPCLASS", "operator class" },
        { "OBJECT_OPFAMILY", "operator family" },
        { "OBJECT_FOREIGN_TABLE", "table" },
        { "OBJECT_STATISTIC_EXT", "statistics" },
        { "OBJECT_ATTRIBUTE", "type" },
        { "OBJECT_LARGEOBJECT", "large object" },
    };
    const QByteArrayView type(objectType.data(), static_cast<qsizetype>(objectType.size()));
    if (const auto found = words.constFind(type); found != words.cend())
        return QLatin1String(*found);
    return QString::fromLatin1(type.sliced(qMin<qsizetype>(type.size(), 7))).toLower().replace(u'_', u' ');
}

void readDrop(Reading& reading, const Node& statement)
{
    QVariantMap options;
    if (statement["concurrent"].isTrue())
        options.insert(QStringLiteral("postgresql_concurrently"), true);
    for (const Node object : statement["objects"])
        dropOne({ reading, statement["removeType"], object, statement["missing_ok"].isTrue(),
            statement["behavior"].is("DROP_CASCADE"), options });
}

void readRename(Reading& reading, const Node& statement)
{
    const Node type = statement["renameType"];
    const ObjectName relation = relationName(statement["relation"]);
    const QString newName = statement["newname"].text();
    const bool missingOk = statement["missing_ok"].isTrue();
    if (isTable(type))
        reading.add(schema::RenameTable{ relation, { relation.schema, newName }, missingOk });
    else if (type.is("OBJECT_COLUMN") || type.is("OBJECT_ATTRIBUTE"))
        renameColumn(reading, statement);
    else if (type.is("OBJECT_TABCONSTRAINT"))
        reading.add(schema::RenameConstraint{ relation, statement["subname"].text(), newName, missingOk });
    else if (type.is("OBJECT_INDEX"))
        reading.add(schema::RenameIndex{ relation, newName, missingOk });
    else if (type.is("OBJECT_DOMCONSTRAINT"))
        reading.other(kindOf(type.raw()), objectName(statement["object"], reading.text));
    else if (type.is("OBJECT_TYPE"))
        renameType(reading, objectName(statement["object"], reading.text), newName);
    else
        renameOther(reading, statement);
}

void readSetSchema(Reading& reading, const Node& statement)
{
    const Node type = statement["objectType"];
    const Node relation = statement["relation"];
    const bool missingOk = statement["missing_ok"].isTrue();
    const ObjectName name = relation ? relationName(relation) : otherName(type, statement["object"], reading.text);
    const ObjectName moved{ statement["newschema"].text(), name.name };
    if (isTable(type))
        reading.add(schema::RenameTable{ name, moved, missingOk });
    else
        reading.add(schema::RenameOther{ kindOf(type.raw()), name, {}, moved, missingOk });
}

void readComment(Reading& reading, const Node& statement)
{
    const Node type = statement["objtype"];
    const Node object = statement["object"];
    const QString comment = statement["comment"] ? statement["comment"].text() : QString();
    const auto of = ofTable(type, object);
    if (isTable(type)) {
        reading.add(schema::SetTableComment{ objectName(object, reading.text), comment });
    } else if (type.is("OBJECT_COLUMN") && of) {
        schema::ColumnChange change;
        change.table = of->table;
        change.column = of->name;
        change.changesComment = true;
        change.comment = comment;
        reading.add(std::move(change));
    } else {
        reading.other(kindOf(type.raw()), of ? ObjectName{ {}, of->name } : otherName(type, object, reading.text));
    }
}

} // namespace espalier::dialects::postgresql
