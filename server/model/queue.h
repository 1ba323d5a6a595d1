// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

enum class QueueState : std::uint8_t {
    Queued,
    Active, // being delivered now
    Held,   // by an administrator
};

std::string_view toId(QueueState state);      // "queued", "active", "held"
QueueState queueStateOf(std::string_view id); // Queued for what is none

// One recipient that a message still has to reach, as an engine shows it. Text from the network is escaped
// for display.
struct QueueEntry {
    std::string node;
    std::string message;     // the queue id
    std::string recipient;   // one of a message's stands once
    std::string sender;      // "<>" for the null sender
    std::string destination; // "mailbox:jane@domain.com", "domain:partner.test"
    QueueState state = QueueState::Queued;
    std::int64_t size = 0;
    Time arrived{};
    Time nextTry{};
    int attempts = 0;
    std::string lastError; // "" before the first attempt

    bool operator==(const QueueEntry&) const = default;
};

// One entry, as it is shown.
struct QueueRow {
    std::string message;
    std::string recipient; // all of it

    bool operator==(const QueueRow&) const = default;
};

// What an order to the queue is about: entries that all of these hold for. Empty ones hold for everything.
struct QueueSelection {
    static constexpr std::size_t mostRows = 1000; // of one order

    std::string node;
    std::string message;
    std::string sender;              // a part of it, any case
    std::string recipient;           // a part of it, any case
    std::string destination;         // a part of it, any case
    std::vector<QueueRow> rows = {}; // these and no others; alone, or with a node

    bool operator==(const QueueSelection&) const = default;
};

// The verbs of store::Command, each with a selection as its argument.
inline constexpr std::string_view queueRetry = "queue.retry";     // now
inline constexpr std::string_view queueHold = "queue.hold";       // not before it is released
inline constexpr std::string_view queueRelease = "queue.release"; // held ones go on, now
inline constexpr std::string_view queueRemove = "queue.remove";   // for good; nobody is told

// Its argument is the selection of one message and its node. The answer is a MessageHeader in the store.
inline constexpr std::string_view queueHeader = "queue.header";

// The header of a message that waits, as an engine was asked for it. Lines end with LF; escaped for display.
struct MessageHeader {
    static constexpr std::size_t longest = 32 * 1024; // octets, from which it is cut

    std::string node;
    std::string message;
    std::string text;
    Time read{};

    bool operator==(const MessageHeader&) const = default;
};

std::string toJson(const QueueSelection& selection); // one object, without what is empty
Result<QueueSelection> queueSelectionFromJson(std::string_view json);

} // namespace postern::model
