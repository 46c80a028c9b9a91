#pragma once

#include "core/error.h"

#include <functional>
#include <memory>

namespace espalier::core {

class CancelState;

/// Keeps a hook registered while it lives. Move-only.
class CancelHook {
public:
    CancelHook() = default;
    CancelHook(std::weak_ptr<CancelState> state, int id);
    CancelHook(CancelHook&& other) noexcept;
    CancelHook& operator=(CancelHook&& other) noexcept;
    CancelHook(const CancelHook&) = delete;
    CancelHook& operator=(const CancelHook&) = delete;
    ~CancelHook();

private:
    std::weak_ptr<CancelState> m_state;
    int m_id = 0;
};

/// Asks whether work should stop. Cheap to copy, thread-safe. A default-made token never cancels.
class CancelToken {
public:
    CancelToken() = default;
    explicit CancelToken(std::shared_ptr<CancelState> state);
    bool isCancelled() const;
    /// An ErrorCode::Cancelled failure once cancel() was called.
    Result<void> check() const;
    /// Calls `hook` once, on the cancelling thread, when cancelled (at once if it already is): interrupts a blocking
    /// statement or process. The hook is gone when the returned handle is; a running hook is waited for.
    [[nodiscard]] CancelHook onCancel(std::function<void()> hook) const;

private:
    std::shared_ptr<CancelState> m_state;
};

/// The other end of a token.
class CancelSource {
public:
    CancelSource();
    CancelToken token() const { return CancelToken(m_state); }
    void cancel() const;

private:
    std::shared_ptr<CancelState> m_state;
};

} // namespace espalier::core
