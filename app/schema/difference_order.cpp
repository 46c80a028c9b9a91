#include "schema/difference_builder.h"
#include "schema/names_used.h"

#include <algorithm>
#include <QMap>
#include <set>

// What depends on what: the phases say which kind comes first, names say it of objects that need one another within
// and across them.

namespace espalier::schema {

namespace {

/// A relation, one of its columns, or a routine, that a server does not change as long as something reads it.
struct Touched {
    QString name;
    QString table; ///< as a key; empty for routines
    QString column; ///< empty: all of it
};

/// What can be dropped and made again around such a change, since it holds no data.
struct Dependent {
    const View* view = nullptr;
    const OpaqueObject* object = nullptr;
    QSet<QString> words;
};

std::vector<Touched> touchedBy(const Difference& difference)
{
    std::vector<Touched> all;
    if (difference.kind != Difference::Kind::Alter)
        return all;
    const auto collect = [&](const Changes& changes) {
        for (const Change& change : changes) {
            if (const auto* column = std::get_if<ColumnChange>(&change); column && column->type)
                all.push_back({ column->table.name, column->table.key(), column->column });
            else if (const auto* gone = std::get_if<DropColumn>(&change))
                all.push_back({ gone->table.name, gone->table.key(), gone->column });
            else if (const auto* view = std::get_if<DropView>(&change))
                all.push_back({ view->name.name, view->name.key(), {} });
            else if (const auto* routine = std::get_if<DropOther>(&change);
                     routine && routine->table.isEmpty() && routine->statement.isEmpty())
                all.push_back({ routine->name.name.section(QLatin1Char('('), 0, 0), {}, {} });
        }
    };
    collect(difference.forward);
    collect(difference.backward);
    return all;
}

/// A directed graph over the places of a list.
class Precedence {
public:
    explicit Precedence(size_t size)
        : m_after(size)
        , m_before(size)
    { }
    void require(size_t first, size_t second)
    {
        if (first == second)
            return;
        m_after[first].push_back(second);
        m_before[second].push_back(first);
    }
    /// As near to the order of the places as it goes; a circle is entered at its first place.
    std::vector<size_t> order() const
    {
        const size_t size = m_after.size();
        std::vector<size_t> waiting(size);
        std::set<size_t> ready;
        std::set<size_t> blocked;
        for (size_t i = 0; i < size; ++i) {
            waiting[i] = m_before[i].size();
            (waiting[i] == 0 ? ready : blocked).insert(i);
        }
        std::vector<bool> isDone(size, false);
        std::vector<size_t> all;
        while (all.size() < size) {
            const size_t next = ready.empty() ? firstOfCircle(*blocked.begin(), isDone) : *ready.begin();
            ready.erase(next);
            blocked.erase(next);
            isDone[next] = true;
            all.push_back(next);
            for (const size_t one : m_after[next])
                if (--waiting[one] == 0 && blocked.erase(one) > 0)
                    ready.insert(one);
        }
        return all;
    }

private:
    size_t firstOfCircle(size_t start, const std::vector<bool>& isDone) const
    {
        std::vector<size_t> path;
        std::set<size_t> seen;
        size_t at = start;
        while (seen.insert(at).second) {
            path.push_back(at);
            at = *std::find_if(m_before[at].begin(), m_before[at].end(), [&](size_t one) { return !isDone[one]; });
        }
        return *std::min_element(std::find(path.begin(), path.end(), at), path.end());
    }

    std::vector<std::vector<size_t>> m_after;
    std::vector<std::vector<size_t>> m_before;
};

/// Depth first over parents and foreign keys.
class ReferenceOrder {
public:
    ReferenceOrder(const std::vector<const Table*>& tables, const SchemaRules& rules)
        : m_rules(rules)
    {
        for (const Table* table : tables)
            m_tables.insert(table->name, table);
        for (const Table* table : m_tables)
            visitFrom(table);
    }
    std::vector<const Table*> order;

private:
    struct Step {
        const Table* table;
        std::vector<ObjectName> before; ///< what it needs
        size_t next;
    };

    Step stepTo(const Table* table)
    {
        m_seen.insert(table->name);
        std::vector<ObjectName> before = m_rules.parentsOf(*table);
        for (const Constraint& constraint : table->constraints)
            if (constraint.kind == Constraint::Kind::ForeignKey)
                before.push_back(constraint.target);
        return { table, std::move(before), 0 };
    }

    void visitFrom(const Table* start)
    {
        if (m_seen.contains(start->name))
            return;
        std::vector<Step> open{ stepTo(start) };
        while (!open.empty()) {
            Step& step = open.back();
            if (step.next == step.before.size()) {
                order.push_back(step.table);
                open.pop_back();
                continue;
            }
            const Table* target = m_tables.value(step.before[step.next++]);
            if (target && !m_seen.contains(target->name))
                open.push_back(stepTo(target));
        }
    }

