// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/list_health.h"
#include "store/store.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace postern::ui {

// The entries of all lists at one moment, and what is wrong with them. Never changes.
struct HealthData {
    std::int64_t revision = 0;
    std::vector<std::pair<model::Id, std::string>> services; // with their names, in their order
    std::vector<model::ListEntry> entries;
    std::unordered_map<model::Id, std::int64_t> hits;
    policy::ListHealth health;
    bool files = false; // some list is read from a file as well; such lines are not looked at

    // "SMTP"; of a shared entry "all services".
    QString owner(const model::ListEntry& entry) const;
    std::size_t count(policy::HealthFinding::Kind kind) const;
};
using SharedHealth = std::shared_ptr<const HealthData>;

// Reads; on the store's thread. Findings are left to examine(). nullptr where there are more entries than
// `most`.
Result<std::shared_ptr<HealthData>> readHealth(store::Store& store, std::optional<int> most = {});
// Takes seconds for a million entries; on a thread of its own. False: it was stopped.
bool examine(HealthData& data, int unhitDays, Time now, const std::stop_token& stop);

// "Shadowed", "Never hit".
QString healthKindText(policy::HealthFinding::Kind kind);
// "Black List › Senders".
QString healthListText(const model::ListEntry& entry);

// Which findings to show: of one kind or of all, whose pattern, comment, list or reason contains the words.
struct HealthFilter {
    std::optional<policy::HealthFinding::Kind> kind;
    QString words;
};
std::vector<std::uint32_t> filtered(const HealthData& data, const HealthFilter& filter);

// One clean-up: the entries with these indices removed, or switched off.
store::Edit cleanUp(const HealthData& data, const std::set<std::size_t>& entries, bool remove,
                    const std::string& author);
// What takes revision `cleaned` back, as History would; a Conflict where somebody saved since.
Result<store::Edit> editForUndo(store::Store& store, std::int64_t cleaned, const std::string& author);

} // namespace postern::ui
