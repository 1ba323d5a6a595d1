// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"

#include "policy/dns_list_count.h"
#include "policy/scan_count.h"

namespace postern::policy {

// RFC 1870 6: by what the client declares at MAIL, and by what it sends.
Finding checkMessageSize(const Subject& subject)
{
    const std::int64_t limit = subject.service().sizeLimit;
    if (limit <= 0)
        return {CheckResult::NotApplicable, Reason::NoSizeLimit, {}, {}};
    const auto size = subject.facts.size ? subject.facts.size : subject.facts.declaredSize;
    if (!size)
        return {CheckResult::NotApplicable, Reason::SizeNotKnown, {}, {}};
    if (*size > limit)
        return {CheckResult::Hit, Reason::SizeOverLimit, {}, {}};
    return {CheckResult::Pass, Reason::SizeWithinLimit, {}, {}};
}

// What people see is From:, which the checks of the envelope do not look at.
Finding checkFromClaimsLocal(const Subject& subject)
{
    if (!subject.facts.authors)
        return {CheckResult::NotApplicable, Reason::HopsNotKnown, {}, {}};
    if (subject.inside)
        return {CheckResult::NotApplicable, Reason::OutsideOnly, {}, {}};
    if (subject.localAuthor().empty())
        return {CheckResult::Pass, Reason::AuthorsNotLocal, {}, {}};
    if (subject.senderLocal)
        return {CheckResult::Pass, Reason::AuthorsAreSenders, {}, {}};
    return {CheckResult::Hit, Reason::AuthorsClaimLocal, {}, {}};
}

// RFC 7489 6.6. A message whose authors cannot be made out is no proper one and shows its readers what it
// likes: it is refused where DMARC is obeyed (6.6.1).
Finding checkMessageDmarc(const Subject& subject)
{
    if (!subject.facts.authors)
        return {CheckResult::NotApplicable, Reason::HopsNotKnown, {}, {}};
    const auto& fact = subject.facts.dmarc;
    if (!fact)
        return lacking(FactId::Dmarc);
    const auto* known = std::get_if<Dmarc>(&*fact);
    if (known == nullptr)
        return {CheckResult::Unknown, Reason::DmarcNotLookedUp, {}, {}};
    switch (known->result) {
    case DmarcResult::None:
        return {CheckResult::Pass, known->author.empty() ? Reason::NoAuthorDomain : Reason::NoDmarc, {}, {}};
    case DmarcResult::Pass:
        return {CheckResult::Pass, Reason::DmarcPasses, {}, {}};
    case DmarcResult::TempError:
        return {CheckResult::Unknown, Reason::DmarcNotKnown, {}, {}};
    case DmarcResult::PermError:
        return {CheckResult::Hit, Reason::AuthorsUnreadable, {}, {}};
    case DmarcResult::Fail:
        break;
    }
    if (known->applied == DmarcPolicy::Reject)
        return {CheckResult::Hit, Reason::DmarcFails, {}, {}};
    const bool leftOut = known->policy == DmarcPolicy::Reject;
    return {CheckResult::Pass, leftOut ? Reason::DmarcLeavesOut : Reason::DmarcFailsMildly, {}, {}};
}

// RFC 5321 6.3: a simple count of Received: fields.
Finding checkMessageLoop(const Subject& subject)
{
    const auto& hops = subject.facts.receivedFields;
    if (!hops)
        return {CheckResult::NotApplicable, Reason::HopsNotKnown, {}, {}};
    if (*hops > subject.service().hopLimit)
        return {CheckResult::Hit, Reason::HopsOverLimit, {}, {}};
    return {CheckResult::Pass, Reason::HopsWithinLimit, {}, {}};
}

// policy.md, section 8. Points of all scanners add up; what one asks for that comes to less than a refusal is
// done after that. A scanner that fails is not known, unless it must not be done without.
Finding checkMessageSpam(const Subject& subject)
{
    // Milters may have had their say before the message came.
    if (!subject.facts.authors && !subject.facts.scans)
        return {CheckResult::NotApplicable, Reason::HopsNotKnown, {}, {}};
    if (subject.policy.scanners.empty())
        return {CheckResult::NotApplicable, Reason::NoScanners, {}, {}};
    const auto count = countScans(subject);
    if (!count)
        return lacking(FactId::Scan);
    if (count->points >= enoughPoints)
        return {CheckResult::Hit, Reason::ScannersRefuse, {}, {}};
    if (!count->later.empty())
        return {CheckResult::Hit, Reason::ScannerAsksForLater, {}, {}};
    if (count->defers)
        return {CheckResult::Hit, Reason::ScannerMissing, {}, {}};
    if (!count->failed.empty())
        return {CheckResult::Unknown, Reason::ScannersNotKnown, {}, {}};
    if (count->found.empty())
        return {CheckResult::NotApplicable, Reason::ScannersSkip, {}, {}};
    return {CheckResult::Pass, Reason::ScannersPass, {}, {}};
}

} // namespace postern::policy
