// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/validate.h"

#include "base/domain_name.h"
#include "base/mail_address.h"
#include "model/problems.h"
#include "model/subscription.h"
#include "model/validate_parts.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace postern::model {

namespace {

// --- services
// ------------------------------------------------------------------------------------------------

// An empty list of addresses is both families' any-address (RFC 4291 2.5.2).
bool isAny(const IpAddress& address)
{
    return address == IpAddress() || address == IpAddress::parse("::");
}

bool overlap(const IpAddress& a, const IpAddress& b)
{
    return a == b || (a.isV4() == b.isV4() && (isAny(a) || isAny(b)));
}

std::vector<IpAddress> listeningOn(const Service& service)
{
    if (service.addresses.empty())
        return {IpAddress(), *IpAddress::parse("::")};
    std::vector<IpAddress> addresses;
    for (const std::string& text : service.addresses) {
        if (const auto address = IpAddress::parse(text))
            addresses.push_back(*address);
    }
    return addresses;
}

bool clash(const Service& a, const Service& b)
{
    if (a.port != b.port)
        return false;
    const auto others = listeningOn(b);
    const auto mine = listeningOn(a);
    return std::any_of(mine.begin(), mine.end(), [&](const IpAddress& address) {
        return std::any_of(others.begin(), others.end(),
                           [&](const IpAddress& other) { return overlap(address, other); });
    });
}

void checkAgainst(Problems& problems, const Service& service, const Service& other)
{
    if (lowerAscii(service.name) == lowerAscii(other.name))
        problems.error("name", POSTERN_TEXT("server", "there is another service with the name '%1'"),
                       {other.name});
    if (!clash(service, other))
        return;
    const std::vector<std::string> args{other.name, std::to_string(other.port)};
    if (service.enabled && other.enabled)
        problems.error(
            "port", POSTERN_TEXT("server", "the service '%1' listens on port %2 of the same address already"),
            args);
    else
        problems.warning("port",
                         POSTERN_TEXT("server",
                                      "the service '%1' has port %2 of the same address too, so only one of "
                                      "the two can run"),
                         args);
}

// --- the whole
// -----------------------------------------------------------------------------------------------

// Says of each thing after the first of the same name that the name is taken.
class Names {
public:
    // Whether it was free.
    bool take(const std::string& name) { return m_names.insert(name).second; }

private:
    std::set<std::string> m_names;
};

std::string place(const char* table, const std::string& name)
{
    return std::string(table) + '[' + name + ']';
}

void checkDomains(Problems& problems, const Configuration& all)
{
    Names names;
    for (const Domain& domain : all.domains) {
        const std::string where = place("domains", domain.name);
        problems.add(where, validate(domain));
        std::set<std::string> own;
        for (const std::string& name : namesOf(domain)) {
            if (own.insert(name).second && !names.take(name))
                problems.error(where + ".name", POSTERN_TEXT("server", "%1 is one of your domains already"),
                               {name});
        }
    }
}

// Addresses and folders that mailboxes have taken.
class Taken {
public:
    explicit Taken(const LocalDomains& domains)
        : m_domains(domains)
    {
    }

