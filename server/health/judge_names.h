// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/answer.h"
#include "mailauth/spf.h"
#include "model/health.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

// What the DNS says → what to think of it. Pure. A look-up that failed is Unknown, never wrong.
namespace postern::health {

using model::HealthFinding;

// Neither private (RFC 1918, 4193), nor shared (RFC 6598), loopback, link-local or none at all.
bool isPublic(const IpAddress& address);
// Whether some of a range's are.
bool isPublic(const IpRange& addresses);

struct ResolverFacts {
    dns::Answer ordinary; // of a question that any server can answer, whatever it says
    dns::Answer absent;   // of a name that cannot exist (RFC 6761 6.4)
    std::chrono::milliseconds took{};
    std::vector<std::string> servers; // empty: the system's
};
HealthFinding judgeResolver(const ResolverFacts& facts);

struct ReverseFacts {
    IpAddress address;
    dns::Answer ptr;
};
struct HostFacts {
    std::string hostname;
    dns::Answer v4;                    // A of the host name
    dns::Answer v6;                    // AAAA
    std::vector<ReverseFacts> reverse; // of its public addresses, and of those that this computer has
};
// One finding for the name, one for each address.
std::vector<HealthFinding> judgeHost(const HostFacts& facts);

struct MxFacts {
    struct Host {
        std::string name;
        std::uint16_t preference = 0;
        std::vector<IpAddress> addresses;
        bool failed = false; // its addresses are not known
    };
    std::string domain;
    dns::Answer mx;
    std::vector<Host> hosts; // of the MX records; where there are none, the domain itself
    std::string hostname;
    std::vector<IpAddress> ours; // of the host name, and of this computer
};
HealthFinding judgeMx(const MxFacts& facts);

struct SpfFacts {
    struct Verdict {
        IpAddress address; // that this server sends from
        mailauth::SpfVerdict verdict;
    };
    std::string domain;
    std::vector<Verdict> verdicts; // empty: it is not known what it sends from
};
HealthFinding judgeSpf(const SpfFacts& facts);

struct DnsListFacts {
    std::string zone;
    std::string service;   // that asks it
    dns::Answer mustBe;    // of mustEntry() (dns_list_names.h)
    dns::Answer mustNotBe; // of mustNotEntry()
    std::chrono::milliseconds took{};
    std::string mustName = "127.0.0.2"; // as they are shown
    std::string mustNotName = "127.0.0.1";
};
HealthFinding judgeDnsList(const DnsListFacts& facts);

// Whether it is how lists say that they do not answer whom they do not know: 127.255.255.0/24.
bool isRefusal(const IpAddress& answer);

} // namespace postern::health
