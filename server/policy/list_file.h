// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "base/result.h"
#include "policy/compiled_list.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::policy {

// What a file of list entries says, compiled.
struct ListFile {
    struct Refused {
        std::int64_t line = 0; // from 1
        Error error;
    };
    static constexpr std::size_t mostNamed = 5;

    CompiledList list;
    std::int64_t lines = 0;     // entries
    std::int64_t refused = 0;   // lines that are none
    std::vector<Refused> first; // the first of these, at most mostNamed
};

// "line 3: …; line 7: …", as far as they are named.
Phrase firstRefused(const ListFile& file);

// Reads `text` line by line (model/list_text.h); matches are named after `name` and their line. A line that
// is no entry, or is longer than model::maxListFileLine, is refused and the rest taken. An error where it
// cannot be meant: no line can be read although there are some, or more than model::maxListFileLines.
Result<ListFile> compileListFile(model::ListKind kind, std::string_view text, const std::string& name);

} // namespace postern::policy
