// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as the facts of a logged session, and any octets as what a client said. What is kept decides the
// same again.
#include "base/escape.h"
#include "model/preset.h"
#include "policy/explain.h"
#include "policy/fact_words.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;

namespace {

std::shared_ptr<const policy::Policy> somePolicy()
{
    model::Configuration configuration;
    configuration.server.hostname = "mail.domain.com";
    configuration.server.lan = {"192.168.1.0/24"};
    configuration.domains = {{1, "domain.com", {"domain.net"}}};
    configuration.mailboxes = {{1, "jane@domain.com", "", "maildir:/m", {}}};
    model::Service service = model::makeService(model::Preset::Mx);
    service.dnsLists = {{"bl.test", 60, {}, true}, {"other.test", 40, {{"127.0.0.2", 50, "x"}}, true}};
    for (const model::CheckInfo& info : model::checks())
        service.checks[info.check].mode = model::CheckMode::Enforce;
    return policy::compilePolicy(1, configuration, service, {});
}

void check(const policy::Facts& facts)
{
    static const auto policy = somePolicy();
    const std::string written = policy::toJson(facts);
    const auto again = policy::factsFromJson(written);
    require(again && *again == facts, "facts are the same when they are written and read again");
    const auto first = policy::explain(*policy, facts);
    const auto second = policy::explain(*policy, *again);
    require(first.verdict.check == second.verdict.check && first.verdict.reply == second.verdict.reply &&
                first.verdict.trace == second.verdict.trace,
            "they decide the same again");
    const std::string reply = first.verdict.reply.toString();
    require(reply.size() <= 510 && reply.find_first_of("\r\n") == reply.npos, "a reply is one line");
    for (const policy::TraceRow& row : first.verdict.trace) {
        const std::string words = policy::inEnglish(row);
        require(showable(words) == words, "evidence can be shown");
    }
    for (const policy::FactLine& line : policy::factLines(facts)) {
        const std::string words = toEnglish(line.value);
        require(showable(words) == words, "a fact can be shown");
    }
}

// Lines of the input as what the client said and what was looked up.
policy::Facts said(std::string_view input)
{
    const auto line = [&input] {
        const std::size_t end = std::min(input.find('\n'), input.size());
        const std::string text(input.substr(0, end));
        input.remove_prefix(std::min(end + 1, input.size()));
        return text;
    };
    policy::Facts facts;
    facts.now = fromMicros(1'790'000'000'000'000);
    facts.client = IpAddress::fromV4(0xcb007109);
    facts.helo = line();
    facts.user = line();
    facts.sender = line();
    facts.recipient = line();
    facts.spf = policy::SpfResult::Fail;
    facts.spfExplanation = line();
    facts.reverseDns = policy::ReverseDns{line(), false};
    facts.authors = line();
    facts.dmarc = policy::Dmarc{DmarcResult::Fail,   line(), line(), DmarcPolicy::Reject,
                                DmarcPolicy::Reject, line(), line()};
    policy::DnsListAnswer listed{"bl.test", {IpAddress::fromV4(0x7f000002)}, line(), ""};
    policy::DnsListAnswer failed{"other.test", {}, "", line()};
    facts.dnsLists = policy::DnsListAnswers{listed, failed};
    facts.size = std::int64_t(input.size());
    facts.receivedFields = 1;
    facts.lookedUp[policy::FactId::Spf] = facts.now;
    return facts;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    check(said(input));
    const auto facts = policy::factsFromJson(input);
    if (facts)
        check(*facts);
    else
        require(!facts.error().what.empty(), "a refusal has a reason");
    return 0;
}
