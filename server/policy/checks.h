// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "policy/compiled_list.h"
#include "policy/reason.h"
#include "policy/subject.h"

#include <optional>
#include <span>

namespace postern::policy {

// What one check says of a subject, before exceptions and exemptions. Never CheckResult::Exempt.
struct Finding {
    CheckResult result = CheckResult::Pass;
    Reason reason = Reason::None;
    std::optional<ListMatch> match; // the list entry that made it so
    std::optional<FactId> lacks;    // with Unknown: the fact that would decide has not been asked for
};

// What a check says that lacks a fact.
inline Finding lacking(FactId fact)
{
    return {CheckResult::Unknown, Reason::NotLookedUp, {}, fact};
}

// One pure function per check. A check that is called for a subject that lacks what it looks at (no sender
// yet) says NotApplicable. To add one: its function, its row in check_table.cpp, its reasons, its test table.
using CheckFunction = Finding (*)(const Subject&);

Finding checkAccessClient(const Subject& subject); // checks_connect.cpp
Finding checkAccessBanned(const Subject& subject);
Finding checkIpBlacklist(const Subject& subject);
Finding checkIpReverseDns(const Subject& subject);
Finding checkIpDnsbl(const Subject& subject);
Finding checkHeloBlacklist(const Subject& subject); // checks_helo.cpp
Finding checkHeloLocal(const Subject& subject);
Finding checkHeloInvalid(const Subject& subject);
Finding checkHeloUnresolvable(const Subject& subject);
Finding checkSenderBlacklist(const Subject& subject); // checks_mail.cpp
Finding checkSenderClaimsLocal(const Subject& subject);
Finding checkSenderUnresolvable(const Subject& subject);
Finding checkSenderSpf(const Subject& subject);
Finding checkSenderNotOwned(const Subject& subject);
Finding checkAuthRequired(const Subject& subject);
Finding checkRecipientBlacklist(const Subject& subject); // checks_rcpt.cpp
Finding checkRecipientRelay(const Subject& subject);
Finding checkRecipientUnknown(const Subject& subject);
Finding checkRecipientGreylist(const Subject& subject);
Finding checkMessageSize(const Subject& subject); // checks_data.cpp
Finding checkFromClaimsLocal(const Subject& subject);
Finding checkMessageDmarc(const Subject& subject);
Finding checkMessageLoop(const Subject& subject);
Finding checkMessageSpam(const Subject& subject);

// What a black list says: Listed (a hit), TakenOutOfList or NotListed.
Finding findingOf(std::optional<ListMatch> match);

// The moment of a look-up in black lists: they have no conditions.
ListMoment momentOf(const Subject& subject);

struct CheckRow {
    model::Check check{};
    CheckFunction function = nullptr;
};
// In running order: by stage, within a stage as model::checks() has them.
std::span<const CheckRow, model::checkCount> checkTable();

} // namespace postern::policy
