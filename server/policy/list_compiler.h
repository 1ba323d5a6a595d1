// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/list_pattern.h"
#include "policy/compiled_list.h"
#include "policy/list_shard.h"

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace postern::policy {

// Makes a list of entries that come one by one, so that a million of them are never all there as ListEntry.
// What is given is looked at, not kept. Not thread-safe.
class ListCompiler {
public:
    explicit ListCompiler(model::ListKind kind);

    // `most` entries are expected.
    void expect(std::size_t most) { m_entries.reserve(most); }
    // One of the store, which is on. What does not parse is left out: a foreign writer may have put it there.
    void add(model::Id id, std::string_view pattern, bool negated, const EntryLimits& limits = {});
    // One line of a file, by its number; as people write it. The error of ListPattern::parse(). Of lines that
    // say the same the first one counts.
    Result<> addLine(std::int64_t number, std::string_view typed);

    // `file` is what matches of lines are named after. The compiler is empty afterwards.
    CompiledList finish(const std::string& file = {});

private:
    friend class CompiledList;
    void file(model::Id id, const model::ListPattern& pattern, bool negated, std::string_view payload,
              const EntryLimits* limits);
    std::string_view keep(const model::ListPattern& pattern);

    model::ListKind m_kind;
    std::vector<LooseEntry> m_entries;
    std::deque<std::string> m_bytes; // of the patterns; none ever moves
    std::deque<EntryLimits> m_limits;
    std::array<std::unordered_set<std::string_view>, 2> m_lines; // patterns of lines; with '~' apart
};

// The limits of an entry as the model has them.
EntryLimits limitsOf(std::optional<Time> expires, model::Condition condition, std::string_view onlyFrom);

} // namespace postern::policy
