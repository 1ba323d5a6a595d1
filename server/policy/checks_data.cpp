// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/checks.h"

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

} // namespace postern::policy
