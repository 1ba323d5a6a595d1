// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a policy of MTA-STS, and a TXT record that names one.
#include "delivery/sts_policy.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char*>(data), size);
    if (const auto policy = delivery::parseStsPolicy(input)) {
        require(policy->mx.size() <= delivery::mostStsPatterns, "patterns are bounded");
        require(policy->maxAge.count() >= 0 && policy->maxAge.count() <= 31'557'600, "a year at most");
        require(!policy->lists(""), "nobody is listed as nothing");
        policy->lists("mx.example.org");
    }
    const auto id = delivery::stsIdOf({input, "v=spf1 -all"});
    require(!id || (!id->empty() && id->size() <= 32), "an id is bounded");
    return 0;
}
