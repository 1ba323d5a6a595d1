// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/report_budget.h"

#include <utility>

namespace postern::delivery {

namespace {

template <class Map, class Key>
int countIn(const Map& map, const Key& key)
{
    const auto found = map.find(key);
    return found == map.end() ? 0 : found->second;
}

} // namespace

void ReportBudget::beginHour(Time now)
{
    const bool ahead = now < m_hour; // the clock was set back
    if (!ahead && now - m_hour < std::chrono::hours(1))
        return;
    m_hour = now;
    m_all = 0;
    m_addresses.clear();
    m_oldMessages = std::exchange(m_messages, {});
}

bool ReportBudget::take(spool::Id message, const std::string& address, Time now)
{
    beginHour(now);
    const int ofMessage = countIn(m_messages, message) + countIn(m_oldMessages, message);
    if (m_all >= inAll || ofMessage >= perMessage || countIn(m_addresses, address) >= perAddress)
        return false;
    ++m_all;
    ++m_addresses[address];
    ++m_messages[message];
    return true;
}

} // namespace postern::delivery
