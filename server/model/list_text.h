// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/list_entry.h"

#include <cstdint>
#include <functional>
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

// One line of them, as it stands there: what is the pattern, and what the comment. Both empty where it says
// nothing.
struct ListLine {
    std::string_view pattern;
    std::string_view comment;
};
ListLine splitListLine(std::string_view line);

// The lines of a file that a list subscribes to (list_file.h) which say something: their number from 1, the
// line as it stands there, and its pattern; of a line longer than maxListFileLine why it has none. Ends where
// `each` returns false.
using ListFileLine =
    std::function<bool(std::int64_t number, std::string_view line, const Result<std::string_view>& pattern)>;
void forListFileLines(std::string_view text, const ListFileLine& each);

ListText readListText(ListColor color, ListKind kind, std::string_view text);

// The same way back: pattern and comment only. Each line ends with a line feed.
std::string writeListText(std::span<const ListEntry> entries);

} // namespace postern::model
