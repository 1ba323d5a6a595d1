// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "base/result.h"
#include "model/event.h"

#include <span>
#include <string>

namespace postern::engine {

// Where events go that the store does not take, so that none is lost and none keeps the others waiting: a
// file beside the store, for its owner only, with one JSON object a line. It has the members of `posternctl
// log
// --json`, and `kept` (when) and `why`; trace and facts are as the store has them. Grows as long as nobody
// moves it away. Used on the store's thread.
class Quarantine {
public:
    explicit Quarantine(const std::string& store);

    // All of them, synced to the disk, or an Error, and nothing of them.
    Result<> keep(std::span<const model::Event> events, const std::string& why, Time now) const;
    // For people: that there is something, and where. "": there is not.
    Phrase warning() const;
    const std::string& file() const { return m_file; }

private:
    std::string m_file;
};

} // namespace postern::engine
