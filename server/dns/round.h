// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/resolver.h"

#include <asio/steady_timer.hpp>

namespace postern::dns {

// Questions that are under way together. Everything but answer() runs in the context, once they have begun.
class Round : public std::enable_shared_from_this<Round> {
public:
    using Done = std::function<void(Resolver::Answers)>;

    Round(asio::io_context& context, std::size_t questions, Done done);

    void start(std::chrono::milliseconds deadline);
    void answer(std::size_t question, Answer answer); // from any thread
    void cancel();

private:
    void take(std::size_t question, Answer answer);
    void end();

    asio::io_context& m_context;
    asio::steady_timer m_timer;
    Done m_done;
    Resolver::Answers m_answers;
    std::size_t m_missing;
};

} // namespace postern::dns
