// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/validate_parts.h"

#include "base/domain_name.h"
#include "base/mail_address.h"
#include "model/problems.h"

#include <set>

namespace postern::model {

namespace {

constexpr std::size_t credentialLimit = 1024;

void checkDomainName(Problems& problems, const std::string& field, const std::string& name)
{
    const auto normalized = normalizeDomain(name);
    if (!normalized || !isHostName(*normalized))
        problems.error(field, POSTERN_TEXT("server", "'%1' is no domain name; write it like example.com"),
                       {name});
}

void checkLocalAddress(Problems& problems, const std::string& field, const std::string& text,
                       const LocalDomains& domains)
{
    const auto address = parseMailAddress(text);
    if (!address)
        problems.error(
            field, POSTERN_TEXT("server", "'%1' is no mail address; write it like joe@example.com"), {text});
    else if (!domains.contains(address->domain))
        problems.error(field,
                       POSTERN_TEXT("server",
                                    "%1 is none of your domains, so no mail for %2 would come here; add the "
                                    "domain first"),
                       {address->domain, text});
}

void checkDelivery(Problems& problems, const std::string& delivery)
{
    constexpr std::string_view scheme = "maildir:/";
    const bool maildir = delivery.starts_with(scheme) && delivery.size() > scheme.size();
    const bool upwards = (delivery + '/').find("/../") != delivery.npos;
    if (!maildir || upwards)
        problems.error("delivery",
                       POSTERN_TEXT("server",
                                    "mail is delivered into a Maildir folder; write its whole path, like "
                                    "maildir:/srv/mail/jane"));
    problems.line("delivery", delivery, 4096);
}

bool isPort(std::string_view text)
{
    const bool digits =
        !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == text.npos;
    const int port = digits ? std::stoi(std::string(text)) : 0;
    return port >= 1 && port <= 65535;
}

// "lmtp:127.0.0.1:2424", "lmtp:/run/dovecot/lmtp", "smtp:relay.example.test:587", "smtp:[2001:db8::1]:25",
// "smtps:relay.example.test:465"
bool isTarget(std::string_view text)
{
    constexpr std::string_view socket = "lmtp:/";
    if (text.starts_with(socket))
        return text.size() > socket.size();
    if (!text.starts_with("lmtp:") && !text.starts_with("smtp:") && !text.starts_with("smtps:"))
        return false;
    text.remove_prefix(text.find(':') + 1);
    return isHostAndPort(text);
}

bool hasTargetPort(const Route& route, std::string_view port)
{
    return route.to.size() > port.size() && route.to.ends_with(port) &&
           route.to[route.to.size() - port.size() - 1] == ':';
}

void checkRouteTls(Problems& problems, const Route& route)
{
    const bool implicit = route.to.starts_with("smtps:");
    const bool local = route.to.starts_with("lmtp:/");
    if (implicit && route.tls == RouteTls::None)
        problems.error("tls", POSTERN_TEXT("server", "smtps: is always encrypted; write smtp: for a "
                                                     "connection without encryption"));
    if (route.to.starts_with("smtp:") && hasTargetPort(route, "465"))
        problems.warning("to", POSTERN_TEXT("server", "on port 465 servers expect encryption from the first "
                                                      "octet; write smtps: instead of smtp:"));
    if (local && (route.tls == RouteTls::Required || route.tls == RouteTls::Verified))
        problems.warning("tls", POSTERN_TEXT("server", "what goes through a socket of this machine is never "
                                                       "encrypted, and need not be"));
    if (!route.user.empty() && !local && route.tls == RouteTls::None)
        problems.warning("tls",
                         POSTERN_TEXT("server", "the password travels unencrypted; allow it only where "
                                                "nobody can listen"));
}

} // namespace

bool isHostAndPort(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos || !isPort(text.substr(colon + 1)))
        return false;
    const std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        return IpAddress::parse(host.substr(1, host.size() - 2)).has_value();
    return isHostName(host) || (host.find(':') == host.npos && IpAddress::parse(host));
}

std::vector<std::string> namesOf(const Domain& domain)
{
    std::vector<std::string> names{comparableDomain(domain.name)};
    for (const std::string& alias : domain.aliases)
        names.push_back(comparableDomain(alias));
    return names;
}

LocalDomains::LocalDomains(const std::vector<Domain>& domains)
{
    for (const Domain& domain : domains) {
        for (const std::string& name : namesOf(domain))
            m_names.emplace(name, comparableDomain(domain.name));
    }
}

std::string LocalDomains::canonical(const std::string& text) const
{
    MailAddress address = comparableAddress(text);
    const auto own = m_names.find(address.domain);
    if (own != m_names.end())
        address.domain = own->second;
    return address.toString();
}

std::string folderOf(const Mailbox& mailbox)
{
    std::string folder = mailbox.delivery;
    while (folder.ends_with('/'))
        folder.pop_back();
    return folder;
}

std::vector<Problem> validate(const Domain& domain)
{
    Problems problems;
    checkDomainName(problems, "name", domain.name);
    for (const std::string& alias : domain.aliases)
        checkDomainName(problems, "aliases", alias);
    std::set<std::string> seen;
    for (const std::string& name : namesOf(domain)) {
        if (!seen.insert(name).second)
            problems.error("aliases", POSTERN_TEXT("server", "%1 is there twice"), {name});
    }
    return problems.take();
}

std::vector<Problem> validate(const Mailbox& mailbox, const LocalDomains& domains)
{
    Problems problems;
    checkLocalAddress(problems, "address", mailbox.address, domains);
    for (const std::string& alias : mailbox.aliases)
        checkLocalAddress(problems, "aliases", alias, domains);
    if (!mailbox.delivery.empty() || mailbox.forward.empty())
        checkDelivery(problems, mailbox.delivery);
    for (const std::string& address : mailbox.forward) {
        if (!parseMailAddress(address))
            problems.error("forward",
                           POSTERN_TEXT("server", "'%1' is no mail address; write it like joe@example.com"),
                           {address});
        else if (domains.canonical(address) == domains.canonical(mailbox.address))
            problems.error("forward", POSTERN_TEXT("server", "a mailbox cannot forward to itself"));
    }
    if (mailbox.rewriteSender && mailbox.delivery.empty())
        problems.error("rewrite_sender",
                       POSTERN_TEXT("server", "a mailbox without a folder cannot be the sender of what it "
                                              "forwards: reports of failures would have nowhere to go"));
    return problems.take();
}

std::vector<Problem> validate(const Route& route)
{
    Problems problems;
    if (route.domain != "*")
        checkDomainName(problems, "domain", route.domain);
    if (!isTarget(route.to))
        problems.error("to",
                       POSTERN_TEXT("server", "'%1' is no target for a route; write it like "
                                              "smtp:relay.example.com:587 or lmtp:127.0.0.1:2424"),
                       {route.to});
    problems.line("to", route.to, 4096);
    problems.line("user", route.user, credentialLimit);
    problems.line("password", route.password, credentialLimit);
    checkRouteTls(problems, route);
    return problems.take();
}

} // namespace postern::model
