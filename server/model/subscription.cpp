// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/subscription.h"

#include <set>
#include <tuple>

namespace postern::model {

namespace {

constexpr const char* subscriptionsKey = "subscriptions";
constexpr std::int64_t mostFiles = 64; // files of a service
constexpr std::size_t longestFileName = 4096;

} // namespace

void checkSubscriptions(Problems& problems, const std::vector<Subscription>& subscriptions)
{
    std::set<std::tuple<ListColor, ListKind, std::string>> seen;
    for (const Subscription& subscription : subscriptions) {
        if (subscription.file.empty())
            problems.error(subscriptionsKey,
                           POSTERN_TEXT("server", "choose the file whose lines belong to the list"));
        problems.line(subscriptionsKey, subscription.file, longestFileName);
        if (!seen.emplace(subscription.color, subscription.kind, subscription.file).second)
            problems.error(subscriptionsKey,
                           POSTERN_TEXT("server", "the file %1 stands here twice for one list"),
                           {subscription.file});
    }
    problems.between(subscriptionsKey, std::int64_t(subscriptions.size()), 0, mostFiles);
}

} // namespace postern::model
