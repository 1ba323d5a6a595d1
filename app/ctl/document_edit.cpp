// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/document_edit.h"

#include "base/password_hash.h"
#include "ctl/read_file.h"
#include "ctl/save.h"
#include "model/document.h"

#include <algorithm>

namespace postern::ctl {

namespace {

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

} // namespace

Result<std::optional<store::Edit>> editFromDocument(Context& context, store::Store& store,
                                                    const std::string& file)
{
    const auto text = readFile(context, file);
    if (!text)
        return failFrom(text);
    auto document = readReporting(context, file == "-" ? "standard input" : file, *text);
    if (!document)
        return std::nullopt;
    const auto current = store.configuration();
    if (!current)
        return failFrom(current);
    if (const auto hashed = hashPasswords(*document, *current); !hashed)
        return failFrom(hashed);
    if (const auto valid = checkValid(context, document->configuration); !valid)
        return failFrom(valid);
    auto edit = store.editFor(*document);
    if (!edit)
        return failFrom(edit);
    return std::move(*edit);
}

} // namespace postern::ctl
