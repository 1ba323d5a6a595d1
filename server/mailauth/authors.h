// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mailauth/header_fields.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

// Whom a message says that it is from.
struct Authors {
    enum class State : std::uint8_t {
        Read,
        Missing,    // there is no From:
        Several,    // there are several, and readers choose differently
        Unreadable, // it is no list of mailboxes by RFC 5322 3.6.2
    };
    State state = State::Read;
    // Comparable, each once, as they come. Empty where no author has one, or could be read.
    std::vector<std::string> domains;

    bool operator==(const Authors&) const = default;
};

inline constexpr std::size_t maxMailboxes = 100; // in a From:; with more it is unreadable

// Of the value of a From: field: mailboxes, bare or with a name, groups, comments, folded, also in the forms
// of RFC 5322 4.4, and names with an unquoted '@' or '.', as many programs write them. What readers might
// understand in different ways is unreadable.
Authors authorsOf(std::string_view from);
// Of all From: fields of a header.
Authors authorsOf(const HeaderFields& header);

} // namespace postern::mailauth
