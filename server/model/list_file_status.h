// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "base/time.h"
#include "model/configuration.h"

#include <string>

namespace postern::model {

enum class ListFileState : std::uint8_t {
    Reading, // it was not read yet
    Current, // what stands in the file is in force
    Kept,    // it is gone or damaged: what was read last is in force
    Failed,  // it is gone or damaged, and nothing of it was ever read
};

// One subscription of a list as one engine sees it.
struct ListFileStatus {
    std::string node;
    Id service = 0; // 0: a list of all services
    ListColor color = ListColor::Black;
    ListKind kind = ListKind::Ip;
    std::string file; // as it stands in the configuration
    ListFileState state = ListFileState::Reading;
    std::int64_t lines = 0;   // entries in force
    std::int64_t refused = 0; // lines of what is in force that are no entries
    Phrase firstRefused;      // which these are; the first few
    Time read{};              // when what is in force was read
    Phrase error;             // why it is Kept or Failed

    bool operator==(const ListFileStatus&) const = default;
};

} // namespace postern::model
