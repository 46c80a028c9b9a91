#include "dialects/postgresql/postgresql_rules.h"

#include "dialects/postgresql/alteration_text.h"
#include "dialects/postgresql/parse_tree.h"
#include "dialects/postgresql/postgresql_compiler.h"
#include "dialects/sql/canonical_sql.h"

#include <algorithm>

// What makes one object of another with ALTER and CREATE OR REPLACE, so that what depends on it may stay.

namespace espalier::dialects::postgresql {

using schema::AlterOther;
using schema::Changes;
using schema::OpaqueObject;

namespace {

/// Where the first of a list's nodes stands in the text; its end where there is none.
qsizetype firstLocation(const Node& list, qsizetype end)
{
    qsizetype first = end;
    for (const Node& item : list)
        if (const int location = item.inner()["location"].number(-1); location >= 0)
            first = std::min<qsizetype>(first, location);
    return first;
}

/// All of a routine that CREATE OR REPLACE cannot change: names and types of its parameters, what it returns. Null
/// where that is not known.
QString signatureOf(const QString& definition)
{
    const QByteArray text = definition.toUtf8();
    const ParseTree tree(parseTreeJson(text));
    const Node routine = tree.root()["stmts"].at(0)["stmt"].as("CreateFunctionStmt");
    if (!routine)
        return {};
    const QString head = QString::fromUtf8(text.left(firstLocation(routine["options"], text.size())));
    const qsizetype start = head.indexOf(QLatin1Char('('));
    return start < 0 ? QString() : sql::canonicalSql(head.mid(start));
}

QString replacing(const QString& definition)
{
    constexpr QLatin1String create("CREATE ");
    const QString text = definition.trimmed();
    const bool isReplacing = text.mid(create.size()).trimmed().startsWith(QLatin1String("OR "), Qt::CaseInsensitive);
    return isReplacing || !text.startsWith(create, Qt::CaseInsensitive)
        ? text
        : QLatin1String("CREATE OR REPLACE ") + text.mid(create.size());
}

/// CREATE DOMAIN as its parts.
struct DomainParts {
    QString base; ///< the type
    QString defaultValue; ///< "DEFAULT …"; empty where there is none
    bool isNotNull = false;
    QMap<QString, QString> checks; ///< "CONSTRAINT name CHECK …" by their names
    bool isKnown = false;
};

DomainParts partsOf(const QString& definition)
{
    DomainParts parts;
    const QByteArray text = definition.toUtf8();
    const ParseTree tree(parseTreeJson(text));
    const Node domain = tree.root()["stmts"].at(0)["stmt"].as("CreateDomainStmt");
    if (!domain)
        return parts;
    std::vector<std::pair<qsizetype, Node>> constraints;
    for (const Node& item : domain["constraints"])
        constraints.push_back({ item.as("Constraint")["location"].number(0), item.as("Constraint") });
    std::sort(constraints.begin(), constraints.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto piece
        = [&](qsizetype from, qsizetype to) { return QString::fromUtf8(text.mid(from, to - from)).trimmed(); };
    const qsizetype end = text.size();
    parts.base = sql::canonicalSql(piece(0, constraints.empty() ? end : constraints.front().first));
    parts.isKnown = true;
    for (size_t i = 0; i < constraints.size(); ++i) {
        const Node& constraint = constraints[i].second;
        const QString own = piece(constraints[i].first, i + 1 < constraints.size() ? constraints[i + 1].first : end);
        if (constraint["contype"].is("CONSTR_DEFAULT"))
            parts.defaultValue = own;
        else if (constraint["contype"].is("CONSTR_NOTNULL"))
            parts.isNotNull = true;
        else if (constraint["contype"].is("CONSTR_CHECK") && constraint["conname"])
            parts.checks.insert(constraint["conname"].text(), own);
        else if (!constraint["contype"].is("CONSTR_NULL"))
            parts.isKnown = false; // a check that the server names
    }
    return parts;
}

std::optional<Changes> domainAlteration(const OpaqueObject& from, const OpaqueObject& to)
{
    const DomainParts before = partsOf(from.definition);
    const DomainParts after = partsOf(to.definition);
    if (!before.isKnown || !after.isKnown || before.base != after.base)
        return std::nullopt;
    Changes changes;
    const auto alter = [&](const QString& what) {
        changes.push_back(AlterOther{
            from.kind, from.name, what, QStringLiteral("ALTER DOMAIN %1 %2").arg(written(from.name), what) });
    };
    const QString null;
    for (auto it = before.checks.cbegin(); it != before.checks.cend(); ++it)
        if (sql::canonicalSql(after.checks.value(it.key())) != sql::canonicalSql(*it))
            alter(QLatin1String("DROP CONSTRAINT ") + written({ null, it.key() }));
    if (before.defaultValue != after.defaultValue)
        alter(
            after.defaultValue.isEmpty() ? QStringLiteral("DROP DEFAULT") : QLatin1String("SET ") + after.defaultValue);
    if (before.isNotNull != after.isNotNull)
        alter(after.isNotNull ? QStringLiteral("SET NOT NULL") : QStringLiteral("DROP NOT NULL"));
    for (auto it = after.checks.cbegin(); it != after.checks.cend(); ++it)
        if (sql::canonicalSql(before.checks.value(it.key())) != sql::canonicalSql(*it))
            alter(QLatin1String("ADD ") + *it);
    return changes;
}

struct Attribute {
    QString name;
    QString type; ///< with its collation
};

/// Of a composite type; nothing where the definition is none.
std::vector<Attribute> attributesOf(const QString& definition)
{
    std::vector<Attribute> attributes;
    const QByteArray text = definition.toUtf8();
    const ParseTree tree(parseTreeJson(text));
    const Node type = tree.root()["stmts"].at(0)["stmt"].as("CompositeTypeStmt");
    std::vector<Node> columns;
    for (const Node& item : type["coldeflist"])
        columns.push_back(item.as("ColumnDef"));
    for (size_t i = 0; i < columns.size(); ++i) {
        const qsizetype start = columns[i]["typeName"]["location"].number(0);
        const qsizetype end = i + 1 < columns.size() ? columns[i + 1]["location"].number(0) : text.size();
        const QString own = QString::fromUtf8(text.mid(start, end - start)).trimmed();
        attributes.push_back({ columns[i]["colname"].text(), own.chopped(1).trimmed() }); // "," or ")"
    }
    return attributes;
}

/// What goes, goes, and what is new stands at the end; one with another name alone is renamed. Tables of the type
/// follow.
std::optional<Changes> compositeAlteration(const OpaqueObject& from, const OpaqueObject& to)
{
    const std::vector<Attribute> before = attributesOf(from.definition);
    const std::vector<Attribute> after = attributesOf(to.definition);
    if (before.empty() || after.empty())
        return std::nullopt;
    const QString null;
    Changes changes;
    const auto alter = [&](const QString& what) {
        changes.push_back(AlterOther{
            from.kind, from.name, what, QStringLiteral("ALTER TYPE %1 %2 CASCADE").arg(written(from.name), what) });
    };
    const auto holds = [](const std::vector<Attribute>& all, const Attribute& one) {
        return std::any_of(all.begin(), all.end(),
            [&](const Attribute& other) { return other.name == one.name && other.type == one.type; });
    };
    std::vector<Attribute> gone;
    std::vector<Attribute> kept;
    for (const Attribute& one : before)
        (holds(after, one) ? kept : gone).push_back(one);
    const auto isSame = [](const Attribute& a, const Attribute& b) { return a.name == b.name && a.type == b.type; };
    if (gone.size() == 1 && before.size() == after.size()) {
        const auto [left, right] = std::mismatch(before.begin(), before.end(), after.begin(), isSame);
        if (left->type == right->type && left->name != right->name
            && std::equal(left + 1, before.end(), right + 1, after.end(), isSame)) {
            alter(QStringLiteral("RENAME ATTRIBUTE %1 TO %2")
                      .arg(written({ null, left->name }), written({ null, right->name })));
            return changes;
        }
    }
    if (!std::equal(kept.begin(), kept.end(), after.begin(), after.begin() + qsizetype(kept.size()), isSame))
        return std::nullopt;
    for (const Attribute& one : gone)
        alter(QLatin1String("DROP ATTRIBUTE ") + written({ null, one.name }));
    for (size_t i = kept.size(); i < after.size(); ++i)
        alter(QStringLiteral("ADD ATTRIBUTE %1 %2").arg(written({ null, after[i].name }), after[i].type));
    return changes;
}

/// What stands in OPTIONS (…) of a statement about foreign data, and where that begins.
struct ForeignOptions {
    QString head; ///< all before
    QMap<QString, QString> options;
};

ForeignOptions foreignOptionsOf(const QString& definition)
{
    ForeignOptions found{ definition, {} };
    const QByteArray text = definition.toUtf8();
    const ParseTree tree(parseTreeJson(text));
    const Node statement = tree.root()["stmts"].at(0)["stmt"];
    for (const char* kind : { "CreateForeignServerStmt", "CreateFdwStmt", "CreateUserMappingStmt" }) {
        const Node list = statement.as(kind)["options"];
        for (const Node& item : list) {
            const Node option = item.as("DefElem");
            found.options.insert(option["defname"].text(), option["arg"].as("String")["sval"].text());
        }
        if (!found.options.isEmpty())
            found.head = QString::fromUtf8(text.left(firstLocation(list, text.size())))
                             .section(QLatin1String(" OPTIONS"), 0, -2);
    }
    return found;
}

/// Foreign data has many dependents: only options of it change.
std::optional<Changes> foreignAlteration(const OpaqueObject& from, const OpaqueObject& to)
{
    const ForeignOptions before = foreignOptionsOf(from.definition);
    const ForeignOptions after = foreignOptionsOf(to.definition);
    const QString options = optionsText(before.options, after.options);
    if (before.head.trimmed() != after.head.trimmed() || options.isEmpty())
        return std::nullopt;
    const QString object = from.drop.isEmpty() ? from.kind.toUpper() + QLatin1Char(' ') + written(from.name)
                                               : from.drop.mid(QLatin1String("DROP ").size());
    return Changes{ AlterOther{ from.kind, from.name, options, QStringLiteral("ALTER %1 %2").arg(object, options) } };
}

/// All of a dictionary but its template.
ForeignOptions dictionaryOptionsOf(const QString& definition)
{
    ForeignOptions found{ definition, {} };
    const ParseTree tree(parseTreeJson(definition.toUtf8()));
    const Node statement = tree.root()["stmts"].at(0)["stmt"].as("DefineStmt");
    for (const Node& item : statement["definition"])
        if (const Node value = item.as("DefElem")["arg"].as("String"))
            found.options.insert(item.as("DefElem")["defname"].text(), value["sval"].text());
    if (statement["kind"].is("OBJECT_TSDICTIONARY"))
        found.head = definition.section(QLatin1Char(','), 0, 0).remove(QLatin1Char(')'));
    return found;
}

/// Configurations use it.
std::optional<Changes> dictionaryAlteration(const OpaqueObject& from, const OpaqueObject& to)
{
    const ForeignOptions ofFrom = dictionaryOptionsOf(from.definition);
    const ForeignOptions ofTo = dictionaryOptionsOf(to.definition);
    if (ofFrom.head != ofTo.head)
        return std::nullopt;
    const QMap<QString, QString>& before = ofFrom.options;
    const QMap<QString, QString>& after = ofTo.options;
    PostgresqlCompiler sql(true);
    QStringList parts;
    for (auto it = after.cbegin(); it != after.cend(); ++it)
        if (before.value(it.key()) != *it)
            parts.append(sql.names().quoted(it.key()) + QLatin1String(" = ") + sql.stringLiteral(*it));
    for (const QString& gone : before.keys())
        if (!after.contains(gone))
            parts.append(sql.names().quoted(gone));
    const QString what = QLatin1Char('(') + parts.join(QStringLiteral(", ")) + QLatin1Char(')');
    return Changes{ AlterOther{ from.kind, from.name, what,
        QStringLiteral("ALTER TEXT SEARCH DICTIONARY %1 %2").arg(written(from.name), what) } };
}

/// "GRANT a, b (c) ON …" in three.
struct Rights {
    QString head;
    QStringList privileges;
    QString tail;
};

Rights rightsOf(const QString& statement)
{
    Rights rights;
    bool isQuoted = false;
    qsizetype start = -1;
    for (const char* const word : { "REVOKE GRANT OPTION FOR ", "REVOKE ", "GRANT " })
        if (const qsizetype found = statement.indexOf(QLatin1String(word)); found >= 0 && start < 0)
            start = found + QLatin1String(word).size();
    rights.head = statement.left(start);
    const QString on = QStringLiteral(" ON ");
    for (qsizetype at = start; at < statement.size(); ++at) {
        if (statement[at] == QLatin1Char('"'))
            isQuoted = !isQuoted;
        const bool isEnd = !isQuoted && statement.mid(at, on.size()) == on;
        if (isQuoted || (!isEnd && statement[at] != QLatin1Char(',')))
            continue;
        rights.privileges.append(statement.mid(start, at - start).trimmed());
        start = at + 1;
        if (isEnd) {
            rights.tail = statement.mid(at);
            break;
        }
    }
    return rights;
}

/// Only what the one has and not the other is taken back, or given.
Changes rightsAlteration(const OpaqueObject& from, const OpaqueObject& to)
{
    Changes changes;
    const auto change = [&](const Rights& rights, const QStringList& privileges) {
        const QString what = rights.head + privileges.join(QStringLiteral(", ")) + rights.tail;
        if (!privileges.isEmpty())
            changes.push_back(AlterOther{ from.kind, from.name, what, what });
    };
    const auto without = [](QStringList all, const QStringList& others) {
        all.removeIf([&](const QString& one) { return others.contains(one); });
        return all;
    };
    const Rights before = rightsOf(from.definition);
    const Rights after = rightsOf(to.definition);
    change(rightsOf(from.removal), without(before.privileges, after.privileges));
    change(after, without(after.privileges, before.privileges));
    return changes;
}

} // namespace

QString withSortedOptions(const QString& definition)
{
    ForeignOptions found = foreignOptionsOf(definition);
    if (found.options.isEmpty())
        found = dictionaryOptionsOf(definition);
    if (found.options.isEmpty())
        return {};
    return found.head.simplified() + QLatin1Char(' ') + optionsText({}, found.options);
}

std::optional<Changes> PostgresqlRules::alteration(const OpaqueObject& from, const OpaqueObject& to) const
{
    if (from.kind == QLatin1String("domain"))
        return domainAlteration(from, to);
    if (from.kind == QLatin1String("text search dictionary"))
        return dictionaryAlteration(from, to);
    if (from.kind == QLatin1String("type"))
        return compositeAlteration(from, to);
    if (from.kind == QLatin1String("server") || from.kind == QLatin1String("foreign data wrapper")
        || from.kind == QLatin1String("user mapping"))
        return foreignAlteration(from, to);
    // which are added, and not set
    if (from.kind.startsWith(QLatin1String("mapping of "))
        || from.kind.startsWith(QLatin1String("foreign options of ")))
        return Changes{ AlterOther{ from.kind, from.name, from.removal, from.removal },
            AlterOther{ from.kind, from.name, to.definition, to.definition } };
    if (from.isSetting() && from.isOfRoles() && !from.kind.startsWith(QLatin1String("owner of ")))
        return rightsAlteration(from, to);
    if (from.kind != QLatin1String("function") && from.kind != QLatin1String("procedure"))
        return std::nullopt;
    const QString signature = signatureOf(from.definition);
    if (signature.isNull() || signature != signatureOf(to.definition))
        return std::nullopt;
    schema::CreateOther replacement;
    replacement.object = to;
    replacement.object.definition = replacing(to.definition);
    replacement.orReplace = true;
    return Changes{ replacement };
}

} // namespace espalier::dialects::postgresql
