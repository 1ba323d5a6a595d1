// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/reference.h"
#include "policy/decide.h"
#include "support/temp_store.h"

#include <string>
#include <vector>

namespace postern::test {

inline policy::Facts sessionFacts(const std::string& client, const std::string& helo,
                                  const std::string& sender, const std::string& recipient)
{
    policy::Facts facts;
    facts.now = SystemClock().now();
    facts.client = IpAddress::parse(client).value();
    facts.helo = helo;
    facts.sender = sender;
    facts.recipient = recipient;
    return facts;
}

// The event that a session with these facts leaves at the SMTP service as it is saved: really decided.
inline model::Event decidedEvent(TempStore& store, const policy::Facts& facts)
{
    const auto configuration = store.configuration();
    const auto entries = store.store().listEntries();
    const model::Service service = store.service("SMTP");
    const auto policy = policy::compilePolicy(store.revision(), configuration, service, *entries);
    const auto verdict = std::get<policy::Verdict>(policy::decide(*policy, model::Stage::Rcpt, facts));
    model::Event event;
    event.time = facts.now;
    event.node = "main";
    event.service = service.name;
    event.client = facts.client.toString();
    event.helo = facts.helo;
    event.user = facts.user;
    event.sender = facts.sender->empty() ? "<>" : *facts.sender;
    event.recipient = *facts.recipient;
    event.outcome = verdict.outcome;
    event.entry = verdict.entry;
    event.revision = store.revision();
    for (const model::Check check : verdict.monitored)
        event.monitored += (event.monitored.empty() ? "" : " ") + std::string(model::info(check).id);
    if (verdict.check) {
        event.check = model::info(*verdict.check).id;
        event.reference = makeReference();
        event.reply = policy::withReference(verdict.reply, event.reference).toString();
    }
    event.trace = policy::toJson(verdict.trace);
    event.facts = policy::toJson(facts);
    return event;
}

inline void append(TempStore& store, const std::vector<model::Event>& events)
{
    const auto appended = store.store().appendEvents(events);
    if (!appended)
        QTest::qFail(toString(appended.error()).c_str(), __FILE__, __LINE__);
}

// A stranger who claims to be local, the same who says a local name, a listed spammer, a relay attempt, and
// ordinary mail.
inline std::vector<model::Event> anHourOfMail(TempStore& store)
{
    return {
        decidedEvent(store,
                     sessionFacts("198.51.100.20", "mx.example.org", "bob@example.org", "jane@example.com")),
        decidedEvent(store,
                     sessionFacts("203.0.113.80", "example.com", "offers@shop.example", "joe@example.com")),
        decidedEvent(store, sessionFacts("198.51.100.7", "mta3.spam.example", "deals@spam.example",
                                         "jane@example.com")),
        decidedEvent(store,
                     sessionFacts("203.0.113.44", "probe", "a@relaytest.example", "b@elsewhere.example")),
        decidedEvent(store, sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com"))};
}

} // namespace postern::test
