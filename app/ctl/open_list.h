// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/context.h"
#include "model/list_pattern.h"

namespace postern::ctl {

// Which list a command line means.
struct ListPlace {
    std::string service; // a name; "" with `all`
    bool all = false;    // the shared lists
    std::string color;   // "black", "white"
    std::string kind;    // "ip", "sender", "recipient", "helo"
};

// One list as it stands in the store, and the way to change it.
struct OpenList {
    std::unique_ptr<store::Store> store;
    std::int64_t base = 0; // the revision it was read at
    model::Id service = 0; // 0: shared
    model::ListColor color{};
    model::ListKind kind{};
    std::vector<model::ListEntry> entries;

    // The entry of this pattern: a list has each once. nullptr: none.
    const model::ListEntry* find(const model::ListPattern& pattern) const;
    // A new entry of this list, by `author` at `now`.
    model::ListEntry entry(const model::ListPattern& pattern, const std::string& author, Time now) const;
    // An edit without changes so far; other people's changes to other rows stay.
    store::Edit edit() const;
};

Result<OpenList> openList(Context& context, const ListPlace& place);

} // namespace postern::ctl
