#include "symbolic/heap.h"
#include "symbolic/iterator.h"
#include "symbolic/library/methods.h"
#include "symbolic/names_state.h"

// The turns of loops and the like, also of those of which nobody knows how many they take.

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

// ---- of known elements

std::optional<ElementSource> Interpreter::source(const Value& given, DoubtPtr& why, Value& each)
{
    ElementSource source;
    const Value iterated = iteratedOver(*this, given);
    source.list = iterated.as<List>();
    source.iterator = iterated.as<Iterator>();
    if (source.list || source.iterator)
        return source;
    auto items = elements(iterated, &why, &each);
    if (!items)
        return std::nullopt;
    source.items = *std::move(items);
    source.dict = library::dictBehind(iterated);
    source.dictSize = source.dict ? source.dict->entries().size() : 0;
    return source;
}

std::shared_ptr<Iterator> Interpreter::iterator(const Value& iterated, DoubtPtr& why, Value& each)
{
    if (auto given = iterated.as<Iterator>())
        return given;
    auto found = source(iterated, why, each);
    if (found && found->iterator)
        return found->iterator;
    return found ? std::make_shared<Iterator>(QStringLiteral("iterator"), *std::move(found)) : nullptr;
}

Interpreter::Flow Interpreter::turnsOf(const Value& given, const Node& loop, const ScopePtr& scope)
{
    const Value iterated = iteratedOver(*this, given);
    if (const auto generator = iterated.as<Iterator>(); generator && turnsWithin(*generator, loop, scope))
        return Flow::Next;
    DoubtPtr why;
    Value each;
    const auto walked = iterator(iterated, why, each);
    if (!walked)
        return unknownTurns(why, loop, scope, each);
    if (const DoubtPtr order = orderDoubt(iterated))
        return turnsInAnyOrder(*elements(Value::of(walked)), order, loop, scope);
    return turnsOf(*walked, loop, scope);
}

namespace {

/// Whether a turn may end the loop.
bool mayEndLoop(const Node& node)
{
    if (node.is("function_definition") || node.is("lambda") || node.is("class_definition"))
        return false;
    const auto children = node.children();
    return node.is("break_statement") || node.is("return_statement") || node.is("raise_statement")
        || std::any_of(children.begin(), children.end(), mayEndLoop);
}

} // namespace

// All turns are done, in some order: what they leave is what both of two orders leave.
Interpreter::Flow Interpreter::turnsInAnyOrder(
    const std::vector<Value>& items, const DoubtPtr& why, const Node& loop, const ScopePtr& scope)
{
    if (mayEndLoop(loop.field("body")))
        return unknownTurns(why, loop, scope, oneOf(items, why));
    const auto turns = [&](const std::vector<Value>& given) {
        return turnsOf(*std::make_shared<Iterator>(QStringLiteral("iterator"), given), loop, scope);
    };
    Walked walked;
    m_world->inAnyOrder(place(), why);
    walk([&] { return turns(items); }, walked);
    m_world->endAnyOrder();
    m_world->doubt(why);
    walk([&] { return turns(std::vector<Value>(items.rbegin(), items.rend())); }, walked);
    m_world->abandon();
    return meetAgain(std::move(walked), why);
}

// Each element is asked for anew: what the loop's body changes is seen.
Interpreter::Flow Interpreter::turnsOf(Iterator& iterator, const Node& loop, const ScopePtr& scope)
{
    for (;;) {
        m_node = loop;
        spend();
        const std::optional<Value> item = iterator.next(*this);
        if (const Unseen unseen = iterator.unseen())
            return unknownTurns(unseen, loop, scope, *item);
        if (!item)
            return Flow::Next;
        assign(loop.field("left"), *item, scope);
        const Flow flow = turn(loop.field("body"), scope);
        if (flow != Flow::Next)
            return flow;
    }
}

} // namespace espalier::symbolic
