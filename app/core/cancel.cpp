#include "core/cancel.h"

#include <atomic>
#include <map>
#include <mutex>

namespace espalier::core {

class CancelState {
public:
    std::atomic<bool> cancelled{ false };
    std::recursive_mutex mutex; // recursive: a hook may drop its own handle
    std::map<int, std::function<void()>> hooks;
    int nextId = 1;
};

CancelHook::CancelHook(std::weak_ptr<CancelState> state, int id)
    : m_state(std::move(state))
    , m_id(id)
{ }

CancelHook::CancelHook(CancelHook&& other) noexcept
    : m_state(std::exchange(other.m_state, {}))
    , m_id(std::exchange(other.m_id, 0))
{ }

CancelHook& CancelHook::operator=(CancelHook&& other) noexcept
{
    std::swap(m_state, other.m_state);
    std::swap(m_id, other.m_id);
    return *this;
}

CancelHook::~CancelHook()
{
    if (const auto state = m_state.lock()) {
        const std::lock_guard lock(state->mutex);
        state->hooks.erase(m_id);
    }
}

CancelToken::CancelToken(std::shared_ptr<CancelState> state)
    : m_state(std::move(state))
{ }

bool CancelToken::isCancelled() const { return m_state && m_state->cancelled.load(std::memory_order_acquire); }

Result<void> CancelToken::check() const
{
    if (isCancelled())
        return cancelled();
    return {};
}

CancelHook CancelToken::onCancel(std::function<void()> hook) const
{
    if (!m_state)
        return {};
    const std::lock_guard lock(m_state->mutex);
    if (isCancelled()) {
        hook();
        return {};
    }
    const int id = m_state->nextId++;
    m_state->hooks.emplace(id, std::move(hook));
    return CancelHook(m_state, id);
}

CancelSource::CancelSource()
    : m_state(std::make_shared<CancelState>())
{ }

void CancelSource::cancel() const
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->cancelled.exchange(true, std::memory_order_acq_rel))
        return;
    const auto hooks = std::exchange(m_state->hooks, {});
    for (const auto& [id, hook] : hooks)
        hook();
}

} // namespace espalier::core
