#include "schema/drift.h"

#include "schema/drift_doubts.h"

#include <algorithm>
#include <iterator>
#include <QCoreApplication>

namespace espalier::schema {

namespace {

/// A place, and where each table of it stands.
struct Known {
    Known(const DriftPlace& place, const SchemaRules& rules)
        : schema(place.schema)
        , doubts(place, rules)
    {
        for (const auto& table : schema.tables)
            if (!isTemporary(*table))
                tables.insert(foldedKey(table->name, rules), table.get());
    }

    bool isAssumed(const ObjectName& key) const
    {
        const Table* table = tables.value(key);
        return table && schema.assumed.contains(table->name.key());
    }
    bool has(const ObjectName& key) const { return tables.contains(key) && !isAssumed(key); }
    bool isPresenceKnown(const ObjectName& key) const { return doubts.isPresenceKnown(key, has(key)); }

    const Schema& schema;
    PlaceDoubts doubts;
    QMap<ObjectName, const Table*> tables;
};

bool hasCertain(const std::vector<DriftChange>& changes)
{
    return std::any_of(changes.begin(), changes.end(), [](const DriftChange& change) { return change.isCertain; });
}

class DriftBuilder {
public:
    DriftBuilder(const DriftPlaces& places, const SchemaRules& rules)
        : m_rules(rules)
    {
        const auto know = [&](const std::optional<DriftPlace>& place, std::optional<Known>& known) {
            if (place)
                known.emplace(*place, rules);
        };
        know(places.applied, m_applied);
        know(places.heads, m_heads);
        know(places.models, m_models);
        know(places.database, m_database);
    }

    Drift build()
    {
        for (const auto* known : { &m_models, &m_applied, &m_heads, &m_database })
            if (*known)
                for (auto it = (*known)->tables.cbegin(); it != (*known)->tables.cend(); ++it)
                    m_tables[it.key()].table = it.value()->name;
        if (m_applied && m_database)
            compare(*m_applied, *m_database, withoutAssumed(*m_applied, *m_database), m_database->schema,
                &TableDrift::drifted, m_drift.drifted);
        if (m_applied && m_heads)
            compare(*m_applied, *m_heads, withoutAssumed(*m_applied, *m_heads), withoutAssumed(*m_heads, *m_applied),
                &TableDrift::pending, m_drift.pending);
        if (m_heads && m_models)
            compare(*m_heads, *m_models, modelledPart(m_heads->schema, m_models->schema, m_rules),
                modelledPart(m_models->schema, m_models->schema, m_rules), &TableDrift::missing, m_drift.missing);
        for (auto it = m_tables.begin(); it != m_tables.end(); ++it) {
            weigh(it.key(), it.value());
            m_drift.tables.push_back(std::move(it.value()));
        }
        return std::move(m_drift);
    }

private:
    using PerTable = std::vector<DriftChange> TableDrift::*;

    /// What was only taken for granted is compared with what is there, and is no loss where it is not.
    static Schema withoutAssumed(const Known& known, const Known& other)
    {
        Schema schema = known.schema;
        for (auto it = known.tables.cbegin(); it != known.tables.cend(); ++it)
            if (known.isAssumed(it.key()) && !other.tables.contains(it.key()))
                schema.tables.remove(it.value()->name);
        return schema;
    }

    void compare(const Known& a, const Known& b, const Schema& left, const Schema& right, PerTable perTable,
        std::vector<DriftChange>& others)
    {
        for (Difference& one : difference(left, right, m_rules)) {
            const bool isSure = isCertain(one, a.doubts, b.doubts, m_rules);
            const auto table = one.table.name.isEmpty() ? m_tables.end() : m_tables.find(foldedKey(one.table, m_rules));
            if (one.isOfSpelling && table != m_tables.end())
                table.value().doubts.push_back({ DriftDoubt::About::Parts, one.table,
                    one.object == ObjectKind::Column ? one.name : QString(), spellingDoubt(), {} });
            (table == m_tables.end() ? others : table.value().*perTable).push_back({ std::move(one), isSure });
        }
    }

