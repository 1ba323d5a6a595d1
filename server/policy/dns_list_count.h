// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/facts.h"
#include "policy/policy.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::policy {

inline constexpr int enoughPoints = 100; // refuse a client (policy.md, section 3)

// What is looked up in a DNS list.
struct DnsListQuestion {
    const DnsListPolicy* list = nullptr;
    std::string name; // comparable; "": the client's address
};
// All that is to be asked of a client: its address, and, as far as they are known and names at all, its HELO
// argument and its sender's domain (RFC 5782 2.3).
std::vector<DnsListQuestion> dnsListQuestions(const Policy& policy, const Facts& facts);

// What the DNS lists of a service make of a client. All texts are safe to show.
struct DnsListCount {
    int points = 0;     // of all lists together
    std::string found;  // "zen.spamhaus.org 127.0.0.2 (100), dbl.example.org 127.0.1.2 of spam.example (20)"
    std::string failed; // "bl.example.org: time-out"
    std::string
        listing; // for the client: "zen.spamhaus.org (why it is on it), dbl.example.org (spam.example: why)"
};

// nullopt: one of the lists has not been asked.
std::optional<DnsListCount> countDnsLists(const Policy& policy, const Facts& facts);
// "zen.spamhaus.org, bl.example.org"
std::string zonesOf(const Policy& policy);

} // namespace postern::policy
