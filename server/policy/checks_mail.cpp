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

Finding checkAuthRequired(const Subject& subject)
{
    if (subject.authenticated())
        return {CheckResult::Pass, Reason::LoggedIn, {}};
    return {CheckResult::Hit, Reason::NotLoggedIn, {}};
}

} // namespace postern::policy
