// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/environment.h"
#include "engine/listener.h"
#include "model/connection.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <optional>

namespace postern::engine {

// The open sessions as the store shows them, and the order to end some. Sessions keep no books for this: each
// reactor is asked now and then, and copies what is to be seen of its sessions between two of their steps. Of
// very many, those that were active last are shown. Used on the store's thread.
class ConnectionView {
public:
    static constexpr std::size_t shown = 5'000;

    ConnectionView(Environment& environment, const Reactors& reactors);

    // Asks the reactors, which answer a moment later; nothing while an answer is awaited.
    void ask();
    // Writes what the newest answer has changed, once all reactors have given theirs.
    Result<> write(store::Store& store);
    // At the end, when no session is left.
    Result<> clear(store::Store& store);
    // The sessions get a 421 and are closed. Invalid: the order is not understood.
    Result<> obey(const store::Command& command) const;

private:
    using Entries = std::map<std::int64_t, model::ConnectionEntry>; // by id
    struct Answer;
    std::optional<Entries> takeAnswer();

    Environment& m_environment;
    const Reactors& m_reactors;
    // The same moment by two clocks, once: else every look would find every session changed.
    const Time m_epoch;
    const net::Reactor::Clock::time_point m_epochOfReactors;
    std::shared_ptr<Answer> m_answer;
    Entries m_written;
    bool m_cleared = false; // what an earlier engine has left
};

} // namespace postern::engine
