// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "model/configuration.h"
#include "model/list_entry.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::store {

// Which list entries to read.
struct ListQuery {
    std::optional<model::Id> service; // 0: the shared ones
    std::optional<model::ListColor> color;
    std::optional<model::ListKind> kind;
    std::optional<int> limit{}; // so many of the first
};

struct ListCount {
    model::Id service = 0;
    model::ListColor color{};
    model::ListKind kind{};
    int count = 0;
};

struct ListHit {
    model::Id entry = 0;
    std::int64_t hits = 0;
    std::optional<Time> lastHit;
};

// Rows of list entries that one edit touches. Entries with id 0 are new; with an id they replace that row.
// Author and time of creation are filled in where they are empty; patterns are normalised.
struct ListChanges {
    std::vector<model::ListEntry> saved;
    std::vector<model::Id> removed;

    bool empty() const { return saved.empty() && removed.empty(); }
};

// What one Apply changes: from `before` (as loaded at revision `base`) to `after`, row by row, and list
// entries. A new row of the configuration has id 0; a new service may have a negative one instead, by which
// new list entries of the same edit name it.
struct Edit {
    std::int64_t base = 0;
    std::string author;
    std::string summary; // in words, or as of phrase_text.h; empty: made from the rows that change
    std::optional<model::Configuration> before; // both or none: none where only lists change
    std::optional<model::Configuration> after;
    ListChanges lists;
    bool merge = false;

    bool empty() const { return lists.empty() && before == after; }
};

struct Revision {
    std::int64_t id = 0;
    Time time{};
    std::string author;
    std::string summary; // as of phrase_text.h

    bool operator==(const Revision&) const = default;
};

// One row of one table, as JSON objects by column; "" where there was none before or is none after.
struct Change {
    std::int64_t revision = 0; // 0: made by another program, not gathered into a revision yet
    std::string table;
    std::int64_t row = 0;
    std::string before;
    std::string after;
    std::string
        owner; // name of the service, domain or mailbox that the row belongs to; "": to none, or to all
};

// Somebody else saved meanwhile.
struct Conflict {
    std::vector<Revision> revisions; // since Edit::base, oldest first
    std::vector<Change> changes;     // what they changed; with merge, only what clashes
};

using CommitFailure = std::variant<Error, Conflict>;
using CommitResult =
    tl::expected<std::int64_t, CommitFailure>; // the new revision; edit.base where nothing changed

// A sentence of a change for people: "service SMTP: port 25 → 2525". English.
std::string describe(const Change& change);

// An order to the engines, through the store.
struct Command {
    std::int64_t id = 0;
    std::string verb;     // "service.start", "service.stop"
    std::string argument; // the service's id
    std::string author;
    Time created{};
};

struct BanRow {
    std::string client;
    Time until{};
    std::string reason;
};

// A try to send that greylisting knows of; with an empty recipient: of all of a network.
struct GreylistRow {
    std::string network;
    std::string sender; // "": the null sender
    std::string recipient;
    Time first{};
    Time until{};   // it is known for so long
    int passes = 0; // 0: the retry is waited for

    bool operator==(const GreylistRow&) const = default;
};

} // namespace postern::store