    void weigh(const ObjectName& key, TableDrift& table)
    {
        const auto presence = [&](const std::optional<Known>& known, std::optional<bool>& isIn) {
            if (!known)
                return;
            isIn = known->has(key);
            table.isAssumed = table.isAssumed || known->isAssumed(key);
            known->doubts.collect(key, known->tables.contains(key), table.doubts);
        };
        presence(m_database, table.isInDatabase);
        presence(m_heads, table.isInHeads);
        presence(m_applied, table.isInApplied);
        presence(m_models, table.isInModels);
        const bool isMade = table.isInHeads.value_or(false) || table.isInApplied.value_or(false);
        table.isAssumed = table.isAssumed && !isMade;
        if (isMade)
            weighMade(key, table);
        else
            weighUnmade(key, table);
    }

    /// Of a table that some revision makes.
    void weighMade(const ObjectName& key, TableDrift& table) const
    {
        const auto settle = [&](DriftState state, bool isSure) {
            table.state = state;
            table.isCertain = isSure;
        };
        const bool isThere = table.isInDatabase.value_or(false);
        const bool isSimulated = table.isInApplied && table.isInDatabase;
        if (table.isInDatabase && !table.isInApplied) // nobody knows which revisions are applied
            return settle(isThere ? DriftState::InOrder : DriftState::Pending, false);
        if (isSimulated && *table.isInApplied && !isThere)
            return settle(DriftState::Lost, areKnown(key, { &m_applied, &m_database }));
        if (isSimulated && !*table.isInApplied && isThere)
            return settle(DriftState::Ahead, areKnown(key, { &m_applied, &m_heads, &m_database }));
        if (table.isInApplied && table.isInHeads && *table.isInApplied != *table.isInHeads)
            return settle(DriftState::Pending, areKnown(key, { &m_applied, &m_heads, &m_database }));
        const bool hasNoModel = table.isInModels && !*table.isInModels && isModelled(key);
        if (!table.drifted.empty() || (!table.missing.empty() && !hasNoModel))
            return settle(DriftState::Changed, hasCertain(table.drifted) || (!hasNoModel && hasCertain(table.missing)));
        if (!table.pending.empty())
            return settle(DriftState::Pending, hasCertain(table.pending));
        if (hasNoModel)
            return settle(DriftState::NoModel, areKnown(key, { &m_heads, &m_models }));
        settle(DriftState::InOrder, isWhole(key));
    }

    /// Of a table that no revision makes.
    void weighUnmade(const ObjectName& key, TableDrift& table) const
    {
        const bool isInModels = table.isInModels.value_or(false);
        const bool isThere = table.isInDatabase.value_or(false);
        const bool isOutside = table.isAssumed || (isThere && (isInModels || !table.isInModels));
        table.state = isOutside ? DriftState::OutsideMigrations
            : isInModels        ? DriftState::MissingMigration
                                : DriftState::Orphan;
        const bool isKnownAlone = !m_heads && !m_applied; // there is nothing that it could be missing from
        table.isCertain = areKnown(key, { &m_applied, &m_heads, &m_models, &m_database });
        if (isKnownAlone)
            table.state = DriftState::InOrder;
    }

    bool areKnown(const ObjectName& key, std::initializer_list<const std::optional<Known>*> places) const
    {
        return std::all_of(places.begin(), places.end(),
            [&](const std::optional<Known>* place) { return !*place || (*place)->isPresenceKnown(key); });
    }

    bool isWhole(const ObjectName& key) const
    {
        for (const std::optional<Known>* place : { &m_applied, &m_heads, &m_models, &m_database })
            if (*place && !(*place)->doubts.isWhole(key))
                return false;
        return true;
    }

    /// Whether models would speak of the table if they had it.
    bool isModelled(const ObjectName& key) const
    {
        const Known& made = m_heads && m_heads->has(key) ? *m_heads : *m_applied;
        return m_rules.parentsOf(*made.tables.value(key)).empty();
    }

