// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "store/change_words.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::store {

// One setting that differs between two services, in the words of History.
struct SettingDifference {
    std::string table;  // of the store: "service", "relay_range", "service_check"
    ChangedField field; // before: in the first service; after: in the second
};

// What differs but the names; modes of checks as they are in force, whichever preset they come from. The
// order of values does not matter.
std::vector<SettingDifference> compareServices(const model::Service& first, const model::Service& second);

// The lines of one list that one service has and another has not. Lines that all services share are in both.
struct ListDifference {
    enum class Side : std::uint8_t {
        First,  // only the first service has them
        Second, // only the second
        Both,   // both, but not alike: one is off, ends, or counts under another condition; as the first has
                // them
    };

    model::ListColor color{};
    model::ListKind kind{};
    Side side{};
    std::int64_t count = 0;
    std::vector<model::ListEntry> entries; // the oldest of them
};

} // namespace postern::store
