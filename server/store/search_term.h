// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::store {

// What somebody typed or pasted into the search field of the log. Addresses and domains in the form in which
// they are compared.
struct ReferenceTerm {
    std::string reference;
};
struct AddressTerm {
    std::string address;
};
struct DomainTerm {
    std::string domain;
};
struct ClientTerm {
    IpRange range;
};
struct TextTerm { // part of an address, a client or a HELO name
    std::string text;
};
using SearchTerm = std::variant<ReferenceTerm, AddressTerm, DomainTerm, ClientTerm, TextTerm>;

// What it may mean, the best guess first: eight letters may be a reference or a name. Empty: nothing to
// search for. Of a pasted bounce the reference counts, else the first address, else the first IP address in
// it. Only the first 64 KiB are looked at.
std::vector<SearchTerm> searchTerms(std::string_view typed);

} // namespace postern::store
