// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mail_address.h"
#include "ctl/command.h"
#include "ctl/password.h"
#include "ctl/save.h"
#include "model/validate.h"

#include <algorithm>
#include <filesystem>

namespace postern::ctl {

namespace {

struct MailboxOptions {
    std::string address;
    std::string delivery;
    std::vector<std::string> aliases;
    bool noPassword = false;
};

using Mailboxes = std::vector<model::Mailbox>;

Mailboxes::iterator find(Mailboxes& mailboxes, const std::string& address)
{
    return std::find_if(mailboxes.begin(), mailboxes.end(),
                        [&](const model::Mailbox& mailbox) { return mailbox.address == address; });
}

// Beside the store, where whoever may write the store may write the mail.
std::string usualDelivery(const std::string& store, const std::string& address)
{
    const auto folder = std::filesystem::absolute(store).parent_path();
    return "maildir:" + (folder / "mail" / address).lexically_normal().string();
}

// Loads, lets `change` change it, saves. Other people's changes to other rows stay.
template <class Change>
Result<int> changeMailboxes(Context& context, const std::string& typed, Change change)
{
    const auto address = parseMailAddress(typed);
    if (!address)
        return failFrom(address);
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto base = (*store)->revision();
    if (!base)
        return failFrom(base);
    auto before = (*store)->configuration();
    if (!before)
        return failFrom(before);
    model::Configuration after = *before;
    if (const Result<> changed = change(after.mailboxes, address->toString()); !changed)
        return failFrom(changed);
    if (const auto valid = checkValid(context, after); !valid)
        return failFrom(valid);
    auto edit = editOf(*base, std::move(*before), std::move(after));
    edit.merge = true;
    const auto saved = save(context, **store, std::move(edit));
    if (!saved)
        return failFrom(saved);
    return exitDone;
}

tl::unexpected<Error> noSuchMailbox(const std::string& address)
{
    return fail(ErrorKind::NotFound, "there is no such mailbox", address,
                "posternctl export shows all of them");
}

Result<> setPassword(Context& context, model::Mailbox& mailbox, bool none)
{
    if (none) {
        mailbox.passwordHash.clear();
        mailbox.scramKeys.clear();
        return {};
    }
    auto kept = readPassword(context, mailbox.address);
    if (!kept)
        return failFrom(kept);
    mailbox.passwordHash = std::move(kept->hash);
    mailbox.scramKeys = std::move(kept->scramKeys);
    return {};
}

Result<int> createMailbox(Context& context, const MailboxOptions& options)
{
    return changeMailboxes(
        context, options.address, [&](Mailboxes& all, const std::string& address) -> Result<> {
            if (find(all, address) != all.end())
                return fail(ErrorKind::Conflict, "is there already", address,
                            "posternctl mailbox passwd changes its password");
            model::Mailbox mailbox;
            mailbox.address = address;
            mailbox.delivery =
                options.delivery.empty() ? usualDelivery(context.where, address) : options.delivery;
            mailbox.aliases = options.aliases;
            if (auto set = setPassword(context, mailbox, options.noPassword); !set)
                return set;
            all.push_back(std::move(mailbox));
            return {};
        });
}

Result<int> changePassword(Context& context, const MailboxOptions& options)
{
    return changeMailboxes(context, options.address,
                           [&](Mailboxes& all, const std::string& address) -> Result<> {
                               const auto mailbox = find(all, address);
                               if (mailbox == all.end())
                                   return noSuchMailbox(address);
                               return setPassword(context, *mailbox, options.noPassword);
                           });
}

Result<int> removeMailbox(Context& context, const MailboxOptions& options)
{
    return changeMailboxes(context, options.address,
                           [&](Mailboxes& all, const std::string& address) -> Result<> {
                               const auto mailbox = find(all, address);
                               if (mailbox == all.end())
                                   return noSuchMailbox(address);
                               all.erase(mailbox);
                               return {};
                           });
}

} // namespace

void addMailbox(CLI::App& app, Action& chosen)
{
    auto* mailbox = app.add_subcommand("mailbox", "Add and remove mailboxes, set their passwords");
    mailbox->require_subcommand(1);
    const auto options = std::make_shared<MailboxOptions>();
    const auto command = [&](const char* name, const char* words, auto run) {
        auto* sub = mailbox->add_subcommand(name, words);
        sub->add_option("ADDRESS", options->address, "like jane@example.com")->required();
        onCall(sub, chosen, options, run);
        return sub;
    };
    constexpr const char* passwordWords =
        "Its password is asked for without echo, or read from standard input.";
    auto* adding = command("add", "Add a mailbox", createMailbox);
    adding->add_option("--delivery", options->delivery,
                       "like maildir:/srv/mail/jane; otherwise in the folder mail beside the store");
    adding->add_option("--alias", options->aliases, "a further address of it; may be repeated");
    adding->add_flag("--no-password", options->noPassword, "nobody can log in to it");
    adding->footer(passwordWords);
    auto* changing = command("passwd", "Change the password of a mailbox", changePassword);
    changing->add_flag("--no-password", options->noPassword, "nobody can log in to it any more");
    changing->footer(passwordWords);
    command("remove", "Remove a mailbox; its mail stays on the disk", removeMailbox);
}

} // namespace postern::ctl
