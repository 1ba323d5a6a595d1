// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <string>

namespace postern::model {

// What a DNS list last said to an engine that asked it. An answer from the engine's own memory is none.
struct DnsListState {
    std::string node;
    std::string zone;
    Time asked{};
    int milliseconds = 0; // until it answered, or until it was given up
    std::string problem;  // "": it answered; else why it did not: "time-out", "SERVFAIL"

    bool operator==(const DnsListState&) const = default;
};

} // namespace postern::model
