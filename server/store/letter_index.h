// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "store/native_statement.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// For searches by a part of a name: which three and which four letters in a row occur in which blocks of the
// log. A part of the log, 32,768 events, is indexed once, when it is full: what is newer is few enough to be
// read. Each run of letters belongs to one of 16,384 buckets, and a bucket has a bit for each block of 64
// events. So a search reads twice 64 bytes of a part for each letter that was typed, and then the few blocks
// that have all of its runs. Takes some 32 bytes an event.
namespace postern::store {

inline constexpr int partBits = 15;

// The buckets of all runs of three and of four letters in a text, each once; none for a text of less. Upper
// and lower case of ASCII are the same, as SQLite's LIKE has it.
std::vector<int> letterBuckets(std::string_view text);

class LetterIndex {
public:
    static constexpr std::size_t blocksOfPart = std::size_t(1) << (partBits - 6);
    using Blocks = std::bitset<blocksOfPart>;

    explicit LetterIndex(const Database& database);

    // Indexes the oldest part that is full and is not indexed yet. False: there is none. Not within a
    // transaction: reads some 50 ms before it writes.
    bool indexOne();
    // In which blocks of a part all of the buckets occur: a name that has them can be in no other. nullopt:
    // it is not indexed.
    std::optional<Blocks> blocksWith(std::int64_t part, const std::vector<int>& buckets);
    // Takes one part away that is older than `part`. Within a transaction.
    void forgetBefore(std::int64_t part);

private:
    std::optional<std::int64_t> nextPart();
    bool isIndexed(std::int64_t part);

    const Database& m_database;
    NativeStatement m_bucket;
};

} // namespace postern::store
