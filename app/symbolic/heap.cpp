// States and their joining. Where several ways are possible, each is walked between beginSave() and endSave(): touch()
// keeps an object's state before its first change, endSave() takes what the way left and puts the old state back, and
// joinSaves() makes of what the ways left one state, in which what differs is unknown.
#include "symbolic/heap.h"

#include <set>

namespace espalier::symbolic {

using python::Node;

void Interpreter::touch(Object& object)
{
    object.changed = ++Object::newest();
    if (!m_made.empty() && object.serial() <= m_made.back().to && !isImporting())
        noteChanged(object);
    if (m_saves.empty() || object.serial() > m_saves.back()->newest)
        return;
    auto& before = m_saves.back()->states;
    if (before.contains(&object))
        return;
    if (auto state = object.save())
        before.emplace(&object, Interpreter::Save::Kept{ object.shared_from_this(), std::move(state) });
}

void Interpreter::beginSave() { m_saves.push_back(std::make_unique<Save>()); }

std::unique_ptr<Interpreter::Save> Interpreter::endSave()
{
    std::unique_ptr<Save> save = std::move(m_saves.back());
    m_saves.pop_back();
    for (auto& entry : save->states) {
        auto after = entry.first->save();
        entry.first->restore(*entry.second.state);
        entry.second.state = std::move(after);
    }
    return save;
}

void Interpreter::joinSaves(std::vector<std::unique_ptr<Save>> saves, bool mayStay, const DoubtPtr& why)
{
    std::unordered_map<Object*, ObjectPtr> changed;
    for (const auto& save : saves)
        for (const auto& entry : save->states)
            changed.emplace(entry.first, entry.second.object);
    for (const auto& entry : changed) {
        Object& object = *entry.first;
        touch(object);
        const auto before = object.save();
        bool isFirst = true;
        const auto merge = [&](const Object::State& state) {
            if (isFirst)
                object.restore(state);
            else
                object.join(state, why);
            isFirst = false;
        };
        for (const auto& save : saves) {
            const auto found = save->states.find(&object);
            merge(found == save->states.end() ? *before : *found->second.state);
        }
        if (mayStay)
            merge(*before);
    }
}

void Interpreter::openUncertain(const DoubtPtr& why, Leaving leaving)
{
    openUncertain({ why, leaving, m_frames.size(), m_loops, m_tries.size() });
}

void Interpreter::openUncertain(const Uncertain& uncertain)
{
    m_world->doubt(uncertain.why);
    beginSave();
    m_uncertain.push_back(uncertain);
}

bool Interpreter::hasEnded(const Uncertain& uncertain, Leaving upTo, int level) const
{
    if (uncertain.leaving == Leaving::Try)
        return uncertain.tries > m_tries.size();
    if (uncertain.frames > m_frames.size() || upTo == Leaving::Function)
        return true;
    return uncertain.leaving != Leaving::Function
        && (uncertain.loops > level || (uncertain.loops == level && uncertain.leaving <= upTo));
}

/// `level`: of the loop that ends, or a turn of which does.
void Interpreter::closeUncertain(size_t depth, Leaving upTo, int level)
{
    while (m_uncertain.size() > depth && hasEnded(m_uncertain.back(), upTo, level))
        closeLast();
}

void Interpreter::closeLast()
{
    const DoubtPtr why = m_uncertain.back().why;
    m_uncertain.pop_back();
    std::vector<std::unique_ptr<Save>> left;
    left.push_back(endSave());
    joinSaves(std::move(left), true, why);
    m_world->settle();
}

Interpreter::Flow Interpreter::ways(const DoubtPtr& why, const std::vector<std::function<Flow()>>& branches)
{
    Walked walked;
    m_world->doubt(why);
    bool isFirst = true;
    for (const auto& branch : branches) {
        if (!isFirst)
            m_world->otherwise();
        isFirst = false;
        walk(branch, walked);
    }
    return meet(std::move(walked), why);
}

void Interpreter::walk(const std::function<Flow()>& branch, Walked& walked)
{
    beginSave();
    const size_t depth = m_uncertain.size();
    std::optional<Flow> flow;
    try {
        flow = branch();
    } catch (const Raised& exception) {
        walked.raised.push_back(exception);
        flow = leftBefore(depth);
    }
    const auto isThere = [&](const Uncertain& one) {
        return std::any_of(walked.maybeLeft.begin(), walked.maybeLeft.end(), [&](const Uncertain& other) {
            return one.leaving == other.leaving && one.frames == other.frames && one.loops == other.loops
                && one.tries == other.tries;
        });
    };
    for (size_t i = depth; i < m_uncertain.size(); ++i)
        if (!isThere(m_uncertain[i]))
            walked.maybeLeft.push_back(m_uncertain[i]);
    while (m_uncertain.size() > depth)
        closeLast();
    (flow ? walked.left : walked.thrown).push_back(endSave());
    if (flow)
        walked.flows.push_back(*flow);
}

Interpreter::Flow Interpreter::flowOf(Leaving leaving)
{
    return leaving == Leaving::Function ? Flow::Return : leaving == Leaving::Loop ? Flow::Break : Flow::Continue;
}

Interpreter::Leaving Interpreter::leavingOf(Flow flow)
{
    return flow == Flow::Return ? Leaving::Function : flow == Flow::Break ? Leaving::Loop : Leaving::Turn;
}

/// Why something of that kind may have been left; null where it was not.
DoubtPtr Interpreter::mayHaveLeft(size_t from, size_t to, Leaving leaving, int level) const
{
    for (size_t i = from; i < to; ++i) {
        const Uncertain& one = m_uncertain[i];
        const bool isOfLevel = leaving == Leaving::Function || one.loops == level;
        if (one.leaving == leaving && one.frames == m_frames.size() && isOfLevel)
            return one.why;
    }
    return nullptr;
}

/// Where code that raises now may have gone on before that: the weakest of such flows.
std::optional<Interpreter::Flow> Interpreter::leftBefore(size_t depth) const
{
    for (const Leaving leaving : { Leaving::Turn, Leaving::Loop, Leaving::Function })
        if (mayHaveLeft(depth, m_uncertain.size(), leaving, m_loops))
            return flowOf(leaving);
    return std::nullopt;
}

// The exception is a possible one then.
std::optional<Interpreter::Flow> Interpreter::leftBefore(const Raised& exception, size_t depth)
{
    const auto flow = leftBefore(depth);
    if (flow)
        maybeRaised(exception, m_uncertain[depth].why);
    return flow;
}

/// A flow that is not sure.
Interpreter::Flow Interpreter::perhaps(Flow flow, const DoubtPtr& why)
{
    if (flow != Flow::Next)
        openUncertain(why, leavingOf(flow));
    return Flow::Next;
}

/// One turn of a loop.
Interpreter::Flow Interpreter::turn(const Node& body, const ScopePtr& scope)
{
    const size_t depth = m_uncertain.size();
    Flow flow = Flow::Next;
    try {
        flow = block(body, scope);
    } catch (const Raised& exception) {
        const auto before = leftBefore(exception, depth);
        if (!before)
            throw;
        flow = *before;
    }
    const DoubtPtr mayGoOn = mayHaveLeft(depth, m_uncertain.size(), Leaving::Turn, m_loops);
    closeUncertain(depth, Leaving::Turn, m_loops);
    if (flow == Flow::Continue)
        return Flow::Next;
    return mayGoOn ? perhaps(flow, mayGoOn) : flow;
}

Interpreter::Flow Interpreter::meet(Walked walked, const DoubtPtr& why)
{
    m_world->settle();
    return meetAgain(std::move(walked), why);
}

/// Joins what the ways left, the World being where it is already.
Interpreter::Flow Interpreter::meetAgain(Walked walked, const DoubtPtr& why)
{
    std::vector<std::unique_ptr<Save>> left = std::move(walked.left);
    if (!m_tries.empty()) // what is caught goes on from there
        std::move(walked.thrown.begin(), walked.thrown.end(), std::back_inserter(left));
    joinSaves(std::move(left), false, why);
    for (const Uncertain& one : walked.maybeLeft)
        openUncertain(one);
    const bool isRaised = walked.flows.empty();
    for (size_t i = isRaised ? 1 : 0; i < walked.raised.size(); ++i)
        maybeRaised(walked.raised[i], why);
    if (isRaised)
        throw walked.raised.front();
    return joinedFlow(walked.flows, why);
}

// The weakest of several flows goes on, in doubt where another one would have left more.
Interpreter::Flow Interpreter::joinedFlow(const std::vector<Flow>& flows, const DoubtPtr& why)
{
    const Flow weakest = *std::min_element(flows.begin(), flows.end());
    std::set<Flow> others(flows.begin(), flows.end());
    others.erase(weakest);
    for (auto flow = others.rbegin(); flow != others.rend(); ++flow)
        openUncertain(why, leavingOf(*flow));
    return weakest;
}

// What follows in a `try` that may catch it is in doubt.
void Interpreter::maybeRaised(const Raised& exception, const DoubtPtr& why)
{
    if (m_tries.empty()) {
        if (!isImporting())
            m_world->mayStop(exception.place, why, describe(exception.exception));
        return;
    }
    m_tries.back()->possible.push_back({ exception, why });
    openUncertain(why, Leaving::Try);
}

void Interpreter::fork(const DoubtPtr& why, const std::vector<std::function<void()>>& branches)
{
    std::vector<std::function<Flow()>> flows;
    for (const auto& branch : branches) {
        flows.push_back([&branch] {
            branch();
            return Flow::Next;
        });
    }
    ways(why, flows);
}

} // namespace espalier::symbolic
