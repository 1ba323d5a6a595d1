// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/policy.h"
#include "preview/refusal_groups.h"
#include "store/store.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postern::preview {

// What checks would refuse, or do refuse, that came in lately and that everything else lets in: what a box of
// a check is worth.
struct RefusalQuestion {
    model::Id service = 0; // 0: all services
    std::vector<model::Check> checks;
    Time since{};
    bool grouped = false;        // also whose messages they are
    std::int64_t most = 100'000; // events: the newest that are looked at
};

struct CheckRefusals {
    model::Check check{};
    std::int64_t count = 0;
    // Let in as far as is known, but what the check looks at was not looked up then: `fact`.
    std::int64_t untold = 0;
    std::optional<policy::FactId> fact;
    std::array<RefusalGroups, allRefusalKeys.size()> groups{}; // index: RefusalKey; empty, unless asked for

    const RefusalGroups& by(RefusalKey key) const { return groups[std::size_t(key)]; }
};

struct RefusalReport {
    std::vector<CheckRefusals> checks; // as asked for
    std::int64_t looked = 0;           // events that were decided again
    std::int64_t withoutFacts = 0;     // nothing is recorded that they could be decided by
    bool whole = true;                 // false: there are older ones than the newest `most`
    bool complete = false;             // false: it was cancelled
};

// Counts event by event. A message that several of the checks hit counts for each of them; one that anything
// else refuses counts for none. Pure; not thread-safe.
class RefusalCounter {
public:
    // `snapshot`: where the checks are in mode monitor (withMode()).
    RefusalCounter(std::shared_ptr<const policy::Snapshot> snapshot, const RefusalQuestion& question);

    void add(const model::Event& event); // the newest first
    RefusalReport take();                // nothing is left

private:
    const policy::Policy* policyOf(const std::string& service) const;
    void group(std::size_t check, const policy::Facts& facts, const model::Event& event);

    std::shared_ptr<const policy::Snapshot> m_snapshot;
    bool m_grouped;
    RefusalReport m_report;
    std::shared_ptr<const model::Event> m_shown; // the event at hand, once it stands in a group
    std::vector<std::array<RefusalGrouping, allRefusalKeys.size()>> m_groupings; // of each check
};

// The saved policies, with the list files; without the lists of services that are not asked about. A
// second or two for a million entries. Errors: those of reading the store.
Result<std::shared_ptr<const policy::Snapshot>> compileSaved(store::Store& store, model::Id service);

// The same policies with the checks of one service, or with 0 of all, in another mode.
std::shared_ptr<const policy::Snapshot> withMode(const policy::Snapshot& snapshot, model::Id service,
                                                 std::span<const model::Check> checks, model::CheckMode mode);

// Looks through the log by the policies given, which may have the checks in any mode. Blocks, some seconds
// for the largest number of events; `goOn` is told every few milliseconds how far it is (0 to 1), and ends it
// with false. Errors: those of reading the store.
Result<RefusalReport> countRefusals(store::Store& store, const policy::Snapshot& snapshot,
                                    const RefusalQuestion& question,
                                    const std::function<bool(double share)>& goOn);

// What a check looks up, where it does; an exception that depends on SPF is not counted among it.
std::optional<policy::FactId> factOf(model::Check check);

} // namespace postern::preview
