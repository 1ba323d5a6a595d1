// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::model {

using Id = std::int64_t; // of a row of the store; 0: not stored yet; never used again

enum class ListColor : std::uint8_t { Black, White }; // Black List; Exceptions (White List)
enum class ListKind : std::uint8_t { Ip, Sender, Recipient, Helo };
inline constexpr std::array allListKinds{ListKind::Ip, ListKind::Sender, ListKind::Recipient, ListKind::Helo};
constexpr bool isAddressKind(ListKind kind) // mail addresses
{
    return kind == ListKind::Sender || kind == ListKind::Recipient;
}

// What must hold besides the pattern for an exception to count (policy.md, section 4.4).
enum class Condition : std::uint8_t {
    Always,
    SpfPass,   // only when SPF passes for the sender
    FromRange, // only when the client is in `onlyFrom`
};

// One row of a Black List or of Exceptions. The pattern stands as ListPattern::text gives it: without the
// '~', normalised.
struct ListEntry {
    Id id = 0;
    Id service = 0; // 0: all services (shared list)
    ListColor color = ListColor::Black;
    ListKind kind = ListKind::Sender;
    std::string pattern;
    bool negated = false; // '~': takes what it matches out of the same list again
    Condition condition = Condition::Always;
    std::string onlyFrom; // an IpRange, with Condition::FromRange only
    std::string comment;
    std::string author;
    Time created{};
    std::optional<Time> expires; // from this moment on the entry no longer counts
    bool enabled = true;

    std::string displayPattern() const { return negated ? '~' + pattern : pattern; }
    bool operator==(const ListEntry&) const = default;
};

// An entry as long lists are gone through: what it matches, and when. The texts are there during the call
// only.
struct ListEntryView {
    Id id = 0;
    Id service = 0;
    ListColor color{};
    ListKind kind{};
    bool negated = false;
    bool enabled = false;
    Condition condition{};
    std::optional<Time> expires;
    std::string_view pattern;
    std::string_view onlyFrom;
};

} // namespace postern::model