    const SchemaRules& m_rules;
    std::optional<Known> m_applied;
    std::optional<Known> m_heads;
    std::optional<Known> m_models;
    std::optional<Known> m_database;
    QMap<ObjectName, TableDrift> m_tables;
    Drift m_drift;
};

/// The enums that columns of these tables use.
QSet<ObjectName> enumsUsed(const Schema::Named<Table>& tables, const SchemaRules& rules)
{
    QSet<ObjectName> used;
    for (const auto& table : tables)
        for (const Column& column : table->columns)
            if (const auto use = rules.enumOf(column.type, *table))
                used.insert(foldedKey(use->type.name, rules));
    return used;
}

} // namespace

QString codeName(DriftState state)
{
    static constexpr const char* names[] = { "in-order", "pending", "missing-migration", "outside-migrations", "orphan",
        "changed", "no-model", "lost", "ahead" };
    static_assert(std::size(names) == static_cast<size_t>(DriftState::Ahead) + 1);
    return QLatin1String(names[static_cast<size_t>(state)]);
}

core::Message words(DriftState state)
{
    static constexpr const char* texts[] = { QT_TRANSLATE_NOOP("Messages", "in order"),
        QT_TRANSLATE_NOOP("Messages", "pending"), QT_TRANSLATE_NOOP("Messages", "missing migration"),
        QT_TRANSLATE_NOOP("Messages", "outside migrations"), QT_TRANSLATE_NOOP("Messages", "orphan"),
        QT_TRANSLATE_NOOP("Messages", "changed"), QT_TRANSLATE_NOOP("Messages", "no model"),
        QT_TRANSLATE_NOOP("Messages", "lost"), QT_TRANSLATE_NOOP("Messages", "ahead of its revision") };
    static_assert(std::size(texts) == static_cast<size_t>(DriftState::Ahead) + 1);
    return { texts[static_cast<size_t>(state)], {} };
}

core::Message explanation(DriftState state)
{
    static constexpr const char* texts[] = {
        QT_TRANSLATE_NOOP("Messages", "It is the same wherever it is known."),
        QT_TRANSLATE_NOOP("Messages", "A revision that is not applied yet makes, changes or drops it."),
        QT_TRANSLATE_NOOP("Messages", "The models have it, and no revision makes it."),
        QT_TRANSLATE_NOOP("Messages", "It is in use, and no revision makes it."),
        QT_TRANSLATE_NOOP("Messages", "The database has it, and neither a revision nor a model does."),
        QT_TRANSLATE_NOOP("Messages", "It is not the same in the database, its revisions and the models."),
        QT_TRANSLATE_NOOP("Messages", "A revision makes it, and no model has it."),
        QT_TRANSLATE_NOOP("Messages", "A revision that is applied makes it, and the database does not have it."),
        QT_TRANSLATE_NOOP("Messages", "The database has it already, and the revision that makes it is not applied."),
    };
    static_assert(std::size(texts) == static_cast<size_t>(DriftState::Ahead) + 1);
    return { texts[static_cast<size_t>(state)], {} };
}

core::Message spellingDoubt()
{
    return {
        QT_TRANSLATE_NOOP("Messages",
            "Only the spelling of values differs, and whether they mean the same is not known without the server."),
        {}
    };
}

Drift drift(const DriftPlaces& places, const SchemaRules& rules) { return DriftBuilder(places, rules).build(); }

Schema modelledPart(const Schema& schema, const Schema& models, const SchemaRules& rules)
{
    QSet<ObjectName> modelled;
    for (const auto& table : models.tables)
        modelled.insert(foldedKey(table->name, rules));
    Schema part;
    part.incomplete = schema.incomplete;
    for (const auto& table : schema.tables) {
        const bool isModelled = modelled.contains(foldedKey(table->name, rules));
        if (schema.assumed.contains(table->name.key()))
            continue;
        if (isModelled || rules.parentsOf(*table).empty())
            part.tables.insert(table->name, table);
    }
    for (const auto& sequence : schema.sequences) // those of columns are never compared, and say what the columns are
        if (!sequence->ownedBy.isEmpty() || (rules.facts().hasSequences && models.sequences.contains(sequence->name)))
            part.sequences.insert(sequence->name, sequence);
    const QSet<ObjectName> used = enumsUsed(part.tables, rules);
    for (const auto& type : schema.enums)
        if (used.contains(foldedKey(type->name, rules)) || models.enums.contains(type->name))
            part.enums.insert(type->name, type);
    return part;
}

} // namespace espalier::schema
