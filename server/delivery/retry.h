// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <chrono>

namespace postern::delivery {

// How long to wait after the `attempts`-th attempt: 5 minutes, doubled each time up to 4 hours (RFC 5321
// 4.5.4.1 asks for less often with time), spread by a fifth to both sides so that what failed together does
// not come back together. `random` is in [0, 1).
std::chrono::seconds retryDelay(int attempts, double random);

} // namespace postern::delivery
