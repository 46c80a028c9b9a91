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

/// What a `for` asks for its next element, each time anew: what the loop's body changes is seen.
struct Interpreter::Source {
    std::function<std::optional<Value>()> next;
    std::function<Unseen()> unseen; ///< why, and from where on, it is not known what comes
    std::function<Value()> each; ///< then: what any one of the elements is
};

Interpreter::Flow Interpreter::turnsOf(const Value& iterated, const Node& loop, const ScopePtr& scope)
{
    if (const auto list = iterated.as<List>()) {
        size_t at = 0;
        return turnsOf({ [&]() -> std::optional<Value> {
                            return at < list->items.size() ? std::optional(list->items[at++]) : std::nullopt;
                        },
                           [&] { return list->doubt; }, [&] { return list->anyElement(); } },
            loop, scope);
    }
    if (const auto iterator = iterated.as<Iterator>()) {
        std::optional<Value> taken;
        return turnsOf({ [&] { return taken = iterator->next(*this); }, [&] { return iterator->unseen(); },
                           [&] { return taken.value_or(Value::unknown(iterator->unseen())); } },
            loop, scope);
    }
    DoubtPtr why;
    Value each;
    const auto items = elements(iterated, &why, &each);
    if (!items)
        return unknownTurns(why, loop, scope, each);
    if (const DoubtPtr order = orderDoubt(iterated))
        return turnsInAnyOrder(*items, order, loop, scope);
    const auto dict = library::dictBehind(iterated);
    const size_t size = dict ? dict->entries().size() : 0;
    size_t at = 0;
    return turnsOf(
        { [&]() -> std::optional<Value> {
             if (dict && dict->entries().size() != size && at > 0 && !dict->doubt)
                 raise(QStringLiteral("RuntimeError"), QStringLiteral("dictionary changed size during iteration"));
             return at < items->size() ? std::optional((*items)[at++]) : std::nullopt;
         },
            [] { return Unseen(); }, [] { return Value(); } },
        loop, scope);
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
        size_t at = 0;
        return turnsOf({ [&] { return at < given.size() ? std::optional(given[at++]) : std::nullopt; },
                           [] { return Unseen(); }, [] { return Value(); } },
            loop, scope);
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

Interpreter::Flow Interpreter::turnsOf(const Source& source, const Node& loop, const ScopePtr& scope)
{
    for (;;) {
        m_node = loop;
        spend();
        const std::optional<Value> item = source.unseen() ? std::nullopt : source.next();
        if (const Unseen unseen = source.unseen())
            return unknownTurns(unseen, loop, scope, source.each());
        if (!item)
            return Flow::Next;
        assign(loop.field("left"), *item, scope);
        const Flow flow = turn(loop.field("body"), scope);
        if (flow != Flow::Next)
            return flow;
    }
}

} // namespace espalier::symbolic
