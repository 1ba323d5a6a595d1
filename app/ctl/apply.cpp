// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/document_edit.h"
#include "ctl/save.h"

#include <algorithm>

namespace postern::ctl {

namespace {

struct ApplyOptions {
    std::string file;
    bool dryRun = false;
    std::string message;
};

constexpr std::size_t shownChanges = 200;

void show(Context& context, const std::vector<store::Change>& changes)
{
    for (std::size_t i = 0; i < std::min(changes.size(), shownChanges); ++i)
        context.out.line("  " + store::describe(changes[i]));
    if (changes.size() > shownChanges)
        context.out.line("  and " + std::to_string(changes.size() - shownChanges) + " more");
}

Result<int> rehearse(Context& context, store::Store& store, const store::Edit& edit)
{
    const auto changes = store.rehearse(edit);
    if (!changes)
        return tl::unexpected(toError(changes.error()));
    context.out.line(changes->empty() ? "nothing would change (revision " + std::to_string(edit.base) + ')'
                                      : "would change, as revision " + std::to_string(edit.base + 1) + ':');
    show(context, *changes);
    warnOfPins(context, store, edit);
    return exitDone;
}

Result<int> apply(Context& context, const ApplyOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    auto edit = editFromDocument(context, **store, options.file);
    if (!edit)
        return failFrom(edit);
    if (!*edit)
        return exitRefused;
    if (options.dryRun)
        return rehearse(context, **store, **edit);
    (*edit)->summary = options.message;
    const std::int64_t base = (*edit)->base;
    const auto revision = save(context, **store, std::move(**edit));
    if (!revision)
        return failFrom(revision);
    if (*revision == base)
        return exitDone;
    const auto changes = (*store)->changes(*revision);
    if (!changes)
        return failFrom(changes);
    show(context, *changes);
    return exitDone;
}

} // namespace

void addApply(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("apply", "Make everything as a JSON document says, as one revision");
    const auto options = std::make_shared<ApplyOptions>();
    command->add_option("FILE", options->file, "the document; - reads standard input")->required();
    command->add_flag("--dry-run", options->dryRun, "only say what would change");
    command->add_option("--message", options->message, "what stands in the history; otherwise what changed");
    onCall(command, chosen, options, apply);
}

} // namespace postern::ctl
