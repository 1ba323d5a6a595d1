// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/answer.h"

#include <string_view>

namespace postern::dns {

// More records than this in one answer are no honest ones: the answer then counts as a failure.
inline constexpr std::size_t maxRecords = 512;

// Adds one record, as it comes from the wire without compressed names, to the vector of its type. False where
// it is not in the form that its type demands: the answer is then as it was.
[[nodiscard]] bool addRecord(Answer& answer, Type type, std::string_view rdata);

// The name as text: for a question, with bytes that are no plain ASCII in the form \DDD (RFC 1035 5.1).
std::string toQueryText(std::string_view name);

} // namespace postern::dns
