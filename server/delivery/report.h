// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "delivery/outcome.h"
#include "spool/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::delivery {

enum class ReportKind : std::uint8_t {
    Failed,
    Delayed,
    Delivered, // or handed on to a server that reports no success itself (RFC 3461 5.2.2)
    Lost,      // to the postmaster: a message with the null sender that cannot be delivered
};

// Of the original, as much as a report may hold.
struct Excerpt {
    std::string text;   // header, or all of it
    bool whole = false; // all of it
};

// How much of the original a report brings back.
inline constexpr std::size_t longestHeader = 64 * 1024;
inline constexpr std::size_t longestWhole = 256 * 1024;

// The header at the beginning of `content`, without the empty line; whole lines, at most longestHeader.
std::string_view headerOf(std::string_view content);

// A delivery status notification (RFC 3464, 6533), complete: null sender, ready to be queued to the sender of
// `about` (or to the postmaster) once its destination is filled in.
spool::NewMessage makeReport(ReportKind kind, const spool::Message& about,
                             const std::vector<Reported>& recipients, const Excerpt& original, Time now,
                             const Router::Settings& settings);

} // namespace postern::delivery
