// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace postern::policy {

inline constexpr std::size_t mostThreads = 4;

// Calls `work(begin, end)` for parts of 0 to `count` that together are all of it, at the same time: on this
// thread, and on up to `threads` - 1 others where the machine has processors for them. `work` must not throw
// but for want of memory, and touches nothing that another part does.
template <class Work>
void inParallel(std::size_t count, std::size_t threads, const Work& work)
{
    threads = std::min({threads, count, std::size_t(std::max(std::thread::hardware_concurrency(), 1U))});
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i)
        others.emplace_back(
            [&work, begin = count * i / threads, end = count * (i + 1) / threads] { work(begin, end); });
    work(0, threads == 0 ? 0 : count / threads);
}

} // namespace postern::policy
