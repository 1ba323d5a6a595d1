// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/environment.h"
#include "model/queue.h"
#include "store/store.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace postern::engine {

// The queue as the store shows it, and the orders that come from there. Shows the most urgent part of a long
// queue, and leaves out what has come in this moment and is most likely delivered in the next. Used on the
// store's thread.
class QueueView {
public:
    static constexpr std::size_t shown = 10'000; // recipients

    explicit QueueView(Environment& environment)
        : m_environment(environment)
    {
    }

    // Writes what has changed since the last call, if anything has.
    Result<> write(store::Store& store);
    // The order is carried out later, and shows itself in the queue then; a header that is asked for is
    // written at once, for some minutes. Invalid: it is not understood.
    Result<> obey(store::Store& store, const store::Command& command);

    std::int64_t queued() const { return m_totals.messages - m_totals.heldMessages; } // messages
    std::int64_t held() const { return m_totals.heldMessages; }

private:
    using Entries = std::map<std::pair<std::string, std::string>, model::QueueEntry>;
    Result<Entries> read();
    Result<> answerHeader(store::Store& store, const model::QueueSelection& selection);
    Result<> forgetHeaders(store::Store& store);

    Environment& m_environment;
    spool::Totals m_totals;
    Entries m_written;
    std::uint64_t m_seen = 0;                    // Spool::changes() at the last look
    std::optional<Time> m_newestHeader = Time{}; // in the store, perhaps of an earlier engine
    Time m_forgetHeaders{};
    bool m_cleared = false;  // what an earlier engine has left
    bool m_lookAgain = true; // something was too young, or is being delivered
};

} // namespace postern::engine
