// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/backup.h"
#include "store/committer.h"
#include "store/connection_table.h"
#include "store/edit_builder.h"
#include "store/event_search.h"
#include "store/event_table.h"
#include "store/greylist_table.h"
#include "store/letter_index.h"
#include "store/list_comparison.h"
#include "store/list_entry_table.h"
#include "store/list_file_table.h"
#include "store/opening.h"
#include "store/pin_table.h"
#include "store/queue_table.h"
#include "store/retention.h"
#include "store/revision_table.h"
#include "store/rows.h"
#include "store/statistics_table.h"
#include "store/status_tables.h"
#include "store/upkeep_tables.h"

#include <QVariant>

#include <filesystem>

namespace postern::store {

namespace {

// The one place where Failure becomes Error.
template <class Function>
auto guarded(Function function) -> Result<std::invoke_result_t<Function>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
            function();
            return {};
        } else {
            return function();
        }
    } catch (const Failure& failure) {
        return tl::unexpected<Error>(failure.error());
    }
}

constexpr int maxListChanges = 10'000; // past these, reading all of a list is quicker

} // namespace

// What engines report is written without waiting for the disk: it survives the end of the program, however
// sudden, and a power cut may take the last moments of it. Configuration waits.
class LogDurability {
public:
    explicit LogDurability(const Database& database)
        : m_database(database)
    {
        m_database.execute("PRAGMA synchronous = NORMAL");
    }
    ~LogDurability()
    {
        try {
            m_database.execute("PRAGMA synchronous = FULL");
        } catch (const std::exception&) {
            // only a connection that is of no use any more refuses this
        }
    }
    LogDurability(const LogDurability&) = delete;
    LogDurability& operator=(const LogDurability&) = delete;

private:
    const Database& m_database;
};

struct Store::Parts {
    explicit Parts(std::unique_ptr<Database> opened)
        : connection(std::move(opened))
    {
    }

    EventWriter& eventWriter()
    {
        if (!events)
            events.emplace(database);
        return *events;
    }

    std::unique_ptr<Database> connection;
    const Database& database = *connection;
    std::optional<EventWriter> events; // made when it is first needed: most connections never write any
    std::int64_t dataVersion = -1;
    SystemClock clock;
};

Store::Store(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Store::~Store() = default;

const std::string& Store::where() const
{
    return m_parts->database.file();
}

Result<std::unique_ptr<Store>> Store::open(const std::string& where, OpenMode mode)
{
    return guarded([&] {
        auto parts = std::make_unique<Parts>(openDatabase(where, mode));
        parts->dataVersion = parts->database.number("PRAGMA data_version");
        return std::unique_ptr<Store>(new Store(std::move(parts)));
    });
}

Result<std::int64_t> Store::revision()
{
    return guarded([&] { return RevisionTable(m_parts->database).newest(); });
}

bool Store::changedByOthers()
{
    const auto version = guarded([&] { return m_parts->database.number("PRAGMA data_version"); });
    if (!version || *version == m_parts->dataVersion)
        return false;
    m_parts->dataVersion = *version;
    return true;
}

Result<model::Configuration> Store::configuration()
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return configurationOf(readRows(m_parts->database));
    });
}

Result<std::vector<model::ListEntry>> Store::listEntries(const ListQuery& query)
{
    return guarded([&] { return ListEntryTable(m_parts->database).entries(query); });
}

Result<> Store::visitListEntries(const ListQuery& query, const std::function<void(model::ListEntry&&)>& take)
{
    return guarded([&] { ListEntryTable(m_parts->database).visit(query, take); });
}

Result<> Store::scanLists(const std::function<void(const model::ListEntryView&)>& visit)
{
    return guarded([&] { ListEntryTable(m_parts->database).scan(visit); });
}

Result<> Store::searchLists(const std::function<bool(const model::ListEntryView&)>& visit)
{
    return guarded([&] { ListEntryTable(m_parts->database).search(visit); });
}

Result<std::optional<model::ListEntry>> Store::listEntry(model::Id id)
{
    return guarded([&] { return ListEntryTable(m_parts->database).entry(id); });
}

Result<std::vector<ListCount>> Store::listCounts()
{
    return guarded([&] { return ListEntryTable(m_parts->database).counts(); });
}

Result<std::vector<ListHit>> Store::listHits(std::span<const model::Id> entries)
{
    return guarded([&] { return ListEntryTable(m_parts->database).hits(entries); });
}

Result<std::vector<ListDifference>> Store::compareLists(model::Id first, model::Id second, int limit)
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return store::compareLists(m_parts->database, first, second, limit);
    });
}

CommitResult Store::commit(const Edit& edit)
{
    try {
        return commitEdit(m_parts->database, edit, m_parts->clock.now());
    } catch (const Failure& failure) {
        return tl::unexpected<CommitFailure>(failure.error());
    }
}

