// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"
#include "policy/dns_list_count.h"

namespace postern::policy {

namespace {

constexpr Finding pass(Reason reason)
{
    return {CheckResult::Pass, reason, {}, {}};
}

constexpr Finding hit(Reason reason)
{
    return {CheckResult::Hit, reason, {}, {}};
}

} // namespace

Finding checkAccessClient(const Subject& subject)
{
    const bool listed = subject.policy.access.contains(subject.facts.client);
    switch (subject.service().access) {
    case model::Access::Any:
        break;
    case model::Access::Lan:
        return subject.inside ? pass(Reason::ClientInLan) : hit(Reason::ClientNotInLan);
    case model::Access::Listed:
        return listed ? pass(Reason::ClientAllowed) : hit(Reason::ClientNotAllowed);
    case model::Access::LanAndListed: // in either
        if (subject.inside)
            return pass(Reason::ClientInLan);
        return listed ? pass(Reason::ClientAllowed) : hit(Reason::ClientNeitherInLanNorAllowed);
    }
    return pass(Reason::AnyClient);
}

Finding checkAccessBanned(const Subject& subject)
{
    const auto& ban = subject.facts.ban;
    return ban && subject.facts.now < ban->until ? hit(Reason::Banned) : pass(Reason::NotBanned);
}

Finding checkIpBlacklist(const Subject& subject)
{
    const CompiledList& list = subject.policy.black.of(model::ListKind::Ip);
    return findingOf(list.findIp(subject.facts.client, momentOf(subject)));
}

// The name must lead back: anybody can write any name into the reverse zone of his own addresses.
Finding checkIpReverseDns(const Subject& subject)
{
    const auto& fact = subject.facts.reverseDns;
    if (!fact)
        return lacking(FactId::ReverseDns);
    const auto* known = std::get_if<ReverseDns>(&*fact);
    if (known == nullptr)
        return {CheckResult::Unknown, Reason::ReverseDnsNotKnown, {}, {}};
    if (known->name.empty())
        return hit(Reason::NoReverseDns);
    return known->confirmed ? pass(Reason::ReverseDnsConfirmed) : hit(Reason::ReverseDnsNotConfirmed);
}

// A list that fails gives no points; where the others give enough, nothing more need be known.
Finding checkIpDnsbl(const Subject& subject)
{
    if (subject.policy.dnsLists.empty())
        return {CheckResult::NotApplicable, Reason::NoDnsLists, {}, {}};
    const auto count = countDnsLists(subject.policy, subject.facts);
    if (!count)
        return lacking(FactId::DnsLists);
    if (count->points >= enoughPoints)
        return hit(Reason::OnDnsLists);
    if (!count->failed.empty())
        return {CheckResult::Unknown, Reason::DnsListsNotKnown, {}, {}};
    return pass(count->found.empty() ? Reason::OnNoDnsList : Reason::OnDnsListsBelow);
}

} // namespace postern::policy
