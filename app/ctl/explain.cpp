// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/explain.h"
#include "base/domain_name.h"
#include "base/own_addresses.h"
#include "ctl/command.h"
#include "ctl/trace_words.h"
#include "policy/fact_words.h"
#include "policy/flips.h"
#include "policy/subscribed_lists.h"

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;

struct ExplainOptions {
    std::string service;
    std::string client;
    std::string helo;
    std::string sender;
    std::string recipient;
    std::string user;
    std::int64_t size = -1;
    bool hasSender = false;
    bool json = false;
};

struct Question {
    policy::FlipSite site;
    std::shared_ptr<const policy::Policy> policy; // of the service
    policy::Facts facts;
    std::vector<Error> problems; // files of lists that cannot be read here
};

// What the engine does with the same configuration, this machine's own addresses included.
policy::FlipSite compile(std::int64_t revision, model::Configuration configuration,
                         std::span<const model::ListEntry> entries)
{
    policy::FlipSite site;
    for (const OwnAddress& address : ownAddresses())
        site.ownAddresses.push_back(address.address);
    site.snapshot = policy::compileSnapshot(revision, configuration, entries, site.ownAddresses);
    site.configuration = std::make_shared<const model::Configuration>(std::move(configuration));
    return site;
}

// The service that is named, or the only one.
Result<model::Service> chooseService(const model::Configuration& configuration, const std::string& name)
{
    if (name.empty() && configuration.services.size() == 1)
        return configuration.services.front();
    return findService(configuration, name);
}

Result<policy::Facts> factsOf(Context& context, const ExplainOptions& options)
{
    const auto client = IpAddress::parse(options.client);
    if (!client)
        return fail(ErrorKind::Invalid, '"' + options.client + "\" is no IP address", "--client",
                    "write it like 203.0.113.9 or 2001:db8::1");
    if (!options.recipient.empty() && !options.hasSender)
        return fail(ErrorKind::Invalid, "a recipient comes after a sender", "--to",
                    "give --from; \"<>\" is a bounce");
    policy::Facts facts;
    facts.now = context.clock.now();
    facts.client = *client;
    facts.helo = trim(options.helo);
    facts.user = options.user;
    if (options.hasSender)
        facts.sender = options.sender == "<>" ? "" : options.sender;
    if (!options.recipient.empty())
        facts.recipient = options.recipient;
    if (options.size >= 0)
        facts.declaredSize = options.size;
    return facts;
}

Result<Question> prepare(Context& context, const ExplainOptions& options)
{
    auto facts = factsOf(context, options);
    if (!facts)
        return failFrom(facts);
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto revision = (*store)->revision();
    if (!revision)
        return failFrom(revision);
    const auto configuration = (*store)->configuration();
    if (!configuration)
        return failFrom(configuration);
    const auto service = chooseService(*configuration, options.service);
    if (!service)
        return failFrom(service);
    const auto entries = (*store)->listEntries();
    if (!entries)
        return failFrom(entries);
    auto files = policy::readSubscribedFiles((*store)->where(), *configuration);
    Question question{compile(*revision, *configuration, *entries), nullptr, std::move(*facts),
                      std::move(files.problems)};
    question.site.snapshot = policy::withFiles(*question.site.snapshot, *configuration, files.lists);
    question.policy = question.site.snapshot->find(service->id);
    return question;
}

const model::Mailbox* mailboxOf(const Question& question)
{
    return question.facts.recipient
               ? question.policy->server->mailboxFor(comparableAddress(*question.facts.recipient))
               : nullptr;
}

std::string acceptedWords(const Question& question, const policy::Verdict& verdict)
{
    const model::Mailbox* mailbox = mailboxOf(question);
    switch (verdict.destination) {
    case policy::Destination::Mailbox:
        return mailbox == nullptr ? "accepted: goes to a mailbox"
                                  : "accepted: goes to " + mailbox->address + " (" + mailbox->delivery + ')';
    case policy::Destination::Route:
        return "accepted: goes on by the route of " + comparableAddress(*question.facts.recipient).domain;
    case policy::Destination::Relay:
        return "accepted: relayed to " + comparableAddress(*question.facts.recipient).domain;
    case policy::Destination::None:
        break;
    }
    return "accepted so far: no recipient was given";
}

std::string joined(const std::vector<model::Check>& checks)
{
    std::string ids;
    for (const model::Check check : checks)
        ids += (ids.empty() ? "" : ", ") + std::string(model::info(check).id);
    return ids;
}

std::string inOneLine(const policy::Flip& flip, bool letsIn)
{
    std::string what;
    std::string besides;
    for (const policy::FlipStep& step : flip.steps) {
        what += (what.empty() ? "" : ", and ") + toEnglish(policy::inWords(step));
        const std::string rest = toEnglish(policy::whatElse(step));
        if (!rest.empty())
            besides += (besides.empty() ? "" : "; ") + rest;
    }
    if (!besides.empty())
        what += (letsIn ? " (lets in, too: " : " (refuses, too: ") + besides + ')';
    return what;
}

