// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/list_entry.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// Lines of a list as people keep them in files and paste them: one pattern a line; empty lines and lines that
// begin with '#' say nothing; "pattern  # words" keeps the words as the entry's comment.
struct ListText {
    struct Wrong {
        std::size_t line = 0; // from 1
        std::string text;     // as it stood there
        Error error;          // of ListPattern::parse
    };

    std::vector<ListEntry> entries; // of the lines that are right; the first of those that mean the same
    std::vector<Wrong> wrong;       // the others, none left out
    std::size_t repeated = 0;       // lines that meant the same as an earlier one
};

ListText readListText(ListColor color, ListKind kind, std::string_view text);

// The same way back: pattern and comment only. Each line ends with a line feed.
std::string writeListText(std::span<const ListEntry> entries);

} // namespace postern::model
