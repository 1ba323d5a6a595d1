// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/dns_list.h"

#include "base/domain_name.h"

#include <set>

namespace postern::model {

namespace {

// Lists of a service, and responses of a list: each list is a question.
constexpr std::size_t mostDnsLists = 32;
constexpr int mostPoints = 1000; // for every client that comes
constexpr std::size_t textLimit = 200;
constexpr std::size_t zoneLimit = 253 - 64; // the nibbles of an IPv6 address go in front

void checkResponse(Problems& problems, const std::string& field, const DnsListResponse& response)
{
    if (const auto answers = answersOf(response); !answers)
        problems.error(field,
                       POSTERN_TEXT("server",
                                    "'%1' is no answer of a DNS list; write it like 127.0.0.2, 127.0.0.0/24 "
                                    "or 127.0.0.4-127.0.0.7, several with commas between"),
                       {response.answers});
    problems.between(field, response.points, 0, mostPoints);
    problems.line(field, response.text, textLimit);
}

void checkZone(Problems& problems, const std::string& zone)
{
    const auto normalized = normalizeDomain(zone);
    if (!normalized || normalized->find('.') == std::string::npos || normalized->size() > zoneLimit)
        problems.error(
            "dns_lists",
            POSTERN_TEXT("server", "'%1' is no zone of a DNS list; write it like zen.spamhaus.org"), {zone});
}

} // namespace

bool isListAnswer(const IpAddress& address)
{
    return address.isV4() && address.v4() >> 24 == 127;
}

Result<std::vector<IpRange>> answersOf(const DnsListResponse& response)
{
    std::vector<IpRange> ranges;
    std::string_view rest = response.answers;
    while (true) {
        const std::size_t comma = rest.find(',');
        auto range = IpRange::parse(trim(rest.substr(0, comma)));
        if (!range)
            return failFrom(range);
        if (!isListAnswer(range->first) || !isListAnswer(range->last))
            return fail(ErrorKind::Invalid, "an answer of a DNS list is in 127.0.0.0/8", response.answers);
        ranges.push_back(*range);
        if (comma == rest.npos)
            return ranges;
        rest.remove_prefix(comma + 1);
    }
}

void checkDnsLists(Problems& problems, const Service& service)
{
    std::set<std::string> zones;
    bool inUse = false;
    for (const DnsList& list : service.dnsLists) {
        checkZone(problems, list.zone);
        if (!zones.insert(comparableDomain(list.zone)).second)
            problems.error("dns_lists", POSTERN_TEXT("server", "the DNS list %1 stands here twice"),
                           {list.zone});
        problems.between("dns_lists", list.points, 0, mostPoints);
        std::set<std::string> answers;
        for (const DnsListResponse& response : list.responses) {
            checkResponse(problems, "dns_lists", response);
            if (!answers.insert(response.answers).second)
                problems.error("dns_lists",
                               POSTERN_TEXT("server", "the answer %1 of the DNS list %2 stands here twice"),
                               {response.answers, list.zone});
        }
        problems.between("dns_lists", std::int64_t(list.responses.size()), 0, mostDnsLists);
        inUse = inUse || list.enabled;
    }
    problems.between("dns_lists", std::int64_t(service.dnsLists.size()), 0, mostDnsLists);
    if (inUse && service.mode(Check::IpDnsbl) == CheckMode::Off)
        problems.warning("checks.ip.dnsbl",
                         POSTERN_TEXT("server", "nobody is looked up in the DNS lists, since the check of "
                                                "them is off"));
}

void checkGreylisting(Problems& problems, const Greylisting& greylisting)
{
    problems.between("greylisting.delay_seconds", greylisting.delaySeconds, 1, 86'400);
    problems.between("greylisting.retry_hours", greylisting.retryHours, 1, 720);
    problems.between("greylisting.keep_days", greylisting.keepDays, 1, 400);
    problems.between("greylisting.passes", greylisting.passes, 0, 1'000'000);
    if (greylisting.retryHours >= 1 && greylisting.delaySeconds >= greylisting.retryHours * 3600)
        problems.error("greylisting.delay_seconds",
                       POSTERN_TEXT("server", "no retry could ever pass: it must come after %1 s, but is "
                                              "waited for %2 h only"),
                       {std::to_string(greylisting.delaySeconds), std::to_string(greylisting.retryHours)});
}

} // namespace postern::model
