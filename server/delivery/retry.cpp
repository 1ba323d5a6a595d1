// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/retry.h"

#include <algorithm>

namespace postern::delivery {

std::chrono::seconds retryDelay(int attempts, double random)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::seconds first = 5min;
    constexpr std::chrono::seconds longest = 4h;
    constexpr int doublings = 10; // more would not fit, and are past the longest
    constexpr double spread = 0.2;
    const auto plain = std::min(longest, first * (1 << std::clamp(attempts - 1, 0, doublings)));
    return std::chrono::seconds(std::int64_t(double(plain.count()) * (1 - spread + 2 * spread * random)));
}

} // namespace postern::delivery
