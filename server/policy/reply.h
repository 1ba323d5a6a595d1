// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::policy {

struct Policy;
struct Facts;

// What a refused client is told: "554", "5.7.1", "blacklisted (joe@example.com)". One line, printable ASCII
// or UTF-8, no CR or LF.
struct Reply {
    int code = 0;
    std::string enhanced; // RFC 3463
    std::string text;

    bool empty() const { return code == 0; }
    // "554 5.7.1 blacklisted (joe@example.com)"
    std::string toString() const;
    bool operator==(const Reply&) const = default;
};

// The default text of a check's reply, with its placeholders: "blacklisted ({address})".
std::string_view defaultReplyText(model::Check check);
// "{address}", "{client}", "{helo}", "{check}", "{list}" of DNS lists, "{wait}" of greylisting, "{score}" of
// scanners, "{explanation}" of SPF, "{reference}". The explanation is a stranger's text, so no default has
// it.
std::vector<std::string_view> replyPlaceholders();

// The reply for a hit, from the service's own text or the default; {reference} stays in place for
// withReference().
Reply replyFor(const Policy& policy, model::Check check, const Facts& facts);

// Puts the reference where the text has {reference}, else appends " ref K7Q2M9XD".
Reply withReference(Reply reply, std::string_view reference);

} // namespace postern::policy
