// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/log_events.h"

namespace postern::test {

// A week in which the boxes of the Black List would have refused some mail: two printers of a branch that the
// LAN lacks (4 messages), a user on the road (1), a forger (2, of which SPF is known), ordinary mail (1).
inline std::vector<model::Event> aWeekOfMail(TempStore& store)
{
    using std::chrono::hours;
    std::vector<model::Event> events;
    const auto add = [&](int hoursAgo, policy::Facts facts) {
        facts.now -= hours(hoursAgo);
        events.push_back(decidedEvent(store, facts));
    };
    policy::Facts forger =
        sessionFacts("203.0.113.9", "vps-77.hosting.example", "jane@example.com", "joe@example.com");
    forger.spf = SpfResult::Fail;
    add(120, forger);
    add(100, sessionFacts("192.168.7.12", "printer-2", "scanner@example.com", "jane@example.com"));
    add(72, sessionFacts("192.168.7.9", "printer-1", "scanner@example.com", "jane@example.com"));
    add(50, forger);
    add(30, sessionFacts("198.51.100.77", "laptop", "jane@example.com", "joe@example.com"));
    add(26, sessionFacts("192.168.7.9", "printer-1", "scanner@example.com", "joe@example.com"));
    add(3, sessionFacts("198.51.100.20", "mx.example.org", "bob@example.org", "jane@example.com"));
    add(2, sessionFacts("192.168.7.9", "printer-1", "scanner@example.com", "jane@example.com"));
    return events;
}

} // namespace postern::test
