#include "revisions/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace espalier::revisions {

namespace {

constexpr size_t atOnce = 32;

} // namespace

bool inParallel(size_t count, int threads, const core::CancelToken& cancel, const std::function<void(size_t)>& work,
    const std::function<void(size_t)>& afterSome)
{
    std::atomic<size_t> next = 0;
    std::atomic<size_t> done = 0;
    const auto run = [&](bool reports) {
        while (!cancel.isCancelled()) {
            const size_t first = next.fetch_add(atOnce);
            if (first >= count)
                return;
            const size_t end = std::min(first + atOnce, count);
            for (size_t i = first; i < end; ++i)
                work(i);
            const size_t soFar = done.fetch_add(end - first) + (end - first);
            if (reports)
                afterSome(soFar);
        }
    };
    const size_t wanted
        = threads > 0 ? static_cast<size_t>(threads) : std::max(1U, std::thread::hardware_concurrency());
    const size_t useful = std::min(wanted, (count + atOnce - 1) / atOnce);
    std::vector<std::thread> others;
    for (size_t i = 1; i < useful; ++i)
        others.emplace_back(run, false);
    run(true);
    for (std::thread& other : others)
        other.join();
    return done == count;
}

} // namespace espalier::revisions
