// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pin.h"
#include "preview/replay.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::preview {

// What becomes of a pinned message by one policy.
enum class PinState : std::uint8_t {
    Kept,
    Broken,
    Unserved, // nobody listens there any more: the service is switched off or gone
    Unknown,  // its facts cannot be read
};

struct PinCheck {
    model::Pin pin;
    PinState state = PinState::Unknown;
    std::string service; // by its name now; "": it is gone
    Decided decided; // with Kept and Broken

    bool operator==(const PinCheck&) const = default;
};

// As it would be decided at `now`: entries that have ended since do not count any more. What the message's
// own time brought about is left out: a client that was barred is not, and who would have to wait for
// greylisting has waited.
PinCheck check(const policy::Snapshot& snapshot, const model::Pin& pin, Time now);

// What was kept and would be so no more.
struct BrokenPin {
    PinCheck saved;
    PinCheck draft;
};

// Those that the edit would break, the oldest first. A message that must be refused is not broken where
// nobody listens any more. Reads no lists where nothing is pinned; else takes as long as compileSides().
// Errors: those of reading the store.
Result<std::vector<BrokenPin>> brokenBy(store::Store& store, const store::Edit& edit, Time now);

// All of them by what is saved. Errors: those of reading the store.
Result<std::vector<PinCheck>> checkAll(store::Store& store, Time now);

// The client, the sender and the recipient: what people know a message by.
struct PinnedMail {
    std::string client;
    std::string helo;
    std::string sender; // "<>": the null sender; "": the session had none yet
    std::string recipient;
};
std::optional<PinnedMail> mailOf(const model::Pin& pin); // nullopt: its facts cannot be read

// Of a decision of the log, to stay as it is; what was put off is to be accepted. nullopt: the log does not
// hold what it was decided from, it is none of the policy's, or its service is not there any more.
std::optional<model::Pin> pinOf(const model::Event& event, const model::Configuration& configuration);

} // namespace postern::preview
