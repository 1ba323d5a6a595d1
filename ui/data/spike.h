// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace postern::ui {

// What refusals an hour are usual here.
struct UsualRefusals {
    // Of ten hours of the last days, nine had no more than this. So neither the rhythm of day and night nor a
    // spike that lasted some hours makes it higher.
    std::int64_t most = 0;
    int hours = 0; // that were looked at

    bool operator==(const UsualRefusals&) const = default;
};

// `refused`: by the hour, the oldest first; hours before the first one that was counted left out.
UsualRefusals usualRefusals(const std::vector<std::int64_t>& refused);

// Whether so many within an hour are a spike: at least 100, and at least four times what is usual; none is
// told of in the first day, when nobody knows what is usual. One that was told of is over only below half of
// that, so that it does not come and go.
bool isSpike(const UsualRefusals& usual, std::int64_t refused, bool wasSpike);

} // namespace postern::ui