Result<Edit> Store::editFor(const model::Document& document)
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return editForDocument(m_parts->database, document);
    });
}

Result<model::Document> Store::document()
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return documentOf(m_parts->database);
    });
}

tl::expected<std::vector<Change>, CommitFailure> Store::rehearse(const Edit& edit)
{
    try {
        return rehearseEdit(m_parts->database, edit, m_parts->clock.now());
    } catch (const Failure& failure) {
        return tl::unexpected<CommitFailure>(failure.error());
    }
}

Result<std::vector<Revision>> Store::history(std::int64_t beforeRevision, int limit)
{
    return guarded([&] { return RevisionTable(m_parts->database).history(beforeRevision, limit); });
}

Result<std::vector<Change>> Store::changes(std::int64_t revision)
{
    return guarded([&] { return RevisionTable(m_parts->database).changes(revision); });
}

Result<Edit> Store::editForRestore(std::int64_t revision)
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return editForRevision(m_parts->database, revision);
    });
}

Result<std::optional<std::int64_t>> Store::adoptForeignChanges()
{
    return guarded([&]() -> std::optional<std::int64_t> {
        if (!RevisionTable(m_parts->database).hasPending())
            return std::nullopt;
        Transaction transaction(m_parts->database);
        const std::int64_t revision = adoptPendingChanges(m_parts->database, m_parts->clock.now());
        transaction.commit();
        return revision == 0 ? std::nullopt : std::optional(revision);
    });
}

Result<std::optional<ListChanges>> Store::listChangesSince(std::int64_t revision)
{
    return guarded([&]() -> std::optional<ListChanges> {
        const ReadTransaction view(m_parts->database);
        const auto rows = RevisionTable(m_parts->database).listEntriesSince(revision, maxListChanges);
        if (!rows)
            return std::nullopt;
        const ListEntryTable table(m_parts->database);
        ListChanges changes;
        for (const model::Id id : *rows) {
            if (auto entry = table.entry(id))
                changes.saved.push_back(std::move(*entry));
            else
                changes.removed.push_back(id);
        }
        return changes;
    });
}

Result<> Store::readTogether(const std::function<Result<>()>& reads)
{
    try {
        const ReadTransaction view(m_parts->database);
        return reads();
    } catch (const Failure& failure) {
        return tl::unexpected<Error>(failure.error());
    }
}

Result<> Store::writeNode(const model::NodeStatus& status)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        NodeTable(m_parts->database).write(status);
        transaction.commit();
    });
}

Result<> Store::writeListFiles(const std::string& node, std::span<const model::ListFileStatus> files)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        ListFileTable(m_parts->database).write(node, files);
        transaction.commit();
    });
}

Result<std::vector<model::ListFileStatus>> Store::listFiles()
{
    return guarded([&] { return ListFileTable(m_parts->database).files(); });
}

Result<> Store::writeQueue(std::span<const model::QueueEntry> changed,
                           std::span<const model::QueueEntry> gone)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        const QueueTable table(m_parts->database);
        table.remove(gone);
        table.put(changed);
        transaction.commit();
    });
}

Result<> Store::clearQueue(const std::string& node)
{
    return guarded([&] {
        Transaction transaction(m_parts->database);
        QueueTable(m_parts->database).clear(node);
        transaction.commit();
    });
}

Result<std::vector<model::QueueEntry>> Store::queue(int limit)
{
    return guarded([&] { return QueueTable(m_parts->database).entries(limit); });
}

Result<> Store::writeHeader(const model::MessageHeader& header)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        QueueTable(m_parts->database).putHeader(header);
        transaction.commit();
    });
}

Result<std::optional<model::MessageHeader>> Store::header(const std::string& node, const std::string& message)
{
    return guarded([&] { return QueueTable(m_parts->database).header(node, message); });
}

Result<> Store::forgetHeaders(const std::string& node, Time readBefore)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        QueueTable(m_parts->database).forgetHeaders(node, readBefore);
        transaction.commit();
    });
}

Result<> Store::writeConnections(std::span<const model::ConnectionEntry> changed,
                                 std::span<const model::ConnectionEntry> gone)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        const ConnectionTable table(m_parts->database);
        table.remove(gone);
        table.put(changed);
        transaction.commit();
    });
}

Result<> Store::clearConnections(const std::string& node)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        ConnectionTable(m_parts->database).clear(node);
        transaction.commit();
    });
}

Result<std::vector<model::ConnectionEntry>> Store::connections(int limit)
{
    return guarded([&] { return ConnectionTable(m_parts->database).entries(limit); });
}

Result<std::vector<model::NodeStatus>> Store::nodes()
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return NodeTable(m_parts->database).nodes();
    });
}

