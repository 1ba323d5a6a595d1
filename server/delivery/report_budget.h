// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "spool/message.h"

#include <string>
#include <unordered_map>

namespace postern::delivery {

// Keeps reports from becoming a storm, where something goes wrong again and again: for one message, to one
// address, and in all. What is over the bound is not sent; the log has it all the same. Memory is bounded by
// `inAll`. Not thread-safe.
class ReportBudget {
public:
    static constexpr int perMessage = 100;
    static constexpr int perAddress = 1'000; // within an hour
    static constexpr int inAll = 10'000;     // within an hour

    // Whether one more may be sent now about `message` to `address`; it counts then.
    bool take(spool::Id message, const std::string& address, Time now);

private:
    template <class Key>
    using Counts = std::unordered_map<Key, int>;

    void beginHour(Time now);

    Time m_hour{}; // when the hour that is counted began
    int m_all = 0;
    Counts<std::string> m_addresses;
    Counts<spool::Id> m_messages; // of this hour and the one before
    Counts<spool::Id> m_oldMessages;
};

} // namespace postern::delivery
