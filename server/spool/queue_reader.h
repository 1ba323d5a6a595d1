// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spool/message.h"
#include "spool/sqlite.h"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace postern::spool {

// What is in the queue.
struct Totals {
    std::int64_t queued = 0; // recipients
    std::int64_t held = 0;   // recipients
    std::int64_t messages = 0;
    std::int64_t heldMessages = 0; // with a recipient that is held
    std::int64_t octets = 0; // of content

    bool operator==(const Totals&) const = default;
};

// Reads the queue through a connection of its own. Used by one thread at a time; throws SqlFailure.
class QueueReader {
public:
    explicit QueueReader(const std::string& file);

    // Recipients that are due at `now`, the longest due first, at most `limit` of them; without those in
    // `leased`, and without those whose destination is in `busy`.
    std::vector<Item> due(Time now, std::size_t limit, const std::unordered_set<Id>& leased,
                          const std::unordered_set<std::string>& busy);
    // When the next one after `now` is due.
    std::optional<Time> nextDue(Time now);
    // What is queued or held, the most urgent first.
    std::vector<Item> list(std::size_t limit);
    Totals totals();

    // The content as it stands in the row, or the file that has it; nullopt: the message is gone.
    struct Stored {
        std::string bytes;
        std::string file; // "" where `bytes` is all
    };
    std::optional<Stored> content(Id message);
    // The newest message of this name, without recipients.
    struct Named {
        Id id = 0;
        std::string header; // fields that go before the content
    };
    std::optional<Named> named(const std::string& name);
    std::unordered_set<std::string> files(); // of all messages

private:
    Database m_database;
    Statement m_due;
    Statement m_nextDue;
    Statement m_content;
};

} // namespace postern::spool
