// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/sts_policies.h"

#include <atomic>
#include <map>
#include <string>

namespace postern::testing {

// Gives policies from a table, at once.
class FakeFetcher final : public delivery::PolicyFetcher {
public:
    void fetch(const std::string& host, const std::vector<IpAddress>& /*addresses*/,
               std::function<void(Result<std::string>)> done) override
    {
        ++asked;
        const auto found = policies.find(host);
        if (found == policies.end())
            return done(fail(ErrorKind::Unavailable, "status 404", host));
        done(found->second);
    }

    std::map<std::string, std::string> policies; // set before anybody asks
    std::atomic<int> asked{0};
};

} // namespace postern::testing
