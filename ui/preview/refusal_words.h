// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/flips.h"
#include "preview/refusals.h"
#include "ui/log/log_filter.h"

#include <QString>

namespace postern::ui {

// How long back the boxes of checks look.
inline constexpr int refusalDays = 7;

// "Would have refused 14 messages in 7 days."; of an enforced check: "Refuses 14 messages of the last 7
// days." With what cannot be told, and why there is nothing.
QString refusalText(const preview::RefusalReport& report, const preview::CheckRefusals& refusals,
                    model::CheckMode mode);

QString keyTitle(preview::RefusalKey key, model::Check check); // "Client", "HELO name", "Sender's domain"
QString keyText(preview::RefusalKey key, const preview::RefusalGroup& group); // "203.0.113.9", "SPF: fail"

// Who these may be, as far as can be told; "" where nothing can.
QString likelyText(const preview::RefusalGroup& group, const policy::Facts& newest);

// What would let in the newest message of a group, as far as it is about what the group has in common: no
// exception for a recipient, nor for a sender where the group is a client's. For several clients a range
// stands in place of the address. Without the check's own mode, which is set where the group is asked from.
policy::Flips proposalsFor(policy::Flips flips, preview::RefusalKey key, const preview::RefusalGroup& group,
                           model::Check check);

// What of the log comes closest to the group: the log can be searched for clients and senders, not for HELO
// names and results of SPF.
LogFilter filterFor(preview::RefusalKey key, const preview::RefusalGroup& group, model::Check check,
                    const std::string& service);

} // namespace postern::ui
