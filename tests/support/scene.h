// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/preset.h"
#include "policy/decide.h"
#include "policy/explain.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// The scene that most tests of the policy play in: mail.domain.com serves domain.com (alias domain.net) for
// the LAN 192.168.1.0/24, with a mailbox for jane; 203.0.113.9 is a stranger.
namespace postern::testing {

struct Scene {
    model::Configuration configuration;
    model::Service service = model::makeService(model::Preset::Mx);
    std::vector<model::ListEntry> entries;

    Scene()
    {
        configuration.server.hostname = "mail.domain.com";
        configuration.server.lan = {"192.168.1.0/24"};
        configuration.domains = {{1, "domain.com", {"domain.net"}}};
        configuration.mailboxes = {
            {1, "jane@domain.com", "", "maildir:/srv/mail/jane", {"sales@domain.com"}}};
        service.id = 1;
    }

    model::ListEntry& add(model::ListColor color, model::ListKind kind, std::string_view pattern)
    {
        model::ListEntry entry;
        entry.id = model::Id(entries.size()) + 100;
        entry.color = color;
        entry.kind = kind;
        entry.negated = pattern.starts_with('~');
        entry.pattern = entry.negated ? pattern.substr(1) : pattern;
        entries.push_back(entry);
        return entries.back();
    }
    model::ListEntry& black(model::ListKind kind, std::string_view pattern)
    {
        return add(model::ListColor::Black, kind, pattern);
    }
    model::ListEntry& white(model::ListKind kind, std::string_view pattern)
    {
        return add(model::ListColor::White, kind, pattern);
    }

    void setMode(model::Check check, model::CheckMode mode) { service.checks[check].mode = mode; }

    std::shared_ptr<const policy::Policy> compile() const
    {
        return policy::compilePolicy(1, configuration, service, entries);
    }

    policy::Decision decide(model::Stage stage, const policy::Facts& facts) const
    {
        return policy::decide(*compile(), stage, facts);
    }
    // At RCPT; the facts must suffice.
    policy::Verdict verdict(const policy::Facts& facts, model::Stage stage = model::Stage::Rcpt) const
    {
        return std::get<policy::Verdict>(decide(stage, facts));
    }
};

inline policy::Facts session(std::string_view client, std::string_view helo, std::string_view sender,
                             std::string_view recipient)
{
    policy::Facts facts;
    facts.now = fromMicros(1'790'000'000'000'000);
    facts.client = IpAddress::parse(client).value();
    facts.helo = helo;
    facts.sender = sender;
    facts.recipient = recipient;
    return facts;
}

inline const policy::TraceRow* rowOf(const policy::Verdict& verdict, model::Check check)
{
    for (const policy::TraceRow& row : verdict.trace) {
        if (row.check == check)
            return &row;
    }
    return nullptr;
}

} // namespace postern::testing
