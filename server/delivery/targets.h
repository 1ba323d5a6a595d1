// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dane.h"
#include "delivery/job.h"
#include "delivery/protection.h"
#include "delivery/sts_policies.h"
#include "dns/mail_hosts.h"
#include "net/endpoint.h"

#include <asio/io_context.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::delivery {

// One address at which a next hop may take mail.
struct Target {
    std::string name; // of the server, for people
    net::Endpoint endpoint;
    Protection protection;
};

// Where a next hop is: in the order to try, or why nowhere.
struct Targets {
    std::vector<Target> targets; // at most mostTargets
    Answer why = deferred("4.4.1", "there is no address to connect to");
};

inline constexpr std::size_t mostTargets = 10; // of one attempt

// Looks up where a next hop is that is reached by TCP (RFC 5321 5.1), and how it has to be protected: of mail
// exchangers DANE (RFC 7672) says so, else MTA-STS (RFC 8461). On the thread of `context`.
class TargetFinder : public std::enable_shared_from_this<TargetFinder> {
public:
    using Done = std::function<void(Targets)>;
    struct Tools {
        asio::io_context& context;
        dns::Resolver* resolver = nullptr; // nullptr: only addresses are found
        // Whether a server that the DNS names is this one (RFC 5321 5.1).
        std::function<bool(const std::string& name, const std::vector<IpAddress>& addresses)> isSelf;
        StsPolicies* policies = nullptr; // nullptr: MTA-STS is left out
    };

    TargetFinder(Tools tools, NextHop hop);

    // `done` runs once, now or later, unless it is cancelled.
    void start(Done done);
    void cancel();

private:
    void lookUpHosts();
    void onMailHosts(const dns::MailHosts& found);
    void askDane(bool secure);
    struct Asked {
        std::size_t host;
        std::string name;
    };
    void onDane(const std::vector<Asked>& asked, const dns::Resolver::Answers& answers);
    void onPolicy(const std::optional<StsPolicy>& policy);
    std::optional<Protection> byDane(const dns::MailHost& host, const DaneFinding& dane);
    std::optional<Protection> byPolicy(const dns::MailHost& host, const StsPolicy& policy);
    void lookUpAddresses();
    void add(const std::string& name, const std::vector<IpAddress>& addresses, const Protection& protection);
    Protection usualProtection(const std::string& name) const;
    void end();
    void giveUp(Answer why);

    Tools m_tools;
    const NextHop m_hop;
    Done m_done;
    std::vector<dns::MailHost> m_hosts;
    std::vector<DaneFinding> m_dane; // of each
    Targets m_found;
};

} // namespace postern::delivery
