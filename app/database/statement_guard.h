#pragma once

#include "core/cancel.h"

#include <functional>
#include <memory>
#include <thread>

namespace espalier::database {

/// Stands beside a running statement: when the token is cancelled it asks the server to stop, again and again with
/// growing pauses, since a request that arrives before the statement has begun is lost. Where nothing helps it breaks
/// the connection. All of that happens on threads of its own: neither the thread that cancels nor the one that waits
/// for the statement ever waits for the network here, except that destroying the guard waits for a request under way,
/// so that it cannot hit the next statement.
class StatementGuard {
public:
    struct Means {
        std::function<void()> interrupt; ///< may block on the network
        std::function<bool()> sever; ///< must not block; false where there is no way
    };
    StatementGuard(const core::CancelToken& cancel, Means means);
    ~StatementGuard();
    StatementGuard(const StatementGuard&) = delete;
    StatementGuard& operator=(const StatementGuard&) = delete;

    bool wasSevered() const;

private:
    struct State;
    static void keepInterrupting(const std::shared_ptr<State>& state);

    std::shared_ptr<State> m_state;
    std::thread m_thread;
    core::CancelHook m_hook;
};

} // namespace espalier::database
