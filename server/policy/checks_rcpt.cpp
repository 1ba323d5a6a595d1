// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"
#include "policy/greylisting.h"

namespace postern::policy {

Finding checkRecipientBlacklist(const Subject& subject)
{
    if (!subject.recipient)
        return {CheckResult::NotApplicable, Reason::NoRecipient, {}, {}};
    const CompiledList& list = subject.policy.black.of(model::ListKind::Recipient);
    return findingOf(list.findAddress(*subject.recipient, momentOf(subject)));
}

// The one check that nothing but a relay rule lifts: no exception can ever make an open relay.
Finding checkRecipientRelay(const Subject& subject)
{
    if (!subject.recipient)
        return {CheckResult::NotApplicable, Reason::NoRecipient, {}, {}};
    if (subject.recipientLocal) {
        const bool bare = subject.recipient->domain.empty();
        return {CheckResult::Pass, bare ? Reason::RecipientPostmaster : Reason::RecipientLocal, {}};
    }
    if (subject.server().isRouted(subject.recipient->domain))
        return {CheckResult::Pass, Reason::RecipientRouted, {}, {}};

    const model::Relay& relay = subject.service().relay;
    if (relay.authenticated && subject.authenticated())
        return {CheckResult::Pass, Reason::RelayLoggedIn, {}, {}};
    auto always = subject.policy.relayRecipients.findAddress(*subject.recipient, momentOf(subject));
    if (always && !always->negated)
        return {CheckResult::Pass, Reason::RelayRecipient, std::move(always)};
    const bool lan = relay.lan && subject.inside;
    if (!lan && !subject.policy.relayRanges.contains(subject.facts.client))
        return {CheckResult::Hit, Reason::RelayDenied, {}, {}};
    if (relay.senderMustBeLocal && !subject.senderLocal)
        return {CheckResult::Hit, Reason::RelaySenderNotLocal, {}, {}};
    return {CheckResult::Pass, lan ? Reason::RelayLan : Reason::RelayRange, {}};
}

Finding checkRecipientUnknown(const Subject& subject)
{
    if (!subject.recipient)
        return {CheckResult::NotApplicable, Reason::NoRecipient, {}, {}};
    if (!subject.recipientLocal)
        return {CheckResult::NotApplicable, Reason::RecipientNotOurs, {}, {}};
    if (subject.server().mailboxFor(*subject.recipient) != nullptr)
        return {CheckResult::Pass, Reason::UserKnown, {}, {}};
    return {CheckResult::Hit, Reason::UserUnknown, {}, {}};
}

// RFC 6647. What was tried before is a fact; whether that is enough is asked anew each time, of the settings.
Finding checkRecipientGreylist(const Subject& subject)
{
    const auto& fact = subject.facts.greylist;
    const model::Greylisting& settings = subject.service().greylisting;
    if (!subject.sender || !subject.recipient)
        return {CheckResult::NotApplicable, Reason::NoRecipient, {}, {}};
    if (!fact)
        return lacking(FactId::Greylist);
    const auto* known = std::get_if<Greylisted>(&*fact);
    if (known == nullptr)
        return {CheckResult::Unknown, Reason::GreylistNotKnown, {}, {}};
    if (known->passed)
        return {CheckResult::Pass, Reason::GreylistPassed, {}, {}};
    if (settings.passes > 0 && known->networkPasses >= settings.passes)
        return {CheckResult::Pass, Reason::GreylistNetwork, {}, {}};
    if (!known->first)
        return {CheckResult::Hit, Reason::GreylistFirst, {}, {}};
    if (greylistWait(settings, *known, subject.facts.now).count() > 0)
        return {CheckResult::Hit, Reason::GreylistTooSoon, {}, {}};
    return {CheckResult::Pass, Reason::GreylistRetried, {}, {}};
}

} // namespace postern::policy
