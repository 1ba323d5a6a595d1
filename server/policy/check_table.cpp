// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"

#include <algorithm>
#include <array>

namespace postern::policy {

namespace {

using model::Check;

constexpr std::array<CheckRow, model::checkCount> table{{
    {Check::AccessClient, checkAccessClient},
    {Check::AccessBanned, checkAccessBanned},
    {Check::IpBlacklist, checkIpBlacklist},
    {Check::IpReverseDns, checkIpReverseDns},
    {Check::IpDnsbl, checkIpDnsbl},
    {Check::HeloBlacklist, checkHeloBlacklist},
    {Check::HeloLocal, checkHeloLocal},
    {Check::HeloInvalid, checkHeloInvalid},
    {Check::HeloUnresolvable, checkHeloUnresolvable},
    {Check::SenderBlacklist, checkSenderBlacklist},
    {Check::SenderClaimsLocal, checkSenderClaimsLocal},
    {Check::SenderUnresolvable, checkSenderUnresolvable},
    {Check::SenderSpf, checkSenderSpf},
    {Check::SenderNotOwned, checkSenderNotOwned},
    {Check::AuthRequired, checkAuthRequired},
    {Check::MessageSize, checkMessageSize},
    {Check::RecipientBlacklist, checkRecipientBlacklist},
    {Check::RecipientRelay, checkRecipientRelay},
    {Check::RecipientUnknown, checkRecipientUnknown},
    {Check::RecipientGreylist, checkRecipientGreylist},
    {Check::FromClaimsLocal, checkFromClaimsLocal},
    {Check::MessageDmarc, checkMessageDmarc},
    {Check::MessageLoop, checkMessageLoop},
    {Check::MessageSpam, checkMessageSpam},
}};

} // namespace

std::span<const CheckRow, model::checkCount> checkTable()
{
    return table;
}

Finding findingOf(std::optional<ListMatch> match)
{
    if (!match)
        return {CheckResult::Pass, Reason::NotListed, {}, {}};
    if (match->negated)
        return {CheckResult::Pass, Reason::TakenOutOfList, std::move(match), {}};
    return {CheckResult::Hit, Reason::Listed, std::move(match), {}};
}

ListMoment momentOf(const Subject& subject)
{
    ListMoment moment;
    moment.now = subject.facts.now;
    moment.client = subject.facts.client;
    return moment;
}

} // namespace postern::policy
