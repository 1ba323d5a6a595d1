// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"

namespace postern::policy {

Finding checkSenderBlacklist(const Subject& subject)
{
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}};
    const CompiledList& list = subject.policy.black.of(model::ListKind::Sender);
    return findingOf(list.findAddress(*subject.sender, momentOf(subject)));
}

Finding checkSenderClaimsLocal(const Subject& subject)
{
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}};
    if (subject.nullSender())
        return {CheckResult::NotApplicable, Reason::NullSender, {}};
    if (subject.inside)
        return {CheckResult::NotApplicable, Reason::OutsideOnly, {}};
    if (!subject.senderLocal)
        return {CheckResult::Pass, Reason::SenderNotLocal, {}};
    const Reason reason =
        subject.authenticated() ? Reason::SenderClaimsLocalLoggedIn : Reason::SenderClaimsLocal;
    return {CheckResult::Hit, reason, {}};
}

// A user may write as any address of the mailbox, in any of its domains; one that has no mailbox here, as
// himself.
Finding checkSenderNotOwned(const Subject& subject)
{
    if (!subject.authenticated())
        return {CheckResult::NotApplicable, Reason::NotLoggedIn, {}};
    if (!subject.sender)
        return {CheckResult::NotApplicable, Reason::NoSender, {}};
    if (subject.nullSender())
        return {CheckResult::NotApplicable, Reason::NullSender, {}};
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
        return {CheckResult::Pass, Reason::LoggedIn, {}};
    return {CheckResult::Hit, Reason::NotLoggedIn, {}};
}

} // namespace postern::policy
