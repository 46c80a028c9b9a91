#include "dialects/postgresql/postgresql_rules.h"

#include "dialects/postgresql/alteration_text.h"
#include "dialects/postgresql/postgresql_compiler.h"

#include <algorithm>
#include <QMap>

// What makes one table or sequence of another with ALTER, so that what depends on it may stay.

namespace espalier::dialects::postgresql {

using schema::AlterOther;
using schema::Changes;
using schema::ObjectName;
using schema::Table;

namespace {

QVariant optionOf(const Table& table, const char* name)
{
    return table.options.value(QLatin1String("postgresql_") + QLatin1String(name));
}

/// Storage parameters, or options of a foreign table, by their names.
QMap<QString, QString> pairsOf(const Table& table, const char* name)
{
    QMap<QString, QString> all;
    for (const QVariant& pair : optionOf(table, name).toList())
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

} // namespace

QString written(const ObjectName& name) { return PostgresqlCompiler(true).names().quotedName(name); }

QString optionsText(const QMap<QString, QString>& from, const QMap<QString, QString>& to)
{
    PostgresqlCompiler sql(true);
    QStringList parts;
    for (const QString& gone : from.keys())
        if (!to.contains(gone))
            parts.append(QLatin1String("DROP ") + sql.names().quoted(gone));
    for (auto it = to.cbegin(); it != to.cend(); ++it)
        if (from.value(it.key()) != *it || !from.contains(it.key()))
            parts.append((from.contains(it.key()) ? QLatin1String("SET ") : QLatin1String("ADD "))
                + sql.names().quoted(it.key()) + QLatin1Char(' ') + sql.stringLiteral(*it));
    return parts.isEmpty() ? QString()
                           : QLatin1String("OPTIONS (") + parts.join(QStringLiteral(", ")) + QLatin1Char(')');
}

Changes PostgresqlRules::attachment(const Table& table) const
{
    TableAlterations all(table);
    if (!optionOf(table, "partition_bound").isNull() || !optionOf(table, "joined").isNull()) {
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
    const QMap<QString, QString> before = pairsOf(from, "with");
    const QMap<QString, QString> after = pairsOf(to, "with");
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
    if (optionOf(from, "of") != optionOf(to, "of")) {
        const QString type = optionOf(to, "of").toString();
        all.add(type.isEmpty() ? QStringLiteral("NOT OF") : QLatin1String("OF ") + written(ObjectName::ofKey(type)));
    }
    addParentage(all, from, to);
    // which no statement changes
    if (optionOf(from, "partition_by") != optionOf(to, "partition_by"))
        all.put(QLatin1String("PARTITION BY ") + optionOf(to, "partition_by").toString(), {});
    for (const char* fixed : { "server", "using" })
        if (optionOf(from, fixed) != optionOf(to, fixed))
            all.put(QLatin1String(fixed), {});
    if (const QString options = optionsText(pairsOf(from, "server_options"), pairsOf(to, "server_options"));
        !options.isEmpty())
        all.put(options, QStringLiteral("ALTER FOREIGN TABLE %1 %2").arg(written(from.name), options));
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

} // namespace espalier::dialects::postgresql
