// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/retention.h"

#include "store/event_key.h"
#include "store/event_table.h"
#include "store/letter_index.h"
#include "store/statistics_table.h"
#include "store/status_tables.h"
#include "store/upkeep_tables.h"

#include <QVariant>

namespace postern::store {

namespace {

constexpr int eventsAtOnce = 4'096;
constexpr int keysAtOnce = 40'000;
constexpr int countersAtOnce = 10'000;
constexpr int pagesAtOnce = 2'000;
constexpr auto countersKept = std::chrono::hours(24 * 400); // a year can be compared with the one before
constexpr auto ordersKept = std::chrono::hours(24);
constexpr auto nodesKept = std::chrono::hours(24 * 30);
constexpr std::int64_t bytesOfMegabyte = 1'048'576;

// Times ascend with ids but for clocks that were set: the chunks say up to where old ones can be.
int removeOld(const Database& database, Time limit)
{
    Statement chunks(database, "SELECT max(chunk) FROM event_chunk WHERE min_time < ?");
    if (!chunks.run(limit).next() || chunks.isNull(0))
        return 0;
    const std::int64_t end = (chunks.integer(0) + 1) << chunkBits;
    Statement remove(database, "DELETE FROM event WHERE id IN"
                               " (SELECT id FROM event WHERE id < ? AND time < ? ORDER BY id LIMIT ?)");
    return remove.run(end, limit, eventsAtOnce).changedRows();
}

// Whole chunks from the oldest on, until what is left fits.
int removeBeyond(const Database& database, std::int64_t bytes)
{
    std::int64_t excess = database.number("SELECT coalesce(sum(bytes), 0) FROM event_chunk") - bytes;
    if (excess <= 0)
        return 0;
    Statement chunks(database, "SELECT chunk, bytes FROM event_chunk ORDER BY chunk LIMIT ?");
    chunks.run(eventsAtOnce >> chunkBits);
    std::int64_t end = 0;
    while (excess > 0 && chunks.next()) {
        end = chunks.integer(0) + 1;
        excess -= chunks.integer(1);
    }
    chunks.finish();
    const int removed =
        Statement(database, "DELETE FROM event WHERE id < ?").run(end << chunkBits).changedRows();
    Statement(database, "DELETE FROM event_chunk WHERE chunk < ?").run(end);
    return removed;
}

// Sums and keys of what is gone. Keys go by whole segments; before that they lead to nothing, which does no
// harm.
void removeTraces(const Database& database)
{
    const std::int64_t newest =
        database.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'");
    const std::int64_t oldest = database.number("SELECT min(id) FROM event");
    const std::int64_t first = oldest > 0 ? oldest : newest + 1;
    const std::int64_t gone = oldest > 0 ? oldest >> chunkBits : (newest >> chunkBits) + 1;
    Statement(database, "DELETE FROM event_chunk WHERE chunk < ?").run(gone);
    Statement(
        database,
        "DELETE FROM event_key WHERE key IN (SELECT key FROM event_key WHERE key < ? ORDER BY key LIMIT ?)")
        .run(keyInSegment(segmentOf(first), 0), keysAtOnce);
    LetterIndex(database).forgetBefore(first >> partBits);
}

void removeStatus(const Database& database, Time now)
{
    Statement(database,
              "DELETE FROM counter WHERE minute IN (SELECT minute FROM counter WHERE minute < ? LIMIT ?)")
        .run(minuteOf(now - countersKept), countersAtOnce);
    Statement(database, "DELETE FROM command WHERE created < ?").run(now - ordersKept);
    Statement(database, "DELETE FROM listener WHERE node IN (SELECT name FROM node WHERE heartbeat < ?)")
        .run(now - nodesKept);
    Statement(database, "DELETE FROM command_taken WHERE node IN (SELECT name FROM node WHERE heartbeat < ?)")
        .run(now - nodesKept);
    Statement(database, "DELETE FROM node WHERE heartbeat < ?").run(now - nodesKept);
    DnsListTable(database).forget(now - nodesKept);
    BanTable(database).forget(now);
}

} // namespace

int removeExpired(const Database& database, Time now)
{
    Statement limits(database, "SELECT event_days, event_megabytes FROM server");
    limits.run();
    const bool known = limits.next();
    const std::int64_t days = known ? limits.integer(0) : 0;
    const std::int64_t megabytes = known ? limits.integer(1) : 0;
    limits.finish();
    int removed = 0;
    if (days > 0)
        removed += removeOld(database, now - std::chrono::hours(24 * days));
    if (megabytes > 0)
        removed += removeBeyond(database, megabytes * bytesOfMegabyte);
    removeTraces(database);
    removeStatus(database, now);
    StatisticsTable(database).forget(now, days, now - countersKept);
    return removed;
}

void giveBackPages(const Database& database)
{
    const std::int64_t free = database.number("PRAGMA freelist_count");
    if (free < 2 * pagesAtOnce || free < database.number("PRAGMA page_count") / 10)
        return; // the next events fill them again
    Transaction transaction(database);
    Statement vacuum(database, "PRAGMA incremental_vacuum"); // a page each time: Qt Sql steps it once only
    for (int i = 0; i < pagesAtOnce; ++i)
        vacuum.run();
    vacuum.finish();
    transaction.commit();
}

} // namespace postern::store
