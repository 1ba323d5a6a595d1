// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "policy/checks.h"

namespace postern::policy {

Finding checkHeloBlacklist(const Subject& subject)
{
    if (subject.helo.empty())
        return {CheckResult::NotApplicable, Reason::NoHelo, {}, {}};
    const CompiledList& list = subject.policy.black.of(model::ListKind::Helo);
    return findingOf(list.findHelo(subject.helo, momentOf(subject)));
}

Finding checkHeloLocal(const Subject& subject)
{
    if (subject.helo.empty())
        return {CheckResult::NotApplicable, Reason::NoHelo, {}, {}};
    if (subject.inside)
        return {CheckResult::NotApplicable, Reason::OutsideOnly, {}, {}};
    if (subject.server().localName(subject.facts.helo).empty())
        return {CheckResult::Pass, Reason::HeloNotLocal, {}, {}};
    return {CheckResult::Hit, Reason::HeloLocal, {}, {}};
}

// RFC 5321 4.1.1.1 and 2.3.5: a name by RFC 1123, in its ASCII form, or an address literal.
Finding checkHeloInvalid(const Subject& subject)
{
    const std::string& helo = subject.facts.helo;
    if (helo.empty())
        return {CheckResult::NotApplicable, Reason::NoHelo, {}, {}};
    if (isHostName(helo) || parseAddressLiteral(helo))
        return {CheckResult::Pass, Reason::HeloValid, {}, {}};
    return {CheckResult::Hit, Reason::HeloInvalid, {}, {}};
}

Finding checkHeloUnresolvable(const Subject& subject)
{
    const auto& fact = subject.facts.heloDns;
    if (subject.helo.empty())
        return {CheckResult::NotApplicable, Reason::NoHelo, {}, {}};
    if (subject.helo.front() == '[')
        return {CheckResult::NotApplicable, Reason::HeloIsAddress, {}, {}};
    if (!fact)
        return lacking(FactId::HeloDns);
    const auto* known = std::get_if<HeloDns>(&*fact);
    if (known == nullptr)
        return {CheckResult::Unknown, Reason::HeloDnsNotKnown, {}, {}};
    if (*known == HeloDns::Found)
        return {CheckResult::Pass, Reason::HeloResolves, {}, {}};
    return {CheckResult::Hit, Reason::HeloUnresolvable, {}, {}};
}

} // namespace postern::policy
