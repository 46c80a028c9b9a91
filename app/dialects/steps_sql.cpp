#include "dialects/steps_sql.h"

#include "dialects/changes_sql.h"
#include "schema/apply.h"
#include "schema/kept_statement.h"

#include <algorithm>

namespace espalier::dialects {

namespace {

using schema::Change;
using schema::Changes;
using schema::Constraint;
using schema::ObjectName;
using schema::Schema;
using schema::SchemaRules;
using schema::Table;

/// The visitor behind changedTable().
struct ChangedTable {
    ObjectName operator()(const schema::ColumnAddition& change) const { return change.table; }
    ObjectName operator()(const schema::DropColumn& change) const { return change.table; }
    ObjectName operator()(const schema::ColumnChange& change) const { return change.table; }
    ObjectName operator()(const schema::AddConstraint& change) const { return change.table; }
    ObjectName operator()(const schema::DropConstraint& change) const { return change.reference.table; }
    ObjectName operator()(const schema::AlterOther& change) const
    {
        return change.kind == QLatin1String("table") ? change.name : ObjectName();
    }
    template <typename T> ObjectName operator()(const T&) const { return {}; }
};

/// Whether two tables have no difference.
bool isSame(const Table& a, const Table& b, const SchemaRules& rules)
{
    Schema before;
    Schema after;
    before.put(a);
    after.put(b);
    return schema::difference(before, after, rules).empty() && rules.optionChanges(a, b).empty();
}

/// One way: from a schema towards `target`.
class Way {
public:
    Way(const Ddl& ddl, const SchemaRules& rules, Schema start, const Schema& target)
        : m_ddl(ddl)
        , m_rules(rules)
        , m_state(rules, std::move(start))
        , m_target(target)
    { }

    const Schema& schema() const { return m_state.schema(); }

    /// `opposite` are the changes that undo these.
    Statements make(const Changes& changes, const Changes& opposite)
    {
        const Schema start = m_state.schema();
        Statements all = QStringList();
        bool areAllWithin = true;
        for (const Change& change : changes) {
            const Schema before = m_state.schema();
            apply(change, opposite);
            const auto within = m_ddl.changeWithin(change, before, m_state.schema());
            areAllWithin = areAllWithin && within;
            const Statements own = within ? *within : changesToSql(m_ddl, { change });
            if (!own)
                all = own;
            else if (all)
                *all += *own;
        }
        // one copy of a table does for several changes
        const bool isOne = areAllWithin && changes.size() > 1
            && std::all_of(changes.begin(), changes.end(),
                [&](const Change& change) { return changedTable(change) == changedTable(changes.front()); });
        if (const auto whole = isOne ? m_ddl.changeWithin(changes.back(), start, m_state.schema()) : std::nullopt)
            return *whole;
        return all;
    }

private:
    void apply(const Change& change, const Changes& opposite)
    {
        const auto* drop = std::get_if<schema::DropConstraint>(&change);
        if (drop && drop->reference.name.isEmpty())
            return removeUnnamed(drop->reference, opposite);
        schema::ApplyOptions options;
        options.copiesTable = true;
        m_state.apply(change, options);
        if (const auto* addition = std::get_if<schema::ColumnAddition>(&change))
            settle(addition->table, addition->column.name, false);
        else if (const auto* alteration = std::get_if<schema::ColumnChange>(&change))
            settle(alteration->table, alteration->column, false);
        else if (const auto* other = std::get_if<schema::AlterOther>(&change))
            settle(other->name, {}, true);
        else if (const auto* constraint = std::get_if<schema::AddConstraint>(&change))
            settle(constraint->table, {}, false);
        else if (drop)
            settle(drop->reference.table, {}, false);
        else if (const auto* removal = std::get_if<schema::DropColumn>(&change))
            settle(removal->table, {}, false);
    }

