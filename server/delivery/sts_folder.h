// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "delivery/sts_policy.h"

#include <string>
#include <vector>

namespace postern::delivery {

// Policies in a folder, one file a domain, so that they count after a restart as well: whoever stands between
// this server and the DNS cannot undo a policy by waiting for one (RFC 8461 10.2). What cannot be written is
// fetched again, no more.
class StsFolder {
public:
    struct Item {
        std::string domain;
        std::string id;
        StsPolicy policy;
        Time until{};
    };

    static constexpr std::size_t largestFile = 2 * longestStsPolicy;

    // Made when it is needed; "" keeps nothing.
    explicit StsFolder(std::string folder = {});

    // At most `most` that still count; files that do not, and what is no policy, go. Blocks.
    std::vector<Item> read(Time now, std::size_t most) const;
    // Without waiting for the disk. One thread at a time.
    void write(const Item& item) const;

private:
    std::string m_folder;
};

} // namespace postern::delivery
