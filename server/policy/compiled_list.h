// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/mail_address.h"
#include "model/list_entry.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace postern::policy {

// What a list says of one subject.
struct ListMatch {
    model::Id entry = 0;  // 0: a line of a file that the list subscribes to
    bool negated = false; // the entry is a '~' one: the subject is not in the list
    std::string pattern;  // as displayed, with '~'; of a line of a file with its place behind it:
                          // "192.0.2.0/24 (/srv/lists/drop.txt:12)"
};

// What decides whether an entry counts at this moment, for entries with an expiry or a condition.
struct ListMoment {
    Time now{};
    std::optional<IpAddress> client; // for Condition::FromRange
    bool spfPass = false;            // for Condition::SpfPass
    bool conditionalOnly = false;    // look only at entries that carry a condition (policy.md, 4.4)
};

// One list of one kind, compiled for look-ups that cost the same whatever its size: hashes for addresses,
// domains, suffixes and blocks of addresses, wildcards by their literal ends (list_key.h). Immutable; copying
// shares everything, and withChanges() shares all shards that it does not touch, so one edit among a million
// entries costs one shard. The most specific entry that counts wins; on a tie '~' wins; order never matters.
// Thread-safe: nothing ever changes.
class CompiledList {
public:
    CompiledList(); // empty
    // Entries that are disabled or do not parse are left out (the store never holds what does not parse, but
    // a foreign writer may).
    static CompiledList compile(model::ListKind kind, std::span<const model::ListEntry> entries);
    // Several lists of one kind as one, for a service's own entries and the shared ones: all services hold
    // the same shards of the shared list.
    static CompiledList joined(std::span<const CompiledList> lists);
    // `removed` by id; an entry whose id is in `changed` replaces the one with the same id.
    CompiledList withChanges(std::span<const model::Id> removed,
                             std::span<const model::ListEntry> changed) const;

    std::optional<ListMatch> findIp(const IpAddress& client, const ListMoment& moment) const;
    std::optional<ListMatch> findAddress(const MailAddress& address,
                                         const ListMoment& moment) const; // sender, recipient
    std::optional<ListMatch> findHelo(std::string_view comparableHelo, const ListMoment& moment) const;

    // Whether some entry that would match needs SPF to be known: decide() asks for the fact only then.
    bool needsSpf() const;
    std::size_t size() const;
    bool empty() const { return size() == 0; }

private:
    friend class ListCompiler;
    struct Data;
    std::shared_ptr<const Data> m_data;
    explicit CompiledList(std::shared_ptr<const Data> data);
};

} // namespace postern::policy
