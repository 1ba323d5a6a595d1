// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/relay_tries.h"

#include "health/saying.h"

#include <algorithm>

namespace postern::health {

namespace {

using model::HealthState;
using model::HealthTopic;

constexpr const char* nowhere = "relay-test.invalid"; // RFC 6761 6.4: it will never exist

bool isIn(const std::vector<std::string>& ranges, const IpAddress& address)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const std::string& text) {
        const auto range = IpRange::parse(text);
        return range && range->contains(address);
    });
}

std::string literalOf(const std::string& address)
{
    return address.find(':') == address.npos ? '[' + address + ']' : "[IPv6:" + address + ']';
}

bool taken(const RelayAnswer& answer)
{
    return answer.code / 100 == 2;
}

} // namespace

std::vector<RelayTry> relayTries(const model::Configuration& configuration, const std::string& address)
{
    const std::string target = std::string("victim@") + nowhere;
    const std::string stranger = std::string("stranger@") + nowhere;
    const std::string& host = configuration.server.hostname;
    const std::string ours = configuration.domains.empty() ? host : configuration.domains.front().name;
    const std::string percent = std::string("victim%") + nowhere;
    const std::string bang = std::string(nowhere) + "!victim";
    std::vector<RelayTry> tries{{stranger, target}, {"", target}};
    if (!ours.empty()) {
        tries.push_back({"postmaster@" + ours, target});
        for (const std::string& to : {percent + '@' + ours, '"' + target + "\"@" + ours, bang + '@' + ours,
                                      '@' + ours + ':' + target, target + '@' + ours})
            tries.push_back({stranger, to});
    }
    if (!host.empty())
        tries.push_back({stranger, percent + '@' + host});
    tries.push_back({stranger, percent + '@' + literalOf(address)});
    tries.push_back({"", '"' + target + '"'});
    tries.push_back({"postmaster@" + literalOf(address), target});
    return tries;
}

std::optional<IpAddress> strangerFor(const model::Configuration& configuration, const model::Service& service,
                                     const IpAddress& to, const std::vector<IpAddress>& own)
{
    std::vector<IpAddress> candidates;
    if (to.isV4()) { // all of 127.0.0.0/8 is this computer's
        for (const std::uint32_t each : {0x7f53071bU, 0x7fd92e85U, 0x7f0b6c29U})
            candidates.push_back(IpAddress::fromV4(each));
    }
    std::copy_if(own.begin(), own.end(), std::back_inserter(candidates),
                 [&](const IpAddress& each) { return each.isV4() == to.isV4(); });
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const IpAddress& each) {
        return !isIn(configuration.server.lan, each) && !isIn(configuration.server.trustedForwarders, each) &&
               !isIn(service.relay.ranges, each) && !isIn(service.proxyPeers, each);
    });
    return found == candidates.end() ? std::nullopt : std::optional(*found);
}

model::HealthFinding judgeRelay(const RelayFacts& facts)
{
    model::HealthFinding finding{
        HealthTopic::Relay, facts.service, HealthState::Ok, {}, {}, serviceTab(facts.service, "relaying")};
    const auto open = std::find_if(facts.answers.begin(), facts.answers.end(), taken);
    if (open != facts.answers.end()) {
        finding.state = HealthState::Wrong;
        finding.text =
            say(POSTERN_TEXT("server", "%1 relays for strangers: from <%2> to <%3> was answered “%4”."),
                {facts.service, open->about.from, open->about.to, open->reply});
        finding.advice =
            say(POSTERN_TEXT("server", "Everybody can send spam by this server: restrict at once who may "
                                       "relay."));
        return finding;
    }
    if (facts.closed) {
        finding.text =
            say(POSTERN_TEXT("server", "%1 lets no stranger in at all (%2)."), {facts.service, facts.where});
        finding.place = {};
        return finding;
    }
    if (facts.noStranger) {
        finding.state = HealthState::Unknown;
        finding.text = say(
            POSTERN_TEXT("server", "%1 cannot be tried as a stranger would: each address of this computer "
                                   "may relay."),
            {facts.service});
        finding.advice =
            say(POSTERN_TEXT("server", "The tab Relaying says in words whom the settings let relay."));
        return finding;
    }
    const auto refusedCount = std::count_if(facts.answers.begin(), facts.answers.end(),
                                            [](const RelayAnswer& answer) { return answer.code / 100 == 5; });
    if (!facts.problem.empty() && facts.answers.empty()) {
        finding.state = HealthState::Unknown;
        finding.text = say(POSTERN_TEXT("server", "%1 cannot be tried at %2: %3"),
                           {facts.service, facts.where, facts.problem});
        finding.place = serviceTab(facts.service, "service");
        return finding;
    }
    const auto last = std::find_if(facts.answers.begin(), facts.answers.end(),
                                   [](const RelayAnswer& answer) { return answer.code / 100 != 5; });
    if (last != facts.answers.end()) {
        finding.state = HealthState::Unknown;
        finding.text =
            say(POSTERN_TEXT("server", "%1 put the test off: from <%2> to <%3> was answered “%4”."),
                {facts.service, last->about.from, last->about.to, last->reply});
        finding.advice = say(POSTERN_TEXT("server", "Check again later."));
        return finding;
    }
    if (!facts.problem.empty()) {
        finding.state = HealthState::Unknown;
        finding.text = say(
            POSTERN_TEXT("server", "%1 refused %2 ways of relaying for strangers; then the test ended: %3"),
            {facts.service, std::to_string(refusedCount), facts.problem});
        return finding;
    }
    finding.text = say(POSTERN_TEXT("server", "%1 refuses to relay for strangers: %2 ways were tried at %3."),
                       {facts.service, std::to_string(refusedCount), facts.where});
    finding.place = {};
    return finding;
}

} // namespace postern::health
