// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "model/configuration.h"
#include "model/connection.h"
#include "model/dns_list_state.h"
#include "model/document.h"
#include "model/event.h"
#include "model/list_file_status.h"
#include "model/pin.h"
#include "model/queue.h"
#include "model/status.h"
#include "store/backup_note.h"
#include "store/comparison.h"
#include "store/edit.h"
#include "store/event_query.h"
#include "store/statistics_query.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postern::store {

enum class OpenMode : std::uint8_t {
    Existing, // refuse where there is no store
    Create,   // make one where there is none; migrate an older one, after a backup copy beside it
};

// One connection to one store; belongs to the thread that opened it. Every program and every thread opens its
// own. What this class cannot do now (locked, full, damaged) comes back as Error; a bug in a statement
// throws.
class Store {
public:
    // `where` is a file path. A new file is its owner's only. An older store is migrated in one transaction,
    // after a copy beside it. The configuration's tables are checked page by page. Errors: NotFound, Invalid
    // (another program's file), Damaged, NewerVersion, Denied, Busy (locked for 5 s), Full.
    static Result<std::unique_ptr<Store>> open(const std::string& where, OpenMode mode);
    ~Store();

    const std::string& where() const;

    // --- what should be
    // ---------------------------------------------------------------------------------------------
    Result<std::int64_t> revision(); // newest; 0: never configured
    // True once after any other connection committed anything (PRAGMA data_version); costs microseconds.
    bool changedByOthers();

    Result<model::Configuration> configuration();
    // In the order of ids. `service` empty: all; 0: shared only.
    Result<std::vector<model::ListEntry>> listEntries(const ListQuery& query = {});
    // The same one by one, for those that show how far they are.
    Result<> visitListEntries(const ListQuery& query, const std::function<void(model::ListEntry&&)>& take);
    // Calls `visit` for all entries, in the order of ids; a million of them are never all in memory.
    Result<> scanLists(const std::function<void(const model::ListEntryView&)>& visit);
    // The same, until `visit` has seen enough: it says whether to go on.
    Result<> searchLists(const std::function<bool(const model::ListEntryView&)>& visit);
    Result<std::optional<model::ListEntry>> listEntry(model::Id id);
    Result<std::vector<ListCount>> listCounts(); // per service, color and kind, without reading the entries
    Result<std::vector<ListHit>>
    listHits(std::span<const model::Id> entries = {}); // empty: all that were ever hit

    // What two services have in their own lists that the other has not, or not alike; `limit` entries of each
    // difference.
    Result<std::vector<ListDifference>> compareLists(model::Id first, model::Id second, int limit);

    // One revision. Row ids of what was added are given by the store; a failed commit changes nothing.
    // Somebody saved since edit.base: a Conflict with what changed; with edit.merge, rows and fields that
    // only one side touched are merged, and only what both changed is a Conflict.
    CommitResult commit(const Edit& edit);
    // What commit() would change, and the same failures; nothing is written.
    tl::expected<std::vector<Change>, CommitFailure> rehearse(const Edit& edit);
    // The edit that makes everything as `document` says, for apply; nothing is written.
    Result<Edit> editFor(const model::Document& document);
    Result<model::Document> document();

    // --- history
    // ----------------------------------------------------------------------------------------------------
    Result<std::vector<Revision>> history(std::int64_t beforeRevision = 0, int limit = 200); // newest first
    Result<std::vector<Change>> changes(std::int64_t revision);
    // The edit that makes everything as it was at `revision`.
    Result<Edit> editForRestore(std::int64_t revision);
    // Rows that another program changed without a revision (the sqlite3 shell): gathers them into one and
    // returns its number.
    Result<std::optional<std::int64_t>> adoptForeignChanges();
    // Which list entries changed after `revision`, up to now; nullopt: too many, read all.
    Result<std::optional<ListChanges>> listChangesSince(std::int64_t revision);
    // Runs several of the reads above on one state of the store: what others commit meanwhile is not seen
    // before the end. No writing inside.
    Result<> readTogether(const std::function<Result<>()>& reads);

