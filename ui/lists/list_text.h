// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/shared_rows.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace postern::ui {

// A list as text: a pattern a line; what follows '#' is its comment; a line that begins with '#' is a remark
// and means nothing. '#' begins a comment only after a blank, since addresses may contain it.

struct WrongLine {
    int line = 0; // from 1
    std::string text;
    QString reason;
};

struct TextLines {
    std::vector<ListRow> rows; // in the order of lines; invalid ones among them
    std::vector<WrongLine> wrong;
};

// `like` gives the rows all but pattern and comment. Knows line ends of every system and a byte order mark.
TextLines readLines(std::string_view text, const model::ListEntry& like);

// Ends with a line feed. readLines() gives back the same patterns and comments. Invalid lines stand as they
// are.
std::string writeLines(const SharedRows& rows);

// Those of `offered` that are not there yet, each once, with the ids from `firstId` downwards.
SharedRows newAmong(const SharedRows& offered, const SharedRows& present, model::Id firstId);

} // namespace postern::ui
