// States and their joining. Where several ways are possible, each is walked between beginSave() and endSave(): touch()
// keeps an object's state before its first change, endSave() takes what the way left and puts the old state back, and
// joinSaves() makes of what the ways left one state, in which what differs is unknown.
#include "symbolic/heap.h"

namespace espalier::symbolic {

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
    std::vector<std::unique_ptr<Save>> left;
    std::vector<Flow> flows;
    std::vector<Raised> raised;
    std::optional<Leaving> maybeLeft; ///< what a way that goes on may have left all the same
    m_world->doubt(why);
    bool isFirst = true;
    for (const auto& branch : branches) {
        if (!isFirst)
            m_world->otherwise();
        isFirst = false;
        beginSave();
        const size_t depth = m_uncertain.size();
        try {
            const Flow flow = branch();
            for (size_t i = depth; i < m_uncertain.size(); ++i)
                maybeLeft = std::max(maybeLeft.value_or(Leaving::Turn), m_uncertain[i].leaving);
            closeUncertain(depth, Leaving::Function);
            left.push_back(endSave());
            flows.push_back(flow);
        } catch (const Raised& exception) {
            closeUncertain(depth, Leaving::Function);
            endSave();
            raised.push_back(exception);
        }
    }
    m_world->settle();
    if (flows.empty())
        throw raised.front();
    joinSaves(std::move(left), false, why);
    for (const Raised& exception : raised)
        maybeRaised(exception, why);
    if (maybeLeft)
        openUncertain(why, *maybeLeft);
    return joinedFlow(flows, why);
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
