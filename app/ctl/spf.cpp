// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/spf.h"
#include "base/domain_name.h"
#include "ctl/command.h"
#include "dns/unbound_resolver.h"

#include <asio/io_context.hpp>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;

struct SpfOptions {
    std::string client;
    std::string helo;
    std::string sender;
    std::vector<std::string> servers;
    int timeout = 20; // seconds for the whole; RFC 7208 4.6.4 asks for no less
    bool json = false;
};

std::string ownName()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string inWords(const dns::Answer& answer)
{
    switch (answer.status) {
    case dns::Status::Found:
        return "found";
    case dns::Status::NoData:
        return "no such record";
    case dns::Status::NoName:
        return "no such name";
    case dns::Status::Failed:
        return "failed: " + answer.why;
    }
    return {};
}

std::string keyOf(const dns::Question& question)
{
    return std::string(dns::toWord(question.type)) + ' ' + question.name;
}

using Outcomes = std::map<std::string, std::string>; // of look-ups, in words

// What the evaluation asks is asked, until it has a verdict or the time is over: then nothing more is known.
Outcomes answerAll(mailauth::SpfCheck& check, dns::Resolver& resolver, std::chrono::seconds timeout)
{
    using SteadyClock = std::chrono::steady_clock;
    const auto end = SteadyClock::now() + timeout;
    asio::io_context context;
    Outcomes outcomes;
    while (!check.done()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now());
        const auto questions = check.questions();
        resolver.ask(context, questions, std::max(left, std::chrono::milliseconds(0)),
                     [&](const auto& answers) {
                         for (std::size_t i = 0; i < questions.size(); ++i)
                             outcomes[keyOf(questions[i])] = inWords(answers[i]);
                         check.learn(answers);
                     });
        context.restart();
        context.run();
    }
    return outcomes;
}

void printWords(Context& context, const mailauth::SpfVerdict& verdict, const Outcomes& outcomes)
{
    context.out.line("result: " + std::string(toId(verdict.result)));
    if (!verdict.explanation.empty())
        context.out.line("explanation: " + verdict.explanation);
    if (!verdict.domain.empty())
        context.out.line("domain: " + verdict.domain);
    if (!verdict.mechanism.empty())
        context.out.line("mechanism: " + verdict.mechanism);
    if (!verdict.problem.empty())
        context.out.line("problem: " + verdict.problem);
    for (const dns::Question& question : verdict.lookups)
        context.out.line("look-up: " + keyOf(question) + " (" + outcomes.at(keyOf(question)) + ')');
}

void printJson(Context& context, const mailauth::SpfVerdict& verdict, const Outcomes& outcomes)
{
    Json lookups = Json::array();
    for (const dns::Question& question : verdict.lookups)
        lookups.push_back({{"type", dns::toWord(question.type)},
                           {"name", question.name},
                           {"answer", outcomes.at(keyOf(question))}});
    context.out.json({{"result", toId(verdict.result)},
                      {"explanation", verdict.explanation},
                      {"domain", verdict.domain},
                      {"mechanism", verdict.mechanism},
                      {"problem", verdict.problem},
                      {"lookups", lookups}});
}

Result<int> spf(Context& context, const SpfOptions& options)
{
    const auto client = IpAddress::parse(options.client);
    if (!client)
        return fail(ErrorKind::Invalid, '"' + options.client + "\" is no IP address", "--client",
                    "write it like 192.0.2.1 or 2001:db8::1");
    dns::UnboundOptions dnsOptions{options.servers};
    dnsOptions.trustAnchors.clear(); // SPF is the same with and without DNSSEC
    const auto resolver = dns::UnboundResolver::start(std::move(dnsOptions));
    if (!resolver)
        return failFrom(resolver);
    const std::string_view sender = options.sender == "<>" ? std::string_view() : trim(options.sender);
    mailauth::SpfCheck check(
        {*client, std::string(trim(options.helo)), std::string(sender), ownName(), context.clock.now()});
    const Outcomes outcomes = answerAll(check, **resolver, std::chrono::seconds(options.timeout));
    (options.json ? printJson : printWords)(context, check.verdict(), outcomes);
    return exitDone;
}

} // namespace

void addSpf(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("spf", "Ask the DNS whether a client may send for a domain (SPF); needs no store");
    const auto options = std::make_shared<SpfOptions>();
    command->add_option("--client", options->client, "the client's IP address")->required();
    command->add_option("--helo", options->helo, "what it says in HELO")->required();
    command
        ->add_option("--from", options->sender,
                     "the sender's address; <> is the null sender: then HELO is judged")
        ->required();
    command->add_option("--dns", options->servers,
                        "servers to ask, like 127.0.0.1@5353; else those of the system");
    command->add_option("--timeout", options->timeout, "seconds for the whole")
        ->check(CLI::Range(1, 600))
        ->capture_default_str();
    command->add_flag("--json", options->json, "print one JSON object");
    onCall(command, chosen, options, spf);
}

} // namespace postern::ctl
