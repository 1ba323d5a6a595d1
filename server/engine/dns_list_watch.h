// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "dns/resolver.h"
#include "model/dns_list_state.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace postern::engine {

// How the DNS lists fare: what each said when it was last asked, for whoever looks at its settings.
// Thread-safe. Holds as many as were asked since takeChanged().
class DnsListWatch {
public:
    void note(const std::string& zone, Time asked, std::chrono::milliseconds took,
              const std::string& problem);
    // What is new since the last call, without the node.
    std::vector<model::DnsListState> takeChanged();

private:
    std::mutex m_mutex;
    std::map<std::string, model::DnsListState> m_changed; // by zone
};

// Asks for a round of list look-ups, and notes how long each list took. What the resolver remembers is
// answered at once and says nothing of the list. Only begin() is called on it; it may go once all have begun.
// The watch outlives the answers.
class WatchedLists final : public dns::Resolver {
public:
    // `zones`: by the name that is asked for.
    WatchedLists(dns::Resolver& resolver, DnsListWatch& watch, std::map<std::string, std::string> zones);

    void begin(const dns::Question& question, std::function<void(dns::Answer)> done) override;

private:
    dns::Resolver& m_resolver;
    DnsListWatch& m_watch;
    std::map<std::string, std::string> m_zones;
};

} // namespace postern::engine
