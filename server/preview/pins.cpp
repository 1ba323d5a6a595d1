// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/pins.h"

#include "base/escape.h"

#include <algorithm>

namespace postern::preview {

namespace {

using model::Expected;
using model::Outcome;
using model::Pin;

// The settings as they are, which change nothing.
store::Edit emptyEdit(std::int64_t revision)
{
    store::Edit edit;
    edit.base = revision;
    return edit;
}

bool breaks(const PinCheck& saved, const PinCheck& draft)
{
    if (saved.state != PinState::Kept)
        return false;
    return draft.state == PinState::Broken ||
           (draft.state == PinState::Unserved && draft.pin.expected == Expected::Accepted);
}

} // namespace

PinCheck check(const policy::Snapshot& snapshot, const Pin& pin, Time now)
{
    PinCheck found;
    found.pin = pin;
    const auto policy = snapshot.find(pin.service);
    if (policy)
        found.service = policy->service.name;
    if (!policy || !policy->service.enabled) {
        found.state = PinState::Unserved;
        return found;
    }
    auto facts = policy::factsFromJson(pin.facts);
    if (!facts)
        return found;
    facts->now = now;
    facts->ban.reset();
    facts->greylist = policy::Greylisted{.first = std::nullopt, .passed = true, .networkPasses = 0};
    const policy::Verdict verdict = policy::explain(*policy, *facts, policy::Tracing::Off).verdict;
    found.decided = {verdict.outcome, verdict.check, verdict.entry};
    const bool accepted = verdict.outcome == Outcome::Accepted;
    found.state = accepted == (pin.expected == Expected::Accepted) ? PinState::Kept : PinState::Broken;
    return found;
}

Result<std::vector<BrokenPin>> brokenBy(store::Store& store, const store::Edit& edit, Time now)
{
    const auto pins = store.pins();
    if (!pins)
        return failFrom(pins);
    std::vector<BrokenPin> broken;
    if (pins->empty())
        return broken;
    const auto sides = compileSides(store, edit);
    if (!sides)
        return failFrom(sides);
    for (const Pin& pin : *pins) {
        BrokenPin both{check(*sides->saved, pin, now), check(*sides->draft, pin, now)};
        if (breaks(both.saved, both.draft))
            broken.push_back(std::move(both));
    }
    return broken;
}

Result<std::vector<PinCheck>> checkAll(store::Store& store, Time now)
{
    const auto pins = store.pins();
    if (!pins)
        return failFrom(pins);
    std::vector<PinCheck> checks;
    if (pins->empty())
        return checks;
    const auto revision = store.revision();
    if (!revision)
        return failFrom(revision);
    const auto sides = compileSides(store, emptyEdit(*revision));
    if (!sides)
        return failFrom(sides);
    for (const Pin& pin : *pins)
        checks.push_back(check(*sides->saved, pin, now));
    return checks;
}

std::optional<PinnedMail> mailOf(const Pin& pin)
{
    const auto facts = policy::factsFromJson(pin.facts);
    if (!facts)
        return std::nullopt;
    PinnedMail mail;
    mail.client = facts->client.toString();
    mail.helo = escapeForDisplay(facts->helo);
    if (facts->sender)
        mail.sender = facts->sender->empty() ? "<>" : escapeForDisplay(*facts->sender);
    mail.recipient = escapeForDisplay(facts->recipient.value_or(""));
    return mail;
}

std::optional<Pin> pinOf(const model::Event& event, const model::Configuration& configuration)
{
    if (event.facts.empty() || (!event.check.empty() && !model::checkById(event.check)))
        return std::nullopt;
    const auto service = std::find_if(configuration.services.begin(), configuration.services.end(),
                                      [&](const model::Service& each) { return each.name == event.service; });
    if (service == configuration.services.end() || !policy::factsFromJson(event.facts))
        return std::nullopt;
    Pin pin;
    pin.expected = event.outcome == Outcome::Rejected ? Expected::Refused : Expected::Accepted;
    pin.service = service->id;
    pin.facts = event.facts;
    pin.reference = event.reference;
    return pin;
}

} // namespace postern::preview
