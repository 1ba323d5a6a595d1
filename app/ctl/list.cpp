// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "base/mail_address.h"
#include "ctl/command.h"
#include "ctl/list_files.h"
#include "ctl/open_list.h"
#include "ctl/save.h"
#include "policy/compiled_list.h"
#include "policy/subscribed_lists.h"

#include <algorithm>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;

struct ListOptions {
    std::shared_ptr<ListPlace> place;
    std::vector<std::string> patterns;
    std::string comment;
    std::string expires;
    std::string onlyFrom;
    bool onlyWhenSpfPasses = false;
    std::string client; // test
    bool json = false;  // test
};

// What the options of 'add' say of an entry.
Result<> describeEntry(const ListOptions& options, model::ListEntry& entry)
{
    entry.comment = options.comment;
    if (!options.expires.empty()) {
        const auto expires = parseIso8601(options.expires);
        if (!expires)
            return failFrom(expires);
        entry.expires = *expires;
    }
    if (options.onlyFrom.empty() && !options.onlyWhenSpfPasses)
        return {};
    if (entry.color == model::ListColor::Black)
        return fail(ErrorKind::Invalid, "a condition belongs to an exception only", "--list black",
                    "leave out --only-from and --only-when-spf-passes");
    if (const auto range = IpRange::parse(options.onlyFrom); !options.onlyFrom.empty() && !range)
        return failFrom(range);
    entry.onlyFrom = options.onlyFrom;
    entry.condition = options.onlyFrom.empty() ? model::Condition::SpfPass : model::Condition::FromRange;
    return {};
}

// Whether 'add' would only repeat what stands there.
bool repeats(const model::ListEntry& there, model::ListEntry entry)
{
    entry.id = there.id;
    entry.author = there.author;
    entry.created = there.created;
    return entry == there;
}

Result<int> saveList(Context& context, OpenList& list, store::Edit edit)
{
    if (edit.lists.empty())
        return exitDone;
    if (const auto saved = save(context, *list.store, std::move(edit)); !saved)
        return failFrom(saved);
    return exitDone;
}

Result<int> addEntry(Context& context, const ListOptions& options)
{
    auto list = openList(context, *options.place);
    if (!list)
        return failFrom(list);
    store::Edit edit = list->edit();
    for (const std::string& typed : options.patterns) {
        const auto pattern = model::ListPattern::parse(list->kind, typed);
        if (!pattern)
            return failFrom(pattern);
        model::ListEntry entry = list->entry(*pattern, context.author, context.clock.now());
        if (const auto described = describeEntry(options, entry); !described)
            return failFrom(described);
        if (const model::ListEntry* there = list->find(*pattern);
            there != nullptr && repeats(*there, entry)) {
            context.out.line(entry.displayPattern() + " is there already");
            continue;
        } else if (there != nullptr) {
            entry.id = there->id;
        }
        edit.lists.saved.push_back(std::move(entry));
    }
    return saveList(context, *list, std::move(edit));
}

Result<int> removeEntry(Context& context, const ListOptions& options)
{
    auto list = openList(context, *options.place);
    if (!list)
        return failFrom(list);
    store::Edit edit = list->edit();
    for (const std::string& typed : options.patterns) {
        const auto pattern = model::ListPattern::parse(list->kind, typed);
        if (!pattern)
            return failFrom(pattern);
        const model::ListEntry* there = list->find(*pattern);
        if (there == nullptr)
            return fail(ErrorKind::NotFound, "is not in the list", typed,
                        "nothing was removed; posternctl list export shows what is in it");
        edit.lists.removed.push_back(there->id);
    }
    return saveList(context, *list, std::move(edit));
}

std::optional<policy::ListMatch> look(const policy::CompiledList& list, model::ListKind kind,
                                      const std::string& subject, const policy::ListMoment& moment)
{
    switch (kind) {
    case model::ListKind::Ip:
        return list.findIp(IpAddress::parse(subject).value_or(IpAddress()), moment);
    case model::ListKind::Sender:
    case model::ListKind::Recipient:
        return list.findAddress(comparableAddress(subject == "<>" ? "" : subject), moment);
    case model::ListKind::Helo:
        return list.findHelo(comparableDomain(subject), moment);
    }
    return std::nullopt;
}

void show(Context& context, const std::string& subject, const std::optional<policy::ListMatch>& match,
          bool json)
{
    if (json)
        return context.out.json({{"subject", subject},
                                 {"listed", match && !match->negated},
                                 {"entry", match ? Json(match->entry) : Json()},
                                 {"pattern", match ? Json(match->pattern) : Json()}});
    if (!match)
        return context.out.line(subject + ": not listed");
    context.out.line(subject + (match->negated ? ": not listed, taken out by " : ": listed by ") +
                     match->pattern);
}

// The service's own entries and the shared ones together, as a session meets them.
Result<policy::CompiledList> compile(Context& context, OpenList& list)
{
    std::vector<model::ListEntry> entries = list.entries;
    if (list.service != 0) {
        const auto shared = list.store->listEntries({0, list.color, list.kind});
        if (!shared)
            return failFrom(shared);
        entries.insert(entries.end(), shared->begin(), shared->end());
    }
    const auto configuration = list.store->configuration();
    if (!configuration)
        return failFrom(configuration);
    const auto& services = configuration->services;
    const auto service = std::find_if(services.begin(), services.end(),
                                      [&](const model::Service& each) { return each.id == list.service; });
    const auto files = policy::readSubscribedFiles(list.store->where(), *configuration);
    for (const Error& problem : files.problems)
        context.err.line("a list file does not count here: " + toString(problem));
    policy::ListSet set;
    set.byKind[std::size_t(list.kind)] = policy::CompiledList::compile(list.kind, entries);
    return policy::withFiles(std::move(set), list.color,
                             service == services.end() ? model::Service() : *service,
                             configuration->subscriptions, files.lists)
        .of(list.kind);
}

