// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/resolver.h"

#include <string>
#include <vector>

namespace postern::dns {

// One server that takes mail for a domain.
struct MailHost {
    std::uint16_t preference = 0;     // 0 for the implicit one
    std::string name;                 // lower case, no dot at the end
    std::vector<IpAddress> addresses; // IPv6 first; empty: it has none, or they are not known
    bool failed = false;              // some of its addresses are not known: trying again may help
    bool secure = false;              // DNSSEC vouches for its addresses, both kinds
    std::string why;                  // of a failure
    std::string canonical = {};       // what has the addresses, where `name` is an alias of it
};

// Where mail for a domain goes (RFC 5321 5.1).
struct MailHosts {
    enum class Result : std::uint8_t {
        Found,        // `hosts` says where; at least one has an address
        NullMx,       // the domain takes no mail (RFC 7505); a permanent error, 5.1.10
        NoSuchDomain, // NXDOMAIN; permanent, 5.1.2
        NoHost,       // neither MX nor address, or no MX host that has an address; permanent, 5.4.4
        Failed,       // the DNS did not say; try again later, 4.4.3
    };
    Result result = Result::Failed;
    bool implicit = false;       // there is no MX: the domain's own addresses
    bool secure = false;         // DNSSEC vouches for the MX records, or for there being none
    std::vector<MailHost> hosts; // in the order to try: by preference, equal ones shuffled anew at each call
    std::string why;             // in words, where the result is not Found
};

// No more servers are tried for one domain, and no more addresses of one server; the better ones stay.
inline constexpr std::size_t maxMailHosts = 20;
inline constexpr std::size_t maxAddressesPerHost = 16;

// `done` runs once, later, in `context`, unless the look-up was cancelled (as Lookup::cancel() says).
// `deadline` bounds the whole: MX first, then all addresses at once. `domain` is normalised
// (base/domain_name.h). To be called on the context's thread; the resolver must outlive it.
class MailHostsLookup {
public:
    void cancel();

private:
    friend MailHostsLookup findMailHosts(Resolver& resolver, asio::io_context& context,
                                         const std::string& domain, std::chrono::milliseconds deadline,
                                         std::function<void(MailHosts)> done);
    struct State;
    std::weak_ptr<State> m_state;
};
MailHostsLookup findMailHosts(Resolver& resolver, asio::io_context& context, const std::string& domain,
                              std::chrono::milliseconds deadline, std::function<void(MailHosts)> done);

// The MX records of an answer as mail uses them: by preference, equal ones in random order, each host once,
// at most maxMailHosts.
std::vector<MxRecord> inOrder(std::vector<MxRecord> records);

// "." and nothing else, at whatever preference (RFC 7505 3).
bool isNullMx(const Answer& mx);

// A server that is itself among the hosts must not deliver to hosts that are no better (RFC 5321 5.1): leaves
// only those with a lower preference than the best one that `isSelf` knows.
void keepBetterThanSelf(std::vector<MailHost>& hosts, const std::function<bool(const MailHost&)>& isSelf);

} // namespace postern::dns
