// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dispatcher.h"
#include "dns/resolver.h"
#include "net/reactor.h"

#include <atomic>
#include <memory>
#include <vector>

namespace postern::delivery {

// Connects to SMTP and LMTP servers, on the reactors by turns. Thread-safe.
class SmtpCarrier final : public Carrier {
public:
    using Reactors = std::vector<std::unique_ptr<net::Reactor>>;

    // Both outlive it and every connection. Without a resolver only IP addresses and sockets are reached.
    SmtpCarrier(const Reactors& reactors, dns::Resolver* resolver)
        : m_reactors(reactors)
        , m_resolver(resolver)
    {
    }
    void connect(const NextHop& hop, Dispatcher& dispatcher) override;

private:
    const Reactors& m_reactors;
    dns::Resolver* m_resolver;
    std::atomic<std::size_t> m_turn{0};
};

} // namespace postern::delivery
