// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/greylist_table.h"

#include <QVariant>

namespace postern::store {

void GreylistTable::put(std::span<const GreylistRow> rows) const
{
    // A try that begins anew, after its time was over, has nothing to do with what stands there.
    Statement insert(m_database,
                     "INSERT INTO greylist (network, sender, recipient, first, passes, until)"
                     " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (network, sender, recipient) DO UPDATE SET"
                     " first = CASE WHEN until < excluded.first THEN excluded.first"
                     " ELSE min(first, excluded.first) END,"
                     " passes = CASE WHEN until < excluded.first THEN excluded.passes"
                     " ELSE max(passes, excluded.passes) END, until = max(until, excluded.until)");
    for (const GreylistRow& row : rows)
        insert.run(row.network, row.sender, row.recipient, row.first, row.passes, row.until);
}

std::vector<GreylistRow> GreylistTable::rows(Time now, int limit) const
{
    std::vector<GreylistRow> rows;
    Statement select(m_database, "SELECT network, sender, recipient, first, until, passes FROM greylist"
                                 " WHERE until > ? ORDER BY until DESC LIMIT ?");
    select.run(now, limit);
    while (select.next())
        rows.push_back({select.text(0), select.text(1), select.text(2), select.time(3), select.time(4),
                        int(select.integer(5))});
    return rows;
}

void GreylistTable::tidy(Time now, int limit) const
{
    Statement(m_database, "DELETE FROM greylist WHERE until <= ?").run(now);
    const std::int64_t over = m_database.number("SELECT count(*) FROM greylist") - limit;
    if (over > 0)
        Statement(m_database,
                  "DELETE FROM greylist WHERE id IN (SELECT id FROM greylist ORDER BY until LIMIT ?)")
            .run(over);
}

} // namespace postern::store
