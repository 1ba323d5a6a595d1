// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_entry.h"
#include "model/list_pattern.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace postern::ui {

// A line of a list as it stands in the console: an entry, or what was typed and is no pattern or no date
// (yet). New lines have negative ids until they are saved.
struct ListRow {
    model::ListEntry entry;
    std::optional<std::string> invalid;     // what stands there where it is no pattern
    std::optional<std::string> wrongExpiry; // what stands under Expires where it is no date

    // What stands in the line.
    std::string text() const { return invalid ? *invalid : entry.displayPattern(); }
    // Begun, but nothing stands in it yet.
    bool blank() const { return invalid && invalid->empty(); }
    // Something was typed that cannot be saved.
    bool wrong() const { return !blank() && (invalid || wrongExpiry); }
    bool operator==(const ListRow&) const = default;
};

// `row` with another pattern, or with text that is none.
ListRow withText(ListRow row, std::string_view text);
// What an entry of the store looks like: valid, unless another program wrote it.
ListRow rowOf(model::ListEntry entry);

// The pattern in words; of an invalid line what is wrong with it and what to do.
QString meaningOf(model::ListKind kind, const std::string& text);

// What is wrong with what stands under Expires, and what to do.
QString wrongExpiryText(const std::string& typed);

// How lines of this kind are written: "joe@example.com, example.com, …".
QString examplePatterns(model::ListKind kind);

// "1 line", "12 lines".
QString countLines(int count);

// An exception that a client can make true by lying about itself (policy.md, section 4.4).
bool isForgeable(const model::ListEntry& entry);

} // namespace postern::ui
