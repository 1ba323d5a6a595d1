// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/event.h"

#include <cstdint>
#include <string_view>
#include <vector>

// The index of the log. Indexes by column would be rebuilt all over the file with each event, since senders
// and addresses come in no order; at millions of events that is what limits writing. Here an index says only
// in which blocks of 64 events something occurs, and each segment of 8,192 events has its own: writing
// touches the newest segment's part only, a value costs one row in a block however often it occurs, and a
// search asks each segment once.
namespace postern::store {

inline constexpr int blockBits = 6;
inline constexpr int segmentBits = 13;
inline constexpr int keyBits = 40; // of a key without its segment

inline std::int64_t segmentOf(model::Id event)
{
    return event >> segmentBits;
}
inline std::int64_t blockOf(model::Id event) // within its segment
{
    return (event >> blockBits) & ((1 << (segmentBits - blockBits)) - 1);
}
inline std::int64_t keyInSegment(std::int64_t segment, std::int64_t key)
{
    return segment << keyBits | key;
}

// An inclusive range of keys.
struct KeyRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

KeyRange addressKey(std::string_view comparable); // sender or recipient
KeyRange domainKey(std::string_view comparable);  // of sender or recipient
KeyRange clientKeys(const IpRange& range);        // may hold clients outside `range`
KeyRange referenceKey(std::string_view reference);
KeyRange serviceKey(std::string_view name);
KeyRange checkKey(std::string_view id); // decided, or would have refused
KeyRange outcomeKey(model::Outcome outcome);
KeyRange monitoredKey(); // events that a check in monitor would have refused

// All keys of an event, in no order.
void addKeys(std::vector<std::int64_t>& keys, const model::Event& event);

} // namespace postern::store
