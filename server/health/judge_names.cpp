// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/judge_names.h"

#include "base/domain_name.h"
#include "health/saying.h"
#include "model/dns_list.h"

#include <algorithm>
#include <array>

namespace postern::health {

namespace {

using model::HealthPlace;
using model::HealthState;
using model::HealthTopic;

HealthFinding unknown(HealthTopic topic, const std::string& subject, const std::string& asked,
                      const dns::Answer& answer)
{
    return {topic, subject, HealthState::Unknown,
            say(POSTERN_TEXT("server", "The DNS does not say anything of %1 now: %2"), {asked, answer.why}),
            say(POSTERN_TEXT("server", "Check again later, or see whether the DNS servers answer."))};
}

std::vector<std::string> textsOf(const std::vector<IpAddress>& addresses)
{
    std::vector<std::string> texts;
    for (const IpAddress& address : addresses)
        texts.push_back(address.toString());
    return texts;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

HealthFinding judgeName(const HostFacts& facts)
{
    HealthFinding finding{HealthTopic::HostName, facts.hostname, HealthState::Wrong, {}, {},
                          serverTab("server")};
    if (facts.hostname.empty()) {
        finding.text = say(POSTERN_TEXT("server", "The server has no host name."));
        finding.advice = say(POSTERN_TEXT("server", "Give it the name by which other servers know it."));
        return finding;
    }
    std::vector<IpAddress> addresses = facts.v4.addresses;
    addresses.insert(addresses.end(), facts.v6.addresses.begin(), facts.v6.addresses.end());
    if (addresses.empty()) {
        for (const dns::Answer* answer : {&facts.v4, &facts.v6}) {
            if (answer->failed())
                return unknown(HealthTopic::HostName, facts.hostname, facts.hostname, *answer);
        }
        finding.text =
            say(POSTERN_TEXT("server", "The host name %1 has no address in the DNS: many servers refuse "
                                       "mail from a server that is called so."),
                {facts.hostname});
        finding.advice = say(POSTERN_TEXT("server", "Add an A or AAAA record for it, or correct the name."));
        return finding;
    }
    const std::vector<std::string> names{facts.hostname, listed(textsOf(addresses))};
    if (std::none_of(addresses.begin(), addresses.end(),
                     [](const IpAddress& address) { return isPublic(address); })) {
        finding.state = HealthState::Warning;
        finding.text =
            say(POSTERN_TEXT("server", "Here the host name %1 means %2 only, which no server outside can "
                                       "reach."),
                names);
        finding.advice =
            say(POSTERN_TEXT("server", "See to it that the DNS outside knows the public address."));
        return finding;
    }
    finding.state = HealthState::Ok;
    finding.text = say(POSTERN_TEXT("server", "The host name %1 means %2."), names);
    finding.place = {};
    return finding;
}

HealthFinding judgeReverse(const std::string& hostname, const ReverseFacts& facts)
{
    const std::string address = facts.address.toString();
    HealthFinding finding{HealthTopic::HostName, address, HealthState::Ok, {}, {}, {}};
    if (facts.ptr.failed())
        return unknown(HealthTopic::HostName, address, address, facts.ptr);
    const Phrase advice =
        say(POSTERN_TEXT("server", "Ask whoever gave you the address for a PTR record that says %1."),
            {hostname});
    if (facts.ptr.names.empty()) {
        finding.state = HealthState::Wrong;
        finding.text =
            say(POSTERN_TEXT("server", "The address %1 has no reverse DNS: many servers refuse mail from "
                                       "it."),
                {address});
        finding.advice = advice;
        return finding;
    }
    const std::vector<std::string> names{address, listed(facts.ptr.names), hostname};
    if (contains(facts.ptr.names, comparableDomain(hostname))) {
        finding.text = say(POSTERN_TEXT("server", "The reverse DNS of %1 is %3, as it should be."), names);
        return finding;
    }
    finding.state = HealthState::Warning;
    finding.text =
        say(POSTERN_TEXT("server", "The reverse DNS of %1 is %2, but the server calls itself %3: some "
                                   "servers refuse that."),
            names);
    finding.advice = advice;
    finding.place = serverTab("server");
    return finding;
}

bool isOurs(const MxFacts::Host& host, const MxFacts& facts)
{
    if (!facts.hostname.empty() && host.name == comparableDomain(facts.hostname))
        return true;
    return std::any_of(host.addresses.begin(), host.addresses.end(), [&](const IpAddress& address) {
        return std::find(facts.ours.begin(), facts.ours.end(), address) != facts.ours.end();
    });
}

} // namespace

bool isPublic(const IpRange& addresses)
{
    static const std::vector<IpRange> others = [] {
        std::vector<IpRange> ranges;
        for (const char* text :
             {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
              "192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8"})
            ranges.push_back(*IpRange::parse(text));
        return ranges;
    }();
    return std::none_of(others.begin(), others.end(), [&](const IpRange& range) {
        return range.contains(addresses.first) && range.contains(addresses.last);
    });
}

bool isPublic(const IpAddress& address)
{
    return isPublic(IpRange{address, address});
}

HealthFinding judgeResolver(const ResolverFacts& facts)
{
    HealthFinding finding{HealthTopic::Resolver, {}, HealthState::Wrong, {}, {}, {}};
    if (facts.ordinary.failed()) {
        finding.text = facts.servers.empty()
                           ? say(POSTERN_TEXT("server", "The DNS servers of the system do not answer: %1"),
                                 {facts.ordinary.why})
                           : say(POSTERN_TEXT("server", "The DNS servers %2 do not answer: %1"),
                                 {facts.ordinary.why, listed(facts.servers)});
        finding.advice = say(
            POSTERN_TEXT("server", "Without the DNS no mail goes to other servers, and no check that asks "
                                   "it can refuse."));
        return finding;
    }
    if (facts.absent.found()) {
        finding.text =
            say(POSTERN_TEXT("server", "The DNS servers make up answers for names that do not exist (%1): "
                                       "each client would be on each DNS list."),
                {listed(textsOf(facts.absent.addresses))});
        finding.advice =
            say(POSTERN_TEXT("server", "Ask servers of your own, such as an unbound on this computer."));
        return finding;
    }
    finding.state = HealthState::Ok;
    finding.text =
        say(POSTERN_TEXT("server", "The DNS servers answer (%1 ms)."), {std::to_string(facts.took.count())});
    finding.place = {};
    return finding;
}

std::vector<HealthFinding> judgeHost(const HostFacts& facts)
{
    std::vector<HealthFinding> findings{judgeName(facts)};
    for (const ReverseFacts& each : facts.reverse)
        findings.push_back(judgeReverse(facts.hostname, each));
    return findings;
}

HealthFinding judgeMx(const MxFacts& facts)
{
    HealthFinding finding{HealthTopic::MailExchanger,      facts.domain, HealthState::Ok, {}, {},
                          view(HealthPlace::View::Domains)};
    if (facts.mx.failed())
        return unknown(HealthTopic::MailExchanger, facts.domain, "MX " + facts.domain, facts.mx);
    std::vector<std::string> names;
    for (const MxFacts::Host& host : facts.hosts)
        names.push_back(host.name);
    const std::vector<std::string> words{facts.domain, listed(names), facts.hostname};
    const bool ours = std::any_of(facts.hosts.begin(), facts.hosts.end(),
                                  [&](const MxFacts::Host& host) { return isOurs(host, facts); });
    const bool anyKnown = std::any_of(facts.hosts.begin(), facts.hosts.end(),
                                      [](const MxFacts::Host& host) { return !host.addresses.empty(); });
    const bool anyFailed = std::any_of(facts.hosts.begin(), facts.hosts.end(),
                                       [](const MxFacts::Host& host) { return host.failed; });
    if (facts.mx.found() && facts.hosts.size() == 1 && facts.hosts.front().name.empty()) {
        finding.state = HealthState::Wrong;
        finding.text =
            say(POSTERN_TEXT("server", "The DNS says that %1 takes no mail at all (null MX)."), words);
        finding.advice =
            say(POSTERN_TEXT("server", "Give the domain an MX record that names %1."), {facts.hostname});
    } else if (!anyKnown && anyFailed) {
        finding.state = HealthState::Unknown;
        finding.text =
            say(POSTERN_TEXT("server", "Mail for %1 goes to %2, whose addresses the DNS does not say now."),
                words);
    } else if (!anyKnown) {
        finding.state = HealthState::Wrong;
        finding.text =
            facts.mx.found()
                ? say(POSTERN_TEXT("server", "Mail for %1 goes to %2, which has no address: none arrives."),
                      words)
                : say(POSTERN_TEXT("server", "%1 has neither an MX record nor an address: no mail for it "
                                             "arrives."),
                      words);
        finding.advice =
            say(POSTERN_TEXT("server", "Give the domain an MX record that names %1."), {facts.hostname});
    } else if (!ours) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "Mail for %1 goes to %2, not to this server (%3)."), words);
        finding.advice =
            say(POSTERN_TEXT("server", "That is right where something in front hands mail on to this "
                                       "server; else give the domain an MX record that names it."));
    } else if (!facts.mx.found()) {
        finding.state = HealthState::Warning;
        finding.text =
            say(POSTERN_TEXT("server", "%1 has no MX record; mail comes here by its address alone."), words);
        finding.advice =
            say(POSTERN_TEXT("server", "Give the domain an MX record that names %1."), {facts.hostname});
    } else {
        finding.text = say(POSTERN_TEXT("server", "Mail for %1 comes to this server (%2)."), words);
        finding.place = {};
    }
    return finding;
}

