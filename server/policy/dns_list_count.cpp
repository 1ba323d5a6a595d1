// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/dns_list_count.h"

#include "base/escape.h"
#include "model/dns_list.h"

#include <algorithm>

namespace postern::policy {

namespace {

constexpr std::size_t mostText = 200;
constexpr std::size_t mostAddresses = 8; // of one list, in words

void append(std::string& text, const std::string& item)
{
    text.append(text.empty() ? "" : ", ").append(item);
}

// What lists say who do not answer a resolver that asks too much, or is not known to them: it is no listing
// (Spamhaus and others use 127.255.255.0/24 for it).
bool isRefusal(const IpAddress& address)
{
    return address.isV4() && address.v4() >> 8 == 0x7fffff;
}

struct Points {
    int points = 0;
    std::string text; // of the response
};

// An answer that no response names says nothing, where there are responses.
std::optional<Points> pointsOf(const DnsListPolicy& list, const IpAddress& address)
{
    if (list.responses.empty())
        return Points{list.points, {}};
    for (const auto& response : list.responses) {
        if (response.answers.contains(address))
            return Points{response.points, response.text};
    }
    return std::nullopt;
}

// The answer with the most points counts.
void count(const DnsListPolicy& list, const DnsListAnswer& answer, DnsListCount& total)
{
    std::optional<Points> best;
    std::string addresses;
    std::size_t shownAddresses = 0;
    for (const IpAddress& address : answer.addresses) {
        const std::string text = address.toString();
        if (!model::isListAnswer(address))
            append(total.failed, list.zone + ": " + text + ", which is no answer of a DNS list");
        else if (isRefusal(address))
            append(total.failed, list.zone + ": " + text + ", which says that it does not answer us");
        else if (const auto points = pointsOf(list, address)) {
            if (++shownAddresses <= mostAddresses)
                addresses.append(addresses.empty() ? "" : " ").append(text);
            if (!best || points->points > best->points)
                best = points;
        }
    }
    if (!best)
        return;
    total.points += best->points;
    append(total.found, list.zone + ' ' + addresses + " (" + std::to_string(best->points) + ')');
    if (best->points == 0)
        return;
    const std::string why = escapeForDisplay(best->text.empty() ? answer.text : best->text, mostText);
    append(total.listing, why.empty() ? list.zone : list.zone + " (" + why + ')');
}

} // namespace

std::optional<DnsListCount> countDnsLists(const Policy& policy, const Facts& facts)
{
    DnsListCount total;
    const auto* answers = facts.dnsLists ? std::get_if<DnsListAnswers>(&*facts.dnsLists) : nullptr;
    if (const auto* unknown = facts.dnsLists ? std::get_if<Unknown>(&*facts.dnsLists) : nullptr) {
        total.failed = escapeForDisplay(unknown->why, mostText);
        return total;
    }
    for (const DnsListPolicy& list : policy.dnsLists) {
        if (answers == nullptr)
            return std::nullopt;
        const auto answer = std::find_if(answers->begin(), answers->end(),
                                         [&](const DnsListAnswer& one) { return one.zone == list.zone; });
        if (answer == answers->end())
            return std::nullopt;
        if (!answer->failure.empty())
            append(total.failed, list.zone + ": " + escapeForDisplay(answer->failure, mostText));
        else
            count(list, *answer, total);
    }
    return total;
}

std::string zonesOf(const Policy& policy)
{
    std::string zones;
    for (const DnsListPolicy& list : policy.dnsLists)
        append(zones, list.zone);
    return zones;
}

} // namespace postern::policy
