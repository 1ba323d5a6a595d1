// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_health.h"

#include "ctl/list_files.h"
#include "model/document_keys.h"

#include <algorithm>
#include <unordered_map>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;

// All lists of a store at one moment.
struct AllLists {
    model::Configuration configuration;
    std::vector<model::ListEntry> entries;
    std::unordered_map<model::Id, std::int64_t> hits;

    std::string owner(const model::ListEntry& entry) const
    {
        const auto& services = configuration.services;
        const auto found = std::find_if(services.begin(), services.end(),
                                        [&](const auto& service) { return service.id == entry.service; });
        return found == services.end() ? std::string() : found->name;
    }
};

Result<> read(store::Store& store, AllLists& lists)
{
    return store.readTogether([&]() -> Result<> {
        auto configuration = store.configuration();
        auto entries = store.listEntries();
        const auto hits = store.listHits();
        if (!configuration)
            return failFrom(configuration);
        if (!entries)
            return failFrom(entries);
        if (!hits)
            return failFrom(hits);
        lists.configuration = std::move(*configuration);
        lists.entries = std::move(*entries);
        for (const store::ListHit& hit : *hits)
            lists.hits.emplace(hit.entry, hit.hits);
        return {};
    });
}

std::string kindWord(model::ListKind kind)
{
    const auto found = std::find_if(model::listKeys.begin(), model::listKeys.end(),
                                    [&](const auto& row) { return row.first == kind; });
    return std::string(found->second);
}

const char* colorWord(const model::ListEntry& entry)
{
    return entry.color == model::ListColor::Black ? "black" : "white";
}

void show(Context& context, const AllLists& lists, const policy::HealthFinding& finding, bool json)
{
    const model::ListEntry& entry = lists.entries[finding.entry];
    const std::string owner = lists.owner(entry);
    const std::string word(policy::healthWord(finding.kind));
    const std::string why = toEnglish(policy::healthReason(finding, lists.entries));
    if (!json)
        return context.out.line(word + ": " + (owner.empty() ? "all services" : owner) + ", " +
                                colorWord(entry) + ' ' + kindWord(entry.kind) + ": " +
                                entry.displayPattern() + ": " + why);
    context.out.json(
        {{"finding", word},
         {"service", owner.empty() ? Json() : Json(owner)},
         {"list", colorWord(entry)},
         {"kind", kindWord(entry.kind)},
         {"entry", entry.id},
         {"pattern", entry.displayPattern()},
         {"harmless", finding.harmless},
         {"other",
          finding.other == policy::HealthFinding::nobody ? Json() : Json(lists.entries[finding.other].id)},
         {"why", why}});
}

void sumUp(Context& context, const policy::ListHealth& health, std::size_t entries)
{
    std::string words = std::to_string(entries) + (entries == 1 ? " entry" : " entries");
    for (const auto kind : policy::allHealthKinds) {
        const auto count = std::count_if(health.findings.begin(), health.findings.end(),
                                         [&](const auto& finding) { return finding.kind == kind; });
        if (count != 0)
            words += ", " + std::to_string(count) + ' ' + std::string(policy::healthWord(kind));
    }
    context.out.line(words + (health.findings.empty() ? ": nothing found" : ""));
}

} // namespace

Result<int> listHealth(Context& context, const ListHealthOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    AllLists lists;
    if (const auto good = read(**store, lists); !good)
        return failFrom(good);
    std::vector<model::Id> services;
    for (const model::Service& service : lists.configuration.services)
        services.push_back(service.id);
    policy::HealthQuestion question;
    question.entries = lists.entries;
    question.services = services;
    question.hits = &lists.hits;
    question.now = context.clock.now();
    question.unhitFor = std::chrono::days(options.unhitDays);
    const policy::ListHealth health = policy::findListHealth(question);
    for (const policy::HealthFinding& finding : health.findings)
        show(context, lists, finding, options.json);
    if (!health.complete)
        context.err.line("There are so many wildcards that not all were compared with each other.");
    const auto& shared = lists.configuration;
    if (!shared.subscriptions.empty() ||
        std::any_of(shared.services.begin(), shared.services.end(),
                    [](const model::Service& service) { return !service.subscriptions.empty(); }))
        context.err.line("Files that lists are read from are not looked at.");
    if (!options.json)
        sumUp(context, health, lists.entries.size());
    return health.findings.empty() ? exitDone : exitRefused;
}

} // namespace postern::ctl
