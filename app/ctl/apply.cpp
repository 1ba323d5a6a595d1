// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/password_hash.h"
#include "ctl/command.h"
#include "ctl/read_file.h"
#include "ctl/save.h"
#include "model/document.h"

#include <algorithm>

namespace postern::ctl {

namespace {

struct ApplyOptions {
    std::string file;
    bool dryRun = false;
    std::string message;
};

constexpr std::size_t shownChanges = 200;

std::optional<model::Document> readReporting(Context& context, const std::string& file, std::string_view text)
{
    auto document = model::readDocument(text);
    if (document)
        return std::move(*document);
    for (Error& error : document.error()) {
        error.where = error.where.empty() ? file : file + ": " + error.where;
        context.report(error);
    }
    return std::nullopt;
}

const model::Mailbox* find(const std::vector<model::Mailbox>& mailboxes, const std::string& address)
{
    const auto found = std::find_if(mailboxes.begin(), mailboxes.end(), [&](const model::Mailbox& mailbox) {
        return mailbox.address == address;
    });
    return found == mailboxes.end() ? nullptr : &*found;
}

// A password that is the present one keeps its hash: a document that is applied twice changes nothing the
// second time.
Result<> hashPasswords(model::Document& document, const model::Configuration& current)
{
    for (model::Mailbox& mailbox : document.configuration.mailboxes) {
        const auto password = document.passwords.find(mailbox.address);
        if (password == document.passwords.end())
            continue;
        const model::Mailbox* present = find(current.mailboxes, mailbox.address);
        if (present != nullptr && !present->scramKeys.empty() &&
            verifyPassword(password->second, present->passwordHash)) {
            mailbox.passwordHash = present->passwordHash;
            mailbox.scramKeys = present->scramKeys;
            continue;
        }
        auto kept = keepPassword(password->second);
        if (!kept) {
            kept.error().where = "the password of " + mailbox.address;
            return failFrom(kept);
        }
        mailbox.passwordHash = std::move(kept->hash);
        mailbox.scramKeys = std::move(kept->scramKeys);
    }
    document.passwords.clear();
    return {};
}

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
    return exitDone;
}

Result<int> applyDocument(Context& context, store::Store& store, model::Document document,
                          const ApplyOptions& options)
{
    const auto current = store.configuration();
    if (!current)
        return failFrom(current);
    if (const auto hashed = hashPasswords(document, *current); !hashed)
        return failFrom(hashed);
    if (const auto valid = checkValid(context, document.configuration); !valid)
        return failFrom(valid);
    auto edit = store.editFor(document);
    if (!edit)
        return failFrom(edit);
    if (options.dryRun)
        return rehearse(context, store, *edit);
    edit->summary = options.message;
    const std::int64_t base = edit->base;
    const auto revision = save(context, store, std::move(*edit));
    if (!revision)
        return failFrom(revision);
    if (*revision == base)
        return exitDone;
    const auto changes = store.changes(*revision);
    if (!changes)
        return failFrom(changes);
    show(context, *changes);
    return exitDone;
}

Result<int> apply(Context& context, const ApplyOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto text = readFile(context, options.file);
    if (!text)
        return failFrom(text);
    auto document = readReporting(context, options.file == "-" ? "standard input" : options.file, *text);
    if (!document)
        return exitRefused;
    return applyDocument(context, **store, std::move(*document), options);
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