Result<int> testSubject(Context& context, const ListOptions& options)
{
    auto list = openList(context, *options.place);
    if (!list)
        return failFrom(list);
    const auto compiled = compile(context, *list);
    if (!compiled)
        return failFrom(compiled);
    policy::ListMoment moment;
    moment.now = context.clock.now();
    moment.client = IpAddress::parse(options.client);
    if (!options.client.empty() && !moment.client)
        return fail(ErrorKind::Invalid, "is no IP address", options.client);
    for (const std::string& typed : options.patterns) {
        const std::string subject(trim(typed));
        if (list->kind == model::ListKind::Ip && !IpAddress::parse(subject))
            return fail(ErrorKind::Invalid, "is no IP address", subject);
        show(context, subject, look(*compiled, list->kind, subject, moment), options.json);
    }
    return exitDone;
}

std::shared_ptr<ListPlace> addPlace(CLI::App* command)
{
    auto place = std::make_shared<ListPlace>();
    auto* where = command->add_option_group("Which list");
    auto* either = where->add_option_group("Whose");
    either->add_option("--service", place->service, "of this service");
    either->add_flag("--all", place->all, "of all services: the shared lists");
    either->require_option(1);
    where->add_option("--list", place->color, "black, or white: the exceptions")
        ->required()
        ->check(CLI::IsMember({"black", "white"}));
    where->add_option("--kind", place->kind, "ip, sender, recipient or helo")
        ->required()
        ->check(CLI::IsMember({"ip", "sender", "recipient", "helo"}));
    return place;
}

void addPatterns(CLI::App* command, ListOptions& options, const char* name, const char* words)
{
    command->add_option(name, options.patterns, words)->required();
}

void addFileCommands(CLI::App& list, Action& chosen)
{
    const auto command = [&](const char* name, const char* words, const char* fileWords, auto run) {
        auto* sub = list.add_subcommand(name, words);
        const auto options = std::make_shared<ListFileOptions>();
        options->place = addPlace(sub);
        sub->add_option("FILE", options->file, fileWords)->required(run == importList);
        onCall(sub, chosen, options, run);
        return std::pair(sub, options);
    };
    const auto [importing, options] =
        command("import", "Add the lines of a file", "- reads standard input", importList);
    importing->add_flag("--skip-wrong", options->skipWrong, "take the right lines although others are wrong");
    importing->add_flag("--dry-run", options->dryRun, "say what each line becomes, and save nothing");
    importing
        ->add_option("--format", options->format, "auto, text, csv, postfix-access, postfix-cidr or mailtraq")
        ->check(CLI::IsMember({"auto", "text", "csv", "postfix-access", "postfix-cidr", "mailtraq"}));
    const auto [exporting, exportOptions] =
        command("export", "Print the list", "a new file; otherwise standard output", exportList);
    exporting->add_option("--format", exportOptions->format, "text, csv, postfix-access or postfix-cidr")
        ->check(CLI::IsMember({"text", "csv", "postfix-access", "postfix-cidr"}));
}

void addListHealth(CLI::App& list, Action& chosen)
{
    auto* health =
        list.add_subcommand("health", "Say which entries of all lists are superfluous or doubtful");
    const auto options = std::make_shared<ListHealthOptions>();
    health
        ->add_option("--never-hit", options->unhitDays,
                     "after how many days without a hit an entry is named (90)")
        ->check(CLI::Range(1, 36'500));
    health->add_flag("--json", options->json, "one JSON object a line");
    onCall(health, chosen, options, listHealth);
}

} // namespace

void addList(CLI::App& app, Action& chosen)
{
    auto* list = app.add_subcommand("list", "Change, test, import and export Black Lists and Exceptions");
    list->require_subcommand(1);
    const auto command = [&](const char* name, const char* words, auto run) {
        auto* sub = list->add_subcommand(name, words);
        const auto options = std::make_shared<ListOptions>();
        options->place = addPlace(sub);
        onCall(sub, chosen, options, run);
        return std::pair(sub, options);
    };
    const auto [adding, addOptions] = command("add", "Add entries", addEntry);
    addPatterns(adding, *addOptions, "PATTERN",
                "like joe@example.com, .example.com, 192.0.2.0/24; ~ in front takes out");
    adding->add_option("--comment", addOptions->comment, "why it is there");
    adding->add_option("--expires", addOptions->expires,
                       "when it ends, like 2027-01-31 or 2027-01-31T10:00:00Z");
    auto* range = adding->add_option("--only-from", addOptions->onlyFrom,
                                     "an exception only for clients in this range");
    adding
        ->add_flag("--only-when-spf-passes", addOptions->onlyWhenSpfPasses,
                   "an exception only when SPF passes")
        ->excludes(range);
    const auto [removing, removeOptions] = command("remove", "Remove entries", removeEntry);
    addPatterns(removing, *removeOptions, "PATTERN", "as it stands in the list");
    const auto [testing, testOptions] =
        command("test", "Say which entry an address or name meets", testSubject);
    addPatterns(testing, *testOptions, "SUBJECT", "an address, IP address or HELO name");
    testing->add_option("--client", testOptions->client, "the client, for exceptions with --only-from");
    testing->add_flag("--json", testOptions->json, "one JSON object a line");
    addFileCommands(*list, chosen);
    addListHealth(*list, chosen);
}

} // namespace postern::ctl
