#include "symbolic/heap.h"
#include "symbolic/names_state.h"

// Loops and the like of which nobody knows how many turns they take.

namespace espalier::symbolic {

using python::Node;

namespace {

/// How often a turn is walked at most before its effects count.
constexpr int mostRehearsals = 3;

} // namespace

/// Whether the next turn starts from something that this one has left and that the turn itself did not start from.
bool Interpreter::changesTurns(const Save& left, const TurnNames* names, const DoubtPtr& why)
{
    return std::any_of(left.states.begin(), left.states.end(), [&](const auto& entry) {
        Object& object = *entry.first;
        const auto before = object.save();
        object.restore(*entry.second.state);
        object.join(*before, why);
        const bool isNames = names && &object == names->scope.get();
        const bool isWithin = isNames
            ? areNamesWithin(names->scope->names, static_cast<const NamesState&>(*before).names, names->assigned)
            : object.isWithin(*before);
        object.restore(*before);
        return !isWithin;
    });
}

Interpreter::Flow Interpreter::turnWith(TurnNames& names, const DoubtPtr& why, const std::function<Flow()>& turn)
{
    touch(*names.scope);
    QSet<QString> ofData;
    for (const QString& name : std::as_const(names.assigned)) {
        const auto bound = names.scope->names.find(name);
        if (bound == names.scope->names.end())
            continue;
        const bool isData = isPlainData(*bound) && !names.others.contains(name);
        if (isData)
            ofData.insert(name);
        *bound = isData ? Value::data(why) : Value::unknown(why);
    }
    const Flow flow = turn();
    for (const QString& name : std::as_const(ofData))
        if (!isPlainData(names.scope->names.value(name)))
            names.others.insert(name);
    return flow;
}

// A turn may start from what any one before it has left: a list that has grown, say. One is walked from the present
// state; if that changes what a next one would start from, it is forgotten, and walked again from both states joined.
Interpreter::Flow Interpreter::anyTurns(const DoubtPtr& why, const std::function<Flow()>& turn, TurnNames* names)
{
    for (int rehearsals = 0;; ++rehearsals) {
        const qsizetype others = names ? names->others.size() : 0;
        Walked walked;
        m_world->doubt(why);
        walk([&] { return names ? turnWith(*names, why, turn) : turn(); }, walked);
        const bool hasOthers = names && names->others.size() > others;
        const bool hasChanged = hasOthers || (!walked.left.empty() && changesTurns(*walked.left.front(), names, why));
        if (!hasChanged || rehearsals == mostRehearsals) {
            m_world->otherwise();
            walk([] { return Flow::Next; }, walked);
            return meet(std::move(walked), why);
        }
        m_world->abandon();
        joinSaves(std::move(walked.left), true, why);
    }
}

void Interpreter::repeat(const DoubtPtr& why, const std::function<void()>& turn)
{
    anyTurns(why, [&] {
        turn();
        return Flow::Next;
    });
}

// Any number of turns.
Interpreter::Flow Interpreter::unknownTurns(
    const DoubtPtr& why, const Node& loop, const ScopePtr& scope, const Value& item)
{
    const Node condition = loop.field("condition");
    TurnNames names{ scope, namesBoundBy(loop.field("body")), {} };
    if (condition)
        names.assigned += namesBoundBy(condition);
    return anyTurns(
        why,
        [&]() -> Flow {
            if (condition && isTrue(value(condition, scope)) == false)
                return Flow::Next;
            if (!condition)
                assign(loop.field("left"), item, scope);
            return turn(loop.field("body"), scope);
        },
        &names);
}

} // namespace espalier::symbolic