HealthFinding judgeSpf(const SpfFacts& facts)
{
    HealthFinding finding{HealthTopic::Spf, facts.domain, HealthState::Ok, {}, {}, {}};
    if (facts.verdicts.empty()) {
        finding.state = HealthState::Unknown;
        finding.text =
            say(POSTERN_TEXT("server", "It is not known from which public address this server sends for %1."),
                {facts.domain});
        return finding;
    }
    const auto first = [&](auto... results) -> const SpfFacts::Verdict* {
        const auto found = std::find_if(facts.verdicts.begin(), facts.verdicts.end(), [&](const auto& each) {
            return ((each.verdict.result == results) || ...);
        });
        return found == facts.verdicts.end() ? nullptr : &*found;
    };
    const Phrase advice =
        say(POSTERN_TEXT("server", "Let the SPF record of the domain permit what this server sends from."));
    if (const auto* faulty = first(SpfResult::PermError)) {
        finding.state = HealthState::Wrong;
        finding.text = say(POSTERN_TEXT("server", "The SPF record of %1 is faulty: %2"),
                           {facts.domain, faulty->verdict.problem});
        finding.advice = say(
            POSTERN_TEXT("server", "Correct it; servers that look at it may refuse all mail of the domain."));
    } else if (const auto* forbidden = first(SpfResult::Fail)) {
        finding.state = HealthState::Wrong;
        finding.text = say(
            POSTERN_TEXT("server", "The SPF record of %1 forbids %2 to send (%3): other servers refuse its "
                                   "mail."),
            {facts.domain, forbidden->address.toString(), forbidden->verdict.mechanism});
        finding.advice = advice;
    } else if (const auto* lost = first(SpfResult::TempError)) {
        finding.state = HealthState::Unknown;
        finding.text = say(POSTERN_TEXT("server", "The SPF record of %1 cannot be looked at now: %2"),
                           {facts.domain, lost->verdict.problem});
    } else if (const auto* soft = first(SpfResult::SoftFail, SpfResult::Neutral)) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "The SPF record of %1 does not vouch for %2 (%3)."),
                           {facts.domain, soft->address.toString(), soft->verdict.mechanism});
        finding.advice = advice;
    } else if (first(SpfResult::None) != nullptr) {
        finding.state = HealthState::Warning;
        finding.text =
            say(POSTERN_TEXT("server", "%1 has no SPF record: anybody can send in its name unnoticed."),
                {facts.domain});
        finding.advice = say(POSTERN_TEXT("server", "Add a TXT record such as: v=spf1 mx -all"));
    } else {
        std::vector<std::string> addresses;
        for (const SpfFacts::Verdict& each : facts.verdicts)
            addresses.push_back(each.address.toString());
        finding.text = say(POSTERN_TEXT("server", "The SPF record of %1 permits this server (%2)."),
                           {facts.domain, listed(addresses)});
    }
    return finding;
}

