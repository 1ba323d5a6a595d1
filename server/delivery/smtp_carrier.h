// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"
#include "delivery/dispatcher.h"
#include "net/reactor.h"

#include <atomic>
#include <memory>
#include <vector>

namespace postern::delivery {

// Connects to SMTP and LMTP servers, on the reactors by turns. Thread-safe.
class SmtpCarrier final : public Carrier {
public:
    using Reactors = std::vector<std::unique_ptr<net::Reactor>>;

    // The reactors, and what the tools point to, outlive it and every connection.
    SmtpCarrier(const Reactors& reactors, CarrierTools tools)
        : m_reactors(reactors)
        , m_tools(std::move(tools))
    {
    }
    void connect(const NextHop& hop, Dispatcher& dispatcher) override;

private:
    const Reactors& m_reactors;
    const CarrierTools m_tools;
    std::atomic<std::size_t> m_turn{0};
};

} // namespace postern::delivery
