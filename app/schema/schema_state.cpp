#include "schema/schema_state.h"

#include <algorithm>

namespace espalier::schema {

struct SchemaState::Lookups {
    QHash<QString, ObjectName> tables; ///< by folded key, where the database folds names of tables
    QMultiHash<ObjectName, ObjectName> indexes; ///< name -> table
    QMultiHash<ObjectName, Constraint::Kind> constraints; ///< name -> what it is; one entry for each table that has it
    QHash<ObjectName, QHash<ObjectName, int>> references; ///< target -> tables, with the number of their foreign keys
};

namespace {

bool isKey(const Constraint& constraint)
{
    return constraint.kind == Constraint::Kind::PrimaryKey || constraint.kind == Constraint::Kind::Unique
        || constraint.kind == Constraint::Kind::Exclusion;
}

/// Adds or takes away one pair.
template <typename Value>
void enterPair(QMultiHash<ObjectName, Value>& hash, const ObjectName& key, const Value& value, bool isThere)
{
    if (isThere) {
        hash.insert(key, value);
        return;
    }
    const auto found = hash.find(key, value);
    if (found != hash.end())
        hash.erase(found);
}

} // namespace

SchemaState::SchemaState(const SchemaRules& rules, Schema start)
    : m_rules(&rules)
    , m_schema(std::move(start))
{ }

SchemaState::SchemaState(const SchemaState& other)
    : TakenNames(other)
    , m_rules(other.m_rules)
    , m_schema(other.m_schema)
    , m_lookups(other.m_lookups ? std::make_unique<Lookups>(*other.m_lookups) : nullptr)
{ }

SchemaState::~SchemaState() = default;

ObjectName SchemaState::key(const ObjectName& name) const
{
    return name.schema == m_rules->facts().defaultSchema ? ObjectName{ {}, name.name } : name;
}

QString SchemaState::folded(const QString& name) const { return m_rules->facts().foldsColumns ? name.toLower() : name; }

ObjectName SchemaState::foldedName(const QString& schema, const QString& name) const
{
    return { schema == m_rules->facts().defaultSchema ? QString() : schema, folded(name) };
}

void SchemaState::enter(Lookups& lookups, const Table& table, bool isThere) const
{
    const SchemaFacts& facts = m_rules->facts();
    if (facts.foldsTables) {
        if (isThere)
            lookups.tables.insert(table.name.key().toLower(), table.name);
        else
            lookups.tables.remove(table.name.key().toLower());
    }
    for (const Constraint& constraint : table.constraints) {
        if (constraint.kind == Constraint::Kind::ForeignKey) {
            auto& tables = lookups.references[key(constraint.target)];
            if ((tables[table.name] += isThere ? 1 : -1) == 0)
                tables.remove(table.name);
        }
        if (constraint.name.isEmpty())
            continue;
        const ObjectName name = foldedName(table.name.schema, constraint.name.text);
        enterPair(lookups.constraints, name, constraint.kind, isThere);
        if (isKey(constraint) && (facts.keysAreRelations || facts.uniquesAreIndexes))
            enterPair(lookups.indexes, name, table.name, isThere);
    }
    for (const Index& index : table.indexes)
        enterPair(lookups.indexes, foldedName(table.name.schema, index.name.text), table.name, isThere);
}

const SchemaState::Lookups& SchemaState::lookups() const
{
    if (!m_lookups) {
        m_lookups = std::make_unique<Lookups>();
        for (const auto& table : m_schema.tables)
            enter(*m_lookups, *table, true);
    }
    return *m_lookups;
}

const Table* SchemaState::table(const ObjectName& name) const
{
    const ObjectName wanted = key(name);
    if (const Table* found = m_schema.table(wanted))
        return found;
    const QString stored = m_rules->storedName({ wanted.name, false }, NameKind::Table).text;
    if (stored != wanted.name)
        return table({ wanted.schema, stored });
    if (!m_rules->facts().foldsTables)
        return nullptr;
    const auto folded = lookups().tables.constFind(wanted.key().toLower());
    return folded == lookups().tables.cend() ? nullptr : m_schema.table(*folded);
}

const View* SchemaState::view(const ObjectName& name) const
{
    const ObjectName wanted = key(name);
    if (const auto found = m_schema.views.constFind(wanted); found != m_schema.views.cend())
        return found->get();
    if (!m_rules->facts().foldsTables)
        return nullptr;
    const auto same = std::find_if(m_schema.views.cbegin(), m_schema.views.cend(),
        [&](const auto& view) { return view->name.key().compare(wanted.key(), Qt::CaseInsensitive) == 0; });
    return same == m_schema.views.cend() ? nullptr : same->get();
}

bool SchemaState::hasRelation(const QString& schema, const QString& name) const
{
    const ObjectName wanted = key({ schema, name });
    return table(wanted) || view(wanted) || m_schema.sequences.contains(wanted)
        || (m_rules->facts().indexesAreRelations && lookups().indexes.contains(foldedName(schema, name)));
}

bool SchemaState::hasConstraint(const QString& schema, const QString& name) const
{
    return lookups().constraints.contains(foldedName(schema, name));
}

bool SchemaState::hasConstraint(const QString& schema, const QString& name, Constraint::Kind kind) const
{
    return lookups().constraints.contains(foldedName(schema, name), kind);
}

QList<ObjectName> SchemaState::tablesWithIndex(const ObjectName& index) const
{
    return lookups().indexes.values(foldedName(index.schema, index.name));
}

QList<ObjectName> SchemaState::tablesReferencing(const ObjectName& table) const
{
    QList<ObjectName> all = lookups().references.value(key(table)).keys();
    all.removeAll(key(table));
    std::sort(all.begin(), all.end());
    return all;
}

void SchemaState::put(Table table)
{
    const Table* const before = m_lookups ? m_schema.table(table.name) : nullptr;
    const bool isSame = before && before->constraints == table.constraints && before->indexes == table.indexes;
    if (m_lookups && !isSame) { // most changes are of columns, which are not looked up
        if (before)
            enter(*m_lookups, *before, false);
        enter(*m_lookups, table, true);
    }
    m_schema.put(std::move(table));
}

void SchemaState::remove(const ObjectName& table)
{
    if (const Table* before = m_schema.table(table); before && m_lookups)
        enter(*m_lookups, *before, false);
    m_schema.tables.remove(table);
    m_schema.assumed.remove(table.key());
    m_schema.incomplete.remove(table.key());
}

void SchemaState::assume(const ObjectName& table)
{
    Table empty;
    empty.name = table;
    put(std::move(empty));
    m_schema.assumed.insert(table.key());
    m_schema.incomplete.insert(table.key());
}

void SchemaState::setIncomplete(const ObjectName& table, bool isIncomplete)
{
    if (isIncomplete)
        m_schema.incomplete.insert(table.key());
    else
        m_schema.incomplete.remove(table.key());
}

} // namespace espalier::schema
