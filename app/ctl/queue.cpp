// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/queue.h"
#include "ctl/command.h"

#include <algorithm>
#include <thread>

namespace postern::ctl {

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

constexpr int mostShown = 10'000;

struct QueueOptions {
    model::QueueSelection selection;
    bool all = false;
    bool json = false;
    std::string verb;
};

bool contains(std::string_view text, std::string_view part)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

bool matches(const model::QueueEntry& entry, const model::QueueSelection& wanted)
{
    return (wanted.node.empty() || entry.node == wanted.node) &&
           (wanted.message.empty() || entry.message == wanted.message) &&
           contains(entry.sender == "<>" ? std::string_view() : entry.sender, wanted.sender) &&
           contains(entry.recipient, wanted.recipient) && contains(entry.destination, wanted.destination);
}

Result<std::vector<model::QueueEntry>> selectedRecipients(store::Store& store,
                                                          const model::QueueSelection& wanted)
{
    auto entries = store.queue(mostShown);
    if (entries)
        std::erase_if(*entries, [&](const model::QueueEntry& entry) { return !matches(entry, wanted); });
    return entries;
}

Json toJson(const model::QueueEntry& entry)
{
    return {{"node", entry.node},
            {"message", entry.message},
            {"recipient", entry.recipient},
            {"sender", entry.sender},
            {"destination", entry.destination},
            {"state", std::string(model::toId(entry.state))},
            {"size", entry.size},
            {"arrived", toIso8601(entry.arrived)},
            {"next_try", toIso8601(entry.nextTry)},
            {"attempts", entry.attempts},
            {"last_error", entry.lastError}};
}

void show(Context& context, const std::vector<model::QueueEntry>& entries)
{
    std::vector<std::vector<std::string>> rows{{"MESSAGE", "STATE", "TRIES", "NEXT", "FROM", "TO", "WHY"}};
    for (const model::QueueEntry& entry : entries)
        rows.push_back({entry.message, std::string(model::toId(entry.state)), std::to_string(entry.attempts),
                        entry.state == model::QueueState::Held ? "-" : shortTime(entry.nextTry), entry.sender,
                        entry.recipient, entry.lastError.empty() ? "-" : entry.lastError});
    context.out.table(rows);
}

Result<int> listQueue(Context& context, const QueueOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto entries = selectedRecipients(**store, options.selection);
    if (!entries)
        return failFrom(entries);
    if (options.json) {
        for (const model::QueueEntry& entry : *entries)
            context.out.json(toJson(entry));
    } else if (entries->empty()) {
        context.out.line("nothing waits");
    } else {
        show(context, *entries);
    }
    return exitDone;
}

// Whether the order shows in an entry.
bool isDone(const std::string& verb, const std::vector<model::QueueEntry>& before,
            const std::vector<model::QueueEntry>& now)
{
    const auto held = [](const auto& entry) { return entry.state == model::QueueState::Held; };
    if (verb == model::queueRemove)
        return now.empty();
    if (verb == model::queueHold)
        return std::all_of(now.begin(), now.end(), held);
    if (verb == model::queueRelease)
        return std::none_of(now.begin(), now.end(), held);
    return now != before; // tried, or gone
}

Result<int> report(Context& context, const QueueOptions& options, std::size_t count)
{
    if (options.json)
        context.out.json(Json{{"order", options.verb}, {"recipients", count}});
    else
        context.out.line(options.verb + ": " + std::to_string(count) +
                         (count == 1 ? " recipient" : " recipients"));
    return exitDone;
}

Result<int> order(Context& context, const QueueOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    if (!options.all && options.selection == model::QueueSelection{})
        return fail(ErrorKind::Invalid, "which messages?", "queue",
                    "name one, or filter by --from, --to or --destination, or say --all");
    const auto engine = anyEngine(**store, context.clock.now());
    if (!engine)
        return failFrom(engine);
    if (!*engine)
        return fail(ErrorKind::Unavailable, "no engine runs on this store", context.where,
                    "start posternd or the console first");
    const auto before = selectedRecipients(**store, options.selection);
    if (!before)
        return failFrom(before);
    if (before->empty())
        return fail(ErrorKind::NotFound, "nothing in the queue is so", "queue",
                    "posternctl queue list shows it");
    store::Command command;
    command.verb = options.verb;
    command.argument = model::toJson(options.selection);
    command.author = context.author;
    command.created = context.clock.now();
    if (const auto sent = (*store)->sendCommand(command); !sent)
        return failFrom(sent);
    for (const Time end = context.clock.now() + patience; context.clock.now() < end;) {
        const auto now = selectedRecipients(**store, options.selection);
        if (!now)
            return failFrom(now);
        if (isDone(options.verb, *before, *now))
            return report(context, options, before->size());
        std::this_thread::sleep_for(50ms);
    }
    return fail(ErrorKind::Busy, "the engine has not done it yet", "queue",
                "posternctl queue list shows what it does");
}

void addSelection(CLI::App* sub, const std::shared_ptr<QueueOptions>& options)
{
    sub->add_option("MESSAGE", options->selection.message, "its queue id, as the sender was told in the 250");
    sub->add_option("--from", options->selection.sender, "part of the sender's address");
    sub->add_option("--to", options->selection.recipient, "part of the recipient's address");
    sub->add_option("--destination", options->selection.destination,
                    "part of where it goes: domain:partner.test");
    sub->add_option("--node", options->selection.node, "of this engine only");
    sub->add_flag("--json", options->json, "one object a line");
}

} // namespace

void addQueue(CLI::App& app, Action& chosen)
{
    auto* queue = app.add_subcommand("queue", "Look at mail that waits for delivery, and decide about it");
    queue->require_subcommand(1);
    auto* sub = queue->add_subcommand("list", "Show what waits, why, and until when");
    const auto listed = std::make_shared<QueueOptions>();
    addSelection(sub, listed);
    onCall(sub, chosen, listed, listQueue);
    const auto command = [&](const char* name, std::string_view verb, const char* words) {
        auto* each = queue->add_subcommand(name, words);
        const auto options = std::make_shared<QueueOptions>();
        options->verb = verb;
        addSelection(each, options);
        each->add_flag("--all", options->all, "everything that waits");
        onCall(each, chosen, options, order);
    };
    command("retry", model::queueRetry, "Try it now");
    command("hold", model::queueHold, "Do not try it until it is released");
    command("release", model::queueRelease, "Try what was held, now");
    command("remove", model::queueRemove, "Throw it away; nobody is told");
}

} // namespace postern::ctl