    /// What the target alone knows of a column, or of a table's options; and the table itself once nothing differs.
    void settle(const ObjectName& name, const QString& column, bool takesOptions)
    {
        const Table* now = m_state.table(name);
        const Table* wanted = m_target.table(now ? now->name : name);
        if (!now || !wanted)
            return;
        Table table = *now;
        const schema::Column* whole = column.isEmpty() ? nullptr : wanted->column(column);
        if (schema::Column* own = whole ? table.column(column) : nullptr) {
            const bool isPrimaryKey = own->isPrimaryKey;
            *own = *whole;
            own->isPrimaryKey = isPrimaryKey;
        }
        if (column.isEmpty()) // a key that comes or goes leaves its columns as they are said to be
            for (schema::Column& one : table.columns)
                if (const schema::Column* other = wanted->column(one.name)) {
                    one.nullable = other->nullable;
                    if (other->isPrimaryKey) {
                        one.type = other->type;
                        one.options = other->options;
                    }
                }
        if (takesOptions) {
            table.options = wanted->options;
            table.options.remove(schema::keptStatementOption());
            table.prefixes = wanted->prefixes;
            for (schema::Column& one : table.columns)
                if (const schema::Column* other = wanted->column(one.name);
                    other && m_rules.comparable(one, table) == m_rules.comparable(*other, *wanted))
                    one = *other;
        }
        std::vector<schema::Index> indexes = std::move(table.indexes);
        Table goal = *wanted;
        goal.indexes = table.indexes = {};
        if (isSame(table, goal, m_rules))
            table = std::move(goal);
        table.indexes = std::move(indexes);
        put(std::move(table));
    }

    /// The one that `opposite` makes.
    void removeUnnamed(const schema::ConstraintReference& reference, const Changes& opposite)
    {
        const Table* now = m_state.table(reference.table);
        if (!now)
            return;
        Table table = *now;
        for (const Change& change : opposite) {
            const auto* made = std::get_if<schema::AddConstraint>(&change);
            if (!made || made->constraint.kind != reference.kind || !made->constraint.name.isEmpty())
                continue;
            const QString text = m_rules.comparable(made->constraint, table);
            const auto found
                = std::find_if(table.constraints.begin(), table.constraints.end(), [&](const Constraint& one) {
                      return one.kind == reference.kind && m_rules.comparable(one, table) == text;
                  });
            if (found == table.constraints.end())
                continue;
            if (found->kind == Constraint::Kind::PrimaryKey)
                for (schema::Column& column : table.columns)
                    column.isPrimaryKey = false;
            table.constraints.erase(found);
            break;
        }
        table.options.remove(schema::keptStatementOption());
        const ObjectName name = table.name;
        put(std::move(table));
        settle(name, {}, false);
    }

    void put(Table table)
    {
        Schema schema = m_state.schema();
        schema.put(std::move(table));
        m_state = schema::Replay(m_rules, std::move(schema));
    }

    const Ddl& m_ddl;
    const SchemaRules& m_rules;
    schema::Replay m_state;
    const Schema& m_target;
};

} // namespace

ObjectName changedTable(const Change& change) { return std::visit(ChangedTable(), change); }

std::vector<SqlOfStep> stepsToSql(
    const std::vector<schema::Difference>& differences, const Dialect& dialect, const Schema& from, const Schema& to)
{
    const Ddl& ddl = dialect.serverDdl();
    const SchemaRules& rules = dialect.schemaRules();
    std::vector<SqlOfStep> steps;
    steps.reserve(differences.size());
    if (!ddl.hasChangesWithin()) {
        for (const schema::Difference& one : differences)
            steps.push_back({ changesToSql(ddl, one.forward), changesToSql(ddl, one.backward) });
        return steps;
    }
    Way way(ddl, rules, from, to);
    for (const schema::Difference& one : differences) {
        const Schema before = way.schema();
        Statements forward = way.make(one.forward, one.backward);
        Way back(ddl, rules, way.schema(), before);
        steps.push_back({ std::move(forward), back.make(one.backward, one.forward) });
    }
    return steps;
}

} // namespace espalier::dialects
