// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/save.h"
#include "store/phrase_text.h"

namespace postern::ctl {

namespace {

constexpr int pageSize = 500;

struct HistoryOptions {
    bool json = false;
    std::int64_t revision = 0;
};

nlohmann::ordered_json toJson(const store::Revision& revision)
{
    return {{"revision", revision.id},
            {"time", toIso8601(revision.time)},
            {"author", revision.author},
            {"summary", toEnglish(store::phraseFrom(revision.summary))}};
}

nlohmann::ordered_json parsedOrNull(const std::string& row)
{
    auto json = nlohmann::ordered_json::parse(row, nullptr, false);
    return json.is_discarded() ? nlohmann::ordered_json() : json;
}

void print(Context& context, const store::Revision& revision, bool json)
{
    if (json)
        context.out.json(toJson(revision));
    else
        context.out.line(std::to_string(revision.id) + "  " + shortTime(revision.time) + "  " +
                         revision.author + "  " + toEnglish(store::phraseFrom(revision.summary)));
}

Result<int> listRevisions(Context& context, const HistoryOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    for (std::int64_t before = 0;;) {
        const auto page = (*store)->history(before, pageSize);
        if (!page)
            return failFrom(page);
        for (const store::Revision& revision : *page)
            print(context, revision, options.json);
        if (page->size() < std::size_t(pageSize))
            return exitDone;
        before = page->back().id;
    }
}

Result<store::Revision> findRevision(store::Store& store, std::int64_t id)
{
    const auto found = store.history(id + 1, 1);
    if (!found)
        return failFrom(found);
    if (found->empty() || found->front().id != id)
        return fail(ErrorKind::NotFound, "there is no such revision", std::to_string(id),
                    "posternctl history lists them");
    return found->front();
}

Result<int> showRevision(Context& context, const HistoryOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto revision = findRevision(**store, options.revision);
    if (!revision)
        return failFrom(revision);
    const auto changes = (*store)->changes(options.revision);
    if (!changes)
        return failFrom(changes);
    print(context, *revision, options.json);
    for (const store::Change& change : *changes) {
        if (options.json)
            context.out.json({{"table", change.table},
                              {"row", change.row},
                              {"words", store::describe(change)},
                              {"before", parsedOrNull(change.before)},
                              {"after", parsedOrNull(change.after)}});
        else
            context.out.line("  " + store::describe(change));
    }
    return exitDone;
}

Result<int> restoreRevision(Context& context, const HistoryOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    if (const auto revision = findRevision(**store, options.revision); !revision)
        return failFrom(revision);
    auto edit = (*store)->editForRestore(options.revision);
    if (!edit)
        return failFrom(edit);
    edit->summary = "restored revision " + std::to_string(options.revision);
    const auto saved = save(context, **store, std::move(*edit));
    if (!saved)
        return failFrom(saved);
    return exitDone;
}

} // namespace

void addHistory(CLI::App& app, Action& chosen)
{
    auto* history = app.add_subcommand("history", "List revisions, show one, go back to one");
    history->require_subcommand(0, 1);
    const auto options = std::make_shared<HistoryOptions>();
    history->add_flag("--json", options->json, "one JSON object a line");
    const auto command = [&](const char* name, const char* words, auto run) {
        auto* sub = history->add_subcommand(name, words);
        sub->add_option("REVISION", options->revision, "its number")->required()->check(CLI::PositiveNumber);
        onCall(sub, chosen, options, run);
        return sub;
    };
    command("show", "Show what a revision changed", showRevision)
        ->add_flag("--json", options->json, "one JSON object a line");
    command("restore", "Make everything as it was at a revision, as a new revision", restoreRevision);
    history->callback([history, &chosen, options] {
        if (history->get_subcommands().empty())
            chosen = [options](Context& context) { return listRevisions(context, *options); };
    });
}

} // namespace postern::ctl