void show(Context& context, const policy::Flips& flips)
{
    if (flips.flips.empty())
        return context.out.line(flips.refused ? "no single change of settings, and no two, would let it in"
                                              : "no single change of settings would refuse it");
    context.out.line(flips.refused ? "what would let it in, safest first:"
                                   : "what would refuse it, safest first:");
    for (std::size_t i = 0; i < flips.flips.size(); ++i)
        context.out.line("  " + std::to_string(i + 1) + ". " + inOneLine(flips.flips[i], flips.refused));
    if (!flips.complete)
        context.out.line("  there may be more: not every combination was tried");
}

void show(Context& context, const Question& question, const policy::Explanation& explanation,
          const policy::Flips& flips)
{
    const policy::Verdict& verdict = explanation.verdict;
    context.out.line(verdict.check ? verdict.reply.toString() : acceptedWords(question, verdict));
    if (!verdict.monitored.empty())
        context.out.line("would be refused, were it not in mode monitor, by " + joined(verdict.monitored));
    for (const policy::FactId fact : explanation.missing)
        context.out.line(std::string(policy::nameOf(fact)) + " is not looked up here, and taken as unknown");
    for (const Error& problem : question.problems)
        context.out.line("a list file does not count here: " + toString(problem));
    std::vector<std::vector<std::string>> rows;
    for (const policy::TraceRow& row : verdict.trace) {
        const bool decided = &row == policy::decidingRow(verdict);
        rows.push_back({decided ? ">" : " ", std::string(model::info(row.check).id),
                        std::string(model::toId(row.mode)), std::string(policy::toId(row.result)),
                        policy::inEnglish(row)});
    }
    context.out.table(rows);
    show(context, flips);
}

Json toJson(const policy::Flip& flip)
{
    Json steps = Json::array();
    for (const policy::FlipStep& step : flip.steps)
        steps.push_back({{"what", toEnglish(policy::inWords(step))},
                         {"besides", toEnglish(policy::whatElse(step))},
                         {"by", step.byClient() ? "client" : "administrator"}});
    Json missing = Json::array();
    for (const policy::FactId fact : flip.missing)
        missing.push_back(policy::nameOf(fact));
    return {{"steps", std::move(steps)}, {"not_looked_up", std::move(missing)}};
}

Json toJson(const Question& question, const policy::Explanation& explanation, const policy::Flips& found)
{
    const policy::Verdict& verdict = explanation.verdict;
    const model::Mailbox* mailbox = mailboxOf(question);
    Json monitored = Json::array();
    for (const model::Check check : verdict.monitored)
        monitored.push_back(model::info(check).id);
    Json missing = Json::array();
    for (const policy::FactId fact : explanation.missing)
        missing.push_back(policy::nameOf(fact));
    Json unread = Json::array();
    for (const Error& problem : question.problems)
        unread.push_back(toString(problem));
    Json flips = Json::array();
    for (const policy::Flip& flip : found.flips)
        flips.push_back(toJson(flip));
    const bool delivered = verdict.destination == policy::Destination::Mailbox && mailbox != nullptr;
    return {{"service", question.policy->service.name},
            {"revision", question.policy->revision},
            {"stage", model::toId(explanation.stage)},
            {"outcome", word(verdict.outcome)},
            {"check", verdict.check ? Json(model::info(*verdict.check).id) : Json()},
            {"reply", verdict.check ? Json(verdict.reply.toString()) : Json()},
            {"destination", word(verdict.destination)},
            {"mailbox", delivered ? Json(mailbox->address) : Json()},
            {"monitored", std::move(monitored)},
            {"not_looked_up", std::move(missing)},
            {"unread_list_files", std::move(unread)},
            {"trace", readable(verdict.trace)},
            {found.refused ? "lets_in" : "refuses", std::move(flips)},
            {"all_tried", found.complete}};
}

Result<int> explain(Context& context, const ExplainOptions& options)
{
    const auto question = prepare(context, options);
    if (!question)
        return failFrom(question);
    const auto explanation = policy::explain(*question->policy, question->facts);
    const auto flips = policy::findFlips(question->site, question->policy->service.id, question->facts);
    if (options.json)
        context.out.json(toJson(*question, explanation, flips));
    else
        show(context, *question, explanation, flips);
    return exitDone;
}

} // namespace

void addExplain(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("explain", "Say what a session would meet, and why");
    const auto options = std::make_shared<ExplainOptions>();
    command->add_option("--service", options->service, "its name; not needed where there is only one");
    command->add_option("--client", options->client, "the client's IP address")->required();
    command->add_option("--helo", options->helo, "what it says in HELO");
    auto* from = command->add_option("--from", options->sender, "envelope sender; \"<>\" is a bounce");
    command->add_option("--to", options->recipient, "envelope recipient");
    command->add_option("--user", options->user, "the user that it is logged in as");
    command->add_option("--size", options->size, "bytes that it declares")->check(CLI::NonNegativeNumber);
    command->add_flag("--json", options->json, "as one JSON object");
    command->callback([&chosen, options, from] {
        options->hasSender = from->count() > 0;
        chosen = [options](Context& context) { return explain(context, *options); };
    });
}

} // namespace postern::ctl
