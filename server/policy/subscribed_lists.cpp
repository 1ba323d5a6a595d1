// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/subscribed_lists.h"

#include "model/list_file.h"

#include <algorithm>

namespace postern::policy {

namespace {

using model::ListKind;
using model::Subscription;

bool isWanted(const std::vector<Subscription>& subscriptions, const Subscription& wanted)
{
    return wanted.enabled &&
           std::find(subscriptions.begin(), subscriptions.end(), wanted) != subscriptions.end();
}

void readAll(SubscribedFiles& files, const std::string& store, model::Id service,
             const std::vector<Subscription>& subscriptions)
{
    for (const Subscription& subscription : subscriptions) {
        if (!subscription.enabled)
            continue;
        FileReading reading = readSubscribedFile(store, subscription.kind, subscription.file);
        if (reading.content)
            files.lists.push_back({service, subscription, std::move(reading.content->list)});
        else if (reading.error)
            files.problems.push_back(std::move(*reading.error));
    }
}

} // namespace

ListSet withFiles(ListSet lists, model::ListColor color, const model::Service& service,
                  const std::vector<Subscription>& shared, const SubscribedLists& files)
{
    for (const ListKind kind : model::allListKinds) {
        std::vector<CompiledList> parts{lists.of(kind)};
        for (const SubscribedList& file : files) {
            const bool ours = file.service == 0 ? isWanted(shared, file.subscription)
                                                : file.service == service.id &&
                                                      isWanted(service.subscriptions, file.subscription);
            if (ours && file.subscription.color == color && file.subscription.kind == kind)
                parts.push_back(file.list);
        }
        if (parts.size() > 1)
            lists.byKind[std::size_t(kind)] = CompiledList::joined(parts);
    }
    return lists;
}

std::shared_ptr<const Policy> withFiles(const Policy& policy, const model::Configuration& configuration,
                                        const SubscribedLists& files)
{
    auto result = std::make_shared<Policy>(policy);
    result->black = withFiles(std::move(result->black), model::ListColor::Black, policy.service,
                              configuration.subscriptions, files);
    result->white = withFiles(std::move(result->white), model::ListColor::White, policy.service,
                              configuration.subscriptions, files);
    return result;
}

std::shared_ptr<const Snapshot> withFiles(const Snapshot& snapshot, const model::Configuration& configuration,
                                          const SubscribedLists& files)
{
    auto result = std::make_shared<Snapshot>(snapshot);
    for (auto& policy : result->services)
        policy = withFiles(*policy, configuration, files);
    return result;
}

FileReading readSubscribedFile(const std::string& store, ListKind kind, const std::string& file, Copy copy)
{
    FileReading reading;
    const auto take = [&](const std::string& from) -> std::optional<Error> {
        auto text = model::readListFile(from);
        if (!text)
            return std::move(text.error());
        auto content = compileListFile(kind, *text, file);
        if (!content)
            return std::move(content.error());
        reading.content = std::move(*content);
        reading.text = std::move(*text);
        return std::nullopt;
    };
    const std::string path = model::pathOf(file, store);
    reading.error = take(path);
    if (!reading.error)
        return reading;
    reading.error->where = path;
    const std::string kept = model::copyPath(store, kind, path);
    if (copy == Copy::Use && !take(kept))
        reading.copied = fromMicros(model::FileStamp::of(kept).modified / 1000);
    reading.text.clear();
    return reading;
}

SubscribedFiles readSubscribedFiles(const std::string& store, const model::Configuration& configuration)
{
    SubscribedFiles files;
    readAll(files, store, 0, configuration.subscriptions);
    for (const model::Service& service : configuration.services)
        readAll(files, store, service.id, service.subscriptions);
    return files;
}

} // namespace postern::policy
