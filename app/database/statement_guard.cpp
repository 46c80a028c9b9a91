#include "database/statement_guard.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace espalier::database {

using namespace std::chrono_literals;

namespace {

constexpr auto firstPause = 40ms;
constexpr auto longestPause = 2s;
constexpr auto patience = 5s; // until the connection is broken by force

} // namespace

struct StatementGuard::State {
    Means means;
    mutable std::mutex mutex;
    std::condition_variable changed;
    bool isOver = false; // the statement has returned
    bool isAsking = false; // a request to the server is under way
    bool isSevered = false;
};

StatementGuard::StatementGuard(const core::CancelToken& cancel, Means means)
    : m_state(std::make_shared<State>())
{
    m_state->means = std::move(means);
    m_hook = cancel.onCancel([this] { m_thread = std::thread(&StatementGuard::keepInterrupting, m_state); });
}

StatementGuard::~StatementGuard()
{
    m_hook = {}; // waits for the hook, so that nobody starts the thread from now on
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isOver = true;
    }
    m_state->changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool StatementGuard::wasSevered() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->isSevered;
}

void StatementGuard::keepInterrupting(const std::shared_ptr<State>& state)
{
    const auto severAt = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock(state->mutex);
    for (auto pause = firstPause; !state->isOver;
         pause = std::min<std::chrono::milliseconds>(pause * 2, longestPause)) {
        state->isAsking = true;
        std::thread([state] {
            state->means.interrupt();
            const std::lock_guard inner(state->mutex);
            state->isAsking = false;
            state->changed.notify_all();
        }).detach();
        state->changed.wait_until(lock, severAt, [&] { return !state->isAsking; });
        state->changed.wait_for(lock, pause, [&] { return state->isOver; });
        if (!state->isOver && std::chrono::steady_clock::now() >= severAt) {
            state->isSevered = state->means.sever();
            if (state->isSevered)
                return; // the request still under way has nothing left to hit
            state->changed.wait(lock, [&] { return !state->isAsking || state->isOver; });
        }
    }
    state->changed.wait(lock, [&] { return !state->isAsking; });
}

} // namespace espalier::database
