// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/resolver.h"
#include "engine/dns_list_watch.h"
#include "engine/gather.h"

#include <chrono>
#include <memory>
#include <vector>

namespace postern::engine {

// The facts that the DNS knows: reverse DNS of the client, what there is of HELO and of the sender's domain,
// SPF. A look-up that fails makes its fact Unknown, never a hit. The resolver outlives them.
class DnsFacts {
public:
    // `deadline` bounds each round of questions; that of Gather bounds the whole. `lists`, where there is
    // one, is told how the DNS lists fare, and outlives the resolver.
    DnsFacts(dns::Resolver& resolver, std::chrono::milliseconds deadline, DnsListWatch* lists = nullptr);

    std::vector<FactSource*> sources() const;

private:
    std::vector<std::unique_ptr<FactSource>> m_sources;
};

} // namespace postern::engine
