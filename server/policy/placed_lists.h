// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/list_compiler.h"
#include "policy/policy.h"
#include "policy/subscribed_lists.h"

#include <map>
#include <memory>
#include <span>
#include <tuple>

namespace postern::policy {

struct ListPlace {
    model::Id service = 0; // 0: shared
    model::ListColor color{};
    model::ListKind kind{};

    auto operator<=>(const ListPlace&) const = default;
};

// All lists of a store, compiled, each at its place. Copies share what they have in common, so that what an
// edit makes of them costs what it changes. Immutable but for assignment.
class PlacedLists {
public:
    PlacedLists() = default;

    // An entry in `saved` may have been in another list before: it leaves all but the one that it is in now.
    PlacedLists withChanges(std::span<const model::Id> removed,
                            std::span<const model::ListEntry> saved) const;

    // A service's own and the shared ones together.
    ListSet of(model::Id service, model::ListColor color) const;

private:
    friend class PlacedListsCompiler;
    std::map<ListPlace, CompiledList> m_lists;
};

// Takes the entries of a store one by one; those of one list mostly come one after the other. Not
// thread-safe.
class PlacedListsCompiler {
public:
    void add(const model::ListEntryView& entry); // left out where it is off
    PlacedLists finish();                        // the compiler is empty afterwards

private:
    using Compilers = std::map<ListPlace, ListCompiler>;
    Compilers m_compilers;
    Compilers::iterator m_last = m_compilers.end();
};

// All services, as the engine has them.
std::shared_ptr<const Snapshot> compileSnapshot(std::int64_t revision,
                                                const model::Configuration& configuration,
                                                const PlacedLists& lists, const SubscribedLists& files,
                                                std::span<const IpAddress> ownAddresses);

} // namespace postern::policy
