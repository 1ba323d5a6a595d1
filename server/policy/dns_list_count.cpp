// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/dns_list_count.h"

#include "base/escape.h"
#include "base/mail_address.h"
#include "model/dns_list.h"
#include "policy/subject.h"

#include <algorithm>

namespace postern::policy {

namespace {

constexpr std::size_t mostText = 200;
constexpr std::size_t mostAddresses = 8; // of one answer, in words
constexpr std::size_t mostName = 253;    // that can be asked for (RFC 1035 2.3.4)

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

// What one list makes of all that was looked up in it: the answer with the most points counts.
struct Best {
    std::optional<Points> points;
    std::string addresses; // of all answers that count
    std::string why;       // in the list's words
    std::string name;      // that this is about; "": the client
};

void count(const DnsListPolicy& list, const DnsListAnswer& answer, Best& best, DnsListCount& total)
{
    std::size_t shownAddresses = 0;
    for (const IpAddress& address : answer.addresses) {
        const std::string text = address.toString();
        if (!model::isListAnswer(address))
            append(total.failed, list.zone + ": " + text + ", which is no answer of a DNS list");
        else if (isRefusal(address))
            append(total.failed, list.zone + ": " + text + ", which says that it does not answer us");
        else if (auto points = pointsOf(list, address)) {
            if (++shownAddresses <= mostAddresses)
                best.addresses.append(best.addresses.empty() ? "" : " ").append(text);
            if (!best.points || points->points > best.points->points) {
                best.points = std::move(points);
                best.why = best.points->text.empty() ? answer.text : best.points->text;
                best.name = answer.name;
            }
        }
    }
    if (shownAddresses > 0 && !answer.name.empty())
        best.addresses += " of " + escapeForDisplay(answer.name, mostText);
}

void add(const DnsListPolicy& list, const Best& best, DnsListCount& total)
{
    if (!best.points)
        return;
    const int points = best.points->points;
    total.points += points;
    append(total.found, list.zone + ' ' + best.addresses + " (" + std::to_string(points) + ')');
    if (points == 0)
        return;
    const std::string between = best.name.empty() || best.why.empty() ? "" : ": ";
    const std::string why = escapeForDisplay(best.name + between + best.why, mostText);
    append(total.listing, why.empty() ? list.zone : list.zone + " (" + why + ')');
}

// A name that can be on a list: no address literal, and no bare host name.
bool isListable(const std::string& name)
{
    return !name.empty() && name.front() != '[' && name.find('.') != name.npos && !IpAddress::parse(name);
}

std::vector<std::string> namesOf(const Facts& facts)
{
    std::vector<std::string> names;
    if (std::string helo = comparableHelo(facts.helo); isListable(helo))
        names.push_back(std::move(helo));
    std::string domain = comparableAddress(facts.sender.value_or("")).domain;
    if (isListable(domain) && std::find(names.begin(), names.end(), domain) == names.end())
        names.push_back(std::move(domain));
    return names;
}

} // namespace

std::vector<DnsListQuestion> dnsListQuestions(const Policy& policy, const Facts& facts)
{
    std::vector<std::string> names;
    if (std::any_of(policy.dnsLists.begin(), policy.dnsLists.end(),
                    [](const DnsListPolicy& list) { return list.kind == model::DnsListKind::Domain; }))
        names = namesOf(facts);
    std::vector<DnsListQuestion> questions;
    for (const DnsListPolicy& list : policy.dnsLists) {
        if (list.kind == model::DnsListKind::Client)
            questions.push_back({&list, {}});
        else
            for (const std::string& name : names) {
                if (name.size() + 1 + list.zone.size() <= mostName)
                    questions.push_back({&list, name});
            }
    }
    return questions;
}

std::optional<DnsListCount> countDnsLists(const Policy& policy, const Facts& facts)
{
    DnsListCount total;
    const auto* answers = facts.dnsLists ? std::get_if<DnsListAnswers>(&*facts.dnsLists) : nullptr;
    if (const auto* unknown = facts.dnsLists ? std::get_if<Unknown>(&*facts.dnsLists) : nullptr) {
        total.failed = escapeForDisplay(unknown->why, mostText);
        return total;
    }
    const std::vector<DnsListQuestion> questions = dnsListQuestions(policy, facts);
    for (auto question = questions.begin(); question != questions.end();) {
        const DnsListPolicy& list = *question->list;
        Best best;
        for (; question != questions.end() && question->list == &list; ++question) {
            if (answers == nullptr)
                return std::nullopt;
            const auto answer = std::find_if(answers->begin(), answers->end(), [&](const DnsListAnswer& one) {
                return one.zone == list.zone && one.name == question->name;
            });
            if (answer == answers->end())
                return std::nullopt;
            if (!answer->failure.empty())
                append(total.failed, list.zone + ": " + escapeForDisplay(answer->failure, mostText));
            else
                count(list, *answer, best, total);
        }
        add(list, best, total);
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
