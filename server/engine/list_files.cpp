// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/list_files.h"

#include "model/list_file.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace postern::engine {

namespace {

using namespace std::chrono_literals;
using model::ListFileState;
using SteadyClock = std::chrono::steady_clock;

constexpr auto afterFailure = 30s; // a file that is not well may be so again without looking changed
constexpr auto lastWait = 2s;

using Key = std::pair<model::ListKind, std::string>; // how it is read, and the file as it is configured

// What is known of one file.
struct Entry {
    std::optional<model::FileStamp> seen; // at the last look
    std::optional<model::FileStamp> read; // when it was read last, well or not
    SteadyClock::time_point again{};      // a file that is not well is tried again then
    int readings = 0;
    ListFileState state = ListFileState::Reading;
    policy::CompiledList list;
    std::int64_t lines = 0;
    std::int64_t refused = 0;
    Phrase firstRefused;
    Time time{};
    Phrase error;

    bool isDue(const model::FileStamp& stamp) const
    {
        if (!read)
            return true;
        if (*read == stamp)
            return !error.empty() && SteadyClock::now() >= again;
        return seen == stamp; // it stayed so for one look
    }
};

struct Followed {
    model::Id service = 0;
    model::Subscription subscription;

    Key key() const { return {subscription.kind, subscription.file}; }
    bool operator==(const Followed&) const = default;
};

std::vector<Followed> subscriptionsOf(const model::Configuration& configuration)
{
    std::vector<Followed> followed;
    const auto add = [&](model::Id service, const std::vector<model::Subscription>& subscriptions) {
        for (const model::Subscription& subscription : subscriptions) {
            if (subscription.enabled)
                followed.push_back({service, subscription});
        }
    };
    add(0, configuration.subscriptions);
    for (const model::Service& service : configuration.services)
        add(service.id, service.subscriptions);
    return followed;
}

model::ListFileStatus statusOf(const Followed& followed, const Entry& entry)
{
    model::ListFileStatus status;
    status.service = followed.service;
    status.color = followed.subscription.color;
    status.kind = followed.subscription.kind;
    status.file = followed.subscription.file;
    status.state = entry.state;
    status.lines = entry.lines;
    status.refused = entry.refused;
    status.firstRefused = entry.firstRefused;
    status.read = entry.time;
    status.error = entry.error;
    return status;
}

} // namespace

class ListFiles::Follower {
public:
    Follower(std::string store, const Clock& clock, Wake wake, std::chrono::milliseconds interval)
        : m_store(std::move(store))
        , m_clock(&clock)
        , m_wake(std::move(wake))
        , m_interval(interval)
    {
    }

    void run();
    bool end(); // whether the thread did within lastWait
    void follow(std::vector<Followed> followed);
    bool waitForAll(std::chrono::milliseconds patience);
    std::optional<policy::SubscribedLists> take();
    std::optional<std::vector<model::ListFileStatus>> takeStatus();

private:
    void look();
    Entry readNow(Entry entry, const Key& key, const model::FileStamp& stamp);
    void keepCopy(Entry& entry, const std::string& path, model::ListKind kind, const std::string& text);
    void put(const Key& key, Entry entry);
    void dropCopies();
    bool ending();
    Time now(); // at the end, no time

    const std::string m_store;
    const Clock* const m_clock;
    const Wake m_wake;
    const std::chrono::milliseconds m_interval;

    std::mutex m_mutex; // of all below
    std::condition_variable m_changed;
    std::vector<Followed> m_followed;
    std::map<Key, Entry> m_entries;
    bool m_knows = false; // whose files there are
    bool m_listsChanged = false;
    bool m_statusChanged = false;
    bool m_asked = false;
    bool m_ending = false;
    bool m_ended = false;
};

void ListFiles::Follower::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        m_asked = false;
        lock.unlock();
        look();
        lock.lock();
        m_changed.wait_for(lock, m_interval, [this] { return m_ending || m_asked; });
    }
    m_ended = true;
    m_changed.notify_all();
}

bool ListFiles::Follower::end()
{
    std::unique_lock lock(m_mutex);
    m_ending = true;
    m_changed.notify_all();
    return m_changed.wait_for(lock, lastWait, [this] { return m_ended; });
}

bool ListFiles::Follower::ending()
{
    const std::lock_guard lock(m_mutex);
    return m_ending;
}

Time ListFiles::Follower::now()
{
    const std::lock_guard lock(m_mutex);
    return m_ending ? Time() : m_clock->now();
}

void ListFiles::Follower::follow(std::vector<Followed> followed)
{
    const std::lock_guard lock(m_mutex);
    if (std::exchange(m_knows, true) && followed == m_followed)
        return;
    m_followed = std::move(followed);
    std::map<Key, Entry> entries;
    for (const Followed& each : m_followed) {
        const auto known = m_entries.find(each.key());
        entries.emplace(each.key(), known == m_entries.end() ? Entry() : known->second);
    }
    m_entries = std::move(entries);
    m_asked = m_listsChanged = m_statusChanged = true;
    m_changed.notify_all();
}

