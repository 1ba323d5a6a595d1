// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/sides.h"

#include "base/own_addresses.h"
#include "policy/placed_lists.h"

#include <algorithm>

namespace postern::preview {

namespace {

using model::Subscription;

struct Read {
    std::int64_t revision = 0;
    model::Configuration configuration;
    policy::PlacedLists lists;
};

Result<Read> read(store::Store& store)
{
    Read found;
    const auto done = store.readTogether([&]() -> Result<> {
        const auto revision = store.revision();
        if (!revision)
            return failFrom(revision);
        found.revision = *revision;
        auto configuration = store.configuration();
        if (!configuration)
            return failFrom(configuration);
        found.configuration = std::move(*configuration);
        policy::PlacedListsCompiler compiler;
        auto scanned = store.scanLists([&](const model::ListEntryView& entry) { compiler.add(entry); });
        found.lists = compiler.finish();
        return scanned;
    });
    if (!done)
        return failFrom(done);
    return found;
}

std::vector<Subscription> without(std::vector<Subscription> all, const std::vector<Subscription>& known)
{
    std::erase_if(all, [&](const Subscription& each) {
        return std::find(known.begin(), known.end(), each) != known.end();
    });
    return all;
}

// The files that only the draft subscribes to.
model::Configuration addedFiles(const model::Configuration& saved, model::Configuration draft)
{
    draft.subscriptions = without(std::move(draft.subscriptions), saved.subscriptions);
    for (model::Service& service : draft.services) {
        const auto before = std::find_if(saved.services.begin(), saved.services.end(),
                                         [&](const model::Service& each) { return each.id == service.id; });
        if (before != saved.services.end())
            service.subscriptions = without(std::move(service.subscriptions), before->subscriptions);
    }
    return draft;
}

policy::SubscribedFiles filesOf(const std::string& where, const model::Configuration& saved,
                                const model::Configuration& draft)
{
    policy::SubscribedFiles files = policy::readSubscribedFiles(where, saved);
    policy::SubscribedFiles added = policy::readSubscribedFiles(where, addedFiles(saved, draft));
    std::move(added.lists.begin(), added.lists.end(), std::back_inserter(files.lists));
    std::move(added.problems.begin(), added.problems.end(), std::back_inserter(files.problems));
    return files;
}

// What is new gets an id, by which its list tells it from others.
std::vector<model::ListEntry> numbered(std::vector<model::ListEntry> entries)
{
    model::Id next = firstNewEntry;
    for (model::ListEntry& entry : entries) {
        if (entry.id == 0)
            entry.id = next++;
    }
    return entries;
}

} // namespace

Result<Sides> compileSides(store::Store& store, const store::Edit& edit)
{
    const auto now = read(store);
    if (!now)
        return failFrom(now);
    const model::Configuration& saved = edit.before ? *edit.before : now->configuration;
    const model::Configuration& draft = edit.after ? *edit.after : saved;
    policy::SubscribedFiles files = filesOf(store.where(), saved, draft);
    std::vector<IpAddress> own;
    for (const OwnAddress& address : ownAddresses())
        own.push_back(address.address);
    const policy::PlacedLists lists =
        edit.lists.empty() ? now->lists
                           : now->lists.withChanges(edit.lists.removed, numbered(edit.lists.saved));
    Sides sides;
    sides.saved = policy::compileSnapshot(now->revision, saved, now->lists, files.lists, own);
    sides.draft = policy::compileSnapshot(now->revision, draft, lists, files.lists, own);
    sides.unread = std::move(files.problems);
    return sides;
}

} // namespace postern::preview