Result<> Store::addHits(std::span<const ListHit> hits)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        ListEntryTable(m_parts->database).addHits(hits);
        transaction.commit();
    });
}

Result<> Store::sendCommand(const Command& command)
{
    return guarded([&] { CommandTable(m_parts->database).send(command); });
}

Result<std::vector<Command>> Store::takeCommands(const std::string& node)
{
    return guarded([&]() -> std::vector<Command> {
        const CommandTable table(m_parts->database);
        if (!table.hasNew(node)) // asked often; takes no lock then
            return {};
        Transaction transaction(m_parts->database);
        auto commands = table.take(node);
        transaction.commit();
        return commands;
    });
}

Result<> Store::putBan(const BanRow& ban)
{
    return guarded([&] { BanTable(m_parts->database).put(ban); });
}

Result<std::vector<BanRow>> Store::bans(Time now)
{
    return guarded([&] { return BanTable(m_parts->database).bans(now); });
}

Result<> Store::liftBan(const std::string& client)
{
    return liftBans({&client, 1});
}

Result<> Store::liftBans(std::span<const std::string> clients)
{
    return guarded([&] {
        Transaction transaction(m_parts->database);
        BanTable(m_parts->database).lift(clients);
        transaction.commit();
    });
}

Result<> Store::putGreylist(std::span<const GreylistRow> rows)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        GreylistTable(m_parts->database).put(rows);
        transaction.commit();
    });
}

Result<std::vector<GreylistRow>> Store::greylist(Time now, int limit)
{
    return guarded([&] { return GreylistTable(m_parts->database).rows(now, limit); });
}

Result<> Store::tidyGreylist(Time now, int limit)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        GreylistTable(m_parts->database).tidy(now, limit);
        transaction.commit();
    });
}

Result<> Store::writeDnsLists(std::span<const model::DnsListState> states)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        DnsListTable(m_parts->database).put(states);
        transaction.commit();
    });
}

Result<std::vector<model::DnsListState>> Store::dnsLists()
{
    return guarded([&] { return DnsListTable(m_parts->database).states(); });
}

Result<std::vector<model::Pin>> Store::pins()
{
    return guarded([&] { return PinTable(m_parts->database).pins(); });
}

Result<model::Id> Store::addPin(const model::Pin& pin)
{
    return guarded([&] {
        Transaction transaction(m_parts->database);
        const model::Id id = PinTable(m_parts->database).add(pin);
        transaction.commit();
        return id;
    });
}

Result<bool> Store::removePin(model::Id id)
{
    return guarded([&] {
        Transaction transaction(m_parts->database);
        const bool removed = PinTable(m_parts->database).remove(id);
        transaction.commit();
        return removed;
    });
}

Result<> Store::appendEvents(std::span<const model::Event> events)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        m_parts->eventWriter().append(events);
        transaction.commit();
    });
}

Result<std::vector<model::Event>> Store::events(const EventQuery& query)
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return findEvents(m_parts->database, query);
    });
}

Result<std::optional<model::Event>> Store::event(model::Id id)
{
    return guarded([&] { return EventTable(m_parts->database).event(id); });
}

Result<EventCounts> Store::eventCounts(Time since)
{
    return guarded([&] { return EventTable(m_parts->database).counts(since); });
}

Result<Statistics> Store::statistics(const StatisticsQuery& query)
{
    return guarded([&] {
        const ReadTransaction view(m_parts->database);
        return StatisticsTable(m_parts->database).read(query);
    });
}

Result<std::optional<Time>> Store::countedSince()
{
    return guarded([&] { return StatisticsTable(m_parts->database).begin(); });
}

Result<bool> Store::indexLog()
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        return LetterIndex(m_parts->database).indexOne();
    });
}

Result<int> Store::applyRetention(Time now)
{
    return guarded([&] {
        const LogDurability durability(m_parts->database);
        Transaction transaction(m_parts->database);
        const int removed = removeExpired(m_parts->database, now);
        transaction.commit();
        giveBackPages(m_parts->database);
        return removed;
    });
}

Result<std::vector<std::string>> Store::check()
{
    return guarded([&] { return checkAll(m_parts->database); });
}

Result<> Store::backup(const std::string& file)
{
    auto made = guarded([&] { backUp(m_parts->database, file); });
    if (!made)
        return made;
    // The copy is there and good, also where a store that is locked or full cannot say so.
    static_cast<void>(guarded([&] {
        BackupTable(m_parts->database).note({m_parts->clock.now(), std::filesystem::absolute(file).string()});
    }));
    return {};
}

Result<std::optional<BackupNote>> Store::lastBackup()
{
    return guarded([&] { return BackupTable(m_parts->database).last(); });
}

} // namespace postern::store
