// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dmarc_result.h"

#include <optional>
#include <string_view>

namespace postern::mailauth {

// What a domain says at _dmarc (RFC 7489 6.3), as far as a receiver needs it.
struct DmarcRecord {
    DmarcPolicy policy = DmarcPolicy::None;
    DmarcPolicy subdomains = DmarcPolicy::None; // sp=, else the policy
    bool strictDkim = false;                    // adkim=s: d= is the author's domain itself
    bool strictSpf = false;
    int percent = 100; // of failing messages that the policy is for

    // Whether the text is a record of this version at all; others are passed over.
    static bool isRecord(std::string_view text);
    // nullopt: it says nothing (6.6.3).
    static std::optional<DmarcRecord> parse(std::string_view text);

    bool operator==(const DmarcRecord&) const = default;
};

} // namespace postern::mailauth
