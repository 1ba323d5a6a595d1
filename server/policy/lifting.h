// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/checks.h"

namespace postern::policy {

// What exemptions and exceptions say of a hit (policy.md, sections 3 and 4). The only place where a hit is
// lifted.
struct Lifting {
    bool lifted = false;
    bool needsSpf = false;          // it depends on SPF, which has not been asked for
    Reason remark = Reason::None;   // why it is lifted, or why an exception that matches does not count
    std::optional<ListMatch> match; // that exception
};

Lifting liftingOf(const Subject& subject, model::Check check);

// Whether an exception names the recipient; a condition of it must hold by what is known.
bool isExceptedRecipient(const Subject& subject);

} // namespace postern::policy
