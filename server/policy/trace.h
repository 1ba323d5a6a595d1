// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/sentence.h"
#include "model/check.h"
#include "model/list_entry.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::policy {

enum class CheckResult : std::uint8_t {
    Pass,
    Hit,
    Exempt,        // would have been looked at, but an exception or an exemption lifts it
    NotApplicable, // says nothing about this client or message
    Unknown,       // a fact could not be had
};

// Why a check came out as it did: reason.h.
enum class Reason : std::uint16_t;

// One check that was looked at. What the log stores and people read.
struct TraceRow {
    model::Check check{};
    CheckResult result = CheckResult::Pass;
    model::CheckMode mode = model::CheckMode::Enforce;
    Reason reason{};                     // what was found
    std::vector<std::string> args;       // fill the reason's sentence; escaped for display
    model::Id entry = 0;                 // the list entry that made it so (for Exempt: the exception), or 0
    std::string pattern;                 // its pattern as displayed
    Reason remark{};                     // why a hit is lifted, or why an exception does not lift it; or none
    std::vector<std::string> remarkArgs; // fill the remark's sentence
    bool operator==(const TraceRow&) const = default;
};

using Trace = std::vector<TraceRow>;

// The evidence in words: "client 203.0.113.9 is outside the LAN; domain.com is a local domain".
Sentence evidence(const TraceRow& row);
// What is to be said besides: "the exception for the IP address 203.0.113.9 lets it in". Often empty.
Sentence remark(const TraceRow& row);
// Both in one line of English, for logs and the command line.
std::string inEnglish(const TraceRow& row);

// Compact JSON: an array of arrays. fromJson() takes what any earlier version wrote.
std::string toJson(const Trace& trace);
Result<Trace> traceFromJson(std::string_view json);

std::string_view toId(CheckResult result); // "pass", "hit", "exempt", "not-applicable", "unknown"

} // namespace postern::policy
