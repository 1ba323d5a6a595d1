// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/trace_words.h"

#include <map>
#include <sstream>
#include <thread>

namespace postern::ctl {

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

constexpr auto pollInterval = 50ms; // a new event shows within 250 ms of its commit
constexpr int pageSize = 1000;

struct LogOptions {
    std::string since;
    std::string outcome = "all";
    std::string search;
    std::string service;
    std::string check;
    bool follow = false;
    bool json = false;
};

const std::map<std::string, std::vector<model::Outcome>> outcomesByWord{
    {"all", {}},
    {"accepted", {model::Outcome::Accepted}},
    {"rejected", {model::Outcome::Rejected}},
    {"deferred", {model::Outcome::Deferred}},
};

std::string dashIfEmpty(const std::string& text)
{
    return text.empty() ? "-" : text;
}

std::string wordsOf(const model::Event& event)
{
    std::string line = shortTime(event.time) + ' ' + std::string(word(event.outcome)) + ' ' + event.service +
                       ' ' + event.client + " helo=" + dashIfEmpty(event.helo) +
                       " from=" + dashIfEmpty(event.sender) + " to=" + dashIfEmpty(event.recipient);
    if (!event.user.empty())
        line += " user=" + event.user;
    if (event.size > 0)
        line += " size=" + std::to_string(event.size);
    if (!event.check.empty())
        line += " check=" + event.check;
    if (!event.monitored.empty())
        line += " monitored=" + event.monitored;
    return event.reply.empty() ? line : line + ": " + event.reply;
}

Json parsedOrNull(const std::string& text)
{
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json() : json;
}

Json traceOf(const model::Event& event)
{
    const auto trace = policy::traceFromJson(event.trace);
    return trace ? readable(*trace) : Json();
}

Json toJson(const model::Event& event)
{
    std::istringstream words(event.monitored);
    const Json monitored(std::vector<std::string>(std::istream_iterator<std::string>(words), {}));
    return {{"id", event.id},          {"time", toIso8601(event.time)},
            {"node", event.node},      {"service", event.service},
            {"client", event.client},  {"helo", event.helo},
            {"tls", event.tls},        {"user", event.user},
            {"sender", event.sender},  {"recipient", event.recipient},
            {"size", event.size},      {"outcome", word(event.outcome)},
            {"check", event.check},    {"monitored", monitored},
            {"reply", event.reply},    {"reference", event.reference},
            {"entry", event.entry},    {"revision", event.revision},
            {"trace", traceOf(event)}, {"facts", parsedOrNull(event.facts)}};
}

class LogPrinter {
public:
    LogPrinter(Context& context, store::Store& store, store::EventQuery query, bool json)
        : m_context(context)
        , m_store(store)
        , m_query(std::move(query))
        , m_json(json)
    {
        m_query.limit = pageSize;
        m_query.oldestFirst = true;
    }

    // Everything after the last one printed.
    Result<> printNew()
    {
        // Read before the pages: what comes in meanwhile is the next call's.
        const auto newest = newestId();
        if (!newest)
            return failFrom(newest);
        while (true) {
            const auto page = m_store.events(m_query);
            if (!page)
                return failFrom(page);
            for (const model::Event& event : *page)
                print(event);
            if (!page->empty())
                m_query.afterId = page->back().id;
            if (page->size() < std::size_t(pageSize))
                break;
        }
        m_query.afterId = std::max(m_query.afterId, *newest);
        return {};
    }

    Result<> skipToEnd()
    {
        const auto newest = newestId();
        if (!newest)
            return failFrom(newest);
        m_query.afterId = *newest;
        return {};
    }

    // Until the reader goes away.
    Result<> follow()
    {
        while (m_context.out.good()) {
            if (m_store.changedByOthers()) {
                if (auto printed = printNew(); !printed)
                    return printed;
            }
            std::this_thread::sleep_for(pollInterval);
        }
        return {};
    }

private:
    Result<model::Id> newestId()
    {
        store::EventQuery any;
        any.limit = 1;
        const auto newest = m_store.events(any);
        if (!newest)
            return failFrom(newest);
        return newest->empty() ? 0 : newest->front().id;
    }

    void print(const model::Event& event)
    {
        if (m_json)
            m_context.out.json(toJson(event));
        else
            m_context.out.line(wordsOf(event));
    }

    Context& m_context;
    store::Store& m_store;
    store::EventQuery m_query;
    bool m_json;
};

Result<store::EventQuery> queryOf(Context& context, const LogOptions& options)
{
    store::EventQuery query;
    query.search = options.search;
    query.service = options.service;
    query.check = options.check;
    query.outcomes = outcomesByWord.at(options.outcome);
    if (options.since.empty())
        return query;
    const auto since = parseSince(options.since, context.clock.now());
    if (!since)
        return failFrom(since);
    query.since = *since;
    return query;
}

Result<int> log(Context& context, const LogOptions& options)
{
    auto query = queryOf(context, options);
    if (!query)
        return failFrom(query);
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    LogPrinter printer(context, **store, std::move(*query), options.json);
    const bool onlyNew = options.follow && options.since.empty();
    if (const auto begun = onlyNew ? printer.skipToEnd() : printer.printNew(); !begun)
        return failFrom(begun);
    if (!options.follow)
        return exitDone;
    if (const auto followed = printer.follow(); !followed)
        return failFrom(followed);
    return exitDone;
}

} // namespace

void addLog(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("log", "Print what was accepted and refused, oldest first");
    const auto options = std::make_shared<LogOptions>();
    command->add_option("--since", options->since,
                        "30m, 24h, 7d or a time like 2026-11-24T10:00:00Z; otherwise all");
    command->add_option("--outcome", options->outcome, "rejected, deferred, accepted or all")
        ->capture_default_str()
        ->check(CLI::IsMember({"rejected", "deferred", "accepted", "all"}));
    command->add_option("--search", options->search,
                        "an address, domain, IP address, CIDR block or reference");
    command->add_option("--service", options->service, "of this service only");
    command->add_option("--check", options->check, "decided by this check only, like sender.blacklist");
    command->add_flag("--follow", options->follow, "go on with what comes in; without --since only that");
    command->add_flag("--json", options->json, "one JSON object a line, with trace and facts");
    onCall(command, chosen, options, log);
}

} // namespace postern::ctl
