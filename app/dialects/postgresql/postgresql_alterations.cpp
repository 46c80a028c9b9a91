#include "dialects/postgresql/postgresql_rules.h"

#include "dialects/postgresql/parse_tree.h"
#include "dialects/postgresql/postgresql_compiler.h"
#include "dialects/sql/canonical_sql.h"

#include <algorithm>
#include <QMap>

// What makes one object of another with ALTER and CREATE OR REPLACE, so that what depends on it may stay.

namespace espalier::dialects::postgresql {

using schema::AlterOther;
using schema::Changes;
using schema::ObjectName;
using schema::OpaqueObject;
using schema::Table;

namespace {

QString written(const ObjectName& name) { return PostgresqlCompiler(true).names().quotedName(name); }

QVariant optionOf(const Table& table, const char* name)
{
    return table.options.value(QLatin1String("postgresql_") + QLatin1String(name));
}

/// Storage parameters by their names.
QMap<QString, QString> storageOf(const Table& table)
{
    QMap<QString, QString> all;
    for (const QVariant& pair : optionOf(table, "with").toList())
        all.insert(pair.toList().value(0).toString(), pair.toList().value(1).toString());
    return all;
}

/// Of one table.
class TableAlterations {
public:
    explicit TableAlterations(const Table& table)
        : m_name(table.name)
    { }
    Changes changes;

