// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"

namespace postern::policy {

Finding checkSenderBlacklist(const Subject& subject)
{
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}, {}};
    const CompiledList& list = subject.policy.black.of(model::ListKind::Sender);
    return findingOf(list.findAddress(*subject.sender, momentOf(subject)));
}

Finding checkSenderClaimsLocal(const Subject& subject)
{
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}, {}};
    if (subject.nullSender())
        return {CheckResult::NotApplicable, Reason::NullSender, {}, {}};
    if (subject.inside)
        return {CheckResult::NotApplicable, Reason::OutsideOnly, {}, {}};
    if (!subject.senderLocal)
        return {CheckResult::Pass, Reason::SenderNotLocal, {}, {}};
    const Reason reason =
        subject.authenticated() ? Reason::SenderClaimsLocalLoggedIn : Reason::SenderClaimsLocal;
    return {CheckResult::Hit, reason, {}, {}};
}

Finding checkSenderUnresolvable(const Subject& subject)
{
    const auto& fact = subject.facts.senderDns;
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}, {}};
    if (subject.nullSender())
        return {CheckResult::NotApplicable, Reason::NullSender, {}, {}};
    if (subject.sender->domain.empty() || subject.sender->domain.front() == '[')
        return {CheckResult::NotApplicable, Reason::SenderHasNoName, {}, {}};
    if (!fact)
        return lacking(FactId::SenderDns);
    const auto* known = std::get_if<SenderDns>(&*fact);
    if (known == nullptr)
        return {CheckResult::Unknown, Reason::SenderDnsNotKnown, {}, {}};
    switch (*known) {
    case SenderDns::Found:
        return {CheckResult::Pass, Reason::SenderResolves, {}, {}};
    case SenderDns::NullMx:
        return {CheckResult::Hit, Reason::SenderNullMx, {}, {}};
    case SenderDns::Nothing:
        break;
    }
    return {CheckResult::Hit, Reason::SenderUnresolvable, {}, {}};
}

// RFC 7208 8. A domain whose record is broken says nothing; one that the DNS did not give is not known.
Finding checkSenderSpf(const Subject& subject)
{
    const auto& fact = subject.facts.spf;
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}, {}};
    if (!fact)
        return lacking(FactId::Spf);
    const auto* known = std::get_if<SpfResult>(&*fact);
    if (known == nullptr)
        return {CheckResult::Unknown, Reason::SpfIsNotKnown, {}, {}};
    if (*known == SpfResult::Fail)
        return {CheckResult::Hit, Reason::SpfFails, {}, {}};
    const bool error = *known == SpfResult::TempError;
    return {error ? CheckResult::Unknown : CheckResult::Pass, Reason::SpfSays, {}, {}};
}

// A user may write as any address of the mailbox, in any of its domains; one that has no mailbox here, as
// himself.
Finding checkSenderNotOwned(const Subject& subject)
{
    if (!subject.authenticated())
        return {CheckResult::NotApplicable, Reason::NotLoggedIn, {}, {}};
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}, {}};
    if (subject.nullSender())
        return {CheckResult::NotApplicable, Reason::NullSender, {}, {}};
    const MailAddress user = comparableAddress(subject.facts.user);
    const model::Mailbox* const own = subject.server().loginMailbox(subject.facts.user);
    const bool owned = own != nullptr ? subject.server().loginMailbox(subject.sender->toString()) == own
                                      : *subject.sender == user;
    return {owned ? CheckResult::Pass : CheckResult::Hit,
            owned ? Reason::SenderOwned : Reason::SenderNotOwned,
            {}};
}

Finding checkAuthRequired(const Subject& subject)
{
    if (subject.authenticated())
        return {CheckResult::Pass, Reason::LoggedIn, {}, {}};
    return {CheckResult::Hit, Reason::NotLoggedIn, {}, {}};
}

} // namespace postern::policy