    // --- what is
    // ----------------------------------------------------------------------------------------------------
    Result<> writeNode(const model::NodeStatus& status); // with its listeners
    Result<std::vector<model::NodeStatus>> nodes();
    // The files that lists subscribe to, as a node sees them: all of them each time.
    Result<> writeListFiles(const std::string& node, std::span<const model::ListFileStatus> files);
    Result<std::vector<model::ListFileStatus>> listFiles(); // by node, service, color, kind and file
    Result<> addHits(std::span<const ListHit> hits);        // adds counts, moves lastHit forward
    // Rows of what waits for delivery: `changed` are new or different, `gone` are no more. One transaction.
    Result<> writeQueue(std::span<const model::QueueEntry> changed, std::span<const model::QueueEntry> gone);
    Result<> clearQueue(const std::string& node); // before the first writeQueue() of an engine
    // The next to be tried first; nodes show a bounded part of their queues.
    Result<std::vector<model::QueueEntry>> queue(int limit = 10'000);
    // Headers that an engine was asked for (model::queueHeader).
    Result<> writeHeader(const model::MessageHeader& header);
    Result<std::optional<model::MessageHeader>> header(const std::string& node, const std::string& message);
    Result<> forgetHeaders(const std::string& node, Time readBefore);
    // Sessions that are open now; the same rules as for the queue.
    Result<> writeConnections(std::span<const model::ConnectionEntry> changed,
                              std::span<const model::ConnectionEntry> gone);
    Result<> clearConnections(const std::string& node);
    Result<std::vector<model::ConnectionEntry>> connections(int limit = 10'000); // the newest first
    Result<> sendCommand(const Command& command);
    Result<std::vector<Command>> takeCommands(const std::string& node); // each is handed out once
    Result<> putBan(const BanRow& ban);
    Result<std::vector<BanRow>> bans(Time now);
    Result<> liftBan(const std::string& client);
    Result<> liftBans(std::span<const std::string> clients);        // one transaction
    Result<> putGreylist(std::span<const GreylistRow> rows);        // one transaction
    Result<std::vector<GreylistRow>> greylist(Time now, int limit); // those that last longest
    Result<> tidyGreylist(Time now, int limit); // removes what is over, and what is more than that

    Result<> writeDnsLists(std::span<const model::DnsListState> states); // one transaction
    Result<std::vector<model::DnsListState>> dnsLists();                 // by zone, then by node

    // --- people's work
    // ------------------------------------------------------------------------------------------------------
    Result<std::vector<model::Pin>> pins(); // the oldest first
    // Its id. Errors: Full at model::maxPins, Invalid where the note is too long.
    Result<model::Id> addPin(const model::Pin& pin);
    Result<bool> removePin(model::Id id); // false: it was gone

    // --- log
    // --------------------------------------------------------------------------------------------------------
    Result<> appendEvents(std::span<const model::Event> events); // one transaction; all or none
    Result<std::vector<model::Event>>
    events(const EventQuery& query); // newest first (or oldest first after query.afterId)
    Result<std::optional<model::Event>> event(model::Id id);
    Result<EventCounts> eventCounts(Time since);
    // From what is counted by the hour, not from events.
    Result<Statistics> statistics(const StatisticsQuery& query);
    Result<std::optional<Time>> countedSince(); // the first hour that is counted; nullopt: nothing ever was
    // Indexes a piece of the log for searches by a part of a name, some 100 ms; what is not indexed is found as
    // well, and slower. False: there is none left for now.
    Result<bool> indexLog();
    Result<int>
    applyRetention(Time now); // removes a bounded number of the oldest events past the limits; how many

    // --- upkeep
    // -----------------------------------------------------------------------------------------------------
    // Reads every page (minutes for gigabytes of log): what is wrong, empty where nothing is. open() looks at
    // the configuration only.
    Result<std::vector<std::string>> check();
    // A consistent copy while others write; refuses to overwrite. The store remembers when it was made.
    Result<> backup(const std::string& file);
    Result<std::optional<BackupNote>> lastBackup(); // by Postern

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace postern::store
