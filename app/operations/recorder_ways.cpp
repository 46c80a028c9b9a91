// The ways that a script may go. Where the interpreter walks several, each way's operations go into a group of their
// own, which becomes one opaque operation when the ways meet again; the simulated schema goes on from the way that did
// most to it, and what that touched is held to be incomplete, so that nothing later is called wrong for sure.
#include "operations/recorder.h"

namespace espalier::operations {

namespace {

core::Location placeOf(const symbolic::Place& place) { return { place.file, place.line }; }

bool isStructural(const schema::Change& change)
{
    return !std::holds_alternative<schema::TouchRows>(change)
        && !std::holds_alternative<schema::SessionStatement>(change)
        && !std::holds_alternative<schema::AlterOther>(change);
}

bool isAnyStructural(const schema::Changes& changes)
{
    return std::any_of(changes.begin(), changes.end(), isStructural);
}

bool isDone(const Operation& operation)
{
    return !operation.isRead && !std::holds_alternative<AutocommitBlock>(operation.what);
}

} // namespace

Opaque::Reach Recorder::reachOf(const std::vector<Operation>& operations)
{
    Opaque::Reach reach = Opaque::Reach::Nothing;
    for (const Operation& operation : operations) {
        Opaque::Reach one = Opaque::Reach::Anything;
        if (const auto* opaque = std::get_if<Opaque>(&operation.what))
            one = opaque->reach;
        else if (operation.isRead || std::holds_alternative<AutocommitBlock>(operation.what))
            one = Opaque::Reach::Nothing;
        else if (std::holds_alternative<Execute>(operation.what))
            one = isAnyStructural(operation.changes) ? Opaque::Reach::Anything : Opaque::Reach::Rows;
        reach = std::max(reach, one);
    }
    return reach;
}

void Recorder::doubt(const DoubtPtr& why)
{
    Group group{ .why = why,
        .outer = std::move(m_operations),
        .ways = {},
        .start = state(),
        .startCertainty = *m_certainty,
        .changes = m_changes };
    m_operations.clear();
    if (m_rows)
        group.startRows = *m_rows;
    m_groups.push_back(std::move(group));
}

void Recorder::settleWay(Group& group)
{
    const size_t changes = m_changes - group.changes;
    if (!group.best || changes > group.mostChanges) {
        group.best = state();
        group.mostChanges = changes;
    }
    if (group.certainty)
        group.certainty->keepDoubts(*m_certainty);
    else
        group.certainty = *m_certainty;
    if (m_rows && group.rows)
        group.rows->keepCommon(*m_rows);
    else if (m_rows)
        group.rows = *m_rows;
    for (Operation& operation : m_operations)
        group.ways.push_back(std::move(operation));
    m_operations.clear();
}

void Recorder::otherwise()
{
    Group& group = m_groups.back();
    settleWay(group);
    state() = group.start;
    *m_certainty = group.startCertainty;
    if (m_rows)
        *m_rows = *group.startRows;
    m_changes = group.changes;
}

void Recorder::abandon()
{
    Group group = std::move(m_groups.back());
    m_groups.pop_back();
    m_operations = std::move(group.outer);
    state() = std::move(group.start);
    *m_certainty = std::move(group.startCertainty);
    if (m_rows)
        *m_rows = std::move(*group.startRows);
    m_changes = group.changes;
}

void Recorder::settle()
{
    Group group = std::move(m_groups.back());
    m_groups.pop_back();
    settleWay(group);
    m_operations = std::move(group.outer);
    state() = std::move(*group.best);
    *m_certainty = std::move(*group.certainty);
    if (m_rows)
        *m_rows = *group.rows;
    m_changes = group.changes + group.mostChanges;
    if (auto made = perhaps(std::move(group.ways), group.why))
        m_operations.push_back(std::move(*made));
}

std::optional<Operation> Recorder::perhaps(std::vector<Operation> ways, const DoubtPtr& why)
{
    if (!std::any_of(ways.begin(), ways.end(), isDone))
        return std::nullopt;
    Opaque made;
    made.reason = why->reason;
    made.expression = why->expression;
    made.reach = reachOf(ways);
    if (made.reach == Opaque::Reach::Anything && !m_schemaDoubt)
        doubtSchema(why);
    for (const Operation& operation : ways) {
        if (const auto* change = std::get_if<schema::Change>(&operation.what))
            m_certainty->doubt(*change, why);
        for (const schema::Change& change : operation.changes)
            m_certainty->doubt(change, why);
    }
    made.possible = std::move(ways);
    Operation operation;
    operation.at = placeOf(why->place);
    operation.what = std::move(made);
    return operation;
}

void Recorder::unknownCall(const symbolic::Place& place, const DoubtPtr& why, Reach reach)
{
    Opaque made;
    made.reason = why->reason;
    made.expression = why->expression;
    made.reach = reach == Reach::World ? Opaque::Reach::Nothing : Opaque::Reach::Anything;
    Operation operation;
    operation.what = std::move(made);
    operation.at = placeOf(place);
    m_operations.push_back(std::move(operation));
    if (reach == Reach::World)
        return;
    doubtSchema(why);
    m_certainty->doubtAll(why, SchemaCertainty::Duration::Revision);
    if (m_rows)
        m_rows->loseAll();
}

void Recorder::mayStop(const symbolic::Place& place, const DoubtPtr& why, const QString& exception)
{
    Opaque made;
    made.reason = { QT_TRANSLATE_NOOP("Messages", "may stop here with %1: %2"), { exception, why->reason.english() } };
    made.expression = why->expression;
    made.reach = Opaque::Reach::Nothing;
    Operation operation;
    operation.what = std::move(made);
    operation.at = placeOf(place);
    m_operations.push_back(std::move(operation));
}

void Recorder::inAnyOrder(const symbolic::Place& place, const DoubtPtr& why)
{
    m_orders.push_back({ place, why, m_operations.size() });
}

// A note before what is done in an order that differs; none where nothing was done.
void Recorder::endAnyOrder()
{
    const Order order = m_orders.back();
    m_orders.pop_back();
    const auto first = m_operations.begin() + ptrdiff_t(order.from);
    if (std::count_if(first, m_operations.end(), [](const Operation& one) { return !one.isRead; }) < 2)
        return; // one has no order
    Opaque made;
    made.reason = order.why->reason;
    made.expression = order.why->expression;
    made.reach = Opaque::Reach::Nothing;
    Operation operation;
    operation.what = std::move(made);
    operation.at = placeOf(order.place);
    m_operations.insert(first, std::move(operation));
}

void Recorder::enterTry(const QString& handlers)
{
    state(); // whether a statement fails in it decides what follows
    m_tries.push_back({ handlers.contains(QLatin1String("rollback"), Qt::CaseInsensitive) });
}

void Recorder::leaveTry() { m_tries.pop_back(); }

} // namespace espalier::operations