bool ListFiles::Follower::waitForAll(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] {
        return std::all_of(m_entries.begin(), m_entries.end(),
                           [](const auto& each) { return each.second.state != ListFileState::Reading; });
    });
}

std::optional<policy::SubscribedLists> ListFiles::Follower::take()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_listsChanged, false))
        return std::nullopt;
    policy::SubscribedLists lists;
    for (const Followed& each : m_followed)
        lists.push_back({each.service, each.subscription, m_entries[each.key()].list});
    return lists;
}

std::optional<std::vector<model::ListFileStatus>> ListFiles::Follower::takeStatus()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_statusChanged, false))
        return std::nullopt;
    std::vector<model::ListFileStatus> all;
    for (const Followed& each : m_followed)
        all.push_back(statusOf(each, m_entries[each.key()]));
    return all;
}

void ListFiles::Follower::look()
{
    std::map<Key, Entry> entries;
    {
        const std::lock_guard lock(m_mutex);
        entries = m_entries;
    }
    for (auto& [key, entry] : entries) {
        const auto stamp = model::FileStamp::of(model::pathOf(key.second, m_store));
        if (entry.isDue(stamp))
            entry = readNow(std::move(entry), key, stamp);
        entry.seen = stamp;
        put(key, std::move(entry));
        if (ending())
            return;
    }
    dropCopies();
}

Entry ListFiles::Follower::readNow(Entry entry, const Key& key, const model::FileStamp& stamp)
{
    const bool holds = entry.state == ListFileState::Current || entry.state == ListFileState::Kept;
    auto reading = policy::readSubscribedFile(m_store, key.first, key.second,
                                              holds ? policy::Copy::Ignore : policy::Copy::Use);
    ++entry.readings;
    entry.read = stamp;
    entry.again = SteadyClock::now() + afterFailure;
    if (reading.error && reading.error->kind == ErrorKind::Busy)
        entry.read.reset(); // as soon as it is written
    entry.error = reading.error ? placedPhraseOf(*reading.error) : Phrase();
    if (reading.content) {
        entry.list = std::move(reading.content->list);
        entry.lines = reading.content->lines;
        entry.refused = reading.content->refused;
        entry.firstRefused = policy::firstRefused(*reading.content);
        entry.time = reading.error ? reading.copied : now();
    }
    if (!reading.error)
        entry.state = ListFileState::Current;
    else
        entry.state = holds || reading.content ? ListFileState::Kept : ListFileState::Failed;
    if (entry.state == ListFileState::Current)
        keepCopy(entry, model::pathOf(key.second, m_store), key.first, reading.text);
    return entry;
}

void ListFiles::Follower::keepCopy(Entry& entry, const std::string& path, model::ListKind kind,
                                   const std::string& text)
{
    const auto kept = model::writeCopy(model::copyPath(m_store, kind, path), text);
    if (!kept)
        entry.error = Phrase{POSTERN_TEXT("server", "it is in force, but no copy of it can be kept: %1"),
                             false,
                             {placedPhraseOf(kept.error())}};
}

// What nobody subscribes to any more is no news.
void ListFiles::Follower::put(const Key& key, Entry entry)
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_entries.find(key);
    if (place == m_entries.end() || m_ending)
        return;
    const bool news = entry.readings != place->second.readings;
    place->second = std::move(entry);
    if (!news)
        return;
    m_listsChanged = m_statusChanged = true;
    m_changed.notify_all();
    m_wake(); // with the lock: whoever ends this waits for it
}

// Copies of files that nobody subscribes to any more.
void ListFiles::Follower::dropCopies()
{
    std::set<std::string> wanted;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_knows)
            return;
        for (const auto& [key, entry] : m_entries)
            wanted.insert(model::copyPath(m_store, key.first, model::pathOf(key.second, m_store)));
    }
    std::error_code failed;
    const std::filesystem::directory_iterator end;
    for (std::filesystem::directory_iterator each(model::copiesFolder(m_store), failed);
         !failed && each != end; each.increment(failed)) {
        std::error_code stays;
        if (!wanted.contains(each->path().string()))
            std::filesystem::remove(each->path(), stays);
    }
}

ListFiles::ListFiles(std::string store, const Clock& clock, Wake wake, std::chrono::milliseconds interval)
    : m_follower(std::make_shared<Follower>(std::move(store), clock, std::move(wake), interval))
    , m_thread([follower = m_follower] { follower->run(); })
{
}

ListFiles::~ListFiles()
{
    if (m_follower->end())
        m_thread.join();
    else
        m_thread.detach(); // a file server that is gone holds it
}

void ListFiles::follow(const model::Configuration& configuration)
{
    m_follower->follow(subscriptionsOf(configuration));
}

bool ListFiles::waitForAll(std::chrono::milliseconds patience)
{
    return m_follower->waitForAll(patience);
}

std::optional<policy::SubscribedLists> ListFiles::take()
{
    return m_follower->take();
}

std::optional<std::vector<model::ListFileStatus>> ListFiles::takeStatus()
{
    return m_follower->takeStatus();
}

} // namespace postern::engine
