// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/relay_tries.h"
#include "net/tls_client_context.h"

#include <chrono>
#include <functional>
#include <memory>

namespace postern::health {

struct RelayTestSettings {
    std::shared_ptr<const net::TlsClientContext> tls;
    std::vector<IpAddress> own;                 // addresses of this computer
    std::chrono::milliseconds patience{15'000}; // for an answer; what a tarpit adds is added
    std::chrono::milliseconds longest{90'000};  // for a service
    std::function<bool()> cancelled;
};

// Talks to a service as a stranger would who wants mail sent on, in every form there is (relay_tries.h), up
// to RCPT and never further: nothing is ever sent. Blocks. What it says is in the log, like anything else
// that a client says.
RelayFacts testRelay(const model::Configuration& configuration, const model::Service& service,
                     const RelayTestSettings& settings);

// Where this computer reaches the service: the first address that it listens on.
IpAddress nearAddressOf(const model::Service& service);

} // namespace postern::health
