// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/configuration.h"

#include <string>
#include <string_view>

namespace postern::health {

// Something that a DNS list is asked for.
struct DnsListEntry {
    std::string shown; // "127.0.0.2", "spam.example"
    std::string name;  // "2.0.0.127.zen.example.org", "spam.example.dbl.example.org"
};

// What every list has, and what none has, so that one sees whether it is alive (RFC 5782 5).
DnsListEntry mustEntry(const model::DnsList& list);
DnsListEntry mustNotEntry(const model::DnsList& list);
// What somebody typed: an address, or, where the list has domains, one of them.
Result<DnsListEntry> entryFor(const model::DnsList& list, std::string_view typed);

} // namespace postern::health