bool isRefusal(const IpAddress& answer)
{
    return answer.isV4() && answer.v4() >> 8 == 0x7fffff;
}

HealthFinding judgeDnsList(const DnsListFacts& facts)
{
    HealthFinding finding{HealthTopic::DnsList,
                          facts.zone,
                          HealthState::Wrong,
                          {},
                          {},
                          serviceTab(facts.service, "black-lists")};
    const Phrase drop = say(POSTERN_TEXT("server", "Switch the list off, or put another one in its place."));
    const auto all = [](const dns::Answer& answer, auto matches) {
        return !answer.addresses.empty() &&
               std::all_of(answer.addresses.begin(), answer.addresses.end(), matches);
    };
    const auto& listedAs = facts.mustBe.addresses;
    if (facts.mustBe.failed()) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "The DNS list %1 does not answer: %2"),
                           {facts.zone, facts.mustBe.why});
        finding.advice = drop;
    } else if (all(facts.mustBe, isRefusal)) {
        finding.text = say(POSTERN_TEXT("server", "The DNS list %1 does not answer your DNS servers (%2)."),
                           {facts.zone, listed(textsOf(listedAs))});
        finding.advice =
            say(POSTERN_TEXT("server", "Many lists refuse questions that come by a public resolver: ask DNS "
                                       "servers of your own."));
    } else if (!facts.mustNotBe.addresses.empty()) {
        finding.text =
            say(POSTERN_TEXT("server", "The DNS list %1 has %2, too, so it may list everybody: it is dead or "
                                       "broken."),
                {facts.zone, facts.mustNotName});
        finding.advice = drop;
    } else if (listedAs.empty()) {
        finding.text =
            say(POSTERN_TEXT("server", "The DNS list %1 does not have its test entry %2: it is dead, or its "
                                       "name is wrong."),
                {facts.zone, facts.mustName});
        finding.advice = drop;
    } else if (!all(facts.mustBe, model::isListAnswer)) {
        finding.text =
            say(POSTERN_TEXT("server", "The DNS list %1 answers by addresses that are none of a list (%2)."),
                {facts.zone, listed(textsOf(listedAs))});
        finding.advice = drop;
    } else if (facts.mustNotBe.failed()) {
        finding.state = HealthState::Unknown;
        finding.text = say(POSTERN_TEXT("server", "The DNS list %1 answered once only: %2"),
                           {facts.zone, facts.mustNotBe.why});
    } else {
        finding.state = HealthState::Ok;
        finding.text = say(POSTERN_TEXT("server", "The DNS list %1 answers as it should (%2 ms)."),
                           {facts.zone, std::to_string(facts.took.count())});
        finding.place = {};
    }
    return finding;
}

} // namespace postern::health
