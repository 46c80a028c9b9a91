// States and their joining. Where several ways are possible, each is walked between beginSave() and endSave(): touch()
// keeps an object's state before its first change, endSave() takes what the way left and puts the old state back, and
// joinSaves() makes of what the ways left one state, in which what differs is unknown.
#include "symbolic/heap.h"

namespace espalier::symbolic {

using python::Node;

void Interpreter::touch(Object& object)
{
    if (m_saves.empty())
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
    m_world->doubt(why);
    beginSave();
    m_uncertain.push_back({ why, leaving });
}

void Interpreter::closeUncertain(size_t depth, Leaving upTo)
{
    while (m_uncertain.size() > depth && m_uncertain.back().leaving <= upTo) {
        const DoubtPtr why = m_uncertain.back().why;
        m_uncertain.pop_back();
        std::vector<std::unique_ptr<Save>> left;
        left.push_back(endSave());
        joinSaves(std::move(left), true, why);
        m_world->settle();
    }
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
    try {
        const Flow flow = branch();
        for (size_t i = depth; i < m_uncertain.size(); ++i)
            walked.maybeLeft = std::max(walked.maybeLeft.value_or(Leaving::Turn), m_uncertain[i].leaving);
        closeUncertain(depth, Leaving::Function);
        walked.left.push_back(endSave());
        walked.flows.push_back(flow);
    } catch (const Raised& exception) {
        if (const auto least = leastLeaving(depth)) {
            walked.maybeLeft = std::max(walked.maybeLeft.value_or(Leaving::Turn), *least);
            walked.flows.push_back(flowOf(*least));
            closeUncertain(depth, Leaving::Function);
            walked.left.push_back(endSave());
        } else {
            endSave();
        }
        walked.raised.push_back(exception);
    }
}

std::optional<Interpreter::Leaving> Interpreter::leastLeaving(size_t depth) const
{
    std::optional<Leaving> least;
    for (size_t i = depth; i < m_uncertain.size(); ++i)
        least = std::min(least.value_or(Leaving::Function), m_uncertain[i].leaving);
    return least;
}

Interpreter::Flow Interpreter::flowOf(Leaving leaving)
{
    return leaving == Leaving::Function ? Flow::Return : leaving == Leaving::Loop ? Flow::Break : Flow::Continue;
}

// An exception where the code before it may have left already is a possible one.
std::optional<Interpreter::Flow> Interpreter::leftBefore(const Raised& exception, size_t depth)
{
    const auto least = leastLeaving(depth);
    if (!least)
        return std::nullopt;
    const DoubtPtr why = m_uncertain[depth].why;
    Leaving most = *least;
    for (size_t i = depth; i < m_uncertain.size(); ++i)
        most = std::max(most, m_uncertain[i].leaving);
    closeUncertain(depth, Leaving::Function);
    maybeRaised(exception, why);
    if (most != *least)
        openUncertain(why, most);
    return flowOf(*least);
}

// Where the code before may have gone on behind what ends here, a flow that leaves more is a possible one.
Interpreter::Flow Interpreter::flowBehind(Flow flow, size_t depth, Leaving upTo)
{
    DoubtPtr why;
    for (size_t i = depth; i < m_uncertain.size() && !why; ++i)
        if (m_uncertain[i].leaving <= upTo)
            why = m_uncertain[i].why;
    closeUncertain(depth, upTo);
    const Flow strongest = upTo == Leaving::Turn ? Flow::Continue : Flow::Break;
    if (!why || flow <= strongest)
        return flow;
    openUncertain(why, flow == Flow::Return ? Leaving::Function : Leaving::Loop);
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
    return flowBehind(flow, depth, Leaving::Turn);
}

Interpreter::Flow Interpreter::meet(Walked walked, const DoubtPtr& why)
{
    m_world->settle();
    if (walked.flows.empty())
        throw walked.raised.front();
    joinSaves(std::move(walked.left), false, why);
    for (const Raised& exception : walked.raised)
        maybeRaised(exception, why);
    if (walked.maybeLeft)
        openUncertain(why, *walked.maybeLeft);
    return joinedFlow(walked.flows, why);
}

// The weakest of several flows goes on, in doubt where another one would have left more.
Interpreter::Flow Interpreter::joinedFlow(const std::vector<Flow>& flows, const DoubtPtr& why)
{
    const Flow weakest = *std::min_element(flows.begin(), flows.end());
    const Flow strongest = *std::max_element(flows.begin(), flows.end());
    if (weakest != strongest)
        openUncertain(why,
            strongest == Flow::Return      ? Leaving::Function
                : strongest == Flow::Break ? Leaving::Loop
                                           : Leaving::Turn);
    return weakest;
}

void Interpreter::maybeRaised(const Raised& exception, const DoubtPtr& why)
{
    if (!m_tries.empty())
        m_tries.back()->possible.push_back({ exception, why });
    else if (!isImporting())
        m_world->mayStop(exception.place, why, describe(exception.exception));
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