    void add(const QString& what) { put(what, QStringLiteral("ALTER TABLE %1 %2").arg(written(m_name), what)); }
    void put(const QString& what, const QString& statement)
    {
        changes.push_back(AlterOther{ QStringLiteral("table"), m_name, what, statement });
    }

private:
    ObjectName m_name;
};

void addParentage(TableAlterations& all, const Table& from, const Table& to)
{
    const QStringList partitionOf[]
        = { optionOf(from, "partition_of").toStringList(), optionOf(to, "partition_of").toStringList() };
    const QString bounds[]
        = { optionOf(from, "partition_bound").toString(), optionOf(to, "partition_bound").toString() };
    if (partitionOf[0] != partitionOf[1] || bounds[0] != bounds[1]) {
        const auto alter = [&](const QString& parent, const QString& what) {
            all.put(what,
                QStringLiteral("ALTER TABLE %1 %2")
                    .arg(written(ObjectName::ofKey(parent)),
                        QString(what).replace(from.name.key(), written(from.name))));
        };
        if (!partitionOf[0].isEmpty())
            alter(partitionOf[0].front(), QLatin1String("DETACH PARTITION ") + from.name.key());
        if (!partitionOf[1].isEmpty())
            alter(partitionOf[1].front(), QStringLiteral("ATTACH PARTITION %1 %2").arg(from.name.key(), bounds[1]));
    }
    const QStringList before = optionOf(from, "inherits").toStringList();
    const QStringList after = optionOf(to, "inherits").toStringList();
    for (const QString& parent : before)
        if (!after.contains(parent))
            all.add(QLatin1String("NO INHERIT ") + written(ObjectName::ofKey(parent)));
    for (const QString& parent : after)
        if (!before.contains(parent))
            all.add(QLatin1String("INHERIT ") + written(ObjectName::ofKey(parent)));
}

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

} // namespace

Changes PostgresqlRules::attachment(const Table& table) const
{
    TableAlterations all(table);
    if (!optionOf(table, "partition_bound").isNull()) {
        Table alone;
        alone.name = table.name;
        addParentage(all, alone, table);
    }
    return std::move(all.changes);
}

Changes PostgresqlRules::optionChanges(const Table& from, const Table& to) const
{
    TableAlterations all(from);
    const bool wasUnlogged = from.prefixes.contains(QLatin1String("UNLOGGED"));
    const bool isUnlogged = to.prefixes.contains(QLatin1String("UNLOGGED"));
    if (wasUnlogged != isUnlogged)
        all.add(isUnlogged ? QStringLiteral("SET UNLOGGED") : QStringLiteral("SET LOGGED"));
    const QMap<QString, QString> before = storageOf(from);
    const QMap<QString, QString> after = storageOf(to);
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        if (!after.contains(it.key()))
            all.add(QStringLiteral("RESET (%1)").arg(it.key()));
    for (auto it = after.cbegin(); it != after.cend(); ++it)
        if (before.value(it.key()) != *it)
            all.add(QStringLiteral("SET (%1 = %2)").arg(it.key(), *it));
    if (optionOf(from, "tablespace") != optionOf(to, "tablespace")) {
        const QString place = optionOf(to, "tablespace").toString();
        all.add(QLatin1String("SET TABLESPACE ")
            + (place.isEmpty() ? QStringLiteral("pg_default") : written({ {}, place })));
    }
    addParentage(all, from, to);
    // which no statement changes
    if (optionOf(from, "partition_by") != optionOf(to, "partition_by"))
        all.put(QLatin1String("PARTITION BY ") + optionOf(to, "partition_by").toString(), {});
    for (const char* fixed : { "server", "server_options" })
        if (optionOf(from, fixed) != optionOf(to, fixed))
            all.put(QLatin1String(fixed), {});
    return std::move(all.changes);
}

std::optional<Changes> PostgresqlRules::alteration(const schema::Sequence& from, const schema::Sequence& to) const
{
    const schema::SequenceOptions& options = to.options;
    const bool isDescending = options.increment.value_or(1) < 0;
    const qint64 first = isDescending ? options.maxValue.value_or(-1) : options.minValue.value_or(1);
    const auto number = [](const char* words, const std::optional<qint64>& value, const QString& otherwise) {
        return value ? QStringLiteral("%1 %2").arg(QLatin1String(words)).arg(*value) : otherwise;
    };
    QStringList parts;
    if (from.dataType.compare(to.dataType, Qt::CaseInsensitive) != 0 && !to.dataType.isEmpty())
        parts.append(QLatin1String("AS ") + to.dataType);
    if (from.options.increment != options.increment)
        parts.append(number("INCREMENT BY", options.increment, QStringLiteral("INCREMENT BY 1")));
    if (from.options.minValue != options.minValue)
        parts.append(number("MINVALUE", options.minValue, QStringLiteral("NO MINVALUE")));
    if (from.options.maxValue != options.maxValue)
        parts.append(number("MAXVALUE", options.maxValue, QStringLiteral("NO MAXVALUE")));
    if (from.options.start != options.start)
        parts.append(QStringLiteral("START WITH %1").arg(options.start.value_or(first)));
    if (from.options.cache != options.cache)
        parts.append(number("CACHE", options.cache, QStringLiteral("CACHE 1")));
    if (from.options.cycle.value_or(false) != options.cycle.value_or(false))
        parts.append(options.cycle.value_or(false) ? QStringLiteral("CYCLE") : QStringLiteral("NO CYCLE"));
    if (from.ownedBy != to.ownedBy)
        parts.append(to.ownedBy.isEmpty()
                ? QStringLiteral("OWNED BY NONE")
                : QStringLiteral("OWNED BY %1.%2")
                      .arg(written(ObjectName::ofKey(to.ownedBy.section(QLatin1Char('.'), 0, -2))),
                          written({ {}, to.ownedBy.section(QLatin1Char('.'), -1) })));
    const QString what = parts.join(QLatin1Char(' '));
    return Changes{ AlterOther{ QStringLiteral("sequence"), from.name, what,
        parts.isEmpty() ? QString() : QStringLiteral("ALTER SEQUENCE %1 %2").arg(written(from.name), what) } };
}

std::optional<Changes> PostgresqlRules::alteration(const OpaqueObject& from, const OpaqueObject& to) const
{
    if (from.kind == QLatin1String("domain"))
        return domainAlteration(from, to);
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
