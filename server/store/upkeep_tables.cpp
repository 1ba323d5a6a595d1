// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/upkeep_tables.h"

#include <QVariant>

namespace postern::store {

void DnsListTable::put(std::span<const model::DnsListState> states) const
{
    Statement row(
        m_database,
        "INSERT INTO dns_list_state (node, zone, asked, milliseconds, problem) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (node, zone) DO UPDATE SET asked = excluded.asked,"
        " milliseconds = excluded.milliseconds, problem = excluded.problem");
    for (const model::DnsListState& state : states)
        row.run(state.node, state.zone, state.asked, state.milliseconds, state.problem);
}

std::vector<model::DnsListState> DnsListTable::states() const
{
    std::vector<model::DnsListState> states;
    Statement rows(m_database, "SELECT node, zone, asked, milliseconds, problem FROM dns_list_state"
                               " ORDER BY zone, node");
    rows.run();
    while (rows.next())
        states.push_back({rows.text(0), rows.text(1), rows.time(2), int(rows.integer(3)), rows.text(4)});
    return states;
}

void DnsListTable::forget(Time askedBefore) const
{
    Statement(m_database, "DELETE FROM dns_list_state WHERE asked < ?").run(askedBefore);
}

void BackupTable::note(const BackupNote& backup) const
{
    Statement(m_database, "INSERT INTO last_backup (id, made, file) VALUES (1, ?, ?)"
                          " ON CONFLICT (id) DO UPDATE SET made = excluded.made, file = excluded.file")
        .run(backup.made, backup.file);
}

std::optional<BackupNote> BackupTable::last() const
{
    Statement row(m_database, "SELECT made, file FROM last_backup");
    if (!row.run().next())
        return std::nullopt;
    return BackupNote{row.time(0), row.text(1)};
}

} // namespace postern::store