    // Takes what the mailbox has; says what others have already.
    std::vector<Problem> take(const Mailbox& mailbox)
    {
        constexpr auto taken = POSTERN_TEXT("server", "%1 is taken already");
        Problems problems;
        if (!m_addresses.take(m_domains.canonical(mailbox.address)))
            problems.error("address", taken, {mailbox.address});
        for (const std::string& alias : mailbox.aliases) {
            if (!m_addresses.take(m_domains.canonical(alias)))
                problems.error("aliases", taken, {alias});
        }
        if (!mailbox.delivery.empty() && !m_folders.take(folderOf(mailbox)))
            problems.warning(
                "delivery",
                POSTERN_TEXT("server", "another mailbox has this folder too, so both get both's mail"));
        return problems.take();
    }

private:
    const LocalDomains& m_domains;
    Names m_addresses;
    Names m_folders;
};

void checkMailboxes(Problems& problems, const Configuration& all, const LocalDomains& domains)
{
    Taken taken(domains);
    for (const Mailbox& mailbox : all.mailboxes) {
        const std::string where = place("mailboxes", mailbox.address);
        problems.add(where, validate(mailbox, domains));
        problems.add(where, taken.take(mailbox));
    }
    if (all.mailboxes.empty() && !all.domains.empty())
        problems.warning(
            "mailboxes",
            POSTERN_TEXT("server", "there is no mailbox yet, so all mail for your domains is refused"));
}

// One route; `names` are those of the others.
std::vector<Problem> routeProblems(const Route& route, Names& names, const LocalDomains& domains)
{
    Problems problems;
    if (!names.take(comparableDomain(route.domain)))
        problems.error("domain", POSTERN_TEXT("server", "there is another route for %1"), {route.domain});
    if (domains.contains(comparableDomain(route.domain)))
        problems.warning(
            "domain",
            POSTERN_TEXT("server", "%1 is one of your domains, whose mail goes to mailboxes here: the route "
                                   "is never used"),
            {route.domain});
    return problems.take();
}

void checkRoutes(Problems& problems, const Configuration& all, const LocalDomains& domains)
{
    Names names;
    for (const Route& route : all.routes) {
        const std::string where = place("routes", route.domain);
        problems.add(where, validate(route));
        problems.add(where, routeProblems(route, names, domains));
    }
}

void checkServices(Problems& problems, const Configuration& all)
{
    for (std::size_t i = 0; i < all.services.size(); ++i) {
        const Service& service = all.services[i];
        Problems own;
        for (std::size_t earlier = 0; earlier < i; ++earlier)
            checkAgainst(own, service, all.services[earlier]);
        const std::string where = place("services", service.name);
        problems.add(where, validate(service));
        problems.add(where, own.take());
    }
}

void checkPostmaster(Problems& problems, const Configuration& all, const LocalDomains& domains)
{
    const std::string& postmaster = all.server.postmaster;
    if (postmaster.empty() || !parseMailAddress(postmaster))
        return;
    const auto is = [&](const std::string& address) {
        return domains.canonical(address) == domains.canonical(postmaster);
    };
    const bool known = std::any_of(all.mailboxes.begin(), all.mailboxes.end(), [&](const Mailbox& mailbox) {
        return is(mailbox.address) || std::any_of(mailbox.aliases.begin(), mailbox.aliases.end(), is);
    });
    if (!known)
        problems.error("server.postmaster", POSTERN_TEXT("server", "no mailbox has the address %1"),
                       {postmaster});
}

std::vector<Problem> joined(std::vector<Problem> problems, std::vector<Problem> more)
{
    problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
    return problems;
}

} // namespace

std::vector<Problem> validate(const Configuration& configuration)
{
    const LocalDomains domains(configuration.domains);
    Problems problems;
    problems.add("server", validate(configuration.server));
    checkPostmaster(problems, configuration, domains);
    checkDomains(problems, configuration);
    checkMailboxes(problems, configuration, domains);
    checkRoutes(problems, configuration, domains);
    checkServices(problems, configuration);
    checkSubscriptions(problems, configuration.subscriptions);
    return problems.take();
}

std::vector<Problem> validateAmong(const Service& service, const Configuration& all)
{
    Problems problems;
    for (const Service& other : all.services) {
        if (service.id == 0 || other.id != service.id)
            checkAgainst(problems, service, other);
    }
    return joined(validate(service), problems.take());
}

std::vector<Problem> validateAmong(const Domain& domain, const Configuration& all)
{
    const auto names = namesOf(domain);
    Problems problems;
    for (const Domain& other : all.domains) {
        if (domain.id != 0 && other.id == domain.id)
            continue;
        for (const std::string& name : namesOf(other)) {
            const auto clash = std::find(names.begin(), names.end(), name);
            if (clash != names.end())
                problems.error(clash == names.begin() ? "name" : "aliases",
                               POSTERN_TEXT("server", "%1 is one of your domains already"), {name});
        }
    }
    return joined(validate(domain), problems.take());
}

std::vector<Problem> validateAmong(const Mailbox& mailbox, const Configuration& all)
{
    const LocalDomains domains(all.domains);
    Taken taken(domains);
    for (const Mailbox& other : all.mailboxes) {
        if (mailbox.id == 0 || other.id != mailbox.id)
            taken.take(other);
    }
    return joined(validate(mailbox, domains), taken.take(mailbox));
}

std::vector<Problem> validateAmong(const Route& route, const Configuration& all)
{
    Names names;
    for (const Route& other : all.routes) {
        if (route.id == 0 || other.id != route.id)
            names.take(comparableDomain(other.domain));
    }
    return joined(validate(route), routeProblems(route, names, LocalDomains(all.domains)));
}

bool hasErrors(const std::vector<Problem>& problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.severity == Severity::Error; });
}

} // namespace postern::model
