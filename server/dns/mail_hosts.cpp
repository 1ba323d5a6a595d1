// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/mail_hosts.h"

#include <algorithm>
#include <random>
#include <unordered_set>
#include <utility>

namespace postern::dns {

namespace {

using HostsResult = MailHosts::Result;
using SteadyClock = std::chrono::steady_clock;

MailHosts without(HostsResult result, std::string why)
{
    MailHosts hosts;
    hosts.result = result;
    hosts.why = std::move(why);
    return hosts;
}

std::vector<Question> questionsFor(const std::vector<MailHost>& hosts)
{
    std::vector<Question> questions;
    for (const MailHost& host : hosts) {
        questions.push_back({host.name, Type::Aaaa});
        questions.push_back({host.name, Type::A});
    }
    return questions;
}

void addAddresses(MailHost& host, const Answer& answer)
{
    for (const IpAddress& address : answer.addresses) {
        if (host.addresses.size() < maxAddressesPerHost)
            host.addresses.push_back(address);
    }
    if (!answer.canonical.empty())
        host.canonical = answer.canonical;
    if (answer.failed()) {
        host.failed = true;
        host.why = answer.why;
    }
    host.secure = host.secure && answer.security == Security::Secure;
}

std::string firstFailure(const std::vector<MailHost>& hosts)
{
    const auto failed =
        std::find_if(hosts.begin(), hosts.end(), [](const auto& host) { return host.failed; });
    return failed == hosts.end() ? std::string() : failed->name + ": " + failed->why;
}

bool hasAddress(const MailHost& host)
{
    return !host.addresses.empty();
}

// RFC 5321 5.1: MX records of which none is usable are an error; one that is only not known is a temporary
// one.
void conclude(MailHosts& hosts, const std::string& domain)
{
    if (std::any_of(hosts.hosts.begin(), hosts.hosts.end(), hasAddress)) {
        hosts.result = HostsResult::Found;
        return;
    }
    hosts.why = firstFailure(hosts.hosts);
    hosts.result = hosts.why.empty() ? HostsResult::NoHost : HostsResult::Failed;
    if (hosts.result == HostsResult::NoHost)
        hosts.why = hosts.implicit ? domain + " has neither MX records nor an address"
                                   : "no mail server of " + domain + " has an address";
}

} // namespace

struct MailHostsLookup::State : std::enable_shared_from_this<State> {
    Resolver& resolver;
    asio::io_context& context;
    std::string domain;
    SteadyClock::time_point deadline;
    std::function<void(MailHosts)> done;
    Lookup lookup;
    MailHosts hosts;

    State(Resolver& resolver_, asio::io_context& context_, std::string domain_,
          SteadyClock::time_point deadline_, std::function<void(MailHosts)> done_)
        : resolver(resolver_)
        , context(context_)
        , domain(std::move(domain_))
        , deadline(deadline_)
        , done(std::move(done_))
    {
    }

    std::chrono::milliseconds left() const
    {
        const auto left = deadline - SteadyClock::now();
        return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(left), {});
    }

    void askMx()
    {
        lookup = resolver.ask(context, {{domain, Type::Mx}}, left(),
                              [self = shared_from_this()](const auto& answers) { self->onMx(answers[0]); });
    }

    void onMx(const Answer& mx)
    {
        hosts.secure = mx.security == Security::Secure;
        if (mx.failed())
            done(without(HostsResult::Failed, "MX of " + domain + ": " + mx.why));
        else if (mx.status == Status::NoName)
            done(without(HostsResult::NoSuchDomain, "there is no domain " + domain));
        else if (isNullMx(mx))
            done(without(HostsResult::NullMx, domain + " takes no mail, its DNS says (null MX)"));
        else
            askAddresses(inOrder(mx.mx));
    }

    void askAddresses(const std::vector<MxRecord>& records)
    {
        hosts.implicit = records.empty(); // RFC 5321 5.1: as if it were its own MX with preference 0
        if (hosts.implicit)
            hosts.hosts.push_back({0, domain, {}, false, true, {}});
        for (const MxRecord& record : records)
            hosts.hosts.push_back({record.preference, record.host, {}, false, true, {}});
        lookup =
            resolver.ask(context, questionsFor(hosts.hosts), left(),
                         [self = shared_from_this()](const auto& answers) { self->onAddresses(answers); });
    }

    void onAddresses(const Resolver::Answers& answers)
    {
        for (std::size_t i = 0; i < answers.size(); ++i)
            addAddresses(hosts.hosts[i / 2], answers[i]);
        conclude(hosts, domain);
        done(std::move(hosts));
    }
};

MailHostsLookup findMailHosts(Resolver& resolver, asio::io_context& context, const std::string& domain,
                              std::chrono::milliseconds deadline, std::function<void(MailHosts)> done)
{
    const auto state = std::make_shared<MailHostsLookup::State>(
        resolver, context, domain, SteadyClock::now() + deadline, std::move(done));
    MailHostsLookup lookup;
    lookup.m_state = state;
    state->askMx();
    return lookup;
}

void MailHostsLookup::cancel()
{
    if (const auto state = m_state.lock())
        state->lookup.cancel();
    m_state.reset();
}

std::vector<MxRecord> inOrder(std::vector<MxRecord> records)
{
    std::minstd_rand random{std::random_device{}()};
    // RFC 5321 5.1: equal preferences spread the load. Shuffled before, so that the sort keeps it.
    std::shuffle(records.begin(), records.end(), random);
    std::stable_sort(records.begin(), records.end(),
                     [](const auto& a, const auto& b) { return a.preference < b.preference; });
    std::unordered_set<std::string> seen;
    std::erase_if(records, [&](const MxRecord& record) {
        return record.host.empty() || !seen.insert(record.host).second; // a root among others names nobody
    });
    if (records.size() > maxMailHosts)
        records.resize(maxMailHosts);
    return records;
}

bool isNullMx(const Answer& mx)
{
    return mx.found() &&
           std::all_of(mx.mx.begin(), mx.mx.end(), [](const auto& record) { return record.host.empty(); });
}

void keepBetterThanSelf(std::vector<MailHost>& hosts, const std::function<bool(const MailHost&)>& isSelf)
{
    const auto self = std::find_if(hosts.begin(), hosts.end(), isSelf); // the best, since they are in order
    if (self == hosts.end())
        return;
    std::erase_if(hosts, [preference = self->preference](const MailHost& host) {
        return host.preference >= preference;
    });
}

} // namespace postern::dns
