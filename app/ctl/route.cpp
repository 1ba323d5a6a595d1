// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include "base/domain_name.h"
#include "base/own_addresses.h"
#include "delivery/curl_fetcher.h"
#include "delivery/probe.h"
#include "dns/unbound_resolver.h"

#include <algorithm>
#include <future>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint16_t smtpPort = 25;

struct RouteTestOptions {
    std::string domain;
    std::vector<std::string> servers;
    bool json = false;
};

// As the engine routes mail to the domain.
Result<delivery::NextHop> hopFor(const model::Configuration& configuration, const std::string& domain)
{
    const auto& routes = configuration.routes;
    for (const std::string& name : {domain, std::string("*")}) {
        const auto found = std::find_if(routes.begin(), routes.end(), [&](const model::Route& route) {
            return comparableDomain(route.domain) == name;
        });
        if (found != routes.end())
            return delivery::hopOf(*found);
    }
    if (domain == "*")
        return fail(ErrorKind::NotFound, "there is no route for all domains", "*",
                    "name a domain: its own servers are tried then");
    return delivery::hopByDns(domain, smtpPort);
}

bool isThisServer(const std::string& hostname, const std::string& name,
                  const std::vector<IpAddress>& addresses)
{
    if (comparableDomain(name) == comparableDomain(hostname))
        return true;
    const auto own = ownAddresses();
    return std::any_of(own.begin(), own.end(), [&](const OwnAddress& ours) {
        return std::find(addresses.begin(), addresses.end(), ours.address) != addresses.end();
    });
}

void print(Output& out, const delivery::ProbeStep& step, bool json)
{
    const std::string text = toEnglish(step.text);
    if (!json) {
        std::string line = nameOf(step.what);
        line.resize(10, ' ');
        std::string verdict = nameOf(step.verdict);
        verdict.resize(8, ' ');
        out.line(line + verdict + text);
        return;
    }
    Json object{{"step", nameOf(step.what)},
                {"result", nameOf(step.verdict)},
                {"text", text},
                {"milliseconds", step.took.count()}};
    if (step.certificate)
        object["certificate"] = {{"names", step.certificate->names},
                                 {"issuer", step.certificate->issuer},
                                 {"until", toIso8601(step.certificate->until)}};
    out.json(object);
}

Result<int> testRoute(Context& context, const RouteTestOptions& options)
{
    auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto configuration = (*store)->configuration();
    if (!configuration)
        return failFrom(configuration);
    const auto hop = hopFor(*configuration, comparableDomain(options.domain));
    if (!hop)
        return failFrom(hop);
    auto authorities = net::TlsClientContext::load();
    if (!authorities)
        return failFrom(authorities);
    const auto& wanted = options.servers.empty() ? configuration->server.dnsServers : options.servers;
    auto resolver = dns::UnboundResolver::start({.servers = wanted});
    if (!resolver)
        return failFrom(resolver);
    const std::string hostname = configuration->server.hostname;
    net::Reactor reactor;
    delivery::CurlFetcher fetcher;
    delivery::StsPolicies policies(**resolver, fetcher);
    reactor.start();
    std::promise<bool> ended;
    delivery::RouteProbe::start(
        reactor, {.resolver = resolver->get(), .tls = *authorities, .policies = &policies}, *hop,
        {.hostname = hostname,
         .clock = &context.clock,
         .isSelf = [&](const auto& name,
                       const auto& addresses) { return isThisServer(hostname, name, addresses); }},
        {.step = [&](const delivery::ProbeStep& step) { print(context.out, step, options.json); },
         .done = [&](bool good) { ended.set_value(good); }});
    const bool good = ended.get_future().get();
    reactor.stop();
    resolver->reset();
    return good ? exitDone : exitRefused;
}

} // namespace

void addRoute(CLI::App& app, Action& chosen)
{
    CLI::App* route = app.add_subcommand("route", "Try how mail for a domain goes on");
    route->require_subcommand(1);
    CLI::App* test = route->add_subcommand(
        "test", "Resolve, connect, encrypt and log in as a delivery would, and send nothing");
    const auto options = std::make_shared<RouteTestOptions>();
    test->add_option("DOMAIN", options->domain, "Whose mail: partner.example, or * for all others")
        ->required();
    test->add_option("--dns", options->servers, "DNS servers to ask, as 192.0.2.53 or 127.0.0.1@5353");
    test->add_flag("--json", options->json, "One object a line");
    onCall(test, chosen, options, testRoute);
}

} // namespace postern::ctl
