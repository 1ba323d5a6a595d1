// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/validate.h"

#include "base/domain_name.h"
#include "base/mail_address.h"
#include "model/dns_server.h"
#include "model/problems.h"

namespace postern::model {

namespace {

void checkHostname(Problems& problems, const std::string& name)
{
    if (name.empty()) {
        problems.error("hostname",
                       POSTERN_TEXT("server", "the server needs its full host name, like mail.example.com"));
        return;
    }
    const auto normalized = normalizeDomain(name);
    if (!isHostName(name) && normalized && isHostName(*normalized)) {
        problems.error(
            "hostname",
            POSTERN_TEXT("server", "a host name has letters, digits and hyphens only; write %1 as %2"),
            {name, *normalized});
        return;
    }
    if (!isHostName(name))
        problems.error("hostname",
                       POSTERN_TEXT("server", "'%1' is no host name; write it like mail.example.com"),
                       {name});
    else if (name.find('.') == name.npos)
        problems.error(
            "hostname",
            POSTERN_TEXT("server",
                         "'%1' lacks its domain; other servers refuse a greeting without the full name, "
                         "like %1.example.com"),
            {name});
}

void checkLan(Problems& problems, const Server& server)
{
    const IpSet lan = problems.ranges("lan", server.lan);
    if (holdsEverything(lan)) {
        problems.error("lan",
                       POSTERN_TEXT("server",
                                    "a LAN of all addresses makes an open relay: every client could send "
                                    "to anywhere; list your own networks only"));
        return;
    }
    const std::string wide = veryWide(lan);
    if (!wide.empty())
        problems.warning("lan",
                         POSTERN_TEXT("server",
                                      "%1 is far more than one network; every client in it may relay and "
                                      "may send as one of your users"),
                         {wide});
}

void checkForwarders(Problems& problems, const Server& server)
{
    const IpSet forwarders = problems.ranges("trusted_forwarders", server.trustedForwarders);
    if (holdsEverything(forwarders))
        problems.error(
            "trusted_forwarders",
            POSTERN_TEXT("server",
                         "with every address a trusted forwarder, anybody could send as one of your "
                         "users; list the servers that pass mail on to you only"));
}

void checkDnsServers(Problems& problems, const Server& server)
{
    for (const std::string& text : server.dnsServers) {
        if (!DnsServer::parse(text))
            problems.error("dns_servers",
                           POSTERN_TEXT("server", "'%1' is no DNS server; write its IP address, with a port "
                                                  "where it is not 53: 127.0.0.1@5353"),
                           {text});
    }
}

} // namespace

std::vector<Problem> validate(const Server& server)
{
    Problems problems;
    checkHostname(problems, server.hostname);
    if (!server.postmaster.empty() && !parseMailAddress(server.postmaster))
        problems.error("postmaster",
                       POSTERN_TEXT("server", "'%1' is no mail address; write it like joe@example.com"),
                       {server.postmaster});
    checkLan(problems, server);
    checkForwarders(problems, server);
    checkDnsServers(problems, server);
    problems.between("event_days", server.eventDays, 0, 36'500);
    problems.between("event_megabytes", server.eventMegabytes, 0, 100'000'000);
    problems.between("queue_hours", server.queueHours, 1, 720);
    problems.between("delay_hours", server.delayHours, 0, 720);
    return problems.take();
}

} // namespace postern::model
