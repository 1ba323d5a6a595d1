// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_entry.h"

#include <cstdint>
#include <string>

namespace postern::model {

// What must become of a pinned message.
enum class Expected : std::uint8_t {
    Accepted,
    Refused, // or put off
};

// A decision of the log that somebody wants to stay as it is, or to become otherwise: whoever saves settings
// is told which of these they would break. Kept apart from the log, whose events end.
struct Pin {
    Id id = 0;
    Time created{};
    std::string author;
    Expected expected = Expected::Accepted;
    Id service = 0;        // that decided; it may be renamed
    std::string facts;     // JSON, policy/facts.h
    std::string reference; // of the decision, or "": not every one has one
    std::string note;      // why, in the author's words

    bool operator==(const Pin&) const = default;
};

// Each save looks at all of them.
inline constexpr int maxPins = 1000;
inline constexpr std::size_t maxPinNote = 1000; // bytes

} // namespace postern::model
