// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/resolver.h"

#include <asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <vector>

namespace postern::health {

// Asks the DNS and waits, on a thread that may be blocked. The resolver must be gone before this is.
class Questions {
public:
    explicit Questions(std::function<bool()> cancelled)
        : m_cancelled(std::move(cancelled))
    {
    }

    static constexpr std::chrono::milliseconds patience{6'000};

    struct Asked {
        dns::Resolver::Answers answers; // one for each question; failed where it was cancelled
        std::chrono::milliseconds took{};
    };
    Asked ask(dns::Resolver& resolver, const std::vector<dns::Question>& questions);

private:
    std::function<bool()> m_cancelled;
    asio::io_context m_context;
};

} // namespace postern::health