    const SchemaRules& m_rules;
    QMap<ObjectName, const Table*> m_tables;
    QSet<ObjectName> m_seen;
};

} // namespace

std::vector<const Table*> inOrderOfReferences(const std::vector<const Table*>& tables, const SchemaRules& rules)
{
    return ReferenceOrder(tables, rules).order;
}

/// Views, and triggers, rules and policies, that read what changes go before it and come back behind it.
void DifferenceBuilder::holdDependents()
{
    if (!facts().holdsViewSources)
        return;
    std::vector<Dependent> dependents;
    const auto find = [&] { // only where there is anything to hold
        std::vector<const View*> views;
        for (const auto& view : m_a.views)
            if (m_b.views.contains(view->name))
                views.push_back(view.get());
        for (const View* view : inOrderOfUse(views))
            dependents.push_back({ view, nullptr, wordsIn(view->definition) });
        for (const auto& object : m_a.others)
            if (!object->isSetting() && !object->table.isEmpty()
                && m_b.others.contains({ object->kind, object->name, object->table }))
                dependents.push_back({ nullptr, object.get(), wordsIn(object->definition) });
    };
    bool isFound = false;
    for (auto& [phase, found] : m_found) {
        const std::vector<Touched> touched = touchedBy(found);
        if (touched.empty())
            continue;
        if (!std::exchange(isFound, true))
            find();
        const QString itself
            = found.object == ObjectKind::View ? ObjectName{ found.schema, found.name }.key() : QString();
        QSet<QString> viewsHeld;
        if (!itself.isEmpty())
            viewsHeld.insert(itself);
        QSet<QString> namesHeld;
        Changes drops;
        Changes creations;
        for (const Dependent& dependent : dependents) {
            const QString key = dependent.view ? dependent.view->name.key() : QString();
            const bool isOnHeld = dependent.object && viewsHeld.contains(dependent.object->table);
            const bool isHeld = isOnHeld || dependent.words.intersects(namesHeld)
                || std::any_of(touched.begin(), touched.end(), [&](const Touched& one) {
                       const bool isNamed = dependent.words.contains(one.name)
                           || (dependent.object && dependent.object->table == one.table);
                       return isNamed && (one.column.isEmpty() || dependent.words.contains(one.column));
                   });
            if (!isHeld || (dependent.view && key == itself))
                continue;
            if (dependent.view) {
                viewsHeld.insert(key);
                namesHeld.insert(dependent.view->name.name);
                drops.insert(drops.begin(), dropOf(*dependent.view));
                creations.push_back(creationOf(*dependent.view));
            } else {
                drops.insert(drops.begin(), dropOf(*dependent.object));
                creations.push_back(creationOf(*dependent.object));
            }
        }
        if (drops.empty())
            continue;
        const Changes settings = settingsOf(m_a, ownersMade(creations));
        creations.insert(creations.end(), settings.begin(), settings.end());
        for (Changes* changes : { &found.forward, &found.backward }) {
            changes->insert(changes->begin(), drops.begin(), drops.end());
            changes->insert(changes->end(), creations.begin(), creations.end());
        }
    }
}

/// An index or a check that calls a function which speaks of its table comes with that function.
void DifferenceBuilder::postponeParts()
{
    struct Routine {
        Difference* difference;
        QSet<QString> uses;
    };
    QMultiHash<QString, Routine> routines;
    for (auto& [phase, found] : m_found)
        if (found.kind == Kind::Add && found.object == ObjectKind::Other && found.table.name.isEmpty())
            for (const ObjectName& name : namesMade(found.forward))
                routines.insert(name.name, { &found, namesUsed(found.forward) });
    if (routines.isEmpty())
        return;
    for (auto& [phase, found] : m_found) {
        auto* creation = found.kind == Kind::Add && !found.forward.empty()
            ? std::get_if<CreateTable>(&found.forward.front())
            : nullptr;
        if (!creation)
            continue;
        const QString name = creation->table.name.name;
        const auto postpone = [&](Change made, Change dropped) {
            for (const QString& used : namesUsed({ made }))
                for (const Routine& routine : routines.values(used.section(QLatin1Char('.'), -1))) {
                    if (!routine.uses.contains(name) && !routine.uses.contains(creation->table.name.key()))
                        continue;
                    routine.difference->forward.push_back(std::move(made));
                    Changes& backward = routine.difference->backward;
                    backward.insert(backward.begin(), std::move(dropped));
                    return true;
                }
            return false;
        };
        std::erase_if(creation->table.indexes, [&](const Index& index) {
            DropIndex drop;
            drop.table = creation->table.name;
            drop.index = { creation->table.name.schema, index.name.text };
            return postpone(CreateIndex{ creation->table.name, index }, drop);
        });
        std::erase_if(creation->table.constraints, [&](const Constraint& constraint) {
            DropConstraint drop;
            drop.reference = { creation->table.name, constraint.name, constraint.kind };
            return constraint.kind == Constraint::Kind::Check
                && postpone(AddConstraint{ creation->table.name, constraint }, drop);
        });
    }
}

/// Of a parent alone.
bool DifferenceBuilder::isLastOfAll(const Index& index) const
{
    return index.options.contains(facts().dialect + QLatin1String("_attached"));
}

/// Of a parent alone, or not made sure of.
bool DifferenceBuilder::isLastOfAll(const Constraint& constraint) const
{
    return constraint.options.contains(facts().dialect + QLatin1String("_attached")) || isUnsure(constraint);
}

/// A check of which nobody knows whether the rows keep it.
bool DifferenceBuilder::isUnsure(const Constraint& constraint) const
{
    return constraint.kind == Constraint::Kind::Check
        && constraint.options.value(facts().dialect + QLatin1String("_not_valid")).toBool();
}

void DifferenceBuilder::sortByUse()
{
    QMultiHash<QString, size_t> added;
    QMultiHash<QString, size_t> removed;
    const auto enter
        = [&](QMultiHash<QString, size_t>& makers, const Changes& changes, const Schema& schema, size_t at) {
              std::vector<ObjectName> all = namesMade(changes);
              for (const Change& change : changes) {
                  const auto* creation = std::get_if<CreateTable>(&change);
                  if (!creation)
                      continue;
                  for (const Column& column : creation->table.columns)
                      if (const auto sequence = ownedSequence(schema, creation->table, column))
                          all.push_back(*sequence);
              }
              for (const ObjectName& name : all) {
                  makers.insert(name.name, at);
                  makers.insert(
                      (name.schema.isEmpty() ? facts().defaultSchema : name.schema) + QLatin1Char('.') + name.name, at);
              }
          };
    for (size_t i = 0; i < m_found.size(); ++i) {
        const Difference& found = m_found[i].second;
        if (found.kind == Kind::Add)
            enter(added, found.forward, m_b, i);
        else if (found.kind == Kind::Remove)
            enter(removed, found.backward, m_a, i);
    }
    const auto used = [&](const Changes& changes, const Schema& schema) {
        QSet<QString> all = namesUsed(changes);
        const auto addDescendants = [&](const ObjectName& table) {
            std::vector<ObjectName> open{ table };
            while (!open.empty()) {
                const ObjectName parent = open.back();
                open.pop_back();
                for (const Table* child : childrenIn(schema).values(parent)) {
                    all.insert(child->name.key());
                    open.push_back(child->name);
                }
            }
        };
        for (const Change& change : changes) {
            if (const auto* creation = std::get_if<CreateTable>(&change))
                for (const ObjectName& parent : m_rules.parentsOf(creation->table))
                    all.insert(parent.key());
            if (const auto* index = std::get_if<CreateIndex>(&change); index && isLastOfAll(index->index))
                addDescendants(index->table);
            if (const auto* part = std::get_if<AddConstraint>(&change); part && isLastOfAll(part->constraint))
                addDescendants(part->table);
        }
        return all;
    };
    Precedence precedence(m_found.size());
    for (size_t i = 0; i < m_found.size(); ++i) {
        const Difference& found = m_found[i].second;
        const bool isRemoval = found.kind == Kind::Remove;
        if ((isRemoval ? removed : added).isEmpty())
            continue;
        for (const QString& name : isRemoval ? used(found.backward, m_a) : used(found.forward, m_b))
            for (const size_t other : (isRemoval ? removed : added).values(name))
                isRemoval ? precedence.require(i, other) : precedence.require(other, i);
    }
    std::vector<std::pair<Phase, Difference>> sorted;
    sorted.reserve(m_found.size());
    for (const size_t place : precedence.order())
        sorted.push_back(std::move(m_found[place]));
    m_found = std::move(sorted);
}

/// A view that reads what is removed, and another thing afterwards, is dropped and made again with that.
void DifferenceBuilder::releaseRemoved()
{
    if (!facts().holdsViewSources)
        return;
    std::vector<Difference*> removed;
    for (auto& [phase, found] : m_found)
        if (found.kind == Kind::Remove && (found.object == ObjectKind::Table || found.object == ObjectKind::View))
            removed.push_back(&found);
    if (removed.empty())
        return;
    const auto isDrop = [](const Change& change) { return schema::kindOf(change) == ChangeKind::Removes; };
    for (auto& [phase, found] : m_found) {
        if (found.kind != Kind::Alter || found.object != ObjectKind::View)
            continue;
        const auto firstMade = std::find_if_not(found.forward.begin(), found.forward.end(), isDrop);
        const auto firstMadeBack = std::find_if_not(found.backward.begin(), found.backward.end(), isDrop);
        const Changes old(firstMadeBack, found.backward.end());
        const QSet<QString> words = namesUsed(old);
        const auto source = std::find_if(removed.begin(), removed.end(), [&](const Difference* gone) {
            return words.contains(gone->name) || words.contains(ObjectName{ gone->schema, gone->name }.key());
        });
        if (source == removed.end())
            continue;
        Difference& gone = **source;
        gone.forward.insert(gone.forward.begin(), found.forward.begin(), firstMade);
        gone.backward.insert(gone.backward.end(), old.begin(), old.end());
        found.forward.erase(found.forward.begin(), firstMade);
        found.backward.erase(firstMadeBack, found.backward.end());
    }
}

} // namespace espalier::schema
